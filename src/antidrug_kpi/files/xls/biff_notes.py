"""What the records of an .xls worksheet say beside its cells: hidden rows and columns, merged cells, idle formulas."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from antidrug_kpi.files.cells.sheet import Merge
from antidrug_kpi.files.xls.biff import BiffRecord, Kind

_ROW = struct.Struct("<H10xH")  # number, flags
_ROW_HIDDEN = 0x20
_COLUMNS = struct.Struct("<HH4xH")  # first, last, flags
_COLUMNS_HIDDEN = 0x01
_COUNT = struct.Struct("<H")
_AREA = struct.Struct("<HHHH")  # first row, last row, first column, last column


@dataclass
class SheetNotes:
    """Collected while the records of a worksheet are read.

    Hidden rows and columns count from 1, all else from 0. `idle_formulas` is column → rows whose formula results in 0 or nothing.
    A sheet that `is_uncalculated` asks to be calculated when it is opened: its results cannot be trusted.
    """

    is_uncalculated: bool
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    idle_formulas: dict[int, list[int]] = field(default_factory=dict)

    def take(self, record: BiffRecord) -> None:
        """Keep what a record says that holds no cell."""
        match record.kind:
            case Kind.ROW:
                number, flags = record.unpack(_ROW)
                if flags & _ROW_HIDDEN:
                    self.hidden_rows.append(range(number + 1, number + 2))
            case Kind.COLUMN:
                first, last, flags = record.unpack(_COLUMNS)
                if flags & _COLUMNS_HIDDEN:
                    self.hidden_columns.append(range(first + 1, last + 2))
            case Kind.MERGED:
                self._take_merges(record)
            case Kind.UNCALCULATED:
                self.is_uncalculated = True

    def _take_merges(self, record: BiffRecord) -> None:
        (count,) = record.unpack(_COUNT)
        for at in range(_COUNT.size, _COUNT.size + count * _AREA.size, _AREA.size):
            first, last, column, _ = record.unpack(_AREA, at)
            if first < last:
                self.merges.append(Merge(column, first, last))
