"""What the registers are drawn from: days as numbers and as an office writes them, yes and no, episodes of care."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 113
FIRST_DAY = dt.date(2020, 1, 1)
DAYS = [FIRST_DAY + dt.timedelta(days=number) for number in range(365 * 7)]
NO_DAY = -1

Numbers = NDArray[np.int64]
Column = Sequence[str]
Table = dict[str, Column]
"""A register: its columns by name, all of one length."""

STYLES = {
    "slashes": "{year}/{month}/{day}",
    "digits": "{year}{month:02}{day:02}",
    "dashes": "{year}-{month:02}-{day:02}",
    "words": "{year}年{month}月{day}日",
}


def number_day(year: int, month: int, day: int) -> int:
    """The number of a day of a ROC year."""
    return (dt.date(year + 1911, month, day) - FIRST_DAY).days


YEAR_FIRST, YEAR_LAST = number_day(113, 1, 1), number_day(113, 12, 31)
PRIOR_FIRST = number_day(112, 1, 1)

_TEXTS = {
    style: np.array([pattern.format(year=day.year - 1911, month=day.month, day=day.day) for day in DAYS] + [""], dtype=object)
    for style, pattern in STYLES.items()
}


def write_days(days: Numbers, style: str = "slashes") -> Column:
    """Days as an office writes them; NO_DAY is blank."""
    texts: Column = _TEXTS[style][days].tolist()
    return texts


def write_numbers(numbers: Numbers) -> Column:
    return [str(number) for number in numbers.tolist()]


def write_ids(pattern: str, numbers: Numbers) -> Column:
    """Identifiers such as `U{:06}`."""
    return [pattern.format(number) for number in numbers.tolist()]


@dataclass(frozen=True)
class Episodes:
    """Times of care, in the order of their opening: the persons' numbers, the days opened and closed (NO_DAY while open)."""

    persons: Numbers
    opened: Numbers
    closed: Numbers

    def __len__(self) -> int:
        return len(self.persons)


class Draws:
    """Random columns of one register; each register has a generator of its own, so that none moves another."""

    def __init__(self, register: str) -> None:
        self.rng = np.random.default_rng([SEED, zlib.crc32(register.encode())])

    def days(self, size: int, first: int, last: int) -> Numbers:
        return self.rng.integers(first, last + 1, size)

    def later(self, days: Numbers, longest: int, share: float = 1.0) -> Numbers:
        """For a share of the rows a day up to `longest` days after the given one; NO_DAY for the others and where none is."""
        found = days + self.rng.integers(0, longest + 1, len(days))
        return np.where((self.rng.random(len(days)) < share) & (days != NO_DAY), found, NO_DAY)

    def flags(self, size: int, share: float, yes: str = "是", no: str = "否") -> Column:
        return self.choose(size, (yes, no), (share, 1 - share))

    def choose(self, size: int, values: Sequence[str], shares: Sequence[float] | None = None) -> Column:
        drawn: Any = self.rng.choice(len(values), size, p=shares)
        texts: Column = np.array(values, dtype=object)[drawn].tolist()
        return texts

    def numbers(self, size: int, lowest: int, highest: int) -> Numbers:
        return self.rng.integers(lowest, highest + 1, size)

    def episodes(self, size: int, first: int, last: int, longest: int, closed: float = 0.5) -> Episodes:
        """Of `size` episodes one in twenty is a person's second, opened a month after the first was closed."""
        again = size // 20
        people = size - again
        opened = self.days(people, first, last)
        ended = self.later(opened, longest, closed)
        ended[ended > YEAR_LAST] = NO_DAY
        returning = np.flatnonzero((ended != NO_DAY) & (ended + 30 <= last))[:again]
        persons = np.concatenate([np.arange(people), returning, np.arange(people, people + again - len(returning))])
        opened = np.concatenate([opened, ended[returning] + 30, self.days(again - len(returning), first, last)])
        ended = np.concatenate([ended, np.full(again, NO_DAY)])
        order = np.argsort(opened, kind="stable")
        return Episodes(persons[order], opened[order], ended[order])
