"""Runs the worked examples of tie-outs: small tables read as registers, further ones and further columns among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidrug_kpi.issues import Address
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.duties.duty_results import TieOutResult
from antidrug_kpi.measures.duties.example_tables import read_example_tables
from antidrug_kpi.measures.duties.tie_outs.computing_tie_outs import compute_tie_out
from antidrug_kpi.measures.worked_examples import Coverage, Failure
from antidrug_kpi.plans.choosing import choose_readings
from antidrug_kpi.plans.duties.tie_out_specs import TieOut, TieOutExample, TieOutExpectation
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.sentences import Words
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.cells.dates import parse_date

_HEADER_ROWS = 1


def run_tie_out_examples(plan: Plan, tie_out: TieOut, coverage: Coverage | None = None) -> list[Failure]:
    """The failures of a tie-out's examples; empty where all hold."""
    return [
        Failure(tie_out.id, example.title, text)
        for example in tie_out.examples
        for text in _compare(compute_example(plan, tie_out, example, coverage), example.expect)
    ]


def check_tie_out(plan: Plan, tie_out: TieOut) -> list[str]:
    """A sentence for each example that fails, and for each condition that no example made true, or none made false."""
    coverage = Coverage()
    failures = run_tie_out_examples(plan, tie_out, coverage)
    uncovered = coverage.list_uncovered((tie_out,), Words(plan))
    return [*map(str, failures), *(f"{tie_out.id}：{text}" for text in uncovered)]


def compute_example(
    plan: Plan, tie_out: TieOut, example: TieOutExample, coverage: Coverage | None = None
) -> tuple[TieOutResult, ...]:
    """What the tie-out gives for an example's registers."""
    return compute_tie_out(tie_out, make_terms(plan, example, coverage))


def make_terms(plan: Plan, example: TieOutExample, coverage: Coverage | None = None) -> Terms:
    """What an example is computed from: its tables read as an office's are, under its readings, dates and county."""
    chosen = choose_readings(plan, example.readings)
    reading = read_example_tables(chosen, example.registers, shows_further=False)
    as_of = parse_date(example.as_of) if example.as_of else None
    periods = resolve_periods(plan.windows, plan.reports, example.year or plan.year, example.report, as_of)
    observe = coverage.observe if coverage is not None else None
    return Terms(chosen, reading.registers, periods, example.jurisdiction, observe=observe)


def _compare(results: Sequence[TieOutResult], expected: Sequence[TieOutExpectation]) -> Iterator[str]:
    if len(results) != len(expected):
        yield f"應有 {len(expected)} 筆結果，算得 {len(results)} 筆（{'、'.join(str(result.subject) for result in results)}）"
        return
    for result, wanted in zip(results, expected, strict=True):
        found = {
            "subject": result.subject,
            "holds": result.holds,
            "left": result.left,
            "right": result.right,
            "difference": result.difference,
            "rows": tuple(_show_place(place) for place in result.rows),
        }
        for name, value in found.items():
            asked = getattr(wanted, name)
            if asked != value and str(asked) != str(value):
                yield f"{wanted.subject or ''} {name} 應為 {asked}，算得 {value}".strip()


def _show_place(place: Address) -> str:
    return f"{place.file}:{(place.row or 0) - _HEADER_ROWS}"
