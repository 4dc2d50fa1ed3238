"""One table of an .ods: its rows and cells, repeated as often as the file says, within bounds."""

from __future__ import annotations

from antidrug_kpi.files.cells import Cell
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.ods_cell import make_cell
from antidrug_kpi.files.ods_styles import StyleReader
from antidrug_kpi.files.refusal import RefusedError, refuse_extent
from antidrug_kpi.files.serials import to_date

_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
# Inside a cell, but no part of what the cell says: comments, pictures with captions, the reading aid above a word.
_ASIDE = frozenset({"office:annotation", "table:shapes", "text:ruby-text"})


class TableReader:
    """Takes in the elements of one table; `finish` gives its rows, equally long."""

    def __init__(
        self, attributes: dict[str, str], styles: StyleReader, is_date1904: bool, limits: Limits, cells_before: int
    ) -> None:
        self.name = attributes.get("table:name", "")
        self.style = attributes.get("table:style-name", "")
        self._styles = styles
        self._is_date1904 = is_date1904
        self._most_cells = limits.cells - cells_before
        self._rows: list[list[Cell]] = []
        self._width = 0
        self._blank_rows = 0
        self._column_styles: list[tuple[int, str]] = []
        self._columns = 0
        self._row: list[Cell] = []
        self._row_attributes: dict[str, str] = {}
        self._blank_cells = 0
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[list[str]] = []
        self._aside = 0

    @property
    def cells(self) -> int:
        """The size of the rectangle read so far."""
        return len(self._rows) * self._width

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._aside or name in _ASIDE or name.startswith("draw:"):
            self._aside += 1
        elif name in _CELLS:
            self._cell, self._paragraphs = attributes, []
        elif self._cell is not None:
            self._start_text(name, attributes)
        elif name == "table:table-row":
            self._row, self._row_attributes, self._blank_cells = [], attributes, 0
        elif name == "table:table-column":
            self._columns += read_count(attributes, "table:number-columns-repeated")
            self._column_styles.append((self._columns, attributes.get("table:default-cell-style-name", "")))

    def end(self, name: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
        elif name in _CELLS and self._cell is not None:
            self._add_cell(self._cell)
            self._cell = None
        elif name == "table:table-row":
            self._add_row()

    def characters(self, text: str) -> None:
        """Text between tags; only that of a cell's paragraphs counts."""
        if self._paragraphs and self._cell is not None and not self._aside:
            self._paragraphs[-1].append(text)

    def finish(self) -> list[list[Cell]]:
        """The rows down to the last used one, each as wide as the widest."""
        for row in self._rows:
            if len(row) != self._width:
                row.extend([""] * (self._width - len(row)))
        return self._rows

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == "text:p":
            self._paragraphs.append([])
        elif self._paragraphs:
            match name:
                case "text:s":
                    self._paragraphs[-1].append(" " * min(read_count(attributes, "text:c"), 1000))
                case "text:tab":
                    self._paragraphs[-1].append("\t")
                case "text:line-break":
                    self._paragraphs[-1].append("\n")

    def _add_cell(self, attributes: dict[str, str]) -> None:
        count = read_count(attributes, "table:number-columns-repeated")
        text = "\n".join(map("".join, self._paragraphs)) if self._paragraphs else None
        column = len(self._row) + self._blank_cells
        value = make_cell(attributes, text)
        if type(value) is float and self._is_shown_as_date(attributes, column):
            value = to_date(value, self._is_date1904)
        if value == "":
            self._blank_cells += count
            return
        if column + count > _MOST_COLUMNS:
            raise self._refuse(len(self._rows), column + count)
        self._row.extend([""] * self._blank_cells)
        self._row.extend([value] * count)
        self._blank_cells = 0

    def _is_shown_as_date(self, attributes: dict[str, str], column: int) -> bool:
        """Whether the cell's style, or the one it takes from its row or column, is that of a date."""
        style = attributes.get("table:style-name") or self._row_attributes.get("table:default-cell-style-name")
        if not style:
            style = next((style for end, style in self._column_styles if column < end), "")
        return self._styles.is_date(style)

    def _add_row(self) -> None:
        count = read_count(self._row_attributes, "table:number-rows-repeated")
        if not self._row:
            self._blank_rows += count
            return
        height = len(self._rows) + self._blank_rows + count
        self._width = max(self._width, len(self._row))
        if height > _MOST_ROWS or height * self._width > self._most_cells:
            raise self._refuse(height, self._width)
        self._rows.extend([] for _ in range(self._blank_rows))
        self._rows.extend(list(self._row) for _ in range(count))
        self._blank_rows = 0

    def _refuse(self, rows: int, columns: int) -> RefusedError:
        return refuse_extent(rows, columns, self._most_cells, self.name)


def read_count(attributes: dict[str, str], name: str) -> int:
    """How often an element is repeated: once where it does not say."""
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() and len(text) < 10 else 1
