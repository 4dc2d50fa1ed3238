"""Dates, months and years as offices write them (docs/registers.md)."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache

from antidrug_kpi import roc
from antidrug_kpi.files import describe_ancient, is_ancient
from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.cells.figure_text import check_digits, check_gaps
from antidrug_kpi.registers.cells.moments import Moment, find_day, split_moment
from antidrug_kpi.registers.cells.squeezing import APOSTROPHES, squeeze, unify_dashes

FIRST_DAY = dt.date(roc.to_gregorian_year(1), 1, 1)
LAST_DAY = dt.date(roc.to_gregorian_year(200), 12, 31)
_DAY_BEFORE_SERIALS = dt.date(1899, 12, 30)

_ERA = r"(?P<era>民國|中華民國|西元)?"
_SPACED = re.compile(rf"{_ERA}(?P<y>\d{{1,4}})(?P<s>[/.\-])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})")
_SPELLED = re.compile(rf"{_ERA}(?P<y>\d{{1,4}})年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日號]")
_COMPACT = re.compile(rf"{_ERA}(?P<y>\d{{2,4}})(?P<m>\d{{2}})(?P<d>\d{{2}})")
_MONTH = re.compile(rf"{_ERA}(?P<y>\d{{1,4}})(?:[/.\-]|年)(?P<m>\d{{1,2}})月?(?:份)?")
_COMPACT_MONTH = re.compile(rf"{_ERA}(?P<y>\d{{2,4}})(?P<m>\d{{2}})")
_YEAR = re.compile(rf"{_ERA}(?P<y>\d{{1,4}})(?:年|年度)?")
# Other separators of a date to the plain ones; dashes are unified by `squeezing`.
_TO_SEPARATOR = str.maketrans({**dict.fromkeys("∕⁄╱", "/"), **dict.fromkeys("‧·・•∙⋅", ".")})
_WHOLE = re.compile(r"(\d+)\.0+")

DATE_FORMS = "113/1/5、1130105、113年1月5日 或 2024-01-05"
MONTH_FORMS = "113/01、11301、113年1月 或 2024-01"


@lru_cache(maxsize=50_000)  # the same days stand in all columns of an office
def read_day(text: str) -> dt.date:
    """The day in Taiwan that a text spells, with or without a weekday and a time. Raises FaultyCellError for anything else."""
    moment = _split(text)
    return check_date(find_day(parse_date(squeeze(moment.day)), moment))


def read_month(text: str) -> dt.date:
    """The first day of the month that a text spells, as a month or as a day of it. Raises FaultyCellError."""
    moment = _split(text)
    if moment.zone is not None:  # in Taiwan it may be the next month already
        return read_day(text).replace(day=1)
    return parse_month(squeeze(moment.day))


def read_year(text: str) -> int:
    """The ROC year that a text spells. Raises FaultyCellError."""
    check_digits(text)
    check_gaps(text)
    return parse_year(squeeze(text))


def _split(text: str) -> Moment:
    """A text split into its day and its time. Raises FaultyCellError where squeezing would change the numbers of the day (1 5 to
    15).
    """
    check_digits(text)
    moment = split_moment(text)
    check_gaps(moment.day)
    return moment


def parse_date(text: str) -> dt.date:
    """The date that a squeezed text spells. Raises FaultyCellError where it spells none, or one that does not exist."""
    text = _simplify(text)
    found = _SPACED.fullmatch(text) or _SPELLED.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        if text.isdigit() and len(text) <= 5:
            raise FaultyCellError(f"是純數字的文字，可能是試算表序號或年份，無法確定是哪一天；應為 {DATE_FORMS}")
        raise FaultyCellError(f"不是看得懂的日期；應為 {DATE_FORMS}")
    return _make_date(found, int(found["d"]))


def parse_date_number(number: float) -> dt.date:
    """The date of a numeric cell: 8 digits Gregorian, 6 or 7 ROC, up to 5 a spreadsheet serial (time of day dropped).

    The serial is of the 1900 system: those of a 1904 workbook are dates by then (`rows.extracts`).
    """
    if not math.isfinite(number) or number < 1:
        raise FaultyCellError(_describe_negative(number) or f"數值不是日期；應為 {DATE_FORMS}")
    whole = int(number)
    if whole <= 99_999:
        # The system's false 29 February 1900 moves no day that is taken: serials up to 60 lie before ROC year 1 either way.
        return check_date(_DAY_BEFORE_SERIALS + dt.timedelta(days=whole))
    if whole != float(number):  # a ShownNumber is equal to its like only
        raise FaultyCellError(f"數值帶小數，不是日期；應為 {DATE_FORMS}")
    return parse_date(str(whole))


def check_date(day: dt.date) -> dt.date:
    """The day itself, if it lies in the ROC years 1 to 200; FaultyCellError otherwise."""
    if is_ancient(day):
        raise FaultyCellError(describe_ancient(day))
    if not FIRST_DAY <= day <= LAST_DAY:
        raise FaultyCellError(f"年份超出民國 1 至 200 年；應為 {DATE_FORMS}")
    return day


def _simplify(text: str) -> str:
    """A squeezed text with plain separators, without the apostrophe before it and without the .0 of a whole number."""
    plain = text if text.isascii() else unify_dashes(text).translate(_TO_SEPARATOR)
    plain = plain.lstrip(APOSTROPHES)
    whole = _WHOLE.fullmatch(plain)
    return whole[1] if whole else plain


def _describe_negative(number: float) -> str:
    """What is to be said of a serial of a day before the year 1000; nothing of any other number."""
    ordinal = _DAY_BEFORE_SERIALS.toordinal() + (int(number) if math.isfinite(number) else 0)
    if not 1 <= ordinal < dt.date(1000, 1, 1).toordinal():
        return ""
    return describe_ancient(dt.date.fromordinal(ordinal))


def parse_month(text: str) -> dt.date:
    """The first day of the month that a squeezed text spells, or of the date's month where it spells a whole date."""
    text = _simplify(text)
    found = _MONTH.fullmatch(text) or (_COMPACT_MONTH.fullmatch(text) if len(text) <= 6 else None)
    if found is not None:
        return _make_date(found, 1)
    try:
        return parse_date(text).replace(day=1)
    except FaultyCellError:
        raise FaultyCellError(f"不是看得懂的年月；應為 {MONTH_FORMS}") from None


