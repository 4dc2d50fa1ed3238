"""Registers of a plan: their names, columns, and what may not or should not be in them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from antidrug_kpi.plans.base import Part


class ColumnType(StrEnum):
    """How a cell is read (see the contract's register page)."""

    IDENTIFIER = "identifier"
    NAME = "name"
    TEXT = "text"
    CATEGORY = "category"
    FLAG = "flag"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    CODE = "code"


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
    those of a category, or what a flag may be beside 是 and 否.
    """

    name: str
    type: ColumnType
    required: bool = False
    key: bool = False
    private: bool = False
    aliases: tuple[str, ...] = ()
    values: tuple[Annotated[CategoryValue, BeforeValidator(_spell_out_value)], ...] = ()
    units: tuple[str, ...] = ()
    note: str | None = None


class Order(Part):
    """Two dates of a record of which the first may not be after the second: faulty cells, or a warning."""

    earlier: str
    later: str
    level: Literal["fault", "warning"] = "warning"


class Parent(Part):
    """Values of a column that should be found in another register; with `date`, that day should lie in one of the episodes that
    the other register has of them.
    """

    column: str
    register_: str = Field(alias="register")
    parent_column: str | None = None
    date: str | None = None


class Episodes(Part):
    """Records that say from which day to which a person is in the register, both included; without a last day, still.

    `of` is the column that tells persons apart. One person's episodes should not overlap: the next may open on the day on which
    the one before was closed.
    """

    of: str
    opened: str
    closed: str


class Expected(Part):
    """The windows whose years a column of dates or years should be about: where it never is, the register is another year's."""

    column: str
    windows: tuple[str, ...] = Field(min_length=1)


class Register(Part):
    """A register: `id` for programs, `title` for people.

    `same_record` are the columns by which a record is known again in another sheet, whatever else its row says; without them
    records are the same where all columns are that both sheets have. A register that `reads_other_years` may well lie in a
    file named after one of them. Of one that `holds_totals` a total is a record like any other: it is held against its parts.
    """

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    title: str
    aliases: tuple[str, ...] = ()
    columns: tuple[Column, ...] = Field(min_length=1)
    orders: tuple[Order, ...] = ()
    parents: tuple[Parent, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    episodes: Episodes | None = None
    expected: Expected | None = None
    same_record: tuple[str, ...] = ()
    reads_other_years: bool = False
    holds_totals: bool = False
    note: str | None = None

    def find_column(self, name: str) -> Column | None:
        """The column with this official header."""
        for column in self.columns:  # a plain loop: every issue of a run asks
            if column.name == name:
                return column
        return None

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The columns that every measure of the register reads."""
        return tuple(column.name for column in self.columns if column.key)
