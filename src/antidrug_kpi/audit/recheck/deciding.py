"""Decides for each measure the cause of its difference: the first of the table that holds, with what else does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from antidrug_kpi.audit.recheck.boundary_rows import list_candidates
from antidrug_kpi.audit.recheck.figure_comparison import VALUELESS, FigureComparison, settle_figures
from antidrug_kpi.audit.recheck.findings import Cause, DifferenceExplanation, RecheckFinding
from antidrug_kpi.audit.recheck.own_figures import find_own_fault
from antidrug_kpi.audit.recheck.recomputing import Recomputer
from antidrug_kpi.audit.recheck.rejected_rows import find_counted_rejects
from antidrug_kpi.audit.recheck.row_progress import find_progress_fault
from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedForm, SubmittedMeasure, TypedNumber
from antidrug_kpi.forms.submitted.typed_values import HALF_UP
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.measures.results import MeasureResult, Number, Status
from antidrug_kpi.measures.rounding import round_half_up, show_value
from antidrug_kpi.plans.measure_specs import Difference, Measure
from antidrug_kpi.plans.plan import Indicator


@dataclass(frozen=True)
class Case:
    """A measure to be decided, with all that was computed of the office."""

    indicator: Indicator
    measure: Measure
    submitted: SubmittedMeasure
    computations: Mapping[str, Computation]
    recomputer: Recomputer
    show_ids: bool = False

    @property
    def result(self) -> MeasureResult:
        return self.computations[self.measure.id].result


def decide_form(
    form: SubmittedForm, computations: Mapping[str, Computation], recomputer: Recomputer, *, show_ids: bool = False
) -> tuple[RecheckFinding, ...]:
    """A finding for each measure of the form that was computed, in the plan's order."""
    submitted = {measure.id: measure for measure in form.measures}
    return tuple(
        _decide(Case(indicator, measure, submitted[measure.id], computations, recomputer, show_ids))
        for indicator, measure in recomputer.terms.plan.measures
        if measure.id in submitted and measure.id in computations
    )


def _decide(case: Case) -> RecheckFinding:
    settled = settle_figures(case.measure, case.submitted.figures, case.result)
    case = replace(case, submitted=replace(case.submitted, figures=settled))
    before = case.recomputer.tried
    explanations = list(_explain(case))
    first = explanations[0]
    return RecheckFinding(
        case.submitted, case.result, first.cause, first.detail, tuple(explanations[1:]), case.recomputer.tried - before
    )


def _explain(case: Case) -> Iterator[DifferenceExplanation]:
    """Everything that holds of a measure, in the order of the causes; never nothing."""
    figures, result = case.submitted.figures, case.result
    if figures.says_none and result.status is Status.NOT_APPLICABLE:
        yield _check_progress(case)
        return
    match figures.filling:
        case Filling.BLANK:
            yield DifferenceExplanation(Cause.NOT_FILLED)
            return
        case Filling.UNREADABLE:
            told = {"contradiction": figures.contradiction, "fault": figures.fault}
            yield DifferenceExplanation(Cause.UNREADABLE, {name: text for name, text in told.items() if text})
            return
        case Filling.NO_CASE:
            is_none = result.status is Status.NOT_APPLICABLE
            yield _check_progress(case) if is_none else DifferenceExplanation(Cause.VALUE, {"difference": None})
            return
    if result.status in VALUELESS:
        yield DifferenceExplanation(Cause.NO_DATA)
        return
    comparison = FigureComparison(case.measure, figures, result)
    if comparison.has_same_figures:
        yield _check_progress(case)
        return
    found = list(_explain_figures(case, comparison))
    yield from found or [_describe_difference(case, comparison)]


def _check_progress(case: Case) -> DifferenceExplanation:
    """`agrees`, or what contradicts it: the verdict or the row's box."""
    results = {name: computation.result for name, computation in case.computations.items()}
    expected = find_progress_fault(case.indicator, case.submitted, results)
    return (
        DifferenceExplanation(Cause.AGREES) if expected is None else DifferenceExplanation(Cause.PROGRESS, {"expected": expected})
    )


def _explain_figures(case: Case, comparison: FigureComparison) -> Iterator[DifferenceExplanation]:
    how = _find_rounding(comparison)
    if how is not None:
        yield DifferenceExplanation(Cause.ROUNDING, {"how": how})
    fault = find_own_fault(comparison)
    if fault is not None:
        yield DifferenceExplanation(Cause.OWN_PARTS, {"follows": fault.follows})
    if not comparison.figures_differ:
        return
    yield from _explain_by_recomputing(case, comparison)
    rows = find_counted_rejects(comparison, case.computations[case.measure.id].acceptance, case.recomputer.terms.registers)
    if rows is not None:
        addresses = [{"file": row.file, "sheet": row.sheet, "row": row.row} for row in rows]
        yield DifferenceExplanation(Cause.REJECTED_COUNTED, {"rows": addresses})
    other = _find_other_row(case, comparison)
    if other is not None:
        yield DifferenceExplanation(Cause.OTHER_ROW, {"id": other})


