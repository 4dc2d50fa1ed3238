"""Splitting the text of a date into its day, its time and its time zone; a weekday is dropped.

"A time of day after the date is dropped, once a zone that it states was turned into Taiwan's".
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.cells.squeezing import APOSTROPHES, normalise, unify_dashes

TAIWAN = dt.timedelta(hours=8)
_PLAIN = re.compile(r"[\d/.-]+")
# No date with its time is longer; a longer text is not searched.
_LONGEST = 64
_OF_A_WEEK = "一二三四五六日天"
_WEEKDAY = (
    rf"(?:\(?(?:星期|禮拜|週|周)[{_OF_A_WEEK}]\)?|\([{_OF_A_WEEK}]\)"
    r"|\(?\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?\)?)"
)
_BEFORE = re.compile(rf"{_WEEKDAY}\s?", re.IGNORECASE)
_BEHIND = re.compile(rf"\s?{_WEEKDAY}$", re.IGNORECASE)
# At the end of a text: behind T or a blank, or right behind 日, 號, ) or a weekday; 上午, PM; 14:00, 14時30分, or 1400 behind T;
# seconds with a fraction; and the zone, Z, UTC, GMT+8, +08:00.
_TIME = re.compile(
    rf"(?:(?P<mark>[T ]) ?(?P<before>上午|下午|[AP]M)?|(?P<glued>上午|下午)|(?<=[日號){_OF_A_WEEK}])) ?"
    r"(?:(?P<hour>\d{1,2})(?:時|[:時] ?(?P<minute>\d{1,2})(?:[:分] ?(?P<second>\d{1,2})(?:[.,]\d+)?秒?)?分?)"
    r"|(?<=T)(?P<compact>\d{4}(?:\d{2})?))"
    r" ?(?P<after>[AP]M)?"
    r" ?(?P<zone>Z|(?P<name>UTC|GMT)?(?:(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)|UTC|GMT)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Moment:
    """A date: the text of its day, its time of day, and how far its stated zone is ahead of UTC; None for what is lacking."""

    day: str
    time: dt.time | None = None
    zone: dt.timedelta | None = None


def split_moment(text: str) -> Moment:
    """A text split into day, time and zone, without its weekday. Raises FaultyCellError for a time or zone that is none."""
    if _PLAIN.fullmatch(text):
        return Moment(text)
    plain = " ".join(unify_dashes(normalise(text)).split()).lstrip(APOSTROPHES)
    if len(plain) > _LONGEST:
        return Moment(plain)
    plain = _BEHIND.sub("", _BEFORE.sub("", plain, count=1) if _BEFORE.match(plain) else plain)
    found = _TIME.search(plain)
    if found is None:
        return Moment(plain)
    time = _read_time(found)
    return Moment(_BEHIND.sub("", plain[: found.start()]), time, _read_zone(found, time))


def find_day(day: dt.date, moment: Moment) -> dt.date:
    """The day in Taiwan of a day and time in the zone that the text states; the day itself where it states no zone."""
    if moment.zone is None or moment.time is None:
        return day
    # No date that can be read lies near the ends of the calendar, where this would overflow (`dates.parse_date`).
    return (dt.datetime.combine(day, moment.time) - moment.zone + TAIWAN).date()


def _read_time(found: re.Match[str]) -> dt.time:
    compact = found["compact"]
    parts = (compact[:2], compact[2:4], compact[4:]) if compact else (found["hour"], found["minute"], found["second"])
    hour, minute, second = (int(part or 0) for part in parts)
    half = (found["before"] or found["glued"] or found["after"] or "").upper()
    if half in {"下午", "PM"} and hour < 12:
        hour += 12
    if half in {"上午", "AM"} and hour == 12:
        hour = 0
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        raise FaultyCellError("沒有這個時刻；請改正，或只留日期") from None


def _read_zone(found: re.Match[str], time: dt.time) -> dt.timedelta | None:
    """How far the stated zone is ahead of UTC; None where there is none. Raises FaultyCellError for a zone beyond 14 hours.

    14:00-16:00 is a span from two to four o'clock, and no zone: so a "-" with an hour after the time is none, unless the text is
    exact (T, seconds, UTC).
    """
    if not found["zone"]:
        return None
    if found["sign"] is None:
        return dt.timedelta()
    offset = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    is_exact = found["mark"] in {"T", "t"} or found["second"] is not None or found["name"] is not None
    end = time.hour * 60 + time.minute
    if found["sign"] == "-" and not is_exact and offset > dt.timedelta(minutes=end):
        return None
    if offset > dt.timedelta(hours=14):
        raise FaultyCellError("沒有這個時區；請改正，或只留日期")
    return offset if found["sign"] == "+" else -offset
