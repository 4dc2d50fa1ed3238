"""The heights of a worksheet's rows, raised where a filled row would hide a part of its texts.

No program does that for merged cells, and LibreOffice does it for no row of a sheet that names a default height.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.part_xml import find_whole
from antidrug_kpi.forms.into.xlsx.cell_areas import MAIN
from antidrug_kpi.forms.text_widths import count_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,20})?")
# No sheet has more columns than are of interest here, each of which stands once.
_MOST_COLUMNS = 200
_LINE = 1.45  # of the letters' size
_PADDING = 4.0
HIGHEST = 409.0  # what a spreadsheet can have
_USUAL_HEIGHT, _USUAL_WIDTH = 15.0, 8.43


@dataclass(frozen=True)
class ShownText:
    """A text of a sheet, the places that its cell takes, its letters' size, whether it is broken into lines as wide as these."""

    text: str
    places: Sequence[tuple[int, int]]
    size: float
    wraps: bool

    @property
    def rows(self) -> frozenset[int]:
        """The rows that its cell takes."""
        return frozenset(row for row, _ in self.places)


def raise_rows(root: _Element, filled: set[int], texts: Sequence[ShownText]) -> None:
    """Make the rows that were filled high enough for the texts that stand in them; none becomes lower."""
    columns = _read_columns(root)
    usual = _find_usual(root, "defaultRowHeight", _USUAL_HEIGHT)
    needed: dict[int, float] = {}
    for text in texts:
        height = _measure(root, columns, text) / len(text.rows)
        needed |= {row: max(height, needed.get(row, 0.0)) for row in text.rows & filled}
    merged = {row for text in texts if len(text.places) > 1 for row in text.rows}
    for row in root.iter(f"{MAIN}row"):
        number = (find_whole(row.get("r")) or 0) - 1
        height = min(HIGHEST, needed.get(number, 0.0))
        if height > _read_number(row.get("ht"), usual):
            row.set("ht", f"{height:.1f}")
            if number in merged:  # which Excel, when it fits the row, leaves out of account
                row.set("customHeight", "1")


def find_height(lines: int, size: float) -> float:
    """The height in points that so many lines need."""
    return lines * size * _LINE + _PADDING


def _measure(root: _Element, columns: Mapping[int, float], text: ShownText) -> float:
    lines = text.text.count("\n") + 1
    if text.wraps:
        usual = _find_usual(root, "defaultColWidth", _USUAL_WIDTH)
        width = sum(columns.get(column, usual) for column in {column for _, column in text.places})
        lines = count_lines([text.text], width, text.size)
    return find_height(lines, text.size)


def _read_columns(root: _Element) -> Mapping[int, float]:
    """The width of each column, counted from 0."""
    widths: dict[int, float] = {}
    for columns in islice(root.iterfind(f"{MAIN}cols/{MAIN}col"), _MOST_COLUMNS):
        first, last = find_whole(columns.get("min")) or 1, find_whole(columns.get("max")) or 0
        width = _read_number(columns.get("width"), 0.0) or _USUAL_WIDTH
        widths = dict.fromkeys(range(first - 1, min(last, _MOST_COLUMNS)), width) | widths
    return widths


def _find_usual(root: _Element, name: str, otherwise: float) -> float:
    formats = root.find(f"{MAIN}sheetFormatPr")
    return otherwise if formats is None else _read_number(formats.get(name), otherwise)


def _read_number(text: str | None, otherwise: float) -> float:
    found = _NUMBER.fullmatch(text or "")
    return float(found[0]) if found is not None else otherwise
