"""One table of a web page as a browser lays it out: a cell with a rowspan pushes those of the rows below to the right."""

from __future__ import annotations

import math
import re

from antidrug_kpi.files.cells.cell_types import Cell, UnreadableCell
from antidrug_kpi.files.cells.growing_grid import MOST_COLUMNS, GrowingGrid, check_extent, check_length
from antidrug_kpi.files.cells.merge_bounds import clip_merges
from antidrug_kpi.files.cells.number_formats import mark_shown
from antidrug_kpi.files.cells.sheet import Merge
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import refuse_count, refuse_damaged

BREAK = "\0"
"""Stands for a line break within a cell's text until `tidy`; text of a page never holds it."""

# The greatest colspan and rowspan that HTML allows.
_MOST_ACROSS, _MOST_DOWN = 1_000, 65_534
# Columns passed over or covered because of rowspans, in one table: a hostile one can ask for rows times columns of them.
_MOST_STEPS = 20_000_000
# Cells of a table of which fewer than one in twenty holds something.
_MOST_BLANK = 2_000_000
# Cells, and characters, of a table that still counts as the value of the cell it stands in.
_LONGEST_NESTED = 200
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_ONLY_HASHES = re.compile(r"#{2,}")
_NUMBER = re.compile(r"-?(?:[\d,]*+\.\d+|[\d,]*\d)%?")
HASHES_REASON = "欄太窄，匯出時只剩 #，沒有可用的內容；請調寬欄位後重新匯出"


