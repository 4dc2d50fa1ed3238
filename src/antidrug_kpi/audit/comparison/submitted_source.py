"""A submitted form as one side of a comparison: the figures that its texts hold, and no status."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from antidrug_kpi.audit.comparison.compared_sources import ComparedSource, SourceKind
from antidrug_kpi.audit.comparison.exact_values import find_exact_value
from antidrug_kpi.audit.figure_records import FigureRecord, Shown
from antidrug_kpi.forms.submitted.submitted_form import SubmittedFigures, SubmittedForm, TypedNumber
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import Periods


def make_form_source(name: str, form: SubmittedForm, plan: Plan, periods: Periods) -> ComparedSource:
    """The side that a form is; `periods` are those of the report and year that it is for."""
    specs = {measure.id: measure for _, measure in plan.measures}
    figures = {found.id: record_submitted(specs[found.id], found.figures) for found in form.measures}
    return ComparedSource(name, SourceKind.FORM, plan, periods.report, periods.year, periods.as_of, figures)


def record_submitted(measure: Measure, figures: SubmittedFigures) -> FigureRecord:
    """The figures of a measure; the value is that of the parts where both were typed, since it may be typed with fewer digits."""
    numerator, denominator = _find_exact(figures.numerator), _find_exact(figures.denominator)
    typed = _find_exact(figures.value)
    parts = {name: exact for name, part in (figures.parts or {}).items() if (exact := _find_exact(part)) is not None}
    exact = _find_value(measure, typed, numerator, denominator, parts)
    return FigureRecord(
        None,
        _show(figures.numerator),
        _show(figures.denominator),
        None if exact is None else show_value(exact),
        exact,
    )


def _find_value(
    measure: Measure,
    typed: Fraction | None,
    numerator: Fraction | None,
    denominator: Fraction | None,
    parts: Mapping[str, Fraction],
) -> Fraction | None:
    known = typed if typed is not None else Fraction(0) if numerator is not None and denominator else None
    return find_exact_value(measure, known, numerator if denominator else None, denominator, parts)


def _find_exact(number: TypedNumber | None) -> Fraction | None:
    return None if number is None else number.exact


def _show(number: TypedNumber | None) -> Shown:
    """A part as the JSON of a result has it: whole numbers as numbers, others as texts."""
    if number is None:
        return None
    return int(number.exact) if number.exact.denominator == 1 else number.text
