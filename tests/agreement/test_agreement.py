"""The program agrees with a calculation that was written from the contract alone and shares no line with it (`tests/oracle`)."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi.plans.loader import load_plan
from oracle.calculate import calculate, count_rows
from oracle.random_office import make_random_office

from .offices import compute, list_differences, write_office

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.mark.parametrize("report", ["final", "midterm"])
def test_sample_office_gives_the_reviewed_results(report: str) -> None:
    wanted = json.loads((SAMPLE / "expected" / f"{report}.json").read_text(encoding="utf-8"))
    found = compute(SAMPLE / "office", {"report": report})
    assert list_differences(found, wanted) == []
    assert [measure["id"] for measure in found["measures"]] == list(wanted)


@pytest.mark.parametrize("seed", range(30))
def test_random_office_gives_what_the_independent_calculator_gives(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    tables, options = make_random_office(rng, rng.randint(0, 40))
    columns: Any = options["columns"]
    write_office(tmp_path, tables, columns, rng)
    found = compute(tmp_path, options)
    assert list_differences(found, calculate(tables, **options)) == []  # type: ignore[arg-type]
    counts = count_rows(tables, **options)  # type: ignore[arg-type]
    titles = {register.id: register.title for register in load_plan("mohw-113").registers}
    for summary in found["inputs"]:
        assert summary["rows"] == summary["accepted"] + summary["rejected"] + summary["skipped"]
        count = counts[titles[summary["register"]]]
        assert (summary["rejected"], summary["accepted"]) == (count["rejected"], count["accepted"])