class PageTable:
    """Collects the rows and cells of a table, which come in their order; `finish` gives the rows.

    `hidden_rows` and `hidden_columns` count from 1, blank and hidden ones included. `parent` is the table in whose cell this one
    stands. `caption` is the text of its caption in pieces, `holds_tables` whether tables stand in its cells.
    """

    def __init__(self, limits: Limits, parent: PageTable | None, *, is_hidden: bool) -> None:
        self.parent = parent
        self.is_hidden = is_hidden
        self.caption: list[str] = []
        self.hidden_rows: list[range] = []
        self.hidden_columns: list[range] = []
        self.holds_tables = False
        self.text: list[str] | None = None
        """The text of the open cell, in pieces; None between cells."""
        self.is_in_row = False
        self._grid = GrowingGrid(limits)
        self._cells = 0
        self._row = -1
        self._column = 0
        self._columns = 0
        self._steps_taken = 0
        self._span = (1, 1)
        self._stated_number: str | None = None
        # Column → the first row in which it is free again, below a cell that spans several rows.
        self._covered_to: dict[int, int] = {}
        self._merges: list[Merge] = []

    @property
    def filled(self) -> int:
        """The number of cells that hold something."""
        return self._grid.filled

    @property
    def height(self) -> int:
        """The number of rows down to the last that holds something."""
        return len(self._grid.rows)

    @property
    def area(self) -> int:
        """Rows times columns."""
        return self._grid.area

    def add_column(self, count: str | None, *, is_hidden: bool) -> None:
        """A col element, which stands for one column or `count`."""
        first = self._columns + 1
        self._columns += _read_span(count, _MOST_ACROSS)
        if is_hidden:
            self.hidden_columns.append(range(first, self._columns + 1))

    def start_row(self, *, is_hidden: bool) -> None:
        """A row begins; one that is still open ends. Raises RefusedError where rows or blank cells are too many."""
        self.end_row()
        self._row += 1
        self._column = 0
        check_extent(self._row + 1, 0)
        if self._cells > _MOST_BLANK and self._grid.filled * 20 < self._cells:
            raise refuse_count("幾乎全空的表格", self._cells, _MOST_BLANK, "格以上")
        self.is_in_row = True
        if is_hidden:
            self.hidden_rows.append(range(self._row + 1, self._row + 2))

    def end_row(self) -> None:
        """The row ends."""
        self.end_cell()
        self.is_in_row = False

    def start_cell(self, across: str | None, down: str | None, value: str | None) -> None:
        """A cell begins. `across` and `down` are its colspan and rowspan; `value` is the number behind the text that it shows,
        which Excel writes as x:num.
        """
        if not self.is_in_row:
            self.start_row(is_hidden=False)
        self.end_cell()
        self._cells += 1
        self.text = []
        self._span = (_read_span(across, _MOST_ACROSS), _read_span(down, _MOST_DOWN)) if across or down else (1, 1)
        self._stated_number = value

    def end_cell(self) -> None:
        """The cell ends, and is put into the next column of its row that no cell from above covers."""
        if self.text is None:
            return
        column = self._find_free_column() if self._covered_to else self._column
        across, down = self._span
        content = _read_content(self.text, self._stated_number)
        self.text = None
        if content != "":
            self._grid.put(self._row, column, content)
        if down > 1:
            self._count_steps(across)
            covered = range(column, min(column + across, MOST_COLUMNS))
            self._covered_to.update(dict.fromkeys(covered, self._row + down))
            self._merges.append(Merge(column, self._row, self._row + down - 1))
        self._column = column + across

    def join_contents(self) -> str:
        """The contents of all cells, one on a line, for the cell that this table stands in; empty where they are too many to be
        the value of one cell.
        """
        if self.filled > _LONGEST_NESTED:
            return ""
        words = [str(cell) for row in self._grid.rows for cell in row if cell != ""]
        text = BREAK.join(words)
        return text if len(text) <= _LONGEST_NESTED else ""

    def has_rows_of_cells(self) -> bool:
        """Whether at least two rows have two filled cells or more: a table that is there for the layout hardly ever has."""
        return sum(sum(cell != "" for cell in row) > 1 for row in self._grid.rows) > 1

    def finish(self) -> tuple[list[list[Cell]], tuple[Merge, ...]]:
        """The rows down to the last that holds something, equally long, and the cells merged over several of them."""
        rows = self._grid.finish()
        return rows, clip_merges(self._merges, len(rows), len(rows[0]) if rows else 0)

    def _find_free_column(self) -> int:
        column = self._column
        while self._covered_to.get(column, 0) > self._row:
            column += 1
        self._count_steps(column - self._column)
        return column

    def _count_steps(self, count: int) -> None:
        self._steps_taken += count
        if self._steps_taken > _MOST_STEPS:
            raise refuse_damaged("網頁的表格有過多跨列的儲存格")


def tidy(parts: list[str]) -> str:
    """Text as a browser shows it: runs of blanks and line ends of the source are one blank, a BREAK is a line end.

    Raises RefusedError where it is too long for a cell.
    """
    text = "".join(parts)
    check_length(text)
    if BREAK in text:
        return "\n".join(line for line in (_BLANKS.sub(" ", line).strip() for line in text.split(BREAK)) if line)
    return _BLANKS.sub(" ", text).strip(" ")


def _read_content(parts: list[str], value: str | None) -> Cell:
    """The cell's text; where the page states its number, that number, shown as the text (as a cell of a workbook would be).

    A text of nothing but # is what Excel shows where the column is too narrow: without a number it cannot be read.
    """
    text = tidy(parts)
    number = _read_number(value) if value else None
    if _ONLY_HASHES.fullmatch(text):
        return UnreadableCell(text, HASHES_REASON) if number is None else number
    return text if number is None or not _NUMBER.fullmatch(text) else mark_shown(number, text)


def _read_number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _read_span(text: str | None, most: int) -> int:
    """A colspan, rowspan or span, from 1 to `most`; 1 where the text is no number.

    HTML lets a rowspan of 0 reach to the end of the table. No known program writes it; it counts as 1.
    """
    text = (text or "").strip()
    if not (text.isascii() and text.isdecimal()):
        return 1
    return max(1, min(int(text[:9]), most))
