"""How far each demand of the plan's work items is answered."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.measures.duties.duty_results import DemandResult, StatisticResult, StatisticStatus
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.duties.work_items import Demand
from antidrug_kpi.plans.plan import Plan

COMPUTED, PARTLY, DRAFTED, BLANK = "computed", "partly", "drafted", "blank"


def judge_demands(
    plan: Plan, statistics: Sequence[StatisticResult], measures: Sequence[MeasureResult]
) -> tuple[DemandResult, ...]:
    """Every demand of the plan in its order: all of its statistics answered, some, none but evidence that is described, or
    nothing.
    """
    known = {statistic.id for statistic in statistics if statistic.status is not StatisticStatus.BLANK}
    described = {measure.id for measure in measures if measure.items}
    return tuple(
        DemandResult(
            item.id,
            item.demand.reports,
            tuple(statistic.id for statistic in item.demand.statistics),
            _judge(item.demand, known, described),
        )
        for item in plan.all_work_items
        if item.demand is not None
    )


def _judge(demand: Demand, known: set[str], described: set[str]) -> str:
    """A statistic that is not applicable is an answer. Evidence beside statistics is one answer more."""
    answered = [statistic.id in known for statistic in demand.statistics]
    drafted = [any(name in described for name in demand.evidence)] if demand.evidence else []
    if not any(answered):
        return DRAFTED if any(drafted) else BLANK
    return COMPUTED if all((*answered, *drafted)) else PARTLY
