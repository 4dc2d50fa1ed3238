"""The tables of a text document, as Word and OpenDocument have them alike: places, and the cell that begins at each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.form_grid import CellPlace, Grid
from antidrug_kpi.forms.into.part_xml import OddFormError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.etree import _Element


# No page and no form has more columns than 200: of a wider table's row no more is read than shows that it is wider.
MOST_WIDTH = 201
# Of all tables of a document together: 20,000 rows of a hundred.
_MOST_PLACES = 2_000_000
# More places than the merged cells of any form cover; a hostile table's further ones are not looked at.
MOST_COVERED = 200_000


@dataclass(frozen=True)
class TextTable:
    """A table's cells by row and place, with none at a place that a merged cell covers; and where that cell begins."""

    rows: Sequence[Sequence[_Element | None]]
    covered: Mapping[tuple[int, int], tuple[int, int]]


def check_places(places: int) -> None:
    """OddFormError where the tables of a document have more places than any form."""
    if places > _MOST_PLACES:
        raise OddFormError(f"表格共有 {_MOST_PLACES:,} 格以上")


def list_captions(tables: Sequence[_Element], lines: Iterable[_Element], read: Callable[[_Element], str]) -> list[list[str]]:
    """For each table the texts of the lines between the table before it and it. `lines` are, in the document's order, its
    tables and those of its paragraphs that stand in none.
    """
    captions: dict[_Element, list[str]] = {table: [] for table in tables}
    texts: list[str] = []
    wanted = set(tables)
    for element in lines:
        if element in wanted:
            captions[element] = texts
            texts = []
        else:
            texts.append(read(element))
    return [captions[table] for table in tables]


class TextTables:
    """The tables of a document, and what stands above each."""

    def __init__(self, tables: Iterable[TextTable], captions: Sequence[Sequence[str]] = ()) -> None:
        self._tables: list[TextTable] = []
        places = 0
        for table in tables:
            places += sum(map(len, table.rows))
            check_places(places)
            self._tables.append(table)
        self._captions = captions or [()] * len(self._tables)

    def read_grids(self) -> tuple[Grid, ...]:
        """The texts."""
        return tuple(
            Grid(tuple(tuple(map(self._show, row)) for row in table.rows), table.covered, captions=tuple(captions))
            for table, captions in zip(self._tables, self._captions, strict=True)
        )

    def _show(self, cell: _Element | None) -> str:
        return "" if cell is None else self._read_cell(cell)

    def _read_cell(self, cell: _Element) -> str:
        """A cell's text."""
        raise NotImplementedError

    def name_place(self, place: CellPlace) -> str:
        """What a person calls a place, who counts the cells of a row and not the places of its grid."""
        covered = self._tables[place.grid].covered
        cells = {covered.get((place.row, column), (place.row, column)) for column in range(place.column + 1)}
        return f"表 {place.grid + 1} 第 {place.row + 1} 列第 {len(cells)} 欄"

    def list_choices(self, place: CellPlace) -> tuple[str, ...]:
        """What a cell lets one choose from: none of them is a list."""
        return ()

    def find_cell(self, place: CellPlace) -> _Element | None:
        """The cell that begins at a place; none where another covers it, or the row is shorter."""
        row = self._tables[place.grid].rows[place.row]
        return row[place.column] if place.column < len(row) else None

    def get_cell(self, place: CellPlace) -> _Element:
        """The cell that is known to begin at a place."""
        cell = self.find_cell(place)
        if cell is None:
            raise LookupError(place)
        return cell
