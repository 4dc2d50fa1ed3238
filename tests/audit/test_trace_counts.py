"""The trace of every measure of every plan counts what the figure counts, and its clauses say why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.audit.subjects.measure_trace import MeasureTrace, draw_sample, trace_measures
from antidrug_kpi.audit.subjects.subject_entries import SubjectEntries
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.authoring import list_plans
from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Computation, Terms
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.checking.example_checks import split_table
from antidrug_kpi.plans.choosing import choose_readings, list_alternatives, name_reading
from antidrug_kpi.plans.example_specs import Example
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.reads.columns_read import list_populations
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.cells.dates import parse_date
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.settings import Settings

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "office"
PLANS = list_plans()
MOST_DESCRIBED = 15  # subjects of each population
Traced = tuple[TraceTerms, tuple[Computation, ...]]


def read_example(plan: Plan, example: Example) -> list[FileReading]:
    files = []
    for name, text in example.registers.items():
        spec = next(register for register in plan.registers if name in {register.id, register.title})
        lines = split_table(text)
        table = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        headers = [column.name for column in spec.columns]
        rows = [headers, *([row.get(header, "") for header in headers] for row in table)]
        files.append(FileReading(spec.title, "", (Sheet(spec.title, None, number_rows(rows), range(1, len(rows) + 1)),), ()))
    return files


def trace_example(plan: Plan, indicator: Indicator, example: Example, report: str) -> Traced:
    reading = read_registers(read_example(plan, example), plan, keeps_cells=True)
    as_of = parse_date(example.as_of) if example.as_of and report == example.report else None
    periods = resolve_periods(plan.windows, plan.reports, example.year or plan.year, report, as_of)  # type: ignore[arg-type]
    terms = Terms(plan, reading.registers, periods, example.jurisdiction or "高雄市", unread=reading.unread)
    result, computations = compute_office(reading, terms, [(indicator, measure) for measure in indicator.measures])
    return TraceTerms(plan, periods, reading.registers, result, show_ids=True), computations


def list_faults(trace: MeasureTrace, computation: Computation, terms: TraceTerms) -> Iterator[str]:
    """What in a measure's trace is not as its figure says."""
    measure, result = trace.measure, computation.result
    counts = Counter(block.populations[at] for block, at in trace.subjects)
    names = {"excluded": 0, "denominator": 1, "numerator": 2}
    for name, number in names.items():
        counted = sum(int((table.places == number).sum()) for table in computation.tables)
        if counts[name] != counted:
            yield f"{name}: {counts[name]} traced, {counted} counted"
    if counts["rejected"] != result.rejected:
        yield f"rejected: {counts['rejected']} traced, {result.rejected} counted"
    reasons = Counter(block.teller.find_reason(at) for block, at in trace.subjects if block.populations[at] == "excluded")
    if dict(reasons) != {exclusion.reason: exclusion.count for exclusion in result.excluded}:
        yield f"reasons: {reasons}"
    is_plain = isinstance(measure, m.Ratio) and not (measure.population.numerator_sum or measure.population.denominator_sum)
    if (
        is_plain
        and computation.tables
        and (result.numerator, result.denominator)
        != (
            counts["numerator"],
            counts["denominator"] + counts["numerator"] - sum(map(len, computation.tables[1:])),
        )
    ):
        yield f"figure: {result.numerator}/{result.denominator}, traced {counts}"
    yield from list_row_faults(trace, terms)
    yield from list_clause_faults(trace, terms, has_figure=bool(computation.tables))


def list_row_faults(trace: MeasureTrace, terms: TraceTerms) -> Iterator[str]:
    """Every row of the registers that the measure counts stands with one subject, and with no other."""
    for name in {population.register_ for population in list_populations(trace.measure)} & terms.registers.keys():
        blocks = {id(block): block for block, _ in trace.subjects if block.register.spec.id == name}
        rows = [row for block in blocks.values() for row in block.groups.rows.tolist()]
        if sorted(rows) != list(range(len(terms.registers[name]))):
            yield f"rows of {name}: {sorted(rows)}"


def list_clause_faults(trace: MeasureTrace, terms: TraceTerms, *, has_figure: bool) -> Iterator[str]:
    """The clauses of each subject lead to its population."""
    entries = SubjectEntries(trace, terms)
    for subject in draw_sample(trace, MOST_DESCRIBED, seed=1).subjects:
        entry = entries.describe(subject)
        by_stage: dict[str, list[bool | None]] = {}
        for clause in entry["clauses"]:
            stage = clause["text"].split("：")[0].split("，")[-1]
            by_stage.setdefault(stage, []).append(clause["result"])
        selection = [*by_stage.get("統計範圍", ()), *by_stage.get("列計對象", ())]
        excluded, fulfilled = by_stage.get("排除", []), by_stage.get("分子", [])
        holds = {
            "numerator": all(selection) and not any(excluded) and all(fulfilled),
            "denominator": all(selection) and not any(excluded) and (not fulfilled or False in fulfilled),
            "excluded": all(selection) and True in excluded and set(fulfilled) <= {None},
            "outside": (False in selection or not (selection and has_figure)) and set(excluded + fulfilled) <= {None},
            "rejected": {*selection, *excluded, *fulfilled} <= {None},
        }
        if not holds[entry["population"]] or not entry["sentence"].rpartition(" → ")[0]:
            yield str(entry)


@pytest.mark.parametrize("plan", PLANS, ids=[plan.id for plan in PLANS])
def test_examples_of_every_measure_in_both_reports(plan: Plan) -> None:
    faults = []
    for indicator in plan.indicators:
        for example in indicator.examples[:2]:
            for report in plan.reports:
                terms, computations = trace_example(plan, indicator, example, report)
                for trace, computation in zip(trace_measures(computations, terms), computations, strict=True):
                    found = list_faults(trace, computation, terms)
                    faults += [f"{trace.measure.id}「{example.title}」{report}: {fault}" for fault in found]
    assert faults == []


def test_examples_of_every_alternative_reading() -> None:
    faults = []
    for plan in PLANS:
        for indicator, alternative in list_alternatives(plan):
            chosen = choose_readings(plan, [name_reading(alternative)])
            restated = next(found for found in chosen.indicators if found.id == indicator.id)
            for example in alternative.examples:
                terms, computations = trace_example(chosen, restated, example, example.report)
                for trace, computation in zip(trace_measures(computations, terms), computations, strict=True):
                    found = list_faults(trace, computation, terms)
                    faults += [f"{alternative.id} {trace.measure.id}「{example.title}」: {fault}" for fault in found]
    assert faults == []


@pytest.mark.parametrize("report", ["midterm", "final"])
def test_sample_office(report: str) -> None:
    run = pipeline.compute(SAMPLE, Settings(report=report, jurisdiction="高雄市"), keep="cells")
    terms = TraceTerms(run.plan, run.periods, run.reading.registers, run.result)
    faults = [
        f"{trace.measure.id}: {fault}"
        for trace, computation in zip(trace_measures(run.computations, terms), run.computations, strict=True)
        for fault in list_faults(trace, computation, terms)
    ]
    assert faults == []
    assert np.array([len(computation.tables) for computation in run.computations]).sum() > 40
