"""The tables of OpenDocument: the rows of each, and the place in the grid at which each cell begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.odf.odf_names import CELLS, COVERED, ROWS, TABLE, TABLES
from antidrug_kpi.forms.into.part_xml import OddFormError, read_whole
from antidrug_kpi.forms.into.text_tables import MOST_COVERED, MOST_WIDTH, TextTable, check_places

if TYPE_CHECKING:
    from lxml.etree import _Element


_Place = tuple[int, int]
"""Row and column, from 0."""


def list_rows(root: _Element) -> Mapping[_Element, Sequence[_Element]]:
    """Each table of a document with its own rows, not those of a table inside it; a row that stands for several is one here.

    Raises OddFormError where a row stands in a cell without a table around it.
    """
    tables: dict[_Element, list[_Element]] = {}
    for element in root.iter(*TABLES, *ROWS):
        if element.tag in TABLES:
            tables[element] = []
        elif (owner := next(element.iterancestors(*TABLES, *CELLS), None)) is not None:
            if owner.tag in CELLS:
                raise OddFormError("表格的列直接在儲存格裡面")
            tables[owner].append(element)
    return tables


def read_table(rows: Sequence[_Element], most: int = MOST_WIDTH) -> TextTable:
    """The cells up to a column, and for each place that a merged one covers where that begins."""
    grid: list[list[_Element | None]] = []
    merges = _Merges()
    total = 0
    for number, row in enumerate(rows):
        places: list[_Element | None] = []
        for cell in row.iterchildren(*CELLS, *COVERED):
            for _ in range(min(read_count(cell, "number-columns-repeated"), most - len(places))):
                merges.note(cell, (number, len(places)))
                places.append(cell if cell.tag in CELLS else None)
        grid.append(places)
        total += len(places)
        check_places(total)
    return TextTable(grid, merges.covered)


class _Merges:
    """The merged cells of a table, noted row by row: `covered` has for each place that one covers where that one begins."""

    def __init__(self) -> None:
        self.covered: dict[_Place, _Place] = {}
        self._ends: dict[_Place, _Place] = {}
        """For the place at which a merged cell begins the row and column behind its last."""

    def note(self, cell: _Element, place: _Place) -> None:
        """A cell, or a covered one, stands at this place. Raises OddFormError where what it spans is no whole number."""
        row, column = place
        if cell.tag in CELLS:
            height, width = (read_count(cell, f"number-{name}-spanned") for name in ("rows", "columns"))
            if height > 1 or width > 1:
                self._ends[place] = (row + height, column + width)
        elif len(self.covered) < MOST_COVERED:
            begin = self._find_begin(place)
            if begin is not None:
                self.covered[place] = begin

    def _find_begin(self, place: _Place) -> _Place | None:
        """Where the cell begins that covers the place: it covers the place to the left or above as well, or begins there."""
        row, column = place
        for neighbour in ((row, column - 1), (row - 1, column)):
            begin = self.covered.get(neighbour, neighbour)
            end_row, end_column = self._ends.get(begin, begin)
            if end_row > row and end_column > column:
                return begin
        return None


def read_count(element: _Element, name: str) -> int:
    """A number of rows or columns, 1 where the attribute is absent. Raises OddFormError where it is no whole number from 1."""
    return read_whole(element.get(f"{TABLE}{name}"), 1, name, least=1)
