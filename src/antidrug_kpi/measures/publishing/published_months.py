"""The month-ends of a year without small counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from antidrug_kpi.measures.publishing.result_counts import hide_numbers, make_row
from antidrug_kpi.measures.publishing.small_counts import find_small
from antidrug_kpi.measures.results import MeasureResult, MonthEnd
from antidrug_kpi.plans.measure_specs import Measure


def publish_months(
    specs: Mapping[str, Measure], months: Sequence[MonthEnd], withdrawn: Collection[str], largest: int
) -> tuple[MonthEnd, ...]:
    """The month-ends for the public. `specs` are the measures of persons or cases by id; those `withdrawn`, which are hidden for
    the sake of their strata, are hidden at every month-end.
    """
    return tuple(
        replace(
            month,
            measures=tuple(
                _publish(specs[result.id], result, result.id in withdrawn, largest) if result.id in specs else result
                for result in month.measures
            ),
        )
        for month in months
    )


def _publish(spec: Measure, result: MeasureResult, is_withdrawn: bool, largest: int) -> MeasureResult:
    row = make_row(spec, result)
    if row is not None and (is_withdrawn or find_small(row, largest)):
        return hide_numbers(result)
    return replace(result, questions=(), waterfall=())
