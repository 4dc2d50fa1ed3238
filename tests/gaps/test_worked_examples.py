"""On every worked example of every shipped plan, under every reading, each subject falls into one group and no figure changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from antidrug_kpi.audit.gaps.office_gaps import find_office_gaps
from antidrug_kpi.audit.gaps.work import MeasureGaps
from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.results import Status
from antidrug_kpi.measures.target_status import is_met
from antidrug_kpi.plans.checking.example_checks import split_table
from antidrug_kpi.plans.choosing import choose_readings, name_reading
from antidrug_kpi.plans.example_specs import Example
from antidrug_kpi.plans.loading.folders import list_plan_ids
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.cells.dates import parse_date
from antidrug_kpi.registers.office_reading import read_registers

pytestmark = pytest.mark.slow  # every example of every plan


def list_examples(plan: Plan) -> Iterator[tuple[Plan, Indicator, Example]]:
    for indicator in plan.indicators:
        yield from ((plan, indicator, example) for example in indicator.examples)
        for alternative in indicator.alternatives:
            chosen = choose_readings(plan, [name_reading(alternative)])
            restated = next(found for found in chosen.indicators if found.id == indicator.id)
            yield from ((chosen, restated, example) for example in alternative.examples)


@pytest.mark.parametrize("plan_id", list_plan_ids())
def test_every_subject_falls_into_one_group(plan_id: str) -> None:
    count = 0
    for plan, indicator, example in list_examples(load_plan(plan_id)):
        for gaps in find_gaps(plan, indicator, example):
            check(gaps, f"{plan_id} {indicator.id} {example.title}")
            count += 1
    assert count


def find_gaps(plan: Plan, indicator: Indicator, example: Example) -> tuple[MeasureGaps, ...]:
    """The gaps of the indicator's measures from ten days before the example's as-of date on."""
    files = [make_file(plan, name, split_table(text)) for name, text in example.registers.items()]
    reading = read_registers(files, plan)
    as_of = parse_date(example.as_of) if example.as_of else None
    periods = resolve_periods(plan.windows, plan.reports, example.year or plan.year, example.report, as_of)
    terms = Terms(plan, reading.registers, periods, example.jurisdiction)
    wanted = [(indicator, measure) for measure in indicator.measures]
    today = max(periods.spans["period"][0], periods.as_of - dt.timedelta(days=10))
    return find_office_gaps(wanted, [compute_measure(*each, terms) for each in wanted], terms, today).measures


def make_file(plan: Plan, name: str, table: list[list[str]]) -> FileReading:
    """The example's table with all columns of the register, those that it does not show being blank."""
    spec = next(register for register in plan.registers if name in {register.id, register.title})
    headers = [column.name for column in spec.columns]
    rows = [dict(zip(table[0], line, strict=True)) for line in table[1:]]
    cells: list[list[str | None]] = [[*headers], *([row.get(header) or None for header in headers] for row in rows)]
    return FileReading(spec.title, "", (Sheet(spec.title, None, number_rows(cells), range(1, len(cells) + 1)),), ())


def check(gaps: MeasureGaps, name: str) -> None:
    result = gaps.result
    if result.status in {Status.NO_DATA, Status.NOT_APPLICABLE}:
        assert (gaps.reachable, gaps.best, gaps.lost, gaps.entries) == (None, None, None, ()), name
        return
    assert gaps.reachable is (True if result.status is Status.MET else gaps.reachable), name
    todo = [entry for entry in gaps.entries if entry.steps and entry.row is not None]
    if gaps.best_numerator is not None and result.comparator != "<=" and gaps.lost is not None:
        assert gaps.best_numerator == (result.numerator or 0) + len(todo), name
        if gaps.best_denominator is not None and result.unit == "%":
            assert gaps.best_denominator == gaps.best_numerator + gaps.lost, name
    if gaps.best is not None and result.target is not None and result.comparator == ">=":
        assert gaps.reachable == is_met(gaps.best, ">=", result.target), name
    assert all(min(step.by for step in entry.steps) == entry.by for entry in todo), name
