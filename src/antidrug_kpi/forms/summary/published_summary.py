"""The summary of a batch as it may be shown to the public: without small counts of persons, and without what gives them away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from antidrug_kpi.forms.summary.batch_summary import BatchSummary, MeasureTogether, OfficeOutcome, OfficeTerms
from antidrug_kpi.measures.publishing.published_offices import choose_hidden_offices
from antidrug_kpi.measures.publishing.published_results import publish_measure
from antidrug_kpi.measures.results import MeasureResult, Status
from antidrug_kpi.measures.summed_results import HIDDEN_SUM, OfficeFigures
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan

_Place = tuple[str, str]
"""An office and a measure, by their names."""


def publish_summary(summary: BatchSummary, plans: Mapping[OfficeTerms, Plan]) -> BatchSummary:
    """The summary without the figures that the rule hides; every status stays. `plans` are those that the offices were computed
    under, each with its readings.

    An office outside the sum of a measure is hidden for itself, under its own plan. Why an office is incomplete goes too, since
    it counts rows. Raises ValueError where a plan has no rule.
    """
    hidden: set[_Place] = set()
    together = []
    for measure in summary.together:
        is_hidden, places = _hide_together(summary, measure)
        together.append(replace(measure, summed=HIDDEN_SUM) if is_hidden else measure)
        hidden |= places
    hidden |= {place for office in summary.offices for place in _list_hidden_alone(summary, office, plans)}
    return replace(
        summary,
        offices=tuple(_hide_office(office, hidden) for office in summary.offices),
        together=tuple(together),
        largest_hidden_count=None if summary.plan.publishing is None else summary.plan.publishing.largest_hidden_count,
    )


def _hide_together(summary: BatchSummary, together: MeasureTogether) -> tuple[bool, set[_Place]]:
    """Whether the sum of a measure is hidden, and in which of its offices the measure is."""
    spec = together.measure
    names = [office.name for office in summary.offices if office.name not in together.left_out]
    figures = {office.name: office.figures for office in summary.offices}
    results = [_make_result(spec, figures[name][spec.id]) for name in names]
    hidden = choose_hidden_offices(spec, results, _find_largest(summary.plan)) if results else None
    return (False, set()) if hidden is None else (hidden.total, {(names[position], spec.id) for position in hidden.parts})


def _list_hidden_alone(summary: BatchSummary, office: OfficeOutcome, plans: Mapping[OfficeTerms, Plan]) -> Iterator[_Place]:
    """The measures of an office that are in no sum and have a small count."""
    if office.terms is None:
        return
    plan = plans[office.terms]
    summed = {together.measure.id for together in summary.together if office.name not in together.left_out}
    for _, spec in plan.measures:
        figures = office.figures.get(spec.id)
        if figures is None or spec.id in summed or not spec.hides_small_counts:
            continue
        if publish_measure(spec, _make_result(spec, figures), _find_largest(plan)).is_hidden:
            yield office.name, spec.id


def _find_largest(plan: Plan) -> int:
    if plan.publishing is None:
        raise ValueError(plan.id)
    return plan.publishing.largest_hidden_count


def _make_result(spec: Measure, figures: OfficeFigures) -> MeasureResult:
    """The figures as a result, as far as the rule asks for it."""
    return MeasureResult(
        spec.id,
        "",
        "",
        Status(figures.status),
        spec.unit,
        figures.numerator,
        figures.denominator,
        None if figures.value is None else Fraction(figures.value),
        target=figures.target,
        parts=figures.parts,
    )


def _hide_office(office: OfficeOutcome, hidden: set[_Place]) -> OfficeOutcome:
    """The office without its hidden figures; the rejected rows behind one that is hidden are not counted either."""
    figures = {
        name: OfficeFigures(known.status, None, None, None, is_hidden=True) if (office.name, name) in hidden else known
        for name, known in office.figures.items()
    }
    is_any_hidden = any(known.is_hidden for known in figures.values())
    return replace(office, figures=figures, reason=None, rejected=None if is_any_hidden else office.rejected)
