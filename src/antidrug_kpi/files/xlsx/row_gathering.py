"""The rows of an ordinary worksheet of an .xlsx, taken in piece by piece without a look at any one cell.

A piece is split at the positions of its rows and cells, and what lies between is numbered; all that is asked of the cells is then
asked of arrays.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from antidrug_kpi.files.cells.numbered_columns import Codes, Mask, Positions
from antidrug_kpi.files.xlsx.ordinary_contents import Columns, Meanings, OutOfOrdinaryError
from antidrug_kpi.files.xlsx.sheet_extent import MOST_ROWS

_POSITION = re.compile(rb' r="([A-Z]{0,3})([1-9][0-9]{0,6})"')
# A block holds every cell of its rows, and a cell far out would make it large.
_MOST_EMPTY = 4
_LEAST_EMPTY = 65_536
# A content takes as long as three cells, and the more of them there are the less is gained. Many are met early on.
_FEW_CONTENTS = 100_000
_MOST_CONTENTS = 0.35


@dataclass
class RowGathering:
    """The cells of the rows by the numbers of their contents, 0 where nothing stands: a block for each piece, by column and row;
    and the rows' own numbers, from 1.
    """

    most_cells: int
    meanings: Meanings = field(default_factory=Meanings)
    blocks: list[Codes] = field(default_factory=list)
    numbers: list[Codes] = field(default_factory=list)
    hidden: list[Codes] = field(default_factory=list)
    cells: int = 0
    _columns: Columns = field(default_factory=Columns)
    _last: int = 0
    _area: int = 0

    def add(self, text: bytes) -> None:
        """A piece that begins behind the name of a row's tag, and ends there."""
        parts = _POSITION.split(text)
        if parts[0] or len(parts) == 1:
            raise OutOfOrdinaryError
        letters, digits, rests = parts[1::3], parts[2::3], parts[3::3]
        columns = np.fromiter(map(self._columns.__getitem__, letters), dtype=np.int32, count=len(letters))
        meanings = np.fromiter(map(self.meanings.__getitem__, rests), dtype=np.int32, count=len(rests))
        is_row = columns < 0
        _check_nesting(columns, meanings, is_row)
        starts = np.flatnonzero(is_row)
        sizes = np.diff(starts, append=len(columns))
        self._add_numbers(digits, is_row, starts, meanings[starts])
        self._add_block(columns, meanings, is_row, sizes)
        if len(self.meanings.contents) > max(_FEW_CONTENTS, self.cells * _MOST_CONTENTS):
            raise OutOfOrdinaryError

    def _add_numbers(self, digits: list[bytes], is_row: Mask, starts: Positions, meanings: Codes) -> None:
        is_same = np.fromiter(map(operator.eq, digits, islice(digits, 1, None)), dtype=bool, count=len(digits) - 1)
        if not (is_same | is_row[1:]).all():
            raise OutOfOrdinaryError  # a cell that says to stand in another row
        numbers = np.fromiter(map(int, map(digits.__getitem__, starts.tolist())), dtype=np.int32, count=len(starts))
        if numbers[0] <= self._last or numbers[-1] > MOST_ROWS or (numbers[1:] <= numbers[:-1]).any():
            raise OutOfOrdinaryError
        self._last = int(numbers[-1])
        self.numbers.append(numbers)
        self.hidden.append(numbers[(~meanings & 2) != 0])

    def _add_block(self, columns: Codes, meanings: Codes, is_row: Mask, sizes: Positions) -> None:
        width, height = int(columns.max()) + 1, len(sizes)
        cells = len(columns) - height
        self.cells += cells
        self._area += width * height
        if width * height > _MOST_EMPTY * cells + _LEAST_EMPTY or self._area > self.most_cells:
            raise OutOfOrdinaryError
        is_cell = ~is_row
        block = np.zeros((width, height), dtype=np.int32)
        rows = np.repeat(np.arange(height, dtype=np.int32), sizes)
        block[columns[is_cell], rows[is_cell]] = meanings[is_cell] >> 1
        self.blocks.append(block)


def _check_nesting(columns: Codes, meanings: Codes, is_row: Mask) -> None:
    """Rows hold cells, in the order of their columns, and cells hold values."""
    is_before_row = (np.where(is_row, ~meanings, meanings) & 1).astype(bool)
    is_right = (
        np.array_equal(is_row, meanings < 0)
        and is_row[0]
        and is_before_row[-1]
        and np.array_equal(is_before_row[:-1], is_row[1:])
        and bool((is_row[1:] | (columns[1:] > columns[:-1])).all())
    )
    if not is_right:
        raise OutOfOrdinaryError
