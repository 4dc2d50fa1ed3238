"""The published schemas of the trace's JSON are those that the program prints."""

from pathlib import Path

import pytest

from antidrug_kpi.authoring import write_json_schema

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("what", ["trace", "explain"])
def test_published_schema_is_the_programs_own(what: str) -> None:
    published = (DOCS / f"{what}.schema.json").read_text(encoding="utf-8")
    assert published == write_json_schema(what), "make docs"
