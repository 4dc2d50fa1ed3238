"""Work items of a plan (工作項目), and what a plan or a report must tell of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from antidrug_kpi.plans.base import Citation, Part
from antidrug_kpi.plans.markers import GroupNumber

HandIn = Literal["plan", "midterm", "final"]


class Demand(Part):
    """What a clause of a work item asks of the plan, the mid-term or the final report.

    `statistics` and `evidence` are the ids of the statistics and indicators that answer it; `prompts` says what the office
    writes itself, by hand-in.
    """

    reports: tuple[HandIn, ...] = Field(min_length=1)
    statistics: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    prompts: dict[HandIn, str] = Field(default_factory=dict)


class WorkItem(Part):
    """An item of the plan's list, by its official number; `text` is the official text, a paragraph each.

    `answered_by` says who does the work. Statistics that the item asks for without a demand stand in `statistics`.
    """

    id: str
    group: Annotated[int, GroupNumber()]
    text: tuple[str, ...] = Field(min_length=1)
    citation: Citation
    answered_by: str
    demand: Demand | None = None
    statistics: tuple[str, ...] = ()


class WorkItemGroup(Part):
    """The work items of one group, as one file holds them."""

    id: str
    items: tuple[WorkItem, ...] = Field(min_length=1)
