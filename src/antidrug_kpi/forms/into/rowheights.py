"""The heights of a worksheet's rows, raised where a filled cell would hide a part of its text.

No program does that for merged cells, and LibreOffice does it for no row of a sheet that names a default height.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.areas import MAIN
from antidrug_kpi.forms.widths import count_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

_LINE = 1.45  # of the letters' size
_PADDING = 4.0
_HIGHEST = 409.0  # what a spreadsheet can have
_USUAL_HEIGHT, _USUAL_WIDTH = 15.0, 8.43


def raise_rows(root: _Element, places: Iterable[tuple[int, int]], text: str, size: float) -> None:
    """Make the rows of a cell, which takes all of `places`, high enough for its text; none becomes lower."""
    numbers = sorted({row for row, _ in places})
    columns = sorted({column for _, column in places})
    width = sum(_read_width(root, column) for column in columns)
    needed = min(_HIGHEST, (count_lines([text], width, size) * size * _LINE + _PADDING) / len(numbers))
    usual = _find_usual(root, "defaultRowHeight", _USUAL_HEIGHT)
    for row in root.iter(f"{MAIN}row"):
        if row.get("r") in {str(number + 1) for number in numbers} and _read_number(row.get("ht"), usual) < needed:
            row.set("ht", f"{needed:.1f}")
            if len(numbers) == len(columns) == 1:
                row.attrib.pop("customHeight", "")  # so that Excel may fit it better
            else:
                row.set("customHeight", "1")


def _read_width(root: _Element, column: int) -> float:
    for columns in root.iter(f"{MAIN}col"):
        if _read_number(columns.get("min"), 0) <= column + 1 <= _read_number(columns.get("max"), 0):
            return _read_number(columns.get("width"), _USUAL_WIDTH)
    return _find_usual(root, "defaultColWidth", _USUAL_WIDTH)


def _find_usual(root: _Element, name: str, otherwise: float) -> float:
    formats = root.find(f"{MAIN}sheetFormatPr")
    return otherwise if formats is None else _read_number(formats.get(name), otherwise)


def _read_number(text: str | None, otherwise: float) -> float:
    try:
        return float(text or "")
    except ValueError:
        return otherwise
