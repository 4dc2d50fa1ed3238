"""The rows of an ordinary worksheet of an .xlsx, taken in piece by piece without a step of Python for each cell.

A piece is split, flat, at the positions of its rows and cells (` r="2"`, ` r="B2"`), whatever element they belong to. Splitting
and numbering run in C; what follows is asked of whole arrays.

Where anything differs from what programs write, UnusualSheetError is raised and the sheet is read the guarded way: slower, with
calamine over the original XML. So a check here may be too strict, and never too lax.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from antidrug_kpi.files.cells.numbered_columns import Codes, Mask, Positions
from antidrug_kpi.files.xlsx.ordinary_contents import ColumnsByLetters, TailMeanings, UnusualSheetError
from antidrug_kpi.files.xlsx.sheet_extent import MOST_ROWS

# Two groups, so that `split` gives [before, letters, digits, tail, letters, digits, tail, …]: no letters means a row. The tail is
# all that stands between this position and the next, and numbered by TailMeanings.
_POSITION = re.compile(rb' r="([A-Z]{0,3})([1-9][0-9]{0,6})"')
# A block has a place for every cell of the rectangle of its rows, so that a cell far out would make it large. At most so many
# places for each filled cell, and so many more.
_MOST_EMPTY = 4
_LEAST_EMPTY = 65_536
# To condense a sheet pays where contents repeat themselves: a new content takes as long as three cells. The first are all new, so
# that the share is looked at only behind so many.
_FEW_CONTENTS = 100_000
_MOST_CONTENTS = 0.35


@dataclass
class RowGathering:
    """The cells of a sheet, gathered piece by piece.

    - `blocks`: for each piece an array by column (from A) and row; a cell is the number of its content, from 1, 0 where none is;
    - `numbers`: for each piece the numbers of its rows, from 1; `hidden`: those of its hidden rows;
    - `cells`: how many cells there are; `most_cells` bounds the places of all blocks.
    """

    most_cells: int
    meanings: TailMeanings = field(default_factory=TailMeanings)
    blocks: list[Codes] = field(default_factory=list)
    numbers: list[Codes] = field(default_factory=list)
    hidden: list[Codes] = field(default_factory=list)
    cells: int = 0
    _columns: ColumnsByLetters = field(default_factory=ColumnsByLetters)
    _last: int = 0
    _area: int = 0

    def add(self, text: bytes) -> None:
        """Takes in a piece that begins behind `<row` and ends behind the `<row` of a later row, so that no row is cut in two.

        UnusualSheetError where something is not as programs write it.
        """
        parts = _POSITION.split(text)
        if parts[0] or len(parts) == 1:  # a row's first attribute is its number
            raise UnusualSheetError
        letters, digits, tails = parts[1::3], parts[2::3], parts[3::3]
        # One flat sequence of rows and cells in the order of the file: a row, its cells, the next row.
        columns = np.fromiter(map(self._columns.__getitem__, letters), dtype=np.int32, count=len(letters))
        meanings = np.fromiter(map(self.meanings.__getitem__, tails), dtype=np.int32, count=len(tails))
        is_row = columns < 0
        _check_nesting(columns, meanings, is_row)
        starts = np.flatnonzero(is_row)
        sizes = np.diff(starts, append=len(columns))  # 1 for the row itself, and its cells
        self._add_numbers(digits, is_row, starts, meanings[starts])
        self._add_block(columns, meanings, is_row, sizes)
        if len(self.meanings.contents) > max(_FEW_CONTENTS, self.cells * _MOST_CONTENTS):
            raise UnusualSheetError

    def _add_numbers(self, digits: list[bytes], is_row: Mask, starts: Positions, meanings: Codes) -> None:
        # A cell has the digits of the entry before it, which is its row or another cell of it; a row may have any. Bytes are
        # compared, which is cheaper than to make numbers of all of them.
        is_same = np.fromiter(map(operator.eq, digits, islice(digits, 1, None)), dtype=bool, count=len(digits) - 1)
        if not (is_same | is_row[1:]).all():
            raise UnusualSheetError  # a cell that says to stand in another row
        numbers = np.fromiter(map(int, map(digits.__getitem__, starts.tolist())), dtype=np.int32, count=len(starts))
        if numbers[0] <= self._last or numbers[-1] > MOST_ROWS or (numbers[1:] <= numbers[:-1]).any():
            raise UnusualSheetError
        self._last = int(numbers[-1])
        self.numbers.append(numbers)
        self.hidden.append(numbers[(~meanings & 2) != 0])  # see TailMeanings: a row's meaning is a complement

    def _add_block(self, columns: Codes, meanings: Codes, is_row: Mask, sizes: Positions) -> None:
        width, height = int(columns.max()) + 1, len(sizes)
        cells = len(columns) - height
        self.cells += cells
        self._area += width * height
        if width * height > _MOST_EMPTY * cells + _LEAST_EMPTY or self._area > self.most_cells:
            raise UnusualSheetError
        is_cell = ~is_row
        block = np.zeros((width, height), dtype=np.int32)
        rows = np.repeat(np.arange(height, dtype=np.int32), sizes)
        block[columns[is_cell], rows[is_cell]] = meanings[is_cell] >> 1  # without the bit for what comes next
        self.blocks.append(block)


def _check_nesting(columns: Codes, meanings: Codes, is_row: Mask) -> None:
    """UnusualSheetError unless every position without letters is that of a row and every other that of a cell, each tail ends
    with the element that comes next, and the columns of a row ascend.

    Only so is the flat sequence what a parser would find: a cell outside of a row, or a row within a cell, has another order.
    """
    is_before_row = (np.where(is_row, ~meanings, meanings) & 1).astype(bool)
    is_right = (
        np.array_equal(is_row, meanings < 0)
        and is_row[0]
        and is_before_row[-1]
        and np.array_equal(is_before_row[:-1], is_row[1:])
        and bool((is_row[1:] | (columns[1:] > columns[:-1])).all())
    )
    if not is_right:
        raise UnusualSheetError
