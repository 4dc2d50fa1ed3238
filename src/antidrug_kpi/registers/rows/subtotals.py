"""Records that are the sums of the records above them (subtotals), found by exact arithmetic.

What is a subtotal is told in docs/registers.md. Exactly: every filled number equals its sum, and the key is blank or in words
where all others are codes; at least two of the sums are not 0 and two records are
summed, or one is not 0 and five are summed; two of the records summed are not 0 in the columns that the row fills.

The records above go back to the last row that was such a sum, or bore a total's word. A row whose key is blank or in words may
also be the sum of all records since the last subtotal, or, where subtotals stand above it, of all records: the total below them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files import Mask
from antidrug_kpi.registers.rows.number_table import Numbers, NumberTable

FEWEST_RECORDS, FEWEST_COLUMNS = 2, 2
FEWEST_WITH_ONE_COLUMN = 5
FEWEST_NONZERO = 2
# The search begins anew below every sum. It looks at runs of rows that double in length, so that a sum close below costs little,
# and a register without any sum is looked at in a few large steps: in all no more than twice the rows.
_FIRST_RUN = 64


@dataclass(frozen=True)
class Sums:
    """Position of a record that is a sum → how many records it sums up: `subtotals` are skipped; `suspected` have a key like all
    other records, so that they count, and are said.
    """

    subtotals: Mapping[int, int]
    suspected: Mapping[int, int]


def find_sums(table: NumberTable, has_odd_key: Mask, has_total_word: Mask, breaks: Iterable[int]) -> Sums:
    """The records that are sums, by their positions among the records.

    `has_odd_key` marks records whose key is blank or in words, `has_total_word` those of them whose key is the word of a total:
    these need to sum up two records only. Before each position of `breaks` stood a row with a total's word, which is no record.
    """
    search = _Search(table, np.flatnonzero(has_odd_key), has_total_word)
    subtotals: dict[int, int] = {}
    suspected: dict[int, int] = {}
    start = 0
    for end in [*sorted({*breaks} - {0}), len(table)]:
        while (found := search.find_next(start, end)) is not None:
            place, count = found
            start = place + 1
            if has_odd_key[place]:
                subtotals[place] = count
                search.leave_out(place)
            else:
                suspected[place] = count
        start = end
    return Sums(subtotals, suspected)


class _Search:
    """Looks for sums from the top down; `odd_keys` are the positions of the records with an odd key, ascending."""

    def __init__(self, table: NumberTable, odd_keys: npt.NDArray[np.int64], has_total_word: Mask) -> None:
        self._table = table
        self._odd_keys = odd_keys
        self._has_total_word = has_total_word
        self._below_subtotal = 0
        """The position below the last subtotal."""
        self._left_out = 0
        """How many subtotals were found, and with the next their sums by column: a grand total sums up neither."""
        self._sums_left_out: Numbers = table.sums[:, 0]

    def leave_out(self, place: int) -> None:
        """Counts a record as a subtotal, which is in none of the sums to come."""
        self._below_subtotal = place + 1
        self._left_out += 1
        self._sums_left_out = self._sums_left_out + self._table.numbers[:, place]

    def find_next(self, start: int, end: int) -> tuple[int, int] | None:
        """The position of the next sum before `end`, and of how many records it is; None where there is none.

        A plain sum is that of all records from `start` on; only a record with an odd key may be another sum.
        """
        low, run = start, _FIRST_RUN
        while low < end:
            high = min(low + run, end)
            plain = self._find_plain(start, low, high)
            # A record with an odd key above the plain sum goes first; at the plain sum itself that one decides.
            for place in self._list_odd_keys(low, high if plain is None else plain):
                count = self._count_summed(place, start)
                if count:
                    return place, count
            if plain is not None:
                return plain, plain - start
            low, run = high, run * 2
        return None

    def _list_odd_keys(self, low: int, high: int) -> list[int]:
        first, last = np.searchsorted(self._odd_keys, (low, high))
        places: list[int] = self._odd_keys[first:last].tolist()
        return places

    def _find_plain(self, start: int, low: int, high: int) -> int | None:
        """The first record from `low`, before `high`, that is the sum of all records from `start` to the one above it."""
        table, rows = self._table, slice(low, high)
        sums = table.sums[:, rows] - table.sums[:, start : start + 1]
        filled = table.filled[:, rows]
        equal = ((table.numbers[:, rows] == sums) | ~filled).all(axis=0) & ~table.unreadable[rows]
        nonzero = (filled & (sums != 0)).sum(axis=0)
        count = np.arange(low, high) - start
        enough = (nonzero >= FEWEST_COLUMNS) & (count >= FEWEST_RECORDS) | (nonzero >= 1) & (count >= FEWEST_WITH_ONE_COLUMN)
        return next((place for place in (np.flatnonzero(equal & enough) + low).tolist() if self._is_varied(place, start)), None)

    def _is_varied(self, place: int, start: int) -> bool:
        """Whether at least FEWEST_NONZERO of the records from `start` are not 0 in the columns that a row fills: below one such
        record and zeros, an equal record is no sum.
        """
        table = self._table
        filled = table.filled[:, place]
        return int((table.numbers[filled, start:place] != 0).any(axis=0).sum()) >= FEWEST_NONZERO

    def _count_summed(self, place: int, start: int) -> int:
        """How many records a record with an odd key sums up: those from `start`, those below the last subtotal, or, below
        subtotals, all records; 0 where it is no such sum.
        """
        fewest = FEWEST_RECORDS if self._has_total_word[place] else FEWEST_WITH_ONE_COLUMN
        for since in {start, self._below_subtotal}:
            if self._is_sum(place, since, 0, fewest) and self._is_varied(place, since):
                return place - since
        # Whether enough records are not 0 need not be asked again: the subtotals above summed such records.
        return place - self._left_out if self._left_out and self._is_sum(place, 0, self._left_out, fewest) else 0

    def _is_sum(self, place: int, since: int, left_out: int, fewest: int) -> bool:
        table = self._table
        sums = table.sums[:, place] - table.sums[:, since]
        if left_out:
            sums = sums - self._sums_left_out
        filled = table.filled[:, place]
        if table.unreadable[place] or not ((table.numbers[:, place] == sums) | ~filled).all():
            return False
        nonzero = int((filled & (sums != 0)).sum())
        count = place - since - left_out
        return (nonzero >= FEWEST_COLUMNS and count >= FEWEST_RECORDS) or (nonzero >= 1 and count >= fewest)
