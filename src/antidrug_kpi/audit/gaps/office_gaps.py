"""What can still be done about the measures of an office that was computed as of the report's end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from antidrug_kpi.audit.gaps.measure_gaps import Computed, find_measure_gaps
from antidrug_kpi.audit.gaps.situation import Situation
from antidrug_kpi.audit.gaps.work import MeasureGaps
from antidrug_kpi.measures.compute import Computation, Terms, compute_measure
from antidrug_kpi.plans.plan import Wanted
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.stages import Stage, Step, Watch, watch_nothing


@dataclass(frozen=True)
class OfficeGaps:
    """The measures' gaps in the plan's order, with the first and the last day of any act."""

    today: dt.date
    end: dt.date
    measures: tuple[MeasureGaps, ...]


def find_office_gaps(
    wanted: Wanted, computations: Sequence[Computation], terms: Terms, today: dt.date, watch: Watch = watch_nothing
) -> OfficeGaps:
    """The gaps of the wanted measures; `computations` are theirs, as of the end that the terms have."""
    plan, periods = terms.plan, terms.periods
    earlier = resolve_periods(plan.windows, plan.reports, periods.year, periods.report, today)
    terms_today = replace(terms, periods=earlier, is_strict=False, by=None)
    found = []
    for number, ((indicator, measure), computation) in enumerate(zip(wanted, computations, strict=True), start=1):
        watch(Step(Stage.MEASURES, number, len(wanted)))
        now = compute_measure(indicator, measure, terms_today) if computation.tables and today < periods.as_of else None
        situation = Situation(plan, computation.acceptance.scope, np.datetime64(today, "D"))
        found.append(find_measure_gaps(Computed(measure, computation, now), situation, terms.rows_by_measure))
    return OfficeGaps(today, periods.as_of, tuple(found))
