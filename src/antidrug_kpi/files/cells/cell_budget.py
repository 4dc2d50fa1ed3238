"""The memory that the sheets of one workbook may take together, counted while they are read: a small file may ask for much.

See `limits` for the bounds and what they were measured by.
"""

from __future__ import annotations

from antidrug_kpi.files.cells.growing_grid import choose_limit
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import refuse_characters, refuse_count, refuse_extent

_USUAL_REPEATS = 4


class CellBudget:
    """Counts what was read, and raises RefusedError beyond the bounds. `filled` cells are those that the file itself holds, not
    those that it repeats by a number.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sheets = 0
        self._cells = 0
        self._used_cells = 0
        self._filled = 0
        self._repeated = 0
        self._spaces = 0
        self._characters = 0

    @property
    def free(self) -> int:
        """How many cells fit in any case; `check` decides about more."""
        return min(self._limits.cells - self._cells, self._limits.sparse_cells - self._used_cells)

    def add_sheet(self) -> None:
        """Counts one more sheet."""
        self._sheets += 1
        if self._sheets > self._limits.sheets:
            raise refuse_count("工作表", self._sheets, self._limits.sheets, "張以上")

    def check(self, rows: int, columns: int, filled: int, sheet: str, used_rows: int) -> None:
        """Refuse a sheet that reaches too far for what it and those before it hold; a row that is not used takes no memory."""
        if self._cells + rows * columns > self._limits.cells:
            raise refuse_extent(rows, columns, self._limits.cells - self._cells, sheet)
        area = self._used_cells + used_rows * columns
        most = choose_limit(self._filled + filled, area, self._limits)
        if area > most:
            raise refuse_extent(rows, columns, most - self._used_cells, sheet)

    def take(self, rows: int, columns: int, filled: int, used_rows: int) -> None:
        """Counts a sheet that was read."""
        self._cells += rows * columns
        self._used_cells += used_rows * columns
        self._filled += filled

    def take_repeated(self, cells: int, filled: int) -> None:
        """So many filled cells stand in the file only as a number of times that another one is repeated; a sheet that holds
        `filled` ones so far may well repeat some of each row.
        """
        self._repeated += cells
        most = max(self._limits.repeated_cells, _USUAL_REPEATS * (self._filled + filled))
        if self._repeated > most:
            raise refuse_count("以重複次數寫成的儲存格", self._repeated, most, "格以上")

    def take_spaces(self, count: int) -> None:
        """So many blanks stand in the file only as their number."""
        self._spaces += count
        if self._spaces > self._limits.spaces:
            raise refuse_count("以個數寫成的空白", self._spaces, self._limits.spaces, "字以上")

    def take_characters(self, characters: int) -> None:
        """So much text of cells has been read, a repeated one counted for each cell."""
        self._characters += characters
        if self._characters > self._limits.characters:
            raise refuse_characters(self._characters, self._limits.characters)
