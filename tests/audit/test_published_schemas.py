"""The published schemas are those that the program prints, and each is named wherever schemas are listed."""

import re
from pathlib import Path

import pytest

from antidrug_kpi.audit.schemas.output_schemas import OUTPUTS, write_output_schema
from antidrug_kpi.cli.commands.plan_commands import SchemaSubject

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_published_schema_is_the_programs_own(name: str) -> None:
    published = (DOCS / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == write_output_schema(name), "make docs"


def test_every_schema_is_published_and_can_be_asked_for() -> None:
    made = re.search(r"^SCHEMAS := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = (DOCS / "interface.md").read_text(encoding="utf-8")
    assert made is not None
    assert set(made[1].split()) == OUTPUTS.keys()
    assert {subject.value for subject in SchemaSubject} == {"spec", *OUTPUTS}
    assert {path.name for path in DOCS.glob("*.schema.json")} == {f"{name}.schema.json" for name in OUTPUTS}
    assert [name for name in OUTPUTS if f"[{name}]({name}.schema.json)" not in told] == []
