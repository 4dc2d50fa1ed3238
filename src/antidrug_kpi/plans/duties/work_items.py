"""Work items of a plan (工作項目), and what a plan or a report must tell of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from antidrug_kpi.plans.base import Citation, Part
from antidrug_kpi.plans.form_tables import Text
from antidrug_kpi.plans.markers import GroupNumber

HandIn = Literal["plan", "midterm", "final"]


class ToldStatistic(Part):
    """How a report tells a statistic.

    `say` is the drafted sentence, with places for `value`, `numerator`, `denominator` and the statistic's parts; of a table or a
    list its caption. `heads` says what a table's rows are, `across` what its columns are, where it has to be turned; `labels` are
    the words for labels that are ids or flags, `column_labels` those of the columns where they differ. An annotation is for the
    office alone, and stands in no form that is handed in.
    """

    id: str
    say: Text
    heads: str = ""
    across: str = ""
    labels: dict[str, str] = Field(default_factory=dict)
    column_labels: dict[str, str] = Field(default_factory=dict)
    is_annotation: bool = False


class Demand(Part):
    """What a clause of a work item asks of the plan, the mid-term or the final report.

    `statistics` answer it, `measures` (of the plan or of its rules) stand beside them, and `evidence` names the indicators whose
    items are told. `refers` points to an annex of the report. `prompts` says what the office writes itself, by hand-in.
    """

    reports: tuple[HandIn, ...] = Field(min_length=1)
    statistics: tuple[ToldStatistic, ...] = ()
    measures: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    refers: str = ""
    prompts: dict[HandIn, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check_prompts(self) -> Demand:
        unknown = [name for name in self.prompts if name not in self.reports]
        if unknown:
            raise ValueError(f"prompts 有 {'、'.join(unknown)}，reports 卻沒有；請補上或刪去")
        return self


class WorkItem(Part):
    """An item of the plan's list, by its official number; `label` is its own part of the number, as the source prints it, and
    `text` the official text, a paragraph each.

    `answered_by` says who does the work. An item that `is_heading` has nothing to tell itself: the items below it do.
    Statistics that an item asks for without a demand stand in `statistics`.
    """

    id: str
    label: str
    group: Annotated[int, GroupNumber()]
    text: tuple[str, ...] = Field(min_length=1)
    citation: Citation
    answered_by: str
    is_heading: bool = False
    demand: Demand | None = None
    statistics: tuple[ToldStatistic, ...] = ()

    @model_validator(mode="after")
    def _check_heading(self) -> WorkItem:
        if self.is_heading and (self.demand is not None or self.statistics):
            raise ValueError("標題（is_heading）不能有 demand 或 statistics；請移到其下的工作項目")
        return self

    @property
    def title(self) -> tuple[str, ...]:
        """The official text with its number, a paragraph each."""
        return (f"{self.label} {self.text[0]}", *self.text[1:])

    @property
    def told_statistics(self) -> tuple[ToldStatistic, ...]:
        """The statistics that its row tells, demanded or not."""
        return (*(self.demand.statistics if self.demand is not None else ()), *self.statistics)


class WorkItemGroup(Part):
    """The work items of one group, as one file holds them; `text` is what the source says of all of them."""

    id: str
    text: str = ""
    items: tuple[WorkItem, ...] = Field(min_length=1)
