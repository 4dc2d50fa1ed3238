"""The tables of a text document, as Word and OpenDocument have them alike: places, and the cell that begins at each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.grid import Grid, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element


class TextTables:
    """Tables by row and place, with none at a place that a merged cell covers; `read` gives a cell's text."""

    def __init__(self, tables: Sequence[Sequence[Sequence[_Element | None]]], read: Callable[[_Element], str]) -> None:
        self._tables = tables
        self._read = read

    def read_grids(self) -> tuple[Grid, ...]:
        """The texts."""
        return tuple(Grid(tuple(tuple(map(self._show, row)) for row in table)) for table in self._tables)

    def _show(self, cell: _Element | None) -> str:
        return "" if cell is None else self._read(cell)

    def name_place(self, place: Place) -> str:
        """What a person calls a place."""
        return f"表 {place.grid + 1} 第 {place.row + 1} 列第 {place.column + 1} 欄"

    def find_cell(self, place: Place) -> _Element | None:
        """The cell that begins at a place; none where another covers it, or the row is shorter."""
        row = self._tables[place.grid][place.row]
        return row[place.column] if place.column < len(row) else None

    def get_cell(self, place: Place) -> _Element:
        """The cell that is known to begin at a place."""
        cell = self.find_cell(place)
        if cell is None:
            raise LookupError(place)
        return cell
