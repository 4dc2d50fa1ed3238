"""The repeated rows and cells of an .ods, each as one of its own: a form's blank cells are mostly one that stands for several."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.odf import CELLS, COVERED, PARAGRAPHS, TABLE, list_rows

if TYPE_CHECKING:
    from lxml.etree import _Element

_COLUMNS = f"{TABLE}number-columns-repeated"
_REPEATED = f"{TABLE}number-rows-repeated"
# No form is larger; what a hostile sheet repeats beyond stays one cell, which is not written.
_MOST_ROWS, _MOST_COLUMNS, _MOST_MADE = 200, 200, 100_000
_HIGHEST_NUMBER = 7


def read_whole(element: _Element, name: str) -> int:
    """A number of repetitions, 1 where none stands there; a sheet has no more than seven digits of rows."""
    text = element.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= _HIGHEST_NUMBER else 1


def unfold_table(table: _Element) -> int:
    """Give each repeated row that holds something, and each repeated cell of such rows up to the last column in use, an element
    of its own; returns the number of columns in use.
    """
    filled = [row for row in list_rows(table) if _find_width(row)]
    width = min(max(map(_find_width, filled), default=0), _MOST_COLUMNS)
    left = _MOST_MADE
    for row in filled:
        left -= _unfold_cells(row, width) if left > 0 else 0
        count = read_whole(row, _REPEATED)
        if 1 < count <= min(_MOST_ROWS, left):
            row.attrib.pop(_REPEATED)
            for _ in range(count - 1):
                row.addnext(deepcopy(row))
            left -= count * max(1, len(row))
    return width


def _find_width(row: _Element) -> int:
    """How many columns there are up to the last cell of a row that holds anything."""
    width = end = 0
    for cell in row.iterchildren(*CELLS, *COVERED):
        end += read_whole(cell, _COLUMNS)
        if next(cell.iter(*PARAGRAPHS), None) is not None:
            width = end
    return width


def _unfold_cells(row: _Element, width: int) -> int:
    """Part the repeated cells of a row, up to a column; how many were made."""
    made = column = 0
    for cell in list(row.iterchildren(*CELLS, *COVERED)):
        count = read_whole(cell, _COLUMNS)
        own = min(count, max(0, width - column))
        column += count
        if count == 1 or own == 0:
            continue
        cell.attrib.pop(_COLUMNS)
        rest = count - own
        if rest:
            last = deepcopy(cell)
            if rest > 1:
                last.set(_COLUMNS, str(rest))
            cell.addnext(last)
        for _ in range(own - 1):
            cell.addnext(deepcopy(cell))
        made += own
    return made


def count_rows_before(table: _Element) -> list[int]:
    """For each row of a table how many rows of the sheet stand before it."""
    before, counts = 0, []
    for row in list_rows(table):
        counts.append(before)
        before += read_whole(row, _REPEATED)
    return counts
