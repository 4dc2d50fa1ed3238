"""Under every alternative reading, and every combination that is possible, the program agrees with the independent calculator.

The offices stand at the boundaries of the readings (`oracle/boundary_office.py`). `SEEDS=0-99 pytest tests/agreement` tries a
hundred of them, in both reports.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi.plans.choosing import list_alternatives, name_reading
from antidrug_kpi.plans.loading.loader import load_plan
from chance import choose_seeds
from oracle.boundary_office import make_boundary_office
from oracle.calculate import calculate_each
from oracle.readings import ALTERNATIVES, CONTRADICTING, Choice, Readings, list_choices, touched, touching

from .offices import compute, compute_each, list_differences, write_office

FEW = 3
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"


def list_known() -> dict[str, tuple[str, ...]]:
    """The program's own alternatives, by what `--reading` calls them."""
    known: dict[str, tuple[str, ...]] = {}
    for _, alternative in list_alternatives(load_plan("mohw-113")):
        place, name = name_reading(alternative).split("=")
        known[place] = (*known.get(place, ()), name)
    return known


def everything_at_once(rng: random.Random) -> Choice:
    """Of every indicator as many alternatives as do not contradict."""
    return {place: (rng.choice(names),) if place in CONTRADICTING else names for place, names in ALTERNATIVES.items()}


def list_disagreements(found: Mapping[str, Any], wanted: Mapping[str, Mapping[str, Any]], readings: Readings) -> list[str]:
    """Where a figure that was found differs, or where it is said wrongly which alternatives were chosen."""
    named = {place: list(names) for place, names in readings.items()}
    said = {measure["id"]: measure["reading"] for measure in found["measures"]}
    differences = [] if found["readings"] == named else [f"the readings are {found['readings']}"]
    differences += [f"{measure} was not computed" for measure in touched(readings) if measure not in said]
    differences += [
        f"{measure} reading: {names}, not {touching(measure, readings)}"
        for measure, names in said.items()
        if names != touching(measure, readings)
    ]
    differences += list_differences(found, {measure: wanted[measure] for measure in said})
    return [f"{named}: {difference}" for difference in differences]


def test_program_has_the_alternatives_of_the_contract() -> None:
    assert list_known() == ALTERNATIVES


@pytest.mark.slow
@pytest.mark.parametrize("report", ["final", "midterm"])
def test_sample_office_gives_the_reviewed_results(report: str) -> None:
    default = json.loads((SAMPLE / "expected" / f"{report}.json").read_text(encoding="utf-8"))
    reviewed = json.loads((SAMPLE / "expected" / f"{report}-readings.json").read_text(encoding="utf-8"))
    choices = [entry["readings"] for entry in reviewed]
    wanted = [default | entry["measures"] for entry in reviewed]
    compared = zip(compute_each(SAMPLE / "office", {"report": report}, choices), wanted, choices, strict=True)
    assert [line for figures, results, readings in compared for line in list_disagreements(figures, results, readings)] == []


@pytest.mark.parametrize("report", ["final", "midterm"])
@pytest.mark.parametrize("seed", choose_seeds(FEW, 100))
def test_boundary_office_gives_what_the_calculator_gives(seed: int, report: str, tmp_path: Path) -> None:
    rng = random.Random(seed)
    tables, options = make_boundary_office(rng, report)
    given: Any = options
    write_office(tmp_path, tables, given["columns"], rng)
    together = everything_at_once(rng)
    choices = [{}, *list_choices(), together]
    wanted = calculate_each(tables, choices, **given)
    found = [*compute_each(tmp_path, options, choices[:-1]), compute(tmp_path, options, together).figures]
    compared = zip(found, wanted, choices, strict=True)
    assert [line for figures, results, readings in compared for line in list_disagreements(figures, results, readings)] == []
