"""Gives repeated rows and cells of an .ods an element each: a form's blank cells are mostly one element repeated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.odf.odf_names import CELLS, COVERED, PARAGRAPHS, TABLE
from antidrug_kpi.forms.into.odf.odf_tables import list_rows, read_count
from antidrug_kpi.forms.into.part_xml import OddFormError

if TYPE_CHECKING:
    from lxml.etree import _Element

_COLUMNS, _ROWS = "number-columns-repeated", "number-rows-repeated"
# No form is larger; what a sheet repeats beyond stays one row or cell, which is not written. The last is of all sheets together.
_MOST_ROWS, _MOST_COLUMNS, _MOST_MADE = 200, 200, 300_000
_CHARACTERS_PER_ELEMENT = 100


def unfold_tables(root: _Element, sheets: Iterable[_Element]) -> Mapping[_Element, int]:
    """Give each repeated row that holds something, and each repeated cell of such rows up to the last column in use, an element
    of its own; returns the number of columns in use of each sheet. Raises OddFormError where they would be too many.
    """
    rows, left = list_rows(root), _MOST_MADE
    widths = {}
    for table in sheets:
        filled = [(row, width) for row in rows[table] if (width := _find_width(row))]
        widths[table] = min(max((width for _, width in filled), default=0), _MOST_COLUMNS)
        for row, _ in filled:
            left -= _unfold_row(row, widths[table], left)
    return widths


def _unfold_row(row: _Element, width: int, most: int) -> int:
    """Part a row and its cells; how many elements were made."""
    made = _unfold_cells(row, width, most)
    count = read_count(row, _ROWS)
    if 1 < count <= _MOST_ROWS:
        weight = count * _weigh(row)
        _check_weight(made + weight, most)
        row.attrib.pop(f"{TABLE}{_ROWS}")
        for _ in range(count - 1):
            row.addnext(deepcopy(row))
        made += weight
    return made


def _check_weight(weight: int, most: int) -> None:
    if weight > most:
        raise OddFormError("重複的列與儲存格太多")


def _weigh(element: _Element) -> int:
    """What a copy takes: elements, and hundreds of characters."""
    return sum(1 + (len(part.text or "") + len(part.tail or "")) // _CHARACTERS_PER_ELEMENT for part in element.iter())


def _find_width(row: _Element) -> int:
    """How many columns there are up to the last cell of a row that holds anything."""
    width = end = 0
    for cell in row.iterchildren(*CELLS, *COVERED):
        end += read_count(cell, _COLUMNS)
        if next(cell.iter(*PARAGRAPHS), None) is not None:
            width = end
    return width


def _unfold_cells(row: _Element, width: int, most: int) -> int:
    """Part the repeated cells of a row, up to a column; how many were made."""
    made = column = 0
    for cell in list(row.iterchildren(*CELLS, *COVERED)):
        count = read_count(cell, _COLUMNS)
        within = min(count, max(0, width - column))
        column += count
        if count == 1 or within == 0:
            continue
        weight = within * _weigh(cell)
        _check_weight(made + weight, most)
        cell.attrib.pop(f"{TABLE}{_COLUMNS}")
        rest = count - within
        if rest:
            last = deepcopy(cell)
            if rest > 1:
                last.set(f"{TABLE}{_COLUMNS}", str(rest))
            cell.addnext(last)
        for _ in range(within - 1):
            cell.addnext(deepcopy(cell))
        made += weight
    return made


def count_rows_before(rows: Sequence[_Element]) -> list[int]:
    """For each of a table's rows how many rows of the sheet stand before it."""
    before, counts = 0, []
    for row in rows:
        counts.append(before)
        before += read_count(row, _ROWS)
    return counts
