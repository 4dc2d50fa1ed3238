"""The program agrees with a calculation that was written from the contract alone and shares no line with it (`tests/oracle`).

`SEEDS=900-999 pytest tests/agreement` tries those random offices (see `chance.py`).
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi.plans.loading.loader import load_plan
from chance import choose_seeds
from oracle.calculate import calculate, count_rows, list_doubts
from oracle.random_office import make_random_office

from .offices import compute, list_differences, list_miscounts, write_office

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.mark.parametrize("report", ["final", "midterm"])
def test_sample_office_gives_the_reviewed_results(report: str) -> None:
    wanted = json.loads((SAMPLE / "expected" / f"{report}.json").read_text(encoding="utf-8"))
    found = compute(SAMPLE / "office", {"report": report}).figures
    assert list_differences(found, wanted) == []


@pytest.mark.parametrize("seed", choose_seeds(30, 500))
def test_random_office_gives_what_the_independent_calculator_gives(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    tables, options = make_random_office(rng, rng.randint(0, 40))
    given: Any = options
    files = {name: given[name] for name in ("year", "unreadable") if name in given}
    write_office(tmp_path, tables, given["columns"], rng, **files)
    found = compute(tmp_path, options)
    titles = {register.id: register.title for register in load_plan("mohw-113").registers}
    differences = list_differences(found.figures, calculate(tables, **given))
    assert differences + list_miscounts(found.figures, count_rows(tables, **given), titles) == []
    said = {titles.get(register) for register in found.doubted}
    assert list_doubts(tables, **given) - said == set()
