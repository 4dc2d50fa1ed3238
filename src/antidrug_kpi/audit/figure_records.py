"""The figures of a measure as records of them are kept and compared: in results, manifests and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from antidrug_kpi.forms.result_json import write_number
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.measures.rounding import show_value

Shown = int | str | None
"""A number as the JSON of a result has it: counts as numbers, sums of money as decimal texts."""


@dataclass(frozen=True)
class FigureRecord:
    """The figures of a measure as the JSON of a result has them; a form says no status. `exact` is the value before rounding."""

    status: str | None = None
    numerator: Shown = None
    denominator: Shown = None
    value: str | None = None
    exact: Fraction | None = None

    def describe(self) -> dict[str, Shown]:
        """The four that are kept and compared, by their keys."""
        return {"status": self.status, "numerator": self.numerator, "denominator": self.denominator, "value": self.value}


NO_FIGURES = FigureRecord()


def record_figures(measure: MeasureResult) -> FigureRecord:
    """The record of a measure that was computed."""
    return FigureRecord(
        measure.status.value,
        write_number(measure.numerator),
        write_number(measure.denominator),
        None if measure.value is None else show_value(measure.value),
        measure.value,
    )
