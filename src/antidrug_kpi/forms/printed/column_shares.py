"""How wide the columns of a small table are within an answer: numbers and short words never break, long labels get the rest.

Widths are in Latin characters of the answer's text, for no font is at hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

# What the narrowest answer of a report holds in a line (the mid-term one's, which has a column for comments beside it).
ROOM = 54.0
# The room beside a cell's text, and what is lost where the column's end falls between two columns of the grid.
_BESIDE = 1.8
# A Latin character is half as wide as a Chinese one in the office's font; in the bold faces that stand in for it, wider.
_LATIN, _WIDE = 1.4, 2.0
# Two Chinese characters stay together, and where there is room a heading of three and a label of four.
_WORD, _HEAD, _LABEL = 2 * _WIDE, 3 * _WIDE, 4 * _WIDE
# A longer text is broken in any case, and does not ask for more.
_LONGEST = 40.0
# What may break between any two characters: all that is no Latin word, number or range.
_BREAKABLE = re.compile(r"[\s\u2e80-\uffff]+")


@dataclass(frozen=True)
class _Wish:
    """Widths of a column: without which a word breaks, with which it looks well, and with which all stands in one line."""

    least: float
    good: float
    whole: float


def measure_least(headings: Sequence[str], rows: Sequence[Sequence[str | None]]) -> float:
    """The width below which a number or a short word of the table breaks."""
    return sum(wish.least for wish in _list_wishes(headings, rows))


def measure_good(headings: Sequence[str], rows: Sequence[Sequence[str | None]]) -> float:
    """The width at which its headings stand in two lines at most, and short labels in one."""
    return sum(wish.good for wish in _list_wishes(headings, rows))


def share_columns(headings: Sequence[str], rows: Sequence[Sequence[str | None]], grid: int) -> tuple[int, ...]:
    """How many of a grid's columns each column takes by what stands in it."""
    wishes = _list_wishes(headings, rows)
    shares = [wish.least for wish in wishes]
    for wanted in ([wish.good for wish in wishes], [wish.whole for wish in wishes]):
        missing, left = sum(wanted) - sum(shares), ROOM - sum(shares)
        part = 1.0 if missing <= left else max(0.0, left) / missing
        shares = [share + (more - share) * part for share, more in zip(shares, wanted, strict=True)]
    return _round([grid * share / sum(shares) for share in shares], grid)


def _round(shares: Sequence[float], total: int) -> tuple[int, ...]:
    """Whole numbers of this total, where the largest remainders are rounded up."""
    whole = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: whole[place] - shares[place])
    raised = set(by_remainder[: total - sum(whole)])
    return tuple(share + (place in raised) for place, share in enumerate(whole))


def count_lines(text: str | None, share: int, grid: int) -> int:
    """How many lines a text takes in a share of the grid."""
    return max(1, math.ceil(_measure(text or "") / (ROOM * share / grid - _BESIDE)))


def _list_wishes(headings: Sequence[str], rows: Sequence[Sequence[str | None]]) -> list[_Wish]:
    return [_wish(heading, column) for heading, *column in zip(headings, *rows, strict=True)]


def _wish(heading: str, column: Sequence[str | None]) -> _Wish:
    """A heading may stand in two lines, a label of more than four characters in several."""
    texts = [heading, *(text or "" for text in column)]
    least = max(map(_measure_word, texts))
    head = _measure(heading)
    two_lines = min(head, max(_HEAD, _WIDE * math.ceil(head / (2 * _WIDE))))
    good = max(least, two_lines, *(min(_LABEL, _measure(text)) for text in texts[1:]))
    whole = max(good, min(_LONGEST, max(map(_measure, texts))))
    return _Wish(least + _BESIDE, good + _BESIDE, whole + _BESIDE)


def _measure_word(text: str) -> float:
    """The longest part that must not break."""
    words = max(map(_measure, _BREAKABLE.split(text)), default=0.0)
    return max(words, min(_WORD, _measure(text)))


def _measure(text: str) -> float:
    return sum(_WIDE if east_asian_width(character) in "WFA" else _LATIN for character in text)
