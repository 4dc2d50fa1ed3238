"""The rules of a plan's annexes: another plan, whose measures join the report."""

from __future__ import annotations

from antidrug_kpi.plans.base import Part


class AnnexRules(Part):
    """The plan that holds the rules, by its id, and the letter before the ids of its measures in a report."""

    plan: str
    prefix: str
