"""Texts of numbers and days that squeezing would glue together: `1 5` is no 15, `3²` no 32 (docs/registers.md).

Blanks may surround a figure, and stand beside the separators of a day; digits are plain or full-width.
"""

from __future__ import annotations

import re
import unicodedata

from antidrug_kpi.registers.cells.faults import FaultyCellError

_BLANK = r"\s\x00-\x1f\x7f-\x9f"
# Characters that nobody sees, so that the digits beside them do stand together (see `squeezing`).
_UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff"
_GAP = re.compile(rf"[{_BLANK}]")
# The look-behind lets a match begin only where a run of blanks begins, and ++ keeps it from giving any back: a long run inside a
# text is then searched once, and not once from each of its blanks.
_SURROUNDING = re.compile(rf"^[{_BLANK}{_UNSEEN}]+|(?<![{_BLANK}{_UNSEEN}])[{_BLANK}{_UNSEEN}]++$")
_GAP_OF_DIGITS = re.compile(rf"(?<=\d)[{_UNSEEN}]*[{_BLANK}][{_BLANK}{_UNSEEN}]*(?=\d)")
_PERCENT = "%％﹪"
_FULL_WIDTH = frozenset("０１２３４５６７８９")
_DIGIT = re.compile(r"\d")


def check_number(text: str) -> None:
    """Raises FaultyCellError where a blank stands inside a number, or a digit of another kind beside it (3²)."""
    if text.isdecimal() and text.isascii():
        return
    check_digits(text)
    number = _SURROUNDING.sub("", text)
    if number and number[-1] in _PERCENT:
        number = _SURROUNDING.sub("", number[:-1])
    if _GAP.search(number):
        raise FaultyCellError("數字中間有空白，不知是一個數字或兩個；請改正")


def check_gaps(text: str) -> None:
    """Raises FaultyCellError where a blank stands between two digits of a day, a month or a year; beside a separator it may."""
    if _GAP_OF_DIGITS.search(text):
        raise FaultyCellError("數字之間有空白，不知是一個數字或兩個；請改正")


def check_digits(text: str) -> None:
    """Raises FaultyCellError where a text holds a character that NFKC turns into a digit: ², ①, ½, ٣. Full-width digits are
    plain.
    """
    if text.isascii():
        return
    odd = next((sign for sign in text if _is_odd_digit(sign)), None)
    if odd is not None:
        raise FaultyCellError(f"「{odd}」不是一般的數字，可能是註記；請改正")


def _is_odd_digit(sign: str) -> bool:
    return not sign.isascii() and sign not in _FULL_WIDTH and _DIGIT.search(unicodedata.normalize("NFKC", sign)) is not None
