"""The rows and cells of a worksheet by their numbers, which a file may leave out where they follow one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from antidrug_kpi.files import name_column
from antidrug_kpi.forms.into.part_xml import OddFormError, read_whole, show_odd
from antidrug_kpi.forms.into.xlsx.cell_areas import MAIN, read_reference

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ROWS, MOST_COLUMNS = 30_000, 200


def index_rows(root: _Element) -> dict[int, _Element]:
    """The rows of a sheet, counted from 0, up to any form's last; each says its number afterwards.

    Raises OddFormError where a number is not whole, or occurs twice.
    """
    found: dict[int, _Element] = {}
    number = -1
    for row in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = read_whole(row.get("r"), number + 2, "row r", least=1) - 1
        if number in found:
            raise OddFormError(f"工作表的第 {number + 1} 列出現兩次")
        row.set("r", str(number + 1))
        if number < MOST_ROWS:
            found[number] = row
    return found


def index_cells(rows: Mapping[int, _Element]) -> dict[tuple[int, int], _Element]:
    """The cells of these rows by row and column, counted from 0, up to any form's last; each says its address afterwards.

    Raises OddFormError where an address is invalid, belongs to another row, or occurs twice.
    """
    found: dict[tuple[int, int], _Element] = {}
    for number, row in rows.items():
        column = -1
        for cell in row.iterchildren(f"{MAIN}c"):
            reference = cell.get("r")
            place = read_reference(reference) if reference is not None else (number, column + 1)
            if place is None or place[0] != number or place in found:
                raise OddFormError(f"儲存格的位址「{show_odd(reference or '')}」不合規格，或出現兩次")
            column = place[1]
            if column < MOST_COLUMNS:
                cell.set("r", f"{name_column(column)}{number + 1}")
                found[place] = cell
    return found
