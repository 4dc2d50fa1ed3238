"""The tables of a Word document: the rows and cells of each, and the place in the grid at which each cell begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from antidrug_kpi.forms.into.part_xml import OddFormError, read_whole
from antidrug_kpi.forms.into.text_tables import MOST_COVERED, MOST_WIDTH, TextTable, check_places

if TYPE_CHECKING:
    from lxml.etree import _Element

TABLE, ROW, CELL = qn("w:tbl"), qn("w:tr"), qn("w:tc")
_EACH, _VALUE = f"{qn('w:tcPr')}/*", qn("w:val")
_ACROSS, _DOWN, _SPAN = qn("w:hMerge"), qn("w:vMerge"), qn("w:gridSpan")
_BEFORE = f"{qn('w:trPr')}/{qn('w:gridBefore')}"
_AROUND = (TABLE, ROW, CELL)
_DELETED = f"{qn('w:trPr')}/{qn('w:del')}"


@dataclass(frozen=True)
class WordRow:
    """A row, and its own cells without those of a table inside them."""

    element: _Element
    cells: Sequence[_Element]


def list_tables(root: _Element) -> Mapping[_Element, Sequence[WordRow]]:
    """Each table of a document with its own rows, without those that a reviewer has struck out.

    Raises OddFormError where a row or a cell stands in a cell without a table around it. One look at the whole document: to look
    into each table, row and cell would take a time that grows with their nesting.
    """
    tables: dict[_Element, list[WordRow]] = {}
    cells: dict[_Element, list[_Element]] = {}
    for element in root.iter(TABLE, ROW, CELL):
        if element.tag == TABLE:
            tables[element] = []
        elif element.tag == ROW:
            owner = next(element.iterancestors(TABLE, CELL), None)
            if owner is not None and owner.tag == CELL:
                raise OddFormError("表格的列直接在儲存格裡面")
            if owner is not None and element.find(_DELETED) is None:
                cells[element] = []
                tables[owner].append(WordRow(element, cells[element]))
        else:
            owner = next(element.iterancestors(*_AROUND), None)
            if owner is not None and owner.tag == CELL:
                raise OddFormError("儲存格直接在另一個儲存格裡面")
            if owner in cells:
                cells[owner].append(element)
    return tables


def read_table(rows: Sequence[WordRow]) -> TextTable:
    """The cells, and for each place that a merged one covers where that begins."""
    grid: list[list[_Element | None]] = []
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    total = 0
    for number, row in enumerate(rows):
        places: list[_Element | None] = [None] * _read_number(row.element.find(_BEFORE), 0)
        for cell in row.cells:
            column, above = len(places), (number - 1, len(places))
            before, goes_on = (number, column - 1), True
            look = {child.tag: child for child in cell.iterfind(_EACH)}
            if column and _is_continued(look.get(_ACROSS)):
                begin = covered.get(before, before)
            elif number and _is_continued(look.get(_DOWN)):
                begin = covered.get(above, above)
            else:
                begin, goes_on = (number, column), False
            width = max(1, _read_number(look.get(_SPAN), 1))
            places += [None if goes_on else cell, *[None] * (min(width, MOST_WIDTH) - 1)]
            if (goes_on or width > 1) and len(covered) < MOST_COVERED:
                covered |= {(number, place): begin for place in range(column, len(places)) if (number, place) != begin}
            if len(places) > MOST_WIDTH:
                break
        grid.append(places)
        total += len(places)
        check_places(total)
    return TextTable(grid, covered)


def _is_continued(merged: _Element | None) -> bool:
    """Whether a cell is a part of the one above it, or before it."""
    return merged is not None and merged.get(_VALUE, "continue") == "continue"


def _read_number(found: _Element | None, otherwise: int) -> int:
    """The number in a property. Raises OddFormError where it is none. Cut, so that no file makes the grid larger than a page."""
    if found is None:
        return otherwise
    return min(read_whole(found.get(_VALUE), otherwise, found.tag.rpartition("}")[2]), MOST_WIDTH)
