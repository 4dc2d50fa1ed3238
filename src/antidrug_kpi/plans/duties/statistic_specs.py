"""Statistics that a report owes: what is counted, summed or listed, without a target."""

from __future__ import annotations

from typing import Literal

from antidrug_kpi.plans.base import Part

StatisticKind = Literal["count", "ratio", "mean", "difference", "sum", "table", "list"]


class Statistic(Part):
    """A statistic by its id; `demand` is the number of the work item that asks for it, `text` how the report calls it."""

    id: str
    demand: str
    kind: StatisticKind
    text: str


class StatisticGroup(Part):
    """The statistics of one work item or of some that belong together, as one file holds them."""

    id: str
    statistics: tuple[Statistic, ...] = ()
