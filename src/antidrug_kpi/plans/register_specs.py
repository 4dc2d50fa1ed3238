"""Registers of a plan: their names, columns, and what may not or should not be in them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.column_types import DATES, PERSONS, WORDS, YEARS, ColumnType
from antidrug_kpi.plans.markers import BureauName, CategoryValueOf, ColumnName, RegisterId, StandsOn, WindowName

__all__ = ["CategoryValue", "Column", "ColumnType", "Episodes", "Expected", "Order", "Parent", "Register", "RowsOf"]

# What is said of a column that a check of the register cannot use.
_NO_DAY = "不是日期，不能比先後；請換一個欄位"
_NO_KEY = "不是編號、名稱或文字，不能在另一份清冊找同一個；請換一個欄位"
_NO_PERSON = "不是編號或名稱，不能認人；請換一個欄位"
_NO_LAST_DAY = "不是日期，不能作期限；請換一個欄位"
_NO_YEAR = "不是日期或年度，看不出年份；請換一個欄位"

OwnColumn = Annotated[str, ColumnName(of="id")]
Day = Annotated[str, ColumnName(DATES, misfit=_NO_DAY)]


class CategoryValue(Part):
    """An allowed value and the other spellings that mean it."""

    name: str
    aliases: tuple[str, ...] = ()


def _spell_out_value(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Column(Part):
    """A column by its official header.

    `key` columns identify the record or date its entry: every measure of the register reads them. `private` columns identify a
    person. `units` are those that its numbers have anyway: a header that names one in a bracket is the column's. `values` are
    those of a category, or what a flag may be beside 是 and 否. A cell may hold `several` values, by 、；，／.

    `still` says what an act can make of a cell: a blank `date` gets the day, with `again` also one before the period; a `flag`
    that is blank or 否 becomes 是 (blank or `from` becomes `to`), where `until` names a column only to the day there; a number
    becomes `more`; a blank can be `fill`ed. Without it nothing changes any more.
    """

    name: str
    type: ColumnType
    required: bool = False
    key: bool = False
    private: bool = False
    aliases: tuple[str, ...] = ()
    values: tuple[Annotated[CategoryValue, BeforeValidator(_spell_out_value)], ...] = ()
    several: bool = False
    units: tuple[str, ...] = ()
    still: Literal["date", "again", "flag", "more", "fill"] | None = None
    from_: Annotated[str | None, CategoryValueOf("name")] = Field(default=None, alias="from")
    to: Annotated[str | None, CategoryValueOf("name")] = None
    until: Annotated[str | None, ColumnName(DATES, misfit=_NO_LAST_DAY)] = None
    note: str | None = None


class RowsOf(Part):
    """Rows that can still be added for whoever stands in the column."""

    of: Annotated[str, ColumnName(WORDS, misfit=_NO_KEY)]


class Order(Part):
    """Two dates of a record of which the first may not be after the second: faulty cells, or a warning."""

    earlier: Day
    later: Day
    level: Literal["fault", "warning"] = "warning"


class Parent(Part):
    """Values of a column that should be found in another register; with `date`, that day should lie in one of the episodes that
    the other register has of them.
    """

    column: Annotated[str, ColumnName(WORDS, misfit=_NO_KEY)]
    register_: Annotated[str, RegisterId()] = Field(alias="register")
    parent_column: str | None = None
    date: Day | None = None


class Episodes(Part):
    """Records that say from which day to which a person is in the register, both included; without a last day, still.

    `of` is the column that tells persons apart. One person's episodes should not overlap: the next may open on the day on which
    the one before was closed.
    """

    of: Annotated[str, ColumnName(PERSONS, misfit=_NO_PERSON)]
    opened: Day
    closed: Day


class Expected(Part):
    """The windows whose years a column of dates or years should be about: where it never is, the register is another year's."""

    column: Annotated[str, ColumnName(DATES | YEARS, misfit=_NO_YEAR)]
    windows: tuple[Annotated[str, WindowName()], ...] = Field(min_length=1)


class Register(Part):
    """A register: `id` for programs, `title` for people.

    `same_record` are the columns by which a record is known again in another sheet, whatever else its row says; without them
    records are the same where all columns are that both sheets have. A register that `reads_other_years` may well lie in a
    file named after one of them. Of one that `holds_totals` a total is a record like any other: it is held against its parts.

    `answered_by` names the bureau that gives the register; without one the centre keeps it itself.

    `further_columns` are read by the duties of a report alone, and take no part in finding the register or its header.
    `rows` says that rows can still be added: the office's `own` events or schemes without limit, or those of a subject.
    """

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    title: str
    aliases: tuple[str, ...] = ()
    answered_by: Annotated[str | None, BureauName()] = None
    columns: Annotated[tuple[Column, ...], StandsOn("id")] = Field(min_length=1)
    further_columns: Annotated[tuple[Column, ...], StandsOn("id")] = ()
    rows: Annotated[Literal["own"] | RowsOf | None, StandsOn("id")] = None
    orders: Annotated[tuple[Order, ...], StandsOn("id")] = ()
    parents: Annotated[tuple[Parent, ...], StandsOn("id")] = ()
    unique: tuple[tuple[OwnColumn, ...], ...] = ()
    episodes: Annotated[Episodes | None, StandsOn("id")] = None
    expected: Annotated[Expected | None, StandsOn("id")] = None
    same_record: tuple[OwnColumn, ...] = ()
    reads_other_years: bool = False
    holds_totals: bool = False
    note: str | None = None

    def find_column(self, name: str) -> Column | None:
        """The column with this official header."""
        for column in self.columns:  # plain loops: every issue of a run asks
            if column.name == name:
                return column
        for column in self.further_columns:
            if column.name == name:
                return column
        return None

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The columns that every measure of the register reads."""
        return tuple(column.name for column in self.columns if column.key)
