"""Rows that are the sums of the records above them, by exact arithmetic.

Contract: "A row whose filled numbers are each the sum of all records above it since the last such row (sums that are not 0, of at
least two records with two number columns, or five, of which two are not 0) and whose key is blank or in words where all others
are codes is a subtotal". Read so: every filled number equals its sum; at least two of the sums are not 0 and two records are
summed, or one is not 0 and five are summed; two of the records summed are not 0 in the columns that the row fills.

"The last such row" is the last one that was such a sum, or bore a total's word. A row whose key is blank or in words may also be
the sum of all records since the last subtotal, or, where subtotals stand above it, of all records: the total below them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files import Mask
from antidrug_kpi.registers.rows.record_numbers import Figures, Numbers

FEWEST_RECORDS, FEWEST_COLUMNS = 2, 2
FEWEST_WITH_ONE_COLUMN = 5
FEWEST_NONZERO = 2
# Rows are looked at in runs that grow, so that a search that begins anew at every sum costs no more than what it passes.
_FIRST_RUN = 64


@dataclass(frozen=True)
class Sums:
    """The rows that are sums of those above, with how many: subtotals, and those whose key is one like all others."""

    subtotals: Mapping[int, int]
    lone: Mapping[int, int]


def find_sums(figures: Figures, odd: Mask, worded: Mask, breaks: Iterable[int]) -> Sums:
    """The rows that are sums, by their positions among the records.

    `odd` are the records whose key is blank or in words, `worded` those among them that have a total's word for a key: of them
    two records are enough. Before each of `breaks` stood a row with a total's word, which was left out already.
    """
    search = _Search(figures, np.flatnonzero(odd), worded)
    subtotals: dict[int, int] = {}
    lone: dict[int, int] = {}
    start = 0
    for end in [*sorted({*breaks} - {0}), len(figures)]:
        while (found := search.find_next(start, end)) is not None:
            place, count = found
            start = place + 1
            if odd[place]:
                subtotals[place] = count
                search.leave_out(place)
            else:
                lone[place] = count
        start = end
    return Sums(subtotals, lone)


class _Search:
    """Looks for sums from the top down, and keeps what was left out on the way."""

    def __init__(self, figures: Figures, odd: npt.NDArray[np.int64], worded: Mask) -> None:
        self._figures = figures
        self._odd = odd
        self._worded = worded
        self._last = 0
        self._left_out = 0
        self._sums_left_out: Numbers = figures.sums[:, 0]

    def leave_out(self, place: int) -> None:
        """Takes a row out of all sums to come."""
        self._last = place + 1
        self._left_out += 1
        self._sums_left_out = self._sums_left_out + self._figures.numbers[:, place]

    def find_next(self, start: int, end: int) -> tuple[int, int] | None:
        """The next row that is a sum, before `end`, and of how many records; the plain sum is of those from `start`."""
        low, run = start, _FIRST_RUN
        while low < end:
            high = min(low + run, end)
            plain = self._find_plain(start, low, high)
            for place in self._list_odd(low, high if plain is None else plain):
                count = self._count_summed(place, start)
                if count:
                    return place, count
            if plain is not None:
                return plain, plain - start
            low, run = high, run * 2
        return None

    def _list_odd(self, low: int, high: int) -> list[int]:
        first, last = np.searchsorted(self._odd, (low, high))
        places: list[int] = self._odd[first:last].tolist()
        return places

    def _find_plain(self, start: int, low: int, high: int) -> int | None:
        """The first row from `low` that is the sum of the records from `start`."""
        figures, rows = self._figures, slice(low, high)
        sums = figures.sums[:, rows] - figures.sums[:, start : start + 1]
        filled = figures.filled[:, rows]
        equal = ((figures.numbers[:, rows] == sums) | ~filled).all(axis=0) & ~figures.unreadable[rows]
        telling = (filled & (sums != 0)).sum(axis=0)
        count = np.arange(low, high) - start
        enough = (telling >= FEWEST_COLUMNS) & (count >= FEWEST_RECORDS) | (telling >= 1) & (count >= FEWEST_WITH_ONE_COLUMN)
        return next((place for place in (np.flatnonzero(equal & enough) + low).tolist() if self._is_varied(place, start)), None)

    def _is_varied(self, place: int, start: int) -> bool:
        """Whether enough of the records from `start` are not 0 in the columns that a row fills."""
        figures = self._figures
        filled = figures.filled[:, place]
        return int((figures.numbers[filled, start:place] != 0).any(axis=0).sum()) >= FEWEST_NONZERO

    def _count_summed(self, place: int, start: int) -> int:
        """Of how many records a row with an odd key is the sum, other than plainly; 0 where it is none."""
        fewest = FEWEST_RECORDS if self._worded[place] else FEWEST_WITH_ONE_COLUMN
        for since in {start, self._last}:
            if self._is_sum(place, since, 0, fewest) and self._is_varied(place, since):
                return place - since
        # What was left out above summed records enough that are not 0.
        return place - self._left_out if self._left_out and self._is_sum(place, 0, self._left_out, fewest) else 0

    def _is_sum(self, place: int, since: int, left_out: int, fewest: int) -> bool:
        figures = self._figures
        sums = figures.sums[:, place] - figures.sums[:, since]
        if left_out:
            sums = sums - self._sums_left_out
        filled = figures.filled[:, place]
        if figures.unreadable[place] or not ((figures.numbers[:, place] == sums) | ~filled).all():
            return False
        telling = int((filled & (sums != 0)).sum())
        count = place - since - left_out
        return (telling >= FEWEST_COLUMNS and count >= FEWEST_RECORDS) or (telling >= 1 and count >= fewest)
