"""The measures at every month-end of a year, from registers that were read once: where each of them is heading."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from antidrug_kpi import roc
from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.results import MeasureResult, MonthEnd
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.stages import Stage, Step, Watch, watch_nothing


def list_month_ends(year: int, as_of: dt.date) -> tuple[dt.date, ...]:
    """The last days of the months of a ROC year that are not after the as-of date; those of four months on 15 May."""
    gregorian = roc.to_gregorian_year(year)
    days = (dt.date(gregorian, month, monthrange(gregorian, month)[1]) for month in range(1, 13))
    return tuple(day for day in days if day <= as_of)


def compute_month_ends(
    terms: Terms,
    wanted: Sequence[tuple[Indicator, Measure]],
    known: Mapping[dt.date, Sequence[MeasureResult]],
    watch: Watch = watch_nothing,
) -> tuple[MonthEnd, ...]:
    """The wanted measures at each month-end, as a run with that as-of date would compute them for the same report, without
    strata. `known` are results, by as-of date, that need not be computed again.

    `watch` is called with each step.
    """
    periods = terms.periods
    days = list_month_ends(periods.year, periods.as_of)
    rows = sum(map(len, terms.registers.values()))
    months = []
    for number, day in enumerate(days, start=1):
        watch(Step(Stage.MEASURES, number, len(days), amount=rows))
        results = known[day] if day in known else _compute_at(move_terms(terms, day), wanted)
        months.append(MonthEnd(day, tuple(replace(result, strata=()) for result in results)))
    return tuple(months)


def move_terms(terms: Terms, as_of: dt.date) -> Terms:
    """The same terms on another as-of date of the same year, without strata."""
    known, plan = terms.periods, terms.plan
    periods = resolve_periods(plan.windows, plan.reports, known.year, known.report, as_of)
    return replace(terms, periods=periods, by=None)


def _compute_at(terms: Terms, wanted: Sequence[tuple[Indicator, Measure]]) -> Iterator[MeasureResult]:
    for indicator, measure in wanted:
        yield compute_measure(indicator, measure, terms).result
