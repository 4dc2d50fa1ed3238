"""Computes the statistics of an office (to come)."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.duties.duty_results import StatisticResult
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.plan import Plan


def compute_statistics(
    _plan: Plan, _terms: Terms, _measures: Sequence[MeasureResult], _rules: Sequence[MeasureResult]
) -> tuple[StatisticResult, ...]:
    """None yet."""
    return ()
