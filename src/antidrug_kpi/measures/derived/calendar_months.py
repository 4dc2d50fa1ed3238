"""Arithmetic with whole calendar months on arrays of dates."""

from __future__ import annotations

import numpy as np

from antidrug_kpi.measures.measure_scope import Days


def find_calendar_start(days: Days, months: int) -> Days:
    """The first day, on or after each date, of one of the spans of `months` into which the calendar divides a year; blank stays
    blank.
    """
    month = days.astype("datetime64[M]")
    is_later = days > month.astype("datetime64[D]")
    # Months are numbered from a January, so that those in which a span begins are multiples; a blank falls on any number.
    number = month.astype(np.int64) + is_later
    first = (-(-number // months) * months).astype("datetime64[M]").astype("datetime64[D]")
    starts: Days = np.where(np.isnat(days), np.datetime64("NaT", "D"), first)
    return starts


def add_months(days: Days, months: int) -> Days:
    """Dates plus whole calendar months, cut to the month's last day where the day does not exist; blank stays blank."""
    month = days.astype("datetime64[M]")
    day_of_month = days - month.astype("datetime64[D]")
    later = month + np.timedelta64(months, "M")
    last = (later + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    moved: Days = np.minimum(later.astype("datetime64[D]") + day_of_month, last)
    return moved
