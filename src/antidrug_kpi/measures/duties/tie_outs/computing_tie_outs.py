"""Computes the tie-outs of an office (to come)."""

from __future__ import annotations

from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.duties.duty_results import TieOutResult
from antidrug_kpi.plans.plan import Plan


def compute_tie_outs(_plan: Plan, _terms: Terms) -> tuple[TieOutResult, ...]:
    """None yet."""
    return ()
