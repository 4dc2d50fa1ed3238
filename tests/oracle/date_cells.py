"""Read the days, months and years that a cell may hold, as text or as a spreadsheet's own number or date."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

from .faulty import Faulty, squeeze

ROC_OFFSET = 1911
TAIWAN = timedelta(hours=8)
SERIAL_ZERO = date(1899, 12, 30)

SEPARATOR = r"[/.\-‧·・∕–]"
WEEKDAY = r"(?:\s*(?:\((?:星期|週)?[一二三四五六日天]\)|(?:星期|週)[一二三四五六日天]))?"
TIME = r"(?:[T\s]\s*(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
PARTED = re.compile(
    r"(?P<era>民國)?\s*(?P<year>\d{1,4})\s*"
    rf"(?:(?P<mark>{SEPARATOR})\s*(?P<month>\d{{1,2}})\s*(?P=mark)\s*(?P<day>\d{{1,2}})"
    r"|年\s*(?P<han_month>\d{1,2})\s*月\s*(?P<han_day>\d{1,2})\s*日)" + WEEKDAY + TIME + WEEKDAY
)
SOLID = re.compile(r"(?P<year>\d{2,4})(?P<month>\d{2})(?P<day>\d{2})(?:\.0|" + WEEKDAY + TIME + WEEKDAY + ")")
PARTED_MONTH = re.compile(r"(?:民國)?(\d{2,4})(?:[/.-](\d{1,2})|年(\d{1,2})月)")
SOLID_MONTH = re.compile(r"(\d{3,4})(\d{2})")
SKELETON = re.compile(rf"(?:民國)?(?:年月日|(?P<mark>{SEPARATOR})(?P=mark))")
TWO_DIGITS = re.compile(rf"\s*(\d{{1,2}})(?P<mark>{SEPARATOR})(\d{{1,2}})(?P=mark)(\d{{2}})(?:\s.*)?")


def plain_text(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def is_skeleton(text: str) -> bool:
    """The marks of a date that nobody filled in."""
    return SKELETON.fullmatch(squeeze(text)) is not None


def civil(year: int, month: int, day: int) -> date:
    try:
        return date(year + ROC_OFFSET if year < 1000 else year, month, day)
    except ValueError as error:
        raise Faulty from error


def in_taiwan(day: date, clock: str | None, zone: str | None) -> date:
    """The day in Taiwan at the moment that a text names with its zone; the day itself where it names none."""
    if not clock:
        return day
    hour, minute = (int(part) for part in clock.split(":")[:2])
    if hour > 23 or minute > 59:
        raise Faulty
    if not zone:
        return day
    offset = timedelta()
    if zone != "Z":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(offset))
    return moment.astimezone(timezone(TAIWAN)).date()


def read_date(text: str) -> date:
    plain = plain_text(text)
    found = PARTED.fullmatch(plain)
    if found:
        if found["era"] and int(found["year"]) >= 1000:
            raise Faulty
        month, day = found["month"] or found["han_month"], found["day"] or found["han_day"]
    else:
        found = SOLID.fullmatch(plain)
        if not found:
            raise Faulty
        month, day = found["month"], found["day"]
    return in_taiwan(civil(int(found["year"]), int(month), int(day)), found["clock"], found["zone"])


def read_date_number(number: float) -> date:
    """A numeric cell in a date column: 8 digits, 6 or 7 digits, or a spreadsheet's serial."""
    whole = int(number)
    if number != whole or whole < 0:
        raise Faulty
    if whole >= 100_000:
        return read_date(str(whole))
    return SERIAL_ZERO + timedelta(days=whole)


def read_date_cell(cell: date) -> date:
    """A cell that the spreadsheet itself holds as a date: before the year 1000 nobody knows what was meant."""
    day = cell.date() if isinstance(cell, datetime) else cell
    if day.year < 1000:
        raise Faulty
    return day


def is_month_first(text: str) -> bool:
    """Can this only be read with the month first and a year of two digits (07/25/23)?"""
    found = TWO_DIGITS.fullmatch(plain_text(text))
    return found is not None and 1 <= int(found[1]) <= 12 < int(found[3]) <= 31


def has_two_digit_year(text: str) -> bool:
    return TWO_DIGITS.fullmatch(plain_text(text)) is not None


def doubtful_years(texts: Iterable[str]) -> bool:
    """Does a column hold a cell that can only be read month first? Its years of two digits are faulty then."""
    return any(is_month_first(text) for text in texts)


def read_month(text: str) -> date:
    """The first day of a month written as 113/01, 11301, 113年1月 or 2024-01."""
    plain = squeeze(text)
    if found := PARTED_MONTH.fullmatch(plain):
        return civil(int(found[1]), int(found[2] or found[3]), 1)
    if found := SOLID_MONTH.fullmatch(plain):
        return civil(int(found[1]), int(found[2]), 1)
    raise Faulty


def read_year(text: str) -> Fraction:
    """A year, given back as the ROC year: 113 and 2024 are the same."""
    plain = squeeze(text)
    if not re.fullmatch(r"\d{2,4}", plain):
        raise Faulty
    year = int(plain)
    return Fraction(year if year < 1000 else year - ROC_OFFSET)
