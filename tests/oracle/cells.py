"""Read the text of a cell. Every reader gives a value, None for a blank cell, or raises Faulty."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

Value = date | bool | Fraction | str | None

ROC_OFFSET = 1911
YES = {"是", "Y", "V", "✓", "✔", "☑", "■", "○", "有", "1", "TRUE"}
NO = {"否", "N", "X", "✗", "☐", "□", "無", "0", "FALSE"}
MISSING = {"...", "…", "N/A", "無資料"}

TIME = r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
PARTED_DATE = re.compile(
    r"(民國)?\s*(\d{1,4})\s*(?:([/.-])\s*(\d{1,2})\s*\3\s*(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日)" + TIME
)
SOLID_DATE = re.compile(r"(\d{2,4})(\d{2})(\d{2})" + TIME)
PARTED_MONTH = re.compile(r"(?:民國)?(\d{2,4})(?:[/.-](\d{1,2})|年(\d{1,2})月)")
SOLID_MONTH = re.compile(r"(\d{3,4})(\d{2})")
NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


class Faulty(Exception):  # noqa: N818 - it says what the cell is
    """The cell cannot be read as what its column holds."""


def squeeze(text: str) -> str:
    """NFKC, and every blank dropped: the form in which texts are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_missing(text: str, *, flag: bool = False) -> bool:
    """Is the cell blank, or does it hold one of the marks that stand for a blank?"""
    mark = squeeze(text).upper()
    if not mark or mark in MISSING or set(mark) <= set("-—"):
        return True
    return mark == "無" and not flag


def gregorian(year: int) -> int:
    return year + ROC_OFFSET if year < 1000 else year


def civil(year: int, month: int, day: int) -> date:
    try:
        return date(gregorian(year), month, day)
    except ValueError as error:
        raise Faulty from error


def read_date(text: str) -> date:
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := PARTED_DATE.fullmatch(plain):
        year = int(found[2])
        if found[1] and year >= 1000:
            raise Faulty
        return civil(year, int(found[4] or found[6]), int(found[5] or found[7]))
    if found := SOLID_DATE.fullmatch(plain):
        return civil(int(found[1]), int(found[2]), int(found[3]))
    raise Faulty


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
    return Fraction(gregorian(int(plain)) - ROC_OFFSET)


def read_flag(text: str) -> bool:
    mark = squeeze(text).upper()
    if mark in YES:
        return True
    if mark in NO:
        return False
    raise Faulty


def read_number(text: str) -> Fraction:
    plain = squeeze(text).removesuffix("%")
    if not NUMBER.fullmatch(plain):
        raise Faulty
    return Fraction(plain.replace(",", ""))


def read_count(text: str) -> Fraction:
    number = read_number(text)
    if number < 0 or number.denominator != 1:
        raise Faulty
    return number


def read_money(text: str) -> Fraction:
    number = read_number(text)
    if number < 0:
        raise Faulty
    return number


def read_category(text: str, allowed: Sequence[str]) -> str:
    """The allowed value as the contract writes it, whatever the width of the brackets in the cell."""
    for value in allowed:
        if squeeze(value) == squeeze(text):
            return value
    raise Faulty


READERS: dict[str, Callable[[str], Value]] = {
    "date": read_date,
    "month": read_month,
    "year": read_year,
    "flag": read_flag,
    "number": read_number,
    "count": read_count,
    "money": read_money,
}


def read_cell(text: str, kind: str, allowed: Sequence[str] = ()) -> Value:
    """A cell of a column of this kind: its value, None where it is blank; Faulty where it cannot be read."""
    if is_missing(text, flag=kind == "flag"):
        return None
    if kind == "category":
        return read_category(text, allowed)
    if kind == "id":
        return squeeze(text).upper()
    if kind == "text":
        return squeeze(text)
    return READERS[kind](text)


def is_faulty(text: str, kind: str, allowed: Sequence[str] = ()) -> bool:
    try:
        read_cell(text, kind, allowed)
    except Faulty:
        return True
    return False
