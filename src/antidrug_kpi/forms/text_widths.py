"""How wide a text is in a spreadsheet's columns, whose unit is a Latin digit of the standard font."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

# The unit in points; a cell's padding and what a line loses at its end, where a wide character or a mark does not fit.
POINTS_PER_UNIT = 5.25
_LOST = 12.0


def measure_text(text: str) -> int:
    """The width of a text in characters, wide ones counted twice."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def count_lines(texts: Iterable[str], width: float, size: float) -> int:
    """How many lines the texts take in a column of `width` units when printed at `size` points. A Latin character is half as
    wide as its size.
    """
    room = max(1.0, (width * POINTS_PER_UNIT - _LOST) / (size / 2))
    return sum(max(1, -int(-measure_text(line) // room)) for text in texts for line in text.split("\n"))