def _find_rounding(comparison: FigureComparison) -> str | None:
    """How value or attainment are rounded otherwise than half up, where the parts agree and nothing else is wrong with them."""
    ways = (comparison.value_rounding, comparison.attainment_rounding)
    if comparison.differing_parts or None in ways:
        return None
    return next((way for way in ways if way != HALF_UP), None)


def _explain_by_recomputing(case: Case, comparison: FigureComparison) -> Iterator[DifferenceExplanation]:
    indicator, measure, recomputer = case.indicator, case.measure, case.recomputer
    for names, result in recomputer.list_readings(indicator, measure):
        if comparison.is_explained_by(result):
            yield DifferenceExplanation(Cause.READING, {"reading": names})
            break
    for window, result in recomputer.list_windows(indicator, measure):
        if comparison.is_explained_by(result):
            yield DifferenceExplanation(Cause.WINDOW, window)
            break
    least = _count_least_excluded(comparison)
    if case.result.excluded and least is not None:
        for reasons, result in recomputer.list_without_reasons(indicator, measure, case.result, least):
            if comparison.is_explained_by(result):
                yield DifferenceExplanation(Cause.EXCLUSION, {"reasons": reasons})
                break


def _count_least_excluded(comparison: FigureComparison) -> int | None:
    """How many excluded subjects must have been counted at least; None where none can have been."""
    typed, computed = comparison.submitted.denominator, comparison.result.denominator
    if typed is None or computed is None:
        return 1
    more = typed.exact - Fraction(computed)
    return int(more) if more >= 1 else None


def _find_other_row(case: Case, comparison: FigureComparison) -> str | None:
    """The first measure of the same unit whose numerator and denominator stand here."""
    top, bottom = comparison.submitted.numerator, comparison.submitted.denominator
    if top is None or bottom is None or (top.exact == 0 and bottom.exact == 0):
        return None
    for _, measure in case.recomputer.terms.plan.measures:
        computation = case.computations.get(measure.id)
        if computation is None or measure.id == case.measure.id or measure.unit != case.measure.unit:
            continue
        known = computation.result
        if known.numerator is None or known.denominator is None:
            continue
        if top.exact == Fraction(known.numerator) and bottom.exact == Fraction(known.denominator):
            return measure.id
    return None


def _describe_difference(case: Case, comparison: FigureComparison) -> DifferenceExplanation:
    """What differs, where nothing explains it."""
    if not comparison.differing_parts:
        return DifferenceExplanation(Cause.VALUE, {"difference": _subtract_values(comparison)})
    differences = {name: _subtract(comparison, name) for name in comparison.differing_parts}
    wanted = dict(_list_ways(comparison))
    found = list_candidates(
        case.indicator,
        case.measure,
        case.computations[case.measure.id],
        case.recomputer.terms,
        wanted,
        show_ids=case.show_ids,
    )
    candidates = [candidate.describe() for candidate in found]
    names = tuple(differences)
    if comparison.submitted.parts is None and len(names) == 1 and differences[names[0]] is not None:
        cause = Cause.NUMERATOR if names == ("numerator",) else Cause.DENOMINATOR
        return DifferenceExplanation(cause, {"difference": differences[names[0]], "candidates": candidates})
    return DifferenceExplanation(Cause.BOTH, {"difference": differences, "candidates": candidates})


def _list_ways(comparison: FigureComparison) -> Iterator[tuple[str, int]]:
    """Of numerator and denominator, or those of either side of a difference, whether the submitted one is higher (1) or lower."""
    if isinstance(comparison.measure, Difference):
        for name in comparison.differing_parts:
            known = comparison.computed_parts.get(name)
            if known is not None and name in comparison.measure.parts:
                yield comparison.measure.parts[name], _compare(comparison.submitted_parts[name], known)
        return
    pairs = (
        ("numerator", comparison.submitted.numerator, comparison.result.numerator),
        ("denominator", comparison.submitted.denominator, comparison.result.denominator),
    )
    for role, typed, known in pairs:
        if typed is not None and known is not None and typed.exact != Fraction(known):
            yield role, _compare(typed, known)


def _compare(typed: TypedNumber, known: Number) -> int:
    return 1 if typed.exact > Fraction(known) else -1


def _subtract(comparison: FigureComparison, name: str) -> int | str | None:
    """Submitted less computed of a part; None where none is computed."""
    computed = comparison.computed_parts.get(name)
    if computed is None:
        return None
    difference = comparison.submitted_parts[name].exact - Fraction(computed)
    return difference.numerator if difference.denominator == 1 else show_value(difference)


def _subtract_values(comparison: FigureComparison) -> str | None:
    """Submitted less computed value, both as they are shown with two digits; None where one is not there."""
    typed, computed = comparison.submitted.value, comparison.result.value
    if typed is None or computed is None:
        return None
    return show_value(Fraction(round_half_up(typed.exact)) - Fraction(round_half_up(computed)))
