"""An office's results as they may be shown to the public: measures of persons and cases without their small counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from antidrug_kpi.measures.publishing.hidden_rows import HiddenRows, choose_hidden
from antidrug_kpi.measures.publishing.published_months import publish_months
from antidrug_kpi.measures.publishing.result_counts import hide_numbers, keeps_status, make_row, make_stratum_row
from antidrug_kpi.measures.publishing.small_counts import find_small, is_small
from antidrug_kpi.measures.results import InputSummary, MeasureResult, OfficeResult, Stratum
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import find_columns_read


def publish_results(plan: Plan, result: OfficeResult) -> OfficeResult:
    """The results without the numbers that the plan's rule hides: rows with a small count, those that would give one away, small
    counts of exclusions, and the row counts of the registers behind them. Status and target stay.

    What is for the office alone (questions, the waterfall) is left out of every measure of persons or cases. Raises ValueError
    where the plan has no rule.
    """
    if plan.publishing is None:
        raise ValueError(plan.id)
    largest = plan.publishing.largest_hidden_count
    specs = {measure.id: measure for _, measure in plan.measures if measure.hides_small_counts}
    measures = [
        publish_measure(specs[measure.id], measure, largest) if measure.id in specs else measure for measure in result.measures
    ]
    withdrawn = {
        known.id for known, shown in zip(result.measures, measures, strict=True) if _is_withdrawn(specs, known, shown, largest)
    }
    months = None if result.months is None else publish_months(specs, result.months, withdrawn, largest)
    hidden = {measure.id for measure in measures if _has_hidden(measure)}
    hidden |= {measure.id for month in months or () for measure in month.measures if measure.is_hidden}
    registers = _find_registers(plan, hidden)
    return replace(
        result,
        inputs=tuple(_hide_input(summary) if summary.register in registers else summary for summary in result.inputs),
        measures=tuple(_drop_office_parts(plan, measure, registers) for measure in measures),
        months=months,
        largest_hidden_count=largest,
    )


def publish_measure(spec: Measure, result: MeasureResult, largest: int) -> MeasureResult:
    """One measure of persons or cases with its strata, without the numbers that are hidden; counts up to `largest` are small."""
    row = make_row(spec, result)
    if row is None:  # no figures, and so nothing to hide
        return replace(result, questions=(), waterfall=())
    strata = [make_stratum_row(stratum) for stratum in result.strata]
    # Strata have no status of their own.
    hidden = choose_hidden(row, strata, largest, lambda part, other: part is not None or keeps_status(spec, result, other))
    return _hide(result, hidden, largest)


def _is_withdrawn(specs: Mapping[str, Measure], known: MeasureResult, shown: MeasureResult, largest: int) -> bool:
    """Whether the measure is hidden without a small count of its own, for the sake of its strata."""
    row = make_row(specs[known.id], known) if shown.is_hidden else None
    return row is not None and not find_small(row, largest)


def _hide(result: MeasureResult, hidden: HiddenRows, largest: int) -> MeasureResult:
    strata = tuple(
        _hide_stratum(stratum) if position in hidden.parts else stratum for position, stratum in enumerate(result.strata)
    )
    if hidden.total:
        return replace(hide_numbers(result), strata=strata)
    excluded = tuple(
        replace(exclusion, count=None) if is_small(exclusion.count, largest) else exclusion for exclusion in result.excluded
    )
    # The number before exclusions would give a hidden one away.
    subjects = None if any(exclusion.count is None for exclusion in excluded) else result.subjects
    return replace(result, strata=strata, excluded=excluded, subjects=subjects, questions=(), waterfall=())


def _hide_stratum(stratum: Stratum) -> Stratum:
    return replace(stratum, numerator=None, denominator=None, value=None, is_hidden=True)


def _has_hidden(result: MeasureResult) -> bool:
    return (
        result.is_hidden
        or any(stratum.is_hidden for stratum in result.strata)
        or any(exclusion.count is None for exclusion in result.excluded)
    )


def _find_registers(plan: Plan, measures: set[str]) -> frozenset[str]:
    """Ids of the registers that these measures read."""
    return frozenset(register for _, spec in plan.measures if spec.id in measures for register in find_columns_read(plan, spec))


def _hide_input(summary: InputSummary) -> InputSummary:
    return replace(summary, rows=0, accepted=0, rejected=0, skipped=0, warnings=0, is_hidden=True)


def _drop_office_parts(plan: Plan, result: MeasureResult, registers: frozenset[str]) -> MeasureResult:
    """Without the steps where they begin with the rows of a register whose row counts are hidden, and without the texts of
    evidence, in which an office may have written small counts itself.
    """
    if not result.waterfall or registers.isdisjoint(_find_registers(plan, {result.id})):
        return replace(result, items=())
    return replace(result, waterfall=(), items=())
