"""The tables of OpenDocument: the rows of each, and the place in the grid at which each cell begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.odf.odf_names import CELLS, COVERED, ROWS, TABLE, TABLES
from antidrug_kpi.forms.into.part_xml import OddFormError, read_whole
from antidrug_kpi.forms.into.text_tables import MOST_COVERED, MOST_WIDTH, TextTable, check_places

if TYPE_CHECKING:
    from lxml.etree import _Element


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
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    reach: dict[tuple[int, int], tuple[int, int]] = {}
    total = 0
    for number, row in enumerate(rows):
        places: list[_Element | None] = []
        for cell in row.iterchildren(*CELLS, *COVERED):
            for _ in range(min(read_count(cell, "number-columns-repeated"), most - len(places))):
                place = (number, len(places))
                if cell.tag in CELLS:
                    height, width = (read_count(cell, f"number-{name}-spanned") for name in ("rows", "columns"))
                    if height > 1 or width > 1:
                        reach[place] = (number + height, len(places) + width)
                elif len(covered) < MOST_COVERED:
                    neighbours = ((number, len(places) - 1), (number - 1, len(places)))
                    begins = (covered.get(neighbour, neighbour) for neighbour in neighbours)
                    begin = next((begin for begin in begins if _reaches(reach.get(begin, begin), place)), None)
                    covered |= {place: begin} if begin is not None else {}
                places.append(cell if cell.tag in CELLS else None)
        grid.append(places)
        total += len(places)
        check_places(total)
    return TextTable(grid, covered)


def _reaches(end: tuple[int, int], place: tuple[int, int]) -> bool:
    return end[0] > place[0] and end[1] > place[1]


def read_count(element: _Element, name: str) -> int:
    """A number of rows or columns, 1 where the attribute is absent. Raises OddFormError where it is no whole number from 1."""
    return read_whole(element.get(f"{TABLE}{name}"), 1, name, least=1)
