"""Which counts are too small to be shown to the public, in a row of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Exact = int | Fraction
Quantity = Literal["numerator", "denominator", "difference"]
QUANTITIES: tuple[Quantity, ...] = ("numerator", "denominator", "difference")


@dataclass(frozen=True)
class Counts:
    """A numerator and its denominator; a count has no denominator."""

    numerator: Exact
    denominator: Exact | None = None

    def find(self, quantity: Quantity) -> Exact | None:
        """One of the quantities; the difference gives the numerator away to whoever knows the denominator."""
        match quantity:
            case "numerator":
                return self.numerator
            case "denominator":
                return self.denominator
            case "difference":
                return None if self.denominator is None else self.denominator - self.numerator

    @property
    def is_part(self) -> bool:
        """Whether the numerator is at most the denominator, as where it counts some of the same subjects."""
        return self.denominator is None or self.numerator <= self.denominator

    def add(self, numerator: Exact, denominator: Exact) -> Counts:
        """The counts with so much more in each of them."""
        return Counts(self.numerator + numerator, None if self.denominator is None else self.denominator + denominator)


Row = tuple[Counts, ...]
"""What stands in one row of a table: of a ratio one pair of counts, of a difference one of each side."""


def is_small(number: Exact | None, largest: int) -> bool:
    """Whether a count is from 1 to `largest`; of a number below zero its size is asked."""
    return number is not None and number != 0 and -largest <= number <= largest


def find_small(row: Row, largest: int) -> tuple[tuple[int, Quantity], ...]:
    """The small quantities of a row: the position of their pair, and which they are. Empty where the row can be shown."""
    return tuple(
        (position, quantity)
        for position, counts in enumerate(row)
        for quantity in QUANTITIES
        if is_small(counts.find(quantity), largest)
    )


def find_size(row: Row) -> Exact:
    """The denominators together; of a count, which has none, the count."""
    size: Exact = 0
    for counts in row:
        size = size + (counts.numerator if counts.denominator is None else counts.denominator)
    return size


def shift_row(row: Row, moved: Row, sign: Literal[1, -1] = 1) -> Row:
    """The row with as much more, or less, as `moved` says."""
    return tuple(
        counts.add(sign * part.numerator, sign * (part.denominator or 0)) for counts, part in zip(row, moved, strict=True)
    )


def add_rows(rows: Sequence[Row]) -> Row:
    """The sums of one or more rows of one shape."""
    total = rows[0]
    for row in rows[1:]:
        total = shift_row(total, row)
    return total
