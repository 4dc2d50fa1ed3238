"""The rows that calamine gives of a sheet, set right by what was found in its XML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from antidrug_kpi.files.cells.cell_types import Cell, UnreadableCell
from antidrug_kpi.files.cells.number_formats import FormatKind, NumberFormat
from antidrug_kpi.files.cells.serial_dates import to_date
from antidrug_kpi.files.xlsx.sheet_marks import ZERO_FORMULA, Mark

Grid = list[list[Cell]]


def grow_grid(grid: Grid, first_row: int, first_column: int, marks: Sequence[Mark]) -> tuple[int, int]:
    """Widen the grid to unreadable cells beyond its edges, where calamine saw nothing; its first row and column then."""
    unreadable = [mark for mark in marks if isinstance(mark.finding, UnreadableCell)]
    if not unreadable:
        return first_row, first_column
    rows = [mark.row for mark in unreadable]
    columns = [mark.column for mark in unreadable]
    if not grid:
        first_row, first_column = min(rows), min(columns)
        grid.append([""])
    width = len(grid[0])
    before = max(first_column - min(columns), 0)
    after = max(max(columns) - first_column - width + 1, 0)
    if before or after:
        grid[:] = [[""] * before + row + [""] * after for row in grid]
    width += before + after
    above = max(first_row - min(rows), 0)
    grid[:0] = [[""] * width for _ in range(above)]
    below = max(max(rows) - (first_row - above) - len(grid) + 1, 0)
    grid.extend([""] * width for _ in range(below))
    return first_row - above, first_column - before


def apply_marks(
    marks: Sequence[Mark], grid: Grid, start: tuple[int, int], formats: Mapping[int, NumberFormat], *, is_date1904: bool
) -> None:
    """Set the cells that cannot be read, and the numbers that display something else, in a grid that begins at `start`."""
    shown: dict[tuple[int, Cell], Cell] = {}
    for mark in marks:
        row, column = mark.row - start[0], mark.column - start[1]
        if not (0 <= row < len(grid) and 0 <= column < len(grid[0])):
            continue
        if isinstance(mark.finding, UnreadableCell):
            grid[row][column] = mark.finding
            continue
        if mark.finding == ZERO_FORMULA:
            continue
        value = grid[row][column]
        if isinstance(value, int | float) and not isinstance(value, bool):
            key = (mark.finding, value)
            if key not in shown:
                shown[key] = _show(value, formats[mark.finding], is_date1904)
            grid[row][column] = shown[key]


def _show(value: float, number_format: NumberFormat, is_date1904: bool) -> Cell:
    if number_format.kind is FormatKind.ERA_DATE:
        return to_date(value, is_date1904)
    return number_format.show(value)
