"""Civil dates as Taiwan's offices write them: the ROC calendar and whole calendar months."""

from __future__ import annotations

import calendar
import datetime as dt

ROC_OFFSET = 1911


def to_gregorian_year(roc_year: int) -> int:
    """The Gregorian year of a ROC year (113 → 2024)."""
    return roc_year + ROC_OFFSET


def to_roc_year(year: int) -> int:
    """The ROC year of a Gregorian year (2024 → 113)."""
    return year - ROC_OFFSET


def format_roc_date(day: dt.date) -> str:
    """A date as the forms print it: 113 年 1 月 5 日."""
    return f"{to_roc_year(day.year)} 年 {day.month} 月 {day.day} 日"


def format_roc_period(period: tuple[dt.date, dt.date]) -> str:
    """Its first and last day as the plan's own forms print them, 「113 年 1 月 1 日至 113 年 6 月 30 日」."""
    first, last = period
    return f"{format_roc_date(first)}至 {format_roc_date(last)}"


def add_months(day: dt.date, months: int) -> dt.date:
    """`day` plus whole calendar months, cut to the month's last day where the day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def count_whole_months(start: dt.date, end: dt.date) -> int:
    """Calendar months that have fully passed from the first to the last day, both included (1 Jan to 30 June: 6): the largest
    number that, added to `start`, is not after the day after `end`; 0 where there is none.
    """
    after = end + dt.timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return max(0, months if add_months(start, months) <= after else months - 1)
