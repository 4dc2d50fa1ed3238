"""Read the text of a cell. Every reader gives a value, None for a blank cell, or raises Faulty."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from .date_cells import is_skeleton, read_date, read_date_cell, read_date_number, read_month, read_year
from .faulty import Faulty, squeeze

__all__ = ["Faulty", "Value", "is_faulty", "is_masked", "is_missing", "read_cell", "squeeze"]

Value = date | bool | Fraction | str | None

YES = {"是", "Y", "V", "✓", "✔", "√", "☑", "✅", "■", "●", "○", "O", "YES", "有", "1", "TRUE"}
NO = {"否", "N", "X", "✗", "☐", "□", "NO", "無", "0", "FALSE"}
TICKED, UNTICKED = "■☑✅✓✔√", "□☐"
BOXES = re.compile(rf"([{TICKED}{UNTICKED}])(是|否)([{TICKED}{UNTICKED}])(是|否)")
FIRST_VISIT = "首次訪查"
THIRD_ANSWERS = {FIRST_VISIT, "無前次建議", "不適用", "N/A"}

MISSING = {"/", "...", "…", "N/A", "#N/A", "NULL", "NAN", "NAT", "NONE", "無資料"}
DASHES = "-‐‑‒–—―−─"
TO_DASH = str.maketrans(dict.fromkeys(DASHES, "-"))
APOSTROPHES = "'’‘"
MASKS = "*○〇◯●"
NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


def is_missing(text: str, kind: str = "text") -> bool:
    """Is the cell blank, or does it hold one of the marks that stand for a blank?"""
    mark = squeeze(text).upper()
    if kind == "answer" and mark == "N/A":
        return False
    if not mark or mark in MISSING or set(mark) <= set("-—─"):
        return True
    if kind in ("date", "month") and is_skeleton(mark):
        return True
    return mark == "無" and kind not in ("flag", "answer")


def read_flag(text: str) -> bool:
    mark = squeeze(text).upper()
    if mark in YES:
        return True
    if mark in NO:
        return False
    boxes = BOXES.fullmatch(mark)
    if boxes and boxes[2] != boxes[4]:
        ticked = [word for sign, word in ((boxes[1], boxes[2]), (boxes[3], boxes[4])) if sign in TICKED]
        if len(ticked) == 1:
            return ticked[0] == "是"
    raise Faulty


def read_answer(text: str) -> bool | str:
    """是, 否, or the third answer: a first visit has nothing to follow up."""
    return FIRST_VISIT if squeeze(text).upper() in THIRD_ANSWERS else read_flag(text)


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


def read_identifier(text: str) -> str:
    plain = squeeze(text).upper().translate(TO_DASH).lstrip(APOSTROPHES)
    return plain.removesuffix(".0") if re.fullmatch(r"\d+\.0", plain) else plain


def is_masked(identifier: str) -> bool:
    return any(mark in identifier for mark in MASKS)


READERS: dict[str, Callable[[str], Value]] = {
    "date": read_date,
    "month": read_month,
    "year": read_year,
    "flag": read_flag,
    "answer": read_answer,
    "number": read_number,
    "count": read_count,
    "money": read_money,
    "id": read_identifier,
    "code": lambda text: squeeze(text).upper(),
    "text": squeeze,
}


def read_cell(cell: str | date | float, kind: str, allowed: Sequence[str] = ()) -> Value:
    """A cell of a column of this kind: its value, None where it is blank; Faulty where it cannot be read."""
    if isinstance(cell, date):
        return read_date_cell(cell)
    if not isinstance(cell, str):
        return read_date_number(cell) if kind == "date" else read_cell(str(cell), kind, allowed)
    if is_missing(cell, kind):
        return None
    if kind == "category":
        return read_category(cell, allowed)
    return READERS[kind](cell)


def is_faulty(cell: str | date | float, kind: str, allowed: Sequence[str] = ()) -> bool:
    try:
        read_cell(cell, kind, allowed)
    except Faulty:
        return True
    return False
