"""Best, lost, work, days and steps are those of a search that tries every act, on small offices with days about each deadline.

`SEEDS=900-999 pytest tests/gaps` tries those offices of every measure (see `chance.py`).
"""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi.plans.loading.loader import load_plan
from chance import choose_seeds
from oracle.contract import COLUMNS
from oracle.readings import Choice, list_choices, place_of
from oracle.results import half_up

from .brute_force import BruteForce, Found, Verdict
from .offices import ask_gaps, write_office, write_value
from .random_offices import OFFICES, make_office

IDS = {register.title: register.id for register in load_plan("mohw-113").registers}
FIRST_ROW = 2
pytestmark = pytest.mark.slow  # whole offices
OWN = ("4.1.2", "4.7")


@pytest.mark.parametrize("measure", OFFICES)
@pytest.mark.parametrize("seed", choose_seeds(7, 150))
def test_work_is_what_trying_every_act_finds(measure: str, seed: int, tmp_path: Path) -> None:
    tables, frame, today, days = make_office(measure, seed)
    columns = {title: [column.name for column in COLUMNS[title]] for title in tables}
    write_office(tmp_path, tables, columns)
    readings = choose_readings(measure, seed)
    chosen = tuple(f"{place}={name}" for place, names in readings.items() for name in names)
    options = {"report": frame.report, "jurisdiction": "高雄市", "readings": chosen or None}
    [found] = ask_gaps(tmp_path, today, measure, **options)["measures"]
    if found["status"] in ("not_applicable", "no_data"):
        assert (found["reachable"], found["best"], found["lost"], found["work"]) == (None, None, None, [])
        return
    force = BruteForce(measure, tables, frame, today, readings)
    if days is not None:
        force.days = days
    verdicts = [(name, rows, force.judge(rows)) for name, rows in force.list_subjects()]
    work = [entry for entry in found["work"] if entry["subject"] is not None or entry["address"] is not None]
    assert [describe(entry) for entry in work] == list_expected(force, verdicts)
    kinds = [verdict.kind for _, _, verdict in verdicts]
    assert found["lost"] == kinds.count("lost")
    if measure not in OWN:
        check_best(measure, found, kinds, force)


def choose_readings(measure: str, seed: int) -> Choice:
    """The default readings for every other office, else some of the alternatives, where the measure has any."""
    choices = [choice for choice in list_choices() if place_of(measure) in choice]
    return random.Random(seed).choice(choices) if choices and seed % 2 else {}


def describe(entry: dict[str, Any]) -> tuple[Any, ...]:
    assert entry["done_by_one_step"] == (sum(step["count"] for step in entry["steps"]) == 1)
    steps = [
        (step["register"], step["column"], step["address"] and step["address"]["row"], step["count"], step["amount"], step["by"])
        for step in entry["steps"]
    ]
    return entry["address"]["row"], entry["by"], sorted(steps, key=str)


def list_expected(force: BruteForce, verdicts: list[tuple[str, list[int], Verdict]]) -> list[tuple[Any, ...]]:
    """The work in its order: fewest acts, least amount, earliest day, first row."""
    entries: list[tuple[tuple[Any, ...], tuple[Any, ...]]] = []
    for _, rows, verdict in verdicts:
        first = find_first_row(force, rows) + FIRST_ROW
        if verdict.kind == "waiting":
            assert verdict.by is not None
            entries.append(((0, Fraction(0), verdict.by, first), (first, verdict.by.isoformat(), [])))
        elif verdict.found is not None:
            amount = sum((act.amount or Fraction(0) for act in verdict.found.acts), Fraction(0))
            by = min(verdict.found.days)
            order = (len(verdict.found.acts), amount, by, first)
            entries.append((order, (first, by.isoformat(), list_steps(verdict.found))))
    return [shown for _, shown in sorted(entries, key=lambda entry: entry[0])]


def find_first_row(force: BruteForce, rows: list[int]) -> int:
    """The subject's first row that meets the denominator's conditions when it stands alone, whatever would exclude it; any row
    where it is brought in.
    """
    tables = {row: force.keep([row]) for row in rows}
    for kept in tables.values():
        kept[force.title] = [{**facts, "無需轉介就業原因": None, "結案原因": None} for facts in kept[force.title]]
    alone = [row for row in rows if force.count(tables[row], force.frame.as_of)[1]]
    return min(alone or rows)


def list_steps(found: Found) -> list[tuple[Any, ...]]:
    steps: dict[tuple[Any, ...], int] = {}
    for act, day in zip(found.acts, found.days, strict=True):
        row = None if act.row is None else act.row + FIRST_ROW
        amount = None if act.amount is None else write_value(act.amount)
        kind = (IDS[act.title], act.column, row, amount, day.isoformat())
        steps[kind] = steps.get(kind, 0) + 1
    return sorted(((*kind[:3], count, *kind[3:]) for kind, count in steps.items()), key=str)


def check_best(measure: str, found: dict[str, Any], kinds: list[str], force: BruteForce) -> None:
    counting = sum(kind in ("done", "waiting", "to do", "brought") for kind in kinds)
    whole = counting + kinds.count("lost")
    value = Fraction(counting, whole) * 100
    if measure == "4.6.2":
        prior = [
            row
            for row in force.tables["講習個案"]
            if row["查獲次數"] >= 2 and all(force.frame.in_prior_year(row[day]) for day in ("裁罰日期", "完成講習日期"))
        ]
        value -= Fraction(sum(row["分流課程"] is True for row in prior), len(prior)) * 100
        assert (found["best_numerator"], found["best_denominator"]) == (None, None)
    else:
        assert (found["best_numerator"], found["best_denominator"]) == (counting, whole)
    assert found["best"] == half_up(value)
