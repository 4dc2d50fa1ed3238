"""A worksheet of an .xlsx in which every different content stands once, to be read in place of the sheet that repeats them.

Whatever reads it then reads some ten thousand cells in place of millions, each with the very bytes that it had; which of them
stands where is known from here.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files.archives.archive import RawPart
from antidrug_kpi.files.cells.cell_types import Cell
from antidrug_kpi.files.cells.numbered_columns import Codes, NumberedColumn, number_cells, renumber
from antidrug_kpi.files.xlsx.ordinary_contents import OutOfOrdinaryError

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # a sheet of so many columns needs no exact look at how far it reaches
_ROWS_AT_ONCE = 4096


@dataclass(frozen=True)
class CondensedSheet:
    """The sheet's part, with each content once, and the numbers of what the original's cells hold, from 1, 0 for nothing:
    an array for each column from the first used one to the last, over all rows from the first used one to the last, which are
    counted from 0. Of each content `references` holds the number of its shared text, or -1, and `uses` how many cells have it.
    """

    part: RawPart
    first_row: int
    first_column: int
    columns: Sequence[Codes]
    hidden_rows: Sequence[range]
    references: npt.NDArray[np.int32]
    uses: npt.NDArray[np.int64]

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)

    @property
    def reference_count(self) -> int:
        """How many cells of the original refer to a shared text."""
        return int(self.uses[self.references >= 0].sum())

    def count_characters(self, lengths: Sequence[int]) -> int:
        """The characters of all shared texts to which the original refers; a number beyond the last may mean any of them."""
        longest = max(lengths, default=0)
        every = np.array([*lengths, longest], dtype=np.int64)
        is_reference = self.references >= 0
        indices = np.minimum(self.references[is_reference], len(lengths))
        return int((every[indices] * self.uses[is_reference]).sum())

    def spread(self, start: tuple[int, int], grid: Sequence[Sequence[Cell]]) -> tuple[NumberedColumn, ...]:
        """The columns of the original, by what came of the condensed sheet: its cells, from the first used one."""
        cells: list[Cell] = ["", *chain.from_iterable(grid)]
        most = len(self.references)
        if start != (0, 0) or not most < len(cells) <= most + len(_LETTERS):
            raise OutOfOrdinaryError  # a content was taken for none
        return tuple(_number_column(codes, cells) for codes in self.columns)


def write_condensed(head: bytes, contents: Iterable[bytes], tail: bytes) -> RawPart:
    """The part of a sheet of these contents, from A1 on, between what stood before the rows and behind them."""
    deflater = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated: list[bytes] = []
    checksum = size = 0
    for text in chain([head], _write_rows(list(contents)), [tail]):
        checksum, size = zlib.crc32(text, checksum), size + len(text)
        deflated.append(deflater.compress(text))
    deflated.append(deflater.flush())
    return RawPart(b"".join(deflated), zipfile.ZIP_DEFLATED, checksum, size)


def _write_rows(contents: Sequence[bytes]) -> Iterator[bytes]:
    width = len(_LETTERS)
    rows: list[bytes] = []
    for row, at in enumerate(range(0, len(contents), width), start=1):
        inside = contents[at : at + width]
        words = [b"%d" % row] * (2 * len(inside) + 1)
        words[2::2] = inside
        rows.append(_make_row(len(inside)) % tuple(words))
        if len(rows) == _ROWS_AT_ONCE:
            yield b"".join(rows)
            rows = []
    yield b"".join(rows)


@cache
def _make_row(width: int) -> bytes:
    """A row of so many cells, to be filled in with its number and, for each cell, the number again and its content."""
    return b'<row r="%%b">%b</row>' % b"".join(b'<c r="%c%%b"%%b' % letter for letter in _LETTERS[:width])


def _number_column(codes: Codes, cells: Sequence[Cell]) -> NumberedColumn:
    """A column of those of the cells that stand in it; contents that differ may be the same cell."""
    if len(cells) > len(codes):  # a look at every one of them for each of ten thousand short columns would take long
        present, among = np.unique(codes, return_inverse=True)
        codes, cells = among.astype(np.int32), [cells[place] for place in present.tolist()]
    column = renumber(codes, cells)
    merged = number_cells(column.distinct)
    return NumberedColumn(merged.codes[column.codes], merged.distinct) if len(merged.distinct) < len(column.distinct) else column
