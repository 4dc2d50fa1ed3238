"""Columns of cells by number: each distinct cell of a column once, and for every row the number of the one that stands there.

A million cells of a register hold six thousand different days. So a row costs four bytes a column, and whatever is asked of a
cell (is it blank, a footer, a date) is asked of each distinct one, by a plain function, and spread over the rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import cast, overload

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files.cells.cell_types import Cell

Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class NumberedColumn(Sequence[Cell]):
    """The cells of a column: `distinct` holds each of them once, in the order in which they are first met, and `codes` for every
    row the position of its own among these.
    """

    codes: Codes
    distinct: Sequence[Cell]

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, row: int) -> Cell: ...
    @overload
    def __getitem__(self, row: slice) -> NumberedColumn: ...
    def __getitem__(self, row: int | slice) -> Cell | NumberedColumn:
        return self.take(row) if isinstance(row, slice) else self.distinct[self.codes[row]]

    def __iter__(self) -> Iterator[Cell]:
        return map(self.distinct.__getitem__, self.codes.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NumberedColumn):
            return NotImplemented
        return bool(np.array_equal(self.codes, other.codes)) and list(self.distinct) == list(other.distinct)

    __hash__ = None  # type: ignore[assignment]  # as a list

    def take(self, rows: slice | Positions | Mask) -> NumberedColumn:
        """The column of these rows alone, with none but their own cells."""
        return renumber(self.codes[rows], self.distinct)

    @cached_property
    def is_text(self) -> bool:
        """Whether every cell is a text."""
        return set(map(type, self.distinct)) <= {str}

    @cached_property
    def lines(self) -> str | None:
        """The distinct cells as one text, each on a line of its own, which is searched many times faster than they are one by
        one; None where one is no text or is written on several lines.
        """
        lines = "\n".join(cast(Sequence[str], self.distinct)) if self.is_text else None
        return None if lines is None or lines.count("\n") >= max(len(self.distinct), 1) else lines

    def can_hold(self, sign: re.Pattern[str]) -> bool:
        """Whether a sign that is looked for on lines, from the end of one to that of the next, may stand in one of the cells."""
        return self.lines is None or (len(self.distinct) > 0 and sign.search(self.lines) is not None)

    def mark(self, test: Callable[[Cell], object], sign: re.Pattern[str] | None = None) -> Mask:
        """The rows whose cell passes a test, which is asked of each distinct cell once, and of none where they are texts without
        the `sign` that each of those that pass has.
        """
        if sign is not None and not self.can_hold(sign):
            return mark_none(len(self.codes))
        passing = np.fromiter(map(bool, map(test, self.distinct)), dtype=bool, count=len(self.distinct))
        return passing[self.codes] if passing.any() else mark_none(len(self.codes))

    def mark_cells(self, wanted: Collection[Cell]) -> Mask:
        """The rows whose cell is one of these."""
        return self.mark(wanted.__contains__) if wanted else mark_none(len(self.codes))

    def translate(self, read: Callable[[Cell], Cell]) -> NumberedColumn:
        """The column in which every cell is what `read` makes of it."""
        translated = number_cells([read(cell) for cell in self.distinct])
        return NumberedColumn(translated.codes[self.codes], translated.distinct)

    def count_cells(self) -> npt.NDArray[np.int64]:
        """How many rows hold each distinct cell."""
        return np.bincount(self.codes, minlength=len(self.distinct))


class ColumnNumbering:
    """Numbers the cells of a column while they come in pieces; true and 1, which Python takes for equal, must not both come."""

    def __init__(self) -> None:
        self._numbers: defaultdict[Cell, int] = defaultdict(count().__next__)
        self._pieces: list[Codes] = []

    def add(self, cells: Sequence[Cell]) -> None:
        """The cells of the next rows."""
        self._pieces.append(np.fromiter(map(self._numbers.__getitem__, cells), dtype=np.int32, count=len(cells)))

    def add_blank(self, rows: int) -> None:
        """So many rows in which nothing stands."""
        if rows:
            self._pieces.append(np.full(rows, self._numbers[""], dtype=np.int32))

    def finish(self) -> NumberedColumn:
        """All that was added; the pieces are given up."""
        codes = np.concatenate(self._pieces) if self._pieces else np.zeros(0, dtype=np.int32)
        self._pieces.clear()
        return NumberedColumn(codes, list(self._numbers))


def mark_none(rows: int) -> Mask:
    """None of so many rows; it takes no memory, and cannot be changed."""
    return np.broadcast_to(np.False_, rows)


def number_cells(cells: Sequence[Cell]) -> NumberedColumn:
    """A column of these cells."""
    kinds = set(map(type, cells))
    keys: Iterable[object] = cells
    if bool in kinds and len(kinds) > 1:  # equal as Python values, yet different as cells
        keys = list(zip(map(type, cells), cells, strict=True))
    numbers: defaultdict[object, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(numbers.__getitem__, keys), dtype=np.int32, count=len(cells))
    if keys is cells:
        return NumberedColumn(codes, list(numbers))  # type: ignore[arg-type]  # its keys are the cells
    return NumberedColumn(codes, [key[1] for key in numbers])  # type: ignore[index]


def number_rows(rows: Sequence[Sequence[Cell]]) -> tuple[NumberedColumn, ...]:
    """The columns of rows that are equally long."""
    return tuple(number_cells([row[index] for row in rows]) for index in range(len(rows[0]) if rows else 0))


def fill_column(cell: Cell, rows: int) -> NumberedColumn:
    """A column that holds one cell in all of its rows."""
    return NumberedColumn(np.zeros(rows, dtype=np.int32), [cell] if rows else [])


def join_columns(columns: Sequence[NumberedColumn]) -> NumberedColumn:
    """The rows of several columns one below another."""
    if len(columns) == 1:
        return columns[0]
    everything = number_cells([cell for column in columns for cell in column.distinct])
    starts = np.cumsum([0, *(len(column.distinct) for column in columns)])
    codes = [everything.codes[start:][column.codes] for start, column in zip(starts, columns, strict=False)]
    return renumber(np.concatenate(codes), everything.distinct)


def renumber(codes: Codes, distinct: Sequence[Cell]) -> NumberedColumn:
    """The same cells, with those left out that stand in no row, in the order in which they are first met."""
    first = np.full(len(distinct), -1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # of several the last one stays
    met = np.flatnonzero(first >= 0)
    met = met[np.argsort(first[met], kind="stable")]
    numbers = np.zeros(len(distinct), dtype=np.int32)
    numbers[met] = np.arange(len(met))
    return NumberedColumn(numbers[codes], [distinct[place] for place in met.tolist()])
