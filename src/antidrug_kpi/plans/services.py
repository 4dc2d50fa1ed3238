"""Services: records of one person that follow one another, as when someone changes posts without a day between."""

from __future__ import annotations

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.conditions import Condition, DateColumn


class Joined(Part):
    """Rows of one value of `each` that follow one another without a day between are one service, from its first day on.

    A row lasts from `opened` to `closed`, both days included, or is still held where that is blank or after the as-of date; it
    then leaves no day between itself and any later row. A row that opens after the as-of date is not there yet. Rows that fulfil
    `undated` ended on a day that nobody knows: they are part of no service.
    """

    opened: DateColumn
    closed: DateColumn
    undated: Condition | None = None
