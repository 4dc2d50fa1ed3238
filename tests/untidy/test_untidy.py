"""Every untidy folder gives the answer worked by hand: the figures, the exit status, and a line that says it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli.running import run

from . import answers, containers, days, folders, headings, identifiers, records, sheets, text_files
from .instance import Instance

MODULES = (folders, days, answers, identifiers, records, headings, sheets, text_files, containers)
INSTANCES = [instance for module in MODULES for instance in module.INSTANCES]


def found_parts(measure: dict[str, Any], wanted: str) -> str:
    """What a measure gives, in the form in which it is wanted."""
    forms = []
    for part in wanted.split():
        if "/" in part:
            forms.append(f"{measure['numerator']}/{measure['denominator']}")
        else:
            forms.append(f"={measure['value']}" if part.startswith("=") else measure["status"])
    return " ".join(forms)


@pytest.mark.parametrize("instance", INSTANCES, ids=lambda instance: instance.name)
def test_untidy_folder(instance: Instance, tmp_path: Path) -> None:
    data = instance.write(tmp_path / "data")
    only = [word for measure in instance.figures for word in ("--only", measure)]
    done = run("compute", data, "--format", "json", *only, *instance.options, cwd=tmp_path)
    assert "Traceback" not in done.err
    assert done.out, done.err
    measures = {measure["id"]: measure for measure in done.data["measures"]}
    found = {name: found_parts(measures[name], wanted) for name, wanted in instance.figures.items()}
    assert found == dict(instance.figures), done.err
    assert done.status == instance.status, done.err
    lines = done.err.splitlines()
    assert not instance.words or any(all(word in line for word in instance.words) for line in lines), done.err
    read = {summary["file"]: summary for summary in done.data["inputs"] if "rows" in summary}
    counts = {name: tuple(read[name][key] for key in ("rows", "accepted", "rejected", "skipped")) for name in instance.rows}
    assert counts == dict(instance.rows)


def test_every_instance_has_a_name_of_its_own() -> None:
    assert len({instance.name for instance in INSTANCES}) == len(INSTANCES)
