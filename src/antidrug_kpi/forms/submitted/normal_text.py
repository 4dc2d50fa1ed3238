"""A cell's text in one width and without blanks, each character knowing where it stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# What one width must not make of a character: a comma of full width is punctuation, a circled number is an item's.
_OWN = {
    **dict.fromkeys("，﹐", "，"),
    **dict.fromkeys("÷∕⁄╱", "/"),
    **dict.fromkeys("−–—―‐‑", "-"),
    **dict.fromkeys("≧⩾", "≥"),
    **dict.fromkeys("≦⩽", "≤"),
    **dict.fromkeys("×✕✖＊", "*"),
    **dict.fromkeys("≒≈≅", "="),
    **dict.fromkeys("\r\v\f\u2028\u2029", "\n"),
    **{chr(0x2460 + number): f"({number + 1})" for number in range(20)},
    **{chr(0x2776 + number): f"({number + 1})" for number in range(10)},
}
# Raised digits are marks of notes: they would run together with the figure before them.
_DROPPED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹\u200b\u200c\u200d\u2060\ufeff\u00ad")
# 1,⏎127; 1,2⏎34; 達91.⏎33%: the digits on both sides make one number, and each alone none, or an item's.
_LINES = re.compile(
    r"(?<=\d,)\s*\n\s*(?=\d{3}(?!\d))|(?<=\d,\d)\n(?=\d\d(?!\d))|(?<=\d,\d\d)\n(?=\d(?!\d))"
    r"|(?<=[:：=＝為達約率]\d\.)\n(?=\d+[%％])|(?<=[:：=＝為達約率]\d\d\.)\n(?=\d+[%％])"
)


@dataclass(frozen=True)
class NormalText:
    """A text to be searched, and for each of its characters the position in the text as it stood."""

    text: str
    origins: Sequence[int]
    source: str

    def cut(self, start: int, end: int) -> NormalText:
        """A stretch of it."""
        return NormalText(self.text[start:end], self.origins[start:end], self.source)

    def blank(self, start: int, end: int) -> NormalText:
        """The same with a stretch left out of what is searched."""
        return self.write(start, " " * (end - start))

    def write(self, start: int, letters: str) -> NormalText:
        """The same with other letters in place of as many of what is searched."""
        return NormalText(f"{self.text[:start]}{letters}{self.text[start + len(letters) :]}", self.origins, self.source)

    def join(self, other: NormalText) -> NormalText:
        """Two stretches of a source, a line each."""
        source = f"{self.original}\n{other.original}"
        # The second keeps its own positions, counted from where it stands in the joined text.
        first, second = self._shift(0), other._shift(len(self.original) + 1)
        return NormalText(f"{self.text}\n{other.text}", [*first, len(self.original), *second], source)

    def _shift(self, by: int) -> list[int]:
        start = next((origin for origin in self.origins if not self.source[origin].isspace()), 0)
        most = len(self.original) - 1
        return [min(max(origin - start, 0), max(most, 0)) + by for origin in self.origins]

    @property
    def original(self) -> str:
        """The stretch of the source that it is, without blanks around."""
        return self.source[self.origins[0] : self.origins[-1] + 1].strip() if self.origins else ""


def normalise_cell(source: str) -> NormalText:
    """The text in one width; blanks are left out, but for one between two letters or digits."""
    letters: list[str] = []
    origins: list[int] = []
    dropped = frozenset(_list_dropped(source))
    for position, letter in enumerate(source):
        if position in dropped:
            continue
        shown = "" if letter in _DROPPED else _OWN.get(letter) or unicodedata.normalize("NFKC", letter)
        for part in shown:
            blank = part.isspace() and part != "\n"
            letters.append(" " if blank else part)
            origins.append(position)
    kept = [place for place, letter in enumerate(letters) if letter != " " or _parts_words(letters, place)]
    return NormalText("".join(letters[place] for place in kept), [origins[place] for place in kept], source)


def _parts_words(letters: Sequence[str], place: int) -> bool:
    """Whether a blank stands between two letters or digits of the narrow kind, or an item's number and a figure (1. 31/38), which
    would otherwise run together.
    """
    after = next((letter for letter in letters[place:] if letter != " "), "")
    before = letters[place - 1] if place else ""
    if not (before.isascii() and after.isascii() and after.isalnum()):
        return False
    return before.isalnum() or (before == "." and after.isdigit())


def _list_dropped(source: str) -> Iterator[int]:
    """The positions of what only breaks a number."""
    for found in _LINES.finditer(source):
        yield from range(*found.span())
