"""A table of cells that are put where they belong one after another, within the bounds of a sheet."""

from __future__ import annotations

from antidrug_kpi.files.cells.cell_types import Cell
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import refuse_count, refuse_extent

MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576
_LONGEST_CELL = 131_072


class GrowingGrid:
    """Takes in filled cells; `finish` gives the rows down to the last of them, equally long.

    Of two equal texts one is kept: registers repeat themselves.
    """

    def __init__(self, limits: Limits) -> None:
        self.width = 0
        self.filled = 0
        self._limits = limits
        self.rows: list[list[Cell]] = []
        """As far as they are filled; `finish` makes them equally long."""
        self._blank: list[Cell] = []
        self._texts: dict[str, str] = {}

    @property
    def area(self) -> int:
        """The size of the rectangle read so far."""
        return len(self.rows) * self.width

    def put(self, row: int, column: int, value: Cell) -> None:
        """A filled cell, counted from 0; rows come in order, and the cells of a row from left to right."""
        if row >= len(self.rows) or column >= self.width:
            self._check(row + 1, column + 1)
            self.rows.extend([self._blank] * (row - len(self.rows)))
            if row == len(self.rows):
                self.rows.append([])
        cells = self.rows[row]
        cells.extend([""] * (column - len(cells)))
        if type(value) is str:
            value = self._texts.setdefault(value, value)
        if column < len(cells):
            cells[column] = value
        else:
            cells.append(value)
        self.filled += 1

    def finish(self) -> list[list[Cell]]:
        """The rows; blank ones are one and the same list."""
        for row in self.rows:
            if len(row) != self.width:
                row.extend([""] * (self.width - len(row)))
        return self.rows

    def _check(self, height: int, width: int) -> None:
        self.width = max(self.width, width)
        height = max(height, len(self.rows))
        most = choose_limit(self.filled, height * self.width, self._limits)
        check_extent(height, self.width)
        if height * self.width > most:
            raise refuse_extent(height, self.width, most)


def choose_limit(filled: int, area: int, limits: Limits) -> int:
    """How large a rectangle may be of which so many cells are filled."""
    return limits.cells if filled * 100 >= area else limits.sparse_cells


def check_extent(rows: int, columns: int) -> None:
    """Refuse more rows or columns than any spreadsheet has."""
    if rows > _MOST_ROWS:
        raise refuse_count("列數", rows, _MOST_ROWS, "列")
    if columns > MOST_COLUMNS:
        raise refuse_count("欄數", columns, MOST_COLUMNS, "欄")


def check_length(text: str) -> None:
    """Refuse a cell that is longer than any of a spreadsheet or of a delimited file."""
    check_characters(len(text))


def check_characters(count: int) -> None:
    """Refuse so much text in one cell."""
    if count > _LONGEST_CELL:
        raise refuse_count("一個儲存格的文字", count, _LONGEST_CELL, "字")
