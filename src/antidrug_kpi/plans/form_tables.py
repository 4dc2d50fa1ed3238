"""Tables of a form: of fixed texts, or of a register's records; and the texts that they are made of."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.column_types import NUMBERS
from antidrug_kpi.plans.conditions import Condition, DateColumn, Rows
from antidrug_kpi.plans.markers import REGISTER, ColumnName, OrderedColumn, StandsOn, WindowName
from antidrug_kpi.plans.placeholders import split_places


def _check_places(text: str) -> str:
    split_places(text)
    return text


def _list_lines(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_check_places)]
Lines = Annotated[tuple[Text, ...], BeforeValidator(_list_lines)]

# What stands in a row instead of a cell where the cell to its left, or the one above it, goes on.
FROM_LEFT: Lines = ("←",)
FROM_ABOVE: Lines = ("↑",)


class Tenure(Part):
    """Whole months from the date to the other one, or to the as-of date where that is blank or still to come; the first and the
    last day both count, as in 4.2. Its parts are `years` and `months`.
    """

    name: str
    tenure_from: DateColumn
    until: DateColumn


class MonthsInPost(Part):
    """Whole months of the window in which a span lies, its first and last day included; the as-of date ends an open span."""

    name: str
    months_in: Annotated[str, WindowName()]
    since: DateColumn
    until: DateColumn


def _find_derived(value: Any) -> str | None:
    keys = type(value).model_fields if isinstance(value, Part) else value if isinstance(value, dict) else ()
    return next((key for key in ("tenure_from", "months_in") if key in keys), None)


Derived = Annotated[
    Annotated[Tenure, Tag("tenure_from")] | Annotated[MonthsInPost, Tag("months_in")], Discriminator(_find_derived)
]


class PrintedQuestion(Part):
    """What is asked below the table of the listed rows that fulfil the condition; `{count}` is their number, and their places
    follow. It changes nothing in the table.
    """

    when: Condition
    text: Text


class Records(Rows):
    """The rows of a register that a table lists.

    `sort_by` orders them by a category, in the order in which the register lists its values. `left_out` says, with `{count}`,
    how many rows do not fulfil `where`.
    """

    derive: Annotated[tuple[Derived, ...], StandsOn(REGISTER)] = ()
    questions: Annotated[tuple[PrintedQuestion, ...], StandsOn(REGISTER)] = ()
    sort_by: Annotated[str, OrderedColumn(of=REGISTER)] | None = None
    left_out: Text | None = None


class CellCase(Part):
    """What a cell holds instead, in the rows that fulfil the condition."""

    when: Condition
    lines: Lines


class TableColumn(Part):
    """A column: heading, perhaps under a common heading with its neighbours, and what a record's cell holds.

    Texts may name the register's columns and what the records derive. `instead` is tried in order. A column that `is_label`
    holds the label of each group of rows. `sum_of` names the register's column that is added up in the last row.
    """

    heading: Lines = ()
    over: Text | None = None
    width: int = Field(gt=0)
    lines: Lines = ()
    instead: tuple[CellCase, ...] = ()
    align: Literal["left", "center", "right"] = "left"
    is_label: bool = False
    sum_of: Annotated[str, ColumnName(NUMBERS)] | None = None


class RowGroup(Part):
    """Rows under one label: the records that fulfil `where`, or these texts where there is no register to list."""

    label: Lines = ()
    where: Condition | None = None
    rows: tuple[tuple[Lines, ...], ...] = ()


class FormTable(Part):
    """A table of the form: of fixed texts, or of a register's records. `nobody` stands in a group without records."""

    columns: Annotated[tuple[TableColumn, ...], StandsOn("records")] = Field(min_length=1)
    records: Records | None = None
    groups: Annotated[tuple[RowGroup, ...], StandsOn("records")] = Field(min_length=1)
    nobody: str = ""
    total: str | None = None
    closing: Lines = ()
