"""The numbers that a word processor counts for the items of its lists, as they are shown: 1., (1), 一、, ①."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

_CHINESE = "零一二三四五六七八九"
_LEGAL = "零壹貳參肆伍陸柒捌玖"
_PLACE = re.compile(r"%([1-9])")
_MOST_CIRCLED, _MOST_LETTERS, _MOST_CHINESE = 20, 26, 99


def write_chinese(number: int, digits: str = _CHINESE, ten: str = "十") -> str:
    """A number up to 99 in Chinese; a larger one in digits."""
    if not 0 < number <= _MOST_CHINESE:
        return str(number)
    tens, ones = divmod(number, 10)
    return f"{'' if tens < 2 else digits[tens]}{ten if tens else ''}{digits[ones] if ones else ''}"


def write_legal(number: int) -> str:
    """A number as documents of law write it."""
    return write_chinese(number, _LEGAL, "拾")


def write_circled(number: int) -> str:
    """A number in a circle."""
    return chr(0x245F + number) if 0 < number <= _MOST_CIRCLED else str(number)


def write_letter(number: int) -> str:
    """A letter of the alphabet."""
    return chr(ord("A") + number - 1) if 0 < number <= _MOST_LETTERS else str(number)


Writer = Callable[[int], str]


@dataclass(frozen=True)
class ListLevel:
    """A level of a list: where it begins to count, how a number is written (not at all where it has none), and what stands around
    it, `%1` being the number of the first level.
    """

    start: int = 1
    write: Writer | None = None
    text: str = ""


@dataclass
class ListCounter:
    """The numbers of a list so far, one a level."""

    numbers: dict[int, int] = field(default_factory=dict)

    def count(self, level: int, levels: Mapping[int, ListLevel], start: int | None = None) -> str:
        """Count an item, and give what stands before it: nothing where the level has no number. `start` begins anew."""
        own = levels.get(level, ListLevel())
        first = own.start if start is None else start
        begins = level not in self.numbers or start is not None
        self.numbers[level] = first if begins else self.numbers[level] + 1
        for deeper in [other for other in self.numbers if other > level]:
            del self.numbers[deeper]
        if own.write is None:
            return ""
        return _PLACE.sub(lambda place: self._show(int(place[1]) - 1, levels), own.text)

    def _show(self, level: int, levels: Mapping[int, ListLevel]) -> str:
        known = levels.get(level, ListLevel())
        number = self.numbers.get(level, known.start)
        return str(number) if known.write is None else known.write(number)


def join_numbered(paragraphs: Sequence[tuple[str, str]]) -> str:
    """Paragraphs, each with the number that is shown before it, as one text; an empty one shows nothing."""
    return "\n".join(f"{number} {text}" if number and text.strip() else text for number, text in paragraphs)
