"""Judges how far each demand is answered (to come)."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.measures.duties.duty_results import DemandResult, StatisticResult
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.plan import Plan


def judge_demands(
    _plan: Plan, _statistics: Sequence[StatisticResult], _measures: Sequence[MeasureResult]
) -> tuple[DemandResult, ...]:
    """None yet."""
    return ()
