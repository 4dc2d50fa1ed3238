"""Small tables within an answer in pieces: office suites repeat no heading in the middle of a table, and so each has its own."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from antidrug_kpi.forms.printed.column_shares import count_lines
from antidrug_kpi.forms.printed.told_parts import ToldTable

# A table of so many lines at most stands on one page, below the page's own heading and the table's caption.
PAGE_LINES = 30
# A longer one is laid out in pieces of about so many, which still find room below a few sentences.
_PIECE_LINES = 24
# Fewer rows under a heading of their own look like a fault.
_LEAST_ROWS = 5


def part_rows(table: ToldTable, shares: Sequence[int], grid: int) -> tuple[ToldTable, ...]:
    """The table itself where it fits on a page or has few rows, otherwise in pieces of about the same length that do fit."""
    lines = [count_row_lines(row, shares, grid) for row in table.rows]
    if sum(lines) <= PAGE_LINES:
        return (table,)
    count = max(1, min(math.ceil(sum(lines) / _PIECE_LINES), len(lines) // _LEAST_ROWS))
    bounds = [*_find_starts(lines, count), len(lines)]
    return tuple(replace(table, rows=table.rows[start:end]) for start, end in pairwise(bounds))


def _find_starts(lines: Sequence[int], count: int) -> list[int]:
    """The row at which each of so many pieces begins: a row belongs where its middle lies, unless a piece had too few then."""
    total = sum(lines)
    middles = [(2 * end - own) * count for own, end in zip(lines, accumulate(lines), strict=True)]
    starts = [0]
    for number in range(1, count):
        latest = len(lines) - _LEAST_ROWS * (count - number)
        starts.append(max(starts[-1] + _LEAST_ROWS, min(bisect(middles, 2 * total * number), latest)))
    return starts


def count_row_lines(row: Sequence[str | None], shares: Sequence[int], grid: int) -> int:
    """How many lines a row takes: those of its highest cell."""
    return max(count_lines(text, share, grid) for text, share in zip(row, shares, strict=True))
