"""One table of an .ods. A cell or row states how often it is repeated; how many cells that makes is bounded."""

from __future__ import annotations

from bisect import bisect_right

from antidrug_kpi.files.cells.cell_budget import CellBudget
from antidrug_kpi.files.cells.cell_types import Cell
from antidrug_kpi.files.cells.merge_bounds import clip_merges
from antidrug_kpi.files.cells.serial_dates import to_date
from antidrug_kpi.files.cells.sheet import Merge
from antidrug_kpi.files.ods.ods_cell import is_idle_result, make_cell
from antidrug_kpi.files.ods.ods_styles import StyleReader
from antidrug_kpi.files.refusal import refuse_damaged, refuse_extent

_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576
_REPEATED = "table:number-columns-repeated"
_NOT_SHOWN = frozenset({"collapse", "filter"})


class TableReader:
    """Collects the cells and rows of one table, which come in their order; `finish` gives the rows, equally long.

    Hidden rows and columns count from 1, `idle_formulas` (column → rows whose formula gives 0 or nothing) from 0. Blank cells and
    rows are only counted until something follows them: a table may end in millions.
    """

    def __init__(
        self,
        attributes: dict[str, str],
        styles: StyleReader,
        budget: CellBudget,
        *,
        is_date1904: bool = False,
        is_by_library: bool = False,
    ) -> None:
        self.name = attributes.get("table:name", "")
        self.style = attributes.get("table:style-name", "")
        self.hidden_rows: list[range] = []
        self.hidden_columns: list[range] = []
        self.idle_formulas: dict[int, list[int]] = {}
        self._merges: list[Merge] = []
        self._is_by_library = is_by_library
        self._styles = styles
        self._is_date1904 = is_date1904
        self._budget = budget
        self._free = budget.free
        self._rows: list[list[Cell]] = []
        self._width = 0
        self._filled = 0
        self._used_rows = 0
        self._blank_row: list[Cell] = []
        self._blank_rows = 0
        self._column_ends: list[int] = []
        self._column_styles: list[str] = []
        self._row: list[Cell] = []
        self._is_in_row = False
        self._row_attributes: dict[str, str] = {}
        self._blank_cells = 0
        self._row_characters = 0
        self._row_extra = self._row_repeated = 0
        self._idle: list[int] = []
        self._texts: dict[str, str] = {}

    def add_column(self, attributes: dict[str, str]) -> None:
        """A column element: the next column, or several alike, with the style of cells that state none."""
        before = self._column_ends[-1] if self._column_ends else 0
        end = min(before + read_count(attributes, _REPEATED), _MOST_COLUMNS)
        if end == before:
            return
        self._column_ends.append(end)
        self._column_styles.append(attributes.get("table:default-cell-style-name", ""))
        if attributes.get("table:visibility") in _NOT_SHOWN:
            self.hidden_columns.append(range(before + 1, end + 1))

    def start_row(self, attributes: dict[str, str]) -> None:
        """A row begins. Raises RefusedError where another one is still open."""
        if self._is_in_row:
            raise refuse_damaged("列裡還有列", self.name)
        self._row, self._row_attributes, self._is_in_row = [], attributes, True
        self._blank_cells = self._row_characters = self._row_extra = self._row_repeated = 0
        self._idle = []

    def add_cell(self, attributes: dict[str, str], displayed: str | None) -> None:
        """The next cell of the row, or several alike; `displayed` as in `make_cell`. RefusedError beyond the last column."""
        count = (read_count(attributes, _REPEATED) or 1) if _REPEATED in attributes else 1
        value = make_cell(attributes, displayed, self._is_by_library)
        if value == "":
            self._blank_cells += count
            return
        if not self._is_in_row:
            raise refuse_damaged("有不在任何一列的儲存格", self.name)
        column = len(self._row) + self._blank_cells
        if column + count > _MOST_COLUMNS:
            raise refuse_extent(len(self._rows) + self._blank_rows + 1, column + count, self._free, self.name)
        if type(value) is float and self._is_shown_as_date(attributes, column):
            value = to_date(value, self._is_date1904)
        self._note(attributes, displayed, range(column, column + count))
        if isinstance(value, str):
            self._row_characters += len(value) * count
            value = self._texts.setdefault(value, value)  # equal texts share one object: it saves memory
        if self._blank_cells:
            self._row.extend([""] * self._blank_cells)
            self._row_extra += self._blank_cells
            self._blank_cells = 0
        if count == 1:
            self._row.append(value)
        else:
            self._row.extend([value] * count)
            self._row_repeated += count - 1

    def end_row(self) -> None:
        """The row ends; it may stand for several alike. Raises RefusedError where the table becomes too large."""
        self._is_in_row = False
        count = read_count(self._row_attributes, "table:number-rows-repeated") or 1  # LibreOffice takes 0 for 1
        if not self._row:
            self._blank_rows += count
            return
        height = len(self._rows) + self._blank_rows + count
        self._width = max(self._width, len(self._row))
        filled = len(self._row) - self._row_extra - self._row_repeated
        self._filled += filled
        self._used_rows += 1
        if height > _MOST_ROWS:
            raise refuse_extent(height, self._width, self._free, self.name)
        if height * self._width > self._free:
            self._budget.check(height, self._width, self._filled, self.name, self._used_rows)
        if count > 1 or self._row_repeated:
            self._budget.take_repeated((filled + self._row_repeated) * count - filled, self._filled)
        if self._row_attributes.get("table:visibility") in _NOT_SHOWN:
            self.hidden_rows.append(range(height - count + 1, height + 1))
        self._rows.extend([self._blank_row] * self._blank_rows)
        self._rows.extend([self._row] * count)
        if self._idle:
            positions = list(range(height - count, height))  # once for all columns
            for column in self._idle:
                self.idle_formulas.setdefault(column, []).extend(positions)
        if self._row_characters:
            self._budget.take_characters(self._row_characters * count)
        self._blank_rows = 0

    def _note(self, attributes: dict[str, str], displayed: str | None, columns: range) -> None:
        """Keep where a formula gives 0 or nothing, and where a cell is merged over the rows below."""
        if "table:formula" in attributes and is_idle_result(attributes, displayed):
            self._idle.extend(columns)
        if "table:number-rows-spanned" in attributes:
            first = len(self._rows) + self._blank_rows
            last = first + read_count(attributes, "table:number-rows-spanned") - 1
            self._merges.append(Merge(columns.start, first, last))

    def end(self) -> None:
        """The table ends. Raises RefusedError where all tables together have become too large."""
        self._budget.take(len(self._rows), self._width, self._filled, self._used_rows)

    def list_merges(self) -> tuple[Merge, ...]:
        """The cells merged over several rows."""
        return clip_merges(self._merges, len(self._rows), self._width)

    def finish(self) -> list[list[Cell]]:
        """The rows down to the last that holds something, each as wide as the widest. To be called once, after `end`.

        Repeated rows are one and the same list, so that a caller must not change them.
        """
        for row in self._rows:
            if len(row) != self._width:
                row.extend([""] * (self._width - len(row)))
        return self._rows

    def _is_shown_as_date(self, attributes: dict[str, str], column: int) -> bool:
        """Whether the cell's style, or the one it takes from its row or column, is that of a date."""
        style = attributes.get("table:style-name") or self._row_attributes.get("table:default-cell-style-name")
        if not style:
            place = bisect_right(self._column_ends, column)
            style = self._column_styles[place] if place < len(self._column_styles) else ""
        return self._styles.is_date(style)


def read_count(attributes: dict[str, str], name: str) -> int:
    """How often an element is repeated: once where it does not say, or says what is no number."""
    text = attributes.get(name)
    if text is None:
        return 1
    return int(text) if text.isdecimal() and len(text) < 10 else 1
