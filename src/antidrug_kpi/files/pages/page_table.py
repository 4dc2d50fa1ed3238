"""One table of a web page: its rows and cells as a browser lays them out, those that reach over several places included."""

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
"""Where a line ends within a cell; no text holds it."""

# What HTML itself takes for the most.
_MOST_ACROSS, _MOST_DOWN = 1_000, 65_534
_MOST_STEPS = 20_000_000
# Cells of a table that is all but empty.
_MOST_BLANK = 2_000_000
_LONGEST_NESTED = 200
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_HASHES = re.compile(r"#{2,}")
_NUMBER = re.compile(r"-?(?:[\d,]*+\.\d+|[\d,]*\d)%?")
HASHES_REASON = "欄太窄，匯出時只剩 #，沒有可用的內容；請調寬欄位後重新匯出"


class PageTable:
    """Takes in the rows and cells of a table in their order. Rows are numbered from 1, blank and hidden ones too."""

    def __init__(self, limits: Limits, parent: PageTable | None, *, is_hidden: bool) -> None:
        self.parent = parent
        self.is_hidden = is_hidden
        self.caption: list[str] = []
        self.hidden_rows: list[range] = []
        self.hidden_columns: list[range] = []
        self.holds_tables = False
        self.text: list[str] | None = None
        """What stands in the open cell; none between the cells."""
        self.is_in_row = False
        self._grid = GrowingGrid(limits)
        self._cells = 0
        self._row = -1
        self._column = 0
        self._columns = 0
        self._steps = 0
        self._shape = (1, 1)
        self._value: str | None = None
        # Column → the row above which it is taken by a cell from above.
        self._taken: dict[int, int] = {}
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
        """The size of its rectangle."""
        return self._grid.area

    def add_column(self, count: str | None, *, is_hidden: bool) -> None:
        """The next column, or several, as the page describes them before the rows."""
        first = self._columns + 1
        self._columns += _read_span(count, _MOST_ACROSS)
        if is_hidden:
            self.hidden_columns.append(range(first, self._columns + 1))

    def start_row(self, *, is_hidden: bool) -> None:
        """A row begins; one that is still open ends."""
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
        """A cell begins, of so many columns and rows; `value` is the number that the page states beside what it shows."""
        if not self.is_in_row:
            self.start_row(is_hidden=False)
        self.end_cell()
        self._cells += 1
        self.text = []
        self._shape = (_read_span(across, _MOST_ACROSS), _read_span(down, _MOST_DOWN)) if across or down else (1, 1)
        self._value = value

    def end_cell(self) -> None:
        """The cell ends, and takes the first place that is free."""
        if self.text is None:
            return
        column = self._find_place() if self._taken else self._column
        across, down = self._shape
        content = _read_content(self.text, self._value)
        self.text = None
        if content != "":
            self._grid.put(self._row, column, content)
        if down > 1:
            self._step(across)
            covered = range(column, min(column + across, MOST_COLUMNS))
            self._taken.update(dict.fromkeys(covered, self._row + down))
            self._merges.append(Merge(column, self._row, self._row + down - 1))
        self._column = column + across

    def tell(self) -> str:
        """The whole table as words, where it is so small that it stands within another's cell as a value; else nothing."""
        if self.filled > _LONGEST_NESTED:
            return ""
        words = [str(cell) for row in self._grid.rows for cell in row if cell != ""]
        text = BREAK.join(words)
        return text if len(text) <= _LONGEST_NESTED else ""

    def has_rows_of_cells(self) -> bool:
        """Whether at least two rows have at least two filled cells of the table's own: a layout has hardly any."""
        return sum(sum(cell != "" for cell in row) > 1 for row in self._grid.rows) > 1

    def finish(self) -> tuple[list[list[Cell]], tuple[Merge, ...]]:
        """The rows down to the last that holds something, equally long, and the cells merged over several of them."""
        rows = self._grid.finish()
        return rows, clip_merges(self._merges, len(rows), len(rows[0]) if rows else 0)

    def _find_place(self) -> int:
        column = self._column
        while self._taken.get(column, 0) > self._row:
            column += 1
        self._step(column - self._column)
        return column

    def _step(self, count: int) -> None:
        self._steps += count
        if self._steps > _MOST_STEPS:
            raise refuse_damaged("網頁的表格有過多跨列的儲存格")


def tidy(parts: list[str]) -> str:
    """Text as a browser shows it: blanks of the source joined, lines where the page breaks them."""
    text = "".join(parts)
    check_length(text)
    if BREAK in text:
        return "\n".join(line for line in (_BLANKS.sub(" ", line).strip() for line in text.split(BREAK)) if line)
    return _BLANKS.sub(" ", text).strip(" ")


def _read_content(parts: list[str], value: str | None) -> Cell:
    """What the cell displays; with the number beside it, what a workbook's cell of that number and format would be."""
    text = tidy(parts)
    number = _read_number(value) if value else None
    if _HASHES.fullmatch(text):
        return UnreadableCell(text, HASHES_REASON) if number is None else number
    return text if number is None or not _NUMBER.fullmatch(text) else mark_shown(number, text)


def _read_number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _read_span(text: str | None, most: int) -> int:
    """A number of columns or rows, once where it is none; 0 stands for all that follow, which nobody writes."""
    text = (text or "").strip()
    if not (text.isascii() and text.isdecimal()):
        return 1
    return max(1, min(int(text[:9]), most))
