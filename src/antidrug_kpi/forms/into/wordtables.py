"""The tables of a Word document: whose each row and cell is, and at which place of its table's grid a cell begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from antidrug_kpi.forms.into.tables import MOST_COVERED, MOST_WIDTH, TextTable, check_places
from antidrug_kpi.forms.into.xmltext import read_whole

if TYPE_CHECKING:
    from lxml.etree import _Element

TABLE, ROW, CELL = qn("w:tbl"), qn("w:tr"), qn("w:tc")
_DELETED = f"{qn('w:trPr')}/{qn('w:del')}"


@dataclass(frozen=True)
class TableRow:
    """A row, and its own cells without those of a table inside them."""

    element: _Element
    cells: Sequence[_Element]


def list_tables(root: _Element) -> Mapping[_Element, Sequence[TableRow]]:
    """Each table of a document with its own rows, without those that a reviewer has struck out.

    One look at the whole document: to look into each table, row and cell would take a time that grows with their nesting.
    """
    tables: dict[_Element, list[TableRow]] = {}
    cells: dict[_Element, list[_Element]] = {}
    for element in root.iter(TABLE, ROW, CELL):
        if element.tag == TABLE:
            tables[element] = []
        elif element.tag == ROW:
            owner = next(element.iterancestors(TABLE), None)
            if owner is not None and element.find(_DELETED) is None:
                cells[element] = []
                tables[owner].append(TableRow(element, cells[element]))
        elif (row := next(element.iterancestors(ROW), None)) in cells:
            cells[row].append(element)
    return tables


def read_table(rows: Sequence[TableRow]) -> TextTable:
    """The cells, and for each place that a merged one covers where that begins."""
    grid: list[list[_Element | None]] = []
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    total = 0
    for number, row in enumerate(rows):
        places: list[_Element | None] = [None] * _read_number(row.element, "w:trPr", "w:gridBefore", 0)
        for cell in row.cells:
            column, above = len(places), (number - 1, len(places))
            before, goes_on = (number, column - 1), True
            if column and _is_continued(cell, "w:hMerge"):
                begin = covered.get(before, before)
            elif number and _is_continued(cell, "w:vMerge"):
                begin = covered.get(above, above)
            else:
                begin, goes_on = (number, column), False
            width = max(1, _read_number(cell, "w:tcPr", "w:gridSpan", 1))
            places += [None if goes_on else cell, *[None] * (min(width, MOST_WIDTH) - 1)]
            if len(covered) < MOST_COVERED:
                covered |= {(number, each): begin for each in range(column, len(places)) if (number, each) != begin}
            if len(places) > MOST_WIDTH:
                break
        grid.append(places)
        total += len(places)
        check_places(total)
    return TextTable(grid, covered)


def _is_continued(cell: _Element, name: str) -> bool:
    """Whether the cell is a part of the one above it, or before it."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _read_number(element: _Element, properties: str, name: str, otherwise: int) -> int:
    """The number in a property. Raises OddFormError where it is none; a hostile one cannot make the grid larger than any page."""
    found = element.find(f"{qn(properties)}/{qn(name)}")
    number = otherwise if found is None else read_whole(found.get(qn("w:val")), otherwise, name.partition(":")[2])
    return min(number, MOST_WIDTH)
