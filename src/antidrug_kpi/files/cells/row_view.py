"""The rows of numbered columns, each made when it is asked for: for whoever looks at a few of them as a person would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from antidrug_kpi.files.cells.cell_types import Cell
from antidrug_kpi.files.cells.numbered_columns import NumberedColumn

_BLOCK = 10_000


class RowView(Sequence[list[Cell]]):
    """Some rows of equally long columns, as lists."""

    def __init__(self, columns: Sequence[NumberedColumn], rows: range) -> None:
        self._columns = columns
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, row: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, row: slice) -> RowView: ...
    def __getitem__(self, row: int | slice) -> list[Cell] | RowView:
        if isinstance(row, slice):
            return RowView(self._columns, self._rows[row])
        place = self._rows[row]
        return [column[place] for column in self._columns]

    def __iter__(self) -> Iterator[list[Cell]]:
        for start in range(0, len(self._rows), _BLOCK):
            block = self._rows[start : start + _BLOCK]
            if not self._columns:
                yield from ([] for _ in block)
                continue
            rows = slice(block.start, block.stop, block.step)
            pieces = [map(column.distinct.__getitem__, column.codes[rows].tolist()) for column in self._columns]
            yield from map(list, zip(*pieces, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as a list

    def __repr__(self) -> str:
        return repr(list(self))