def parse_year(text: str) -> int:
    """The ROC year of a text such as 113, 113年度 or 2024."""
    found = _YEAR.fullmatch(_simplify(text))
    if found is None:
        raise FaultyCellError("不是看得懂的年度；應為 113 或 2024")
    year = _read_year(found)
    return roc.to_roc_year(year)


def _read_year(found: re.Match[str]) -> int:
    """The Gregorian year of a match; years below 1000 are ROC years."""
    year, era = int(found["y"]), found["era"]
    is_roc = year < 1000
    if (era == "西元") == is_roc and era is not None:
        raise FaultyCellError(f"「{era}」與年份 {year} 不合；請確認紀年")
    gregorian = roc.to_gregorian_year(year) if is_roc else year
    if not FIRST_DAY.year <= gregorian <= LAST_DAY.year:
        raise FaultyCellError("年份超出民國 1 至 200 年；請確認年份")
    return gregorian


def _make_date(found: re.Match[str], day: int) -> dt.date:
    """The date of a match with this day of the month; FaultyCellError where it does not exist."""
    year, month = _read_year(found), int(found["m"])
    if not 1 <= month <= 12:
        # 113105 is the 31st month of the year 11: without separators nobody sees what was taken for the month.
        taken = f"（讀作 {found['y']} 年 {month} 月）" if found.string.isdigit() else ""
        raise FaultyCellError(f"沒有 {month} 月{taken}；月份應為 1 至 12，請改正")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise FaultyCellError("沒有這一天；請確認月份與日數") from None
