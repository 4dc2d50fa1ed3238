"""Tie-outs: two figures of different registers or annexes that should agree, and what a difference asks."""

from __future__ import annotations

from typing import Literal

from antidrug_kpi.plans.base import Citation, Part


class TieOut(Part):
    """Left and right side by their relation; one that does not hold asks `question`, and is never a fault."""

    id: str
    relation: Literal["=", "<="]
    text: str
    citation: Citation
    question: str
