"""Services: records of one person that follow one another, as when someone changes posts without a day between, and what a
person is owed while one lasts.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.column_types import CATEGORIES, DATES
from antidrug_kpi.plans.conditions import Condition, DateColumn, Related
from antidrug_kpi.plans.markers import ROWS, CategoryValueOf, ColumnName, StandsOn, WindowName

RowsDate = Annotated[str, ColumnName(DATES, of=ROWS)]


class Joined(Part):
    """Rows of one value of `each` that follow one another without a day between are one service, from its first day on.

    A row lasts from `opened` to `closed`, both days included, or is still held where that is blank or after the as-of date; it
    then leaves no day between itself and any later row. A row that opens after the as-of date is not there yet. Rows that fulfil
    `undated` ended on a day that nobody knows: they are part of no service.
    """

    opened: DateColumn
    closed: DateColumn
    undated: Condition | None = None


class ServiceUnits(Part):
    """Contacts owed and counted over a person's service, unit by unit, each unit's counted contacts capped by what it owes.

    The service runs from the earliest `opened` (not before the window) to the latest `closed` (or the as-of date where one row is
    still open), both days included. It holds max(1, days // unit_days) units; days beyond the last unit owe and count nothing.
    With `days` a column has the days of the service.
    """

    counted: str
    owed: str
    days: str | None = None
    service_units: ServiceTerms


class ServiceTerms(Part):
    """The columns that say from when to when a person is served, a unit's days, what it owes by the level, and the contacts.

    `of_kind` is a condition on contacts: in every n-th unit, `of_kind_every` by the level (0: in none), one of those owed must
    fulfil it, and no other contact counts in its place.
    """

    opened: RowsDate
    closed: RowsDate
    window: Annotated[str, WindowName()]
    unit_days: int = Field(gt=0)
    level: Annotated[str, ColumnName(CATEGORIES, of=ROWS)]
    owed_a_unit: dict[Annotated[str, CategoryValueOf("level", of=ROWS)], int] = Field(min_length=1)
    of_kind: Annotated[Condition | None, StandsOn("contacts")] = None
    of_kind_every: dict[Annotated[str, CategoryValueOf("level", of=ROWS)], Annotated[int, Field(ge=0)]] = Field(
        default_factory=dict
    )
    contacts: Related
    contact_date: Annotated[str, ColumnName(DATES, of="contacts")]
