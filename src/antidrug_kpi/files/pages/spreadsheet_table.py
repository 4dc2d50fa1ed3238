"""One worksheet of an XML spreadsheet. Rows and cells follow one another; one that comes after a gap states its index."""

from __future__ import annotations

import datetime
import math
from bisect import bisect_left
from collections.abc import Mapping

from antidrug_kpi.files.cells.cell_reasons import ERROR_REASON, UNCALCULATED_REASON, shorten_formula
from antidrug_kpi.files.cells.cell_types import Cell, UnreadableCell
from antidrug_kpi.files.cells.growing_grid import GrowingGrid, check_extent, check_length
from antidrug_kpi.files.cells.merge_bounds import clip_merges
from antidrug_kpi.files.cells.number_formats import FormatKind, NumberFormat
from antidrug_kpi.files.cells.serial_dates import to_date, to_duration
from antidrug_kpi.files.cells.sheet import Merge
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.pages.spreadsheet_styles import SpreadsheetStyles
from antidrug_kpi.files.refusal import refuse_damaged

_NUMBER_REASON = "儲存格標示為數值，內容卻不是數字；請修正資料"
_DATE_REASON = "儲存格標示為日期，內容卻不是日期；請修正資料"
# Excel writes a time of day as a moment of this day, which its calendar does not have.
_TIME_ONLY_DAY = datetime.date(1899, 12, 31)


class SpreadsheetTable:
    """Collects the columns, rows and cells of a worksheet, which come in their order; `finish` gives the rows.

    Rows and columns count from 1. All methods that take attributes raise RefusedError where an index or count is wrong.
    """

    def __init__(self, name: str, styles: SpreadsheetStyles, limits: Limits) -> None:
        self.name = name
        self.is_hidden = False
        self.hidden_rows: list[range] = []
        self.hidden_columns: list[range] = []
        self._styles = styles
        self._grid = GrowingGrid(limits)
        self._columns = 0
        # Runs of columns with one style: the last column of each run, ascending, and its style.
        self._column_ends: list[int] = []
        self._column_styles: list[str] = []
        self._next_row = 1
        self._row = 0
        self._row_style = ""
        self._is_in_row = False
        self._next_column = 1
        self._column = 0
        self._cell: Mapping[str, str] = {}
        self._type = ""
        self._text: str | None = None
        self._merges: list[Merge] = []

    @property
    def filled(self) -> int:
        """The number of cells that hold something."""
        return self._grid.filled

    @property
    def area(self) -> int:
        """Rows times columns, so far."""
        return self._grid.area

    def add_column(self, attributes: Mapping[str, str]) -> None:
        """A Column element: the next column or the one of its Index, and as many more as its Span says."""
        first = _read_index(attributes, self._columns + 1)
        self._columns = first + _read_count(attributes, "Span")
        check_extent(0, self._columns)
        self._column_ends += [first - 1, self._columns]
        self._column_styles += ["", attributes.get("StyleID", "")]
        if attributes.get("Hidden") == "1":
            self.hidden_columns.append(range(first, self._columns + 1))

    def start_row(self, attributes: Mapping[str, str]) -> None:
        """A Row element: the next row or the one of its Index."""
        self._row = _read_index(attributes, self._next_row)
        self._is_in_row = True
        span = _read_count(attributes, "Span")
        self._next_row = self._row + span + 1
        check_extent(self._next_row - 1, 0)
        self._row_style = attributes.get("StyleID", "")
        self._next_column = 1
        if attributes.get("Hidden") == "1":
            self.hidden_rows.append(range(self._row, self._row + span + 1))

    def end_row(self) -> None:
        """The row is complete."""
        self._is_in_row = False

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        """A Cell element: the next cell of the row or the one of its Index."""
        if not self._is_in_row:
            raise refuse_damaged("XML 試算表有不在任何一列之內的儲存格")
        self._column = _read_index(attributes, self._next_column)
        self._next_column = self._column + _read_count(attributes, "MergeAcross") + 1
        down = _read_count(attributes, "MergeDown")
        if down:
            self._merges.append(Merge(self._column - 1, self._row - 1, self._row - 1 + down))
        self._cell = attributes
        self._type, self._text = "", None

    def set_type(self, kind: str) -> None:
        """The cell has content of this type."""
        self._type = kind

    def set_text(self, text: str) -> None:
        """The cell's content as it is written."""
        check_length(text)
        self._text = text

    def end_cell(self) -> None:
        """The cell is complete."""
        if self._text is None:
            formula = self._cell.get("Formula")
            value: Cell = "" if formula is None else UnreadableCell(shorten_formula(formula), UNCALCULATED_REASON)
        else:
            value = self._read_value(self._text)
        if value != "":
            self._grid.put(self._row - 1, self._column - 1, value)

    def finish(self) -> tuple[list[list[Cell]], tuple[Merge, ...]]:
        """The rows down to the last filled one, equally long, and the cells merged over several of them."""
        rows = self._grid.finish()
        return rows, clip_merges(self._merges, len(rows), len(rows[0]) if rows else 0)

    def _read_value(self, text: str) -> Cell:
        match self._type:
            case "Number":
                return self._read_number(text)
            case "DateTime":
                return _read_moment(text)
            case "Boolean":
                return text.strip() in {"1", "true"}
            case "Error":
                return UnreadableCell(text, ERROR_REASON)
        return text

    def _read_number(self, text: str) -> Cell:
        try:
            value = float(text)
        except ValueError:
            return UnreadableCell(text, _NUMBER_REASON)
        if not math.isfinite(value):
            return UnreadableCell(text, _NUMBER_REASON)
        number_format = self._find_format()
        match number_format.kind:
            case FormatKind.DATE | FormatKind.ERA_DATE:
                return to_date(value, is_date1904=False)
            case FormatKind.DURATION:
                return to_duration(value)
        return number_format.show(value)

    def _find_format(self) -> NumberFormat:
        """The format of the cell, which its row or column states where it does not."""
        style = self._cell.get("StyleID") or self._row_style
        if not style:
            run = bisect_left(self._column_ends, self._column)
            style = self._column_styles[run] if run < len(self._column_styles) else ""
        return self._styles.get(style or "Default")


def _read_moment(text: str) -> Cell:
    try:
        moment = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        return UnreadableCell(text, _DATE_REASON)
    if moment.tzinfo is not None:
        return text
    if moment.date() == _TIME_ONLY_DAY:
        return moment.time()
    return moment.date() if moment.time() == datetime.time() else moment


def _read_index(attributes: Mapping[str, str], following: int) -> int:
    """The Index of a column, row or cell, or `following` where it has none. Raises RefusedError where it goes back."""
    if "Index" not in attributes:
        return following
    place = _read_count(attributes, "Index")
    if place < following:
        raise refuse_damaged("XML 試算表的列號或欄號沒有遞增")
    return place


def _read_count(attributes: Mapping[str, str], name: str) -> int:
    """The attribute's number, 0 where it is not there. Raises RefusedError where it is no number."""
    text = attributes.get(name, "0")
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise refuse_damaged(f"XML 試算表的 {name} 不是列數或欄數")
    return int(text)
