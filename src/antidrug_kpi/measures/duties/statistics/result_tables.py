"""Tables whose rows are measures of the plan, or rules of its annexes, with the figures that these have anyway."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from antidrug_kpi.measures.duties.duty_results import CrossTable
from antidrug_kpi.measures.results import MeasureResult, Number
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans.duties.statistic_specs import ResultRows

VALUE = "value"


def tell_results(terms: ResultRows, results: Mapping[str, MeasureResult]) -> CrossTable | None:
    """A row for each measure or rule, of nothing where it has no figures; None where none of them has any."""
    cells = tuple(
        tuple(_find_figure(what, results.get(result_id)) for what in terms.columns.values()) for result_id in terms.rows.values()
    )
    if all(cell is None for row in cells for cell in row):
        return None
    percent = frozenset(label for label, what in terms.columns.items() if what == VALUE)
    return CrossTable(tuple(terms.rows), tuple(terms.columns), cells, percent_columns=percent)


def _find_figure(what: str, result: MeasureResult | None) -> Number | None:
    if result is None:
        return None
    if what == "lacking":
        if result.denominator is None or result.numerator is None:
            return None
        lacking = Fraction(result.denominator) - Fraction(result.numerator)
        return lacking.numerator if lacking.denominator == 1 else lacking
    found: Number | None = getattr(result, what)
    return found


def say_beside(result_id: str, result: MeasureResult) -> str:
    """A rule's figures as a note; that there are none, where it has none."""
    if result.value is None:
        return f"{result_id} {result.title}：沒有數字"
    figures = f"（{result.numerator}／{result.denominator}）" if result.denominator is not None else ""
    return f"{result_id} {result.title}：{show_value(result.value)}{result.unit}{figures}"
