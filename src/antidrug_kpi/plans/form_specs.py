"""Forms of a plan as they are printed: sections of paragraphs and tables, with places for what the registers know.

The official texts stand in the YAML; a text may hold places (see `plans.placeholders`). Everywhere these names are known:
`county`, `year` (of the report), `first` and `as_of` (days of the reporting period), and the form's own `counts` and
`annexes`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from antidrug_kpi.plans.base import Citation, Part
from antidrug_kpi.plans.column_types import NUMBERS, TEXTS, WORDS
from antidrug_kpi.plans.conditions import Condition, Rows
from antidrug_kpi.plans.form_tables import FormTable, Text
from antidrug_kpi.plans.markers import REGISTER, CategoryValueOf, ColumnName, RegisterId, StandsOn
from antidrug_kpi.plans.windows import ReportName

# The form that every plan has without telling of it: the table of attainment.
INDICATORS = "indicators"


class HeadCount(Rows):
    """How many rows fulfil the condition: `{name}`, and with `by` also per value of that column: `{name:value}`.

    `values` are the values that the form prints; `rest` says, with `{count}` and `{values}`, that some of those counted have
    none of them.
    """

    name: str
    where: Annotated[Condition | None, StandsOn(REGISTER)] = None
    by: Annotated[str, ColumnName(WORDS, of=REGISTER, misfit="的型別是 {kind}，不能按值計數；請換一個欄位")] | None = None
    values: tuple[Annotated[str, CategoryValueOf("by", of=REGISTER)], ...] = ()
    rest: Text | None = None


class AnnexNumbers(Part):
    """Numbers of the office's county in a table of the annexes: `{name:part}` is that of the column which the part names,
    `{name}` their sum. `annex` is the register by which an office hands in the table of its own; what it leaves blank is 0.
    """

    name: str
    annex: Annotated[str, RegisterId()]
    county: Annotated[str, ColumnName(TEXTS, of="annex")]
    columns: dict[str, Annotated[str, ColumnName(NUMBERS, of="annex")]] = Field(min_length=1)


class ParagraphBlock(Part):
    """A paragraph or a heading. A note for whoever writes stands `until_filled`: until nothing is left blank from it to the next
    heading of the first level.
    """

    paragraph: Text
    style: Literal["cover", "title", "heading1", "heading2", "heading3", "body", "note"] = "body"
    until_filled: bool = False


class ContentsBlock(Part):
    """The list of headings, under this title."""

    contents: str


class InsertBlock(Part):
    """The table of attainment as the plan's report prints it, that of the ministries' comments and the replies to them, or those
    of the plan of a year: the results of the year before, and the benefits that are expected.
    """

    insert: Literal["attainment", "replies", "past_results", "benefits"]


class WorkItemColumn(Part):
    """A column of the table of work items: the item's official text, what is told of it, or nothing."""

    role: Literal["item", "answer", "blank"]
    text: str
    width: int = Field(gt=0)


class WorkItemsBlock(Part):
    """The plan's work items, a row each, under these columns."""

    work_items: tuple[WorkItemColumn, ...]

    @model_validator(mode="after")
    def _check_roles(self) -> WorkItemsBlock:
        roles = [column.role for column in self.work_items]
        if roles.count("item") != 1 or roles.count("answer") != 1:
            raise ValueError("work_items 的欄位應有一欄 role: item 與一欄 role: answer；請補上或刪去多餘的")
        return self


class StatisticsBlock(Part):
    """The statistics of these work items, as their rows tell them."""

    statistics_of: tuple[str, ...] = Field(min_length=1)


class NotesBlock(Part):
    """What there is to say of these counts: rows left out, values that the form does not print."""

    notes: tuple[str, ...] = Field(min_length=1)


class TableBlock(Part):
    """A table."""

    table: FormTable


def _find_block(value: Any) -> str | None:
    keys = type(value).model_fields if isinstance(value, Part) else value if isinstance(value, dict) else ()
    return next((key for key in BLOCKS if key in keys), None)


BLOCKS = ("paragraph", "contents", "insert", "work_items", "statistics_of", "notes", "table")
Block = Annotated[
    Annotated[ParagraphBlock, Tag("paragraph")]
    | Annotated[ContentsBlock, Tag("contents")]
    | Annotated[InsertBlock, Tag("insert")]
    | Annotated[WorkItemsBlock, Tag("work_items")]
    | Annotated[StatisticsBlock, Tag("statistics_of")]
    | Annotated[NotesBlock, Tag("notes")]
    | Annotated[TableBlock, Tag("table")],
    Discriminator(_find_block),
]


class FormSection(Part):
    """Pages of the form under a short name, or another form attached, whose title becomes a heading of this one."""

    name: str = ""
    is_landscape: bool = False
    blocks: tuple[Block, ...] = ()
    attach: str | None = None

    @model_validator(mode="after")
    def _check_kind(self) -> FormSection:
        if (self.attach is None) == (not self.blocks):
            raise ValueError("表單的一節應以 name 與 blocks，或以 attach 擇一定義")
        return self


class PrintedForm(Part):
    """A form by the name that a user asks for it with; its sections are the same for every report, or stand by report.

    One that is no report says by `hand_in` what it is. `pasted_as` is the name by which a user asks for its fields one by one.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    citation: Citation
    counts: tuple[HeadCount, ...] = ()
    annexes: tuple[AnnexNumbers, ...] = ()
    sections: tuple[FormSection, ...] = ()
    by_report: dict[ReportName, tuple[FormSection, ...]] = Field(default_factory=dict)
    interpretation: tuple[str, ...] = ()
    hand_in: Literal["plan"] | None = None
    pasted_as: str | None = None

    @model_validator(mode="after")
    def _check_sections(self) -> PrintedForm:
        if bool(self.sections) == bool(self.by_report):
            raise ValueError("表單的各節應以 sections 或 by_report 擇一定義")
        return self

    def list_sections(self, report: ReportName) -> tuple[FormSection, ...]:
        """The sections that the form has for a report; none where it is no form of that report."""
        return self.sections or self.by_report.get(report, ())

    def list_all_sections(self) -> tuple[FormSection, ...]:
        """The sections of every report, one after another."""
        return tuple(section for sections in (self.sections, *self.by_report.values()) for section in sections)
