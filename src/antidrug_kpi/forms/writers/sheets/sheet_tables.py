"""The rows of a table in a spreadsheet: as high as their text, and several where one cannot be so high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.forms.document import Table, make_plain_paragraph
from antidrug_kpi.forms.writers.sheets.sheet_cells import HIGHEST, SheetCell, WrittenSheet
from antidrug_kpi.forms.writers.sheets.sheet_parts import Lines, split_lines
from antidrug_kpi.forms.writers.table_grid import GridPlace, place_cells
from antidrug_kpi.forms.writers.text_heights import LEAST_HEIGHT, measure

_NOTHING: Lines = (make_plain_paragraph(""),)


@dataclass(frozen=True)
class TableGrid:
    """A table, where its columns end in points and on the sheet's grid, and the size of its text."""

    table: Table
    bounds: tuple[int, ...]
    columns: tuple[int, ...]
    size: float

    def find_width(self, place: GridPlace) -> int:
        """The width of a cell in points."""
        return self.bounds[place.column + place.cell.columns] - self.bounds[place.column]


def add_rows(sheet: WrittenSheet, grid: TableGrid) -> list[int]:
    """Add the table to the sheet. Gives the sheet's row at which each of its rows starts."""
    rows = place_cells(grid.table)
    starts: list[int] = []
    for places in rows:
        starts.append(len(sheet.heights))
        _add_row(sheet, grid, [place for place in places if place.cell.rows == 1])
    ends = [*starts[1:], len(sheet.heights)]
    for number, places in enumerate(rows):
        for place in places:
            if place.cell.rows > 1 and not place.is_continued:
                _add_tall_cell(sheet, grid, place, range(starts[number], ends[number + place.cell.rows - 1]))
    return starts


def _add_row(sheet: WrittenSheet, grid: TableGrid, places: Sequence[GridPlace]) -> None:
    """The cells of one row, in parts below one another where the text of one of them is too high."""
    split = [split_lines(place.cell.lines, grid.find_width(place), grid.size) for place in places]
    count = max((len(parts) for parts in split), default=1)
    for part in range(count):
        row, height = len(sheet.heights), LEAST_HEIGHT
        for place, parts in zip(places, split, strict=True):
            lines = parts[part] if part < len(parts) else _NOTHING
            height = max(height, measure(lines, grid.find_width(place), grid.size))
            cell = _make_cell(grid, place, range(row, row + 1), lines)
            sheet.cells.append(replace(cell, is_continued=part > 0, continues=part < count - 1))
        sheet.heights.append(height)


def _add_tall_cell(sheet: WrittenSheet, grid: TableGrid, place: GridPlace, rows: range) -> None:
    """A cell over several rows; the last of them become higher where they do not hold its text."""
    missing = measure(place.cell.lines, grid.find_width(place), grid.size) - sum(sheet.heights[row] for row in rows)
    for row in reversed(rows):
        added = min(max(0.0, missing), HIGHEST - sheet.heights[row])
        sheet.heights[row] += added
        missing -= added
    sheet.cells.append(_make_cell(grid, place, rows, place.cell.lines))


def _make_cell(grid: TableGrid, place: GridPlace, rows: range, lines: Lines) -> SheetCell:
    start = grid.columns[place.column]
    return SheetCell(
        rows.start,
        start,
        lines,
        rows=len(rows),
        columns=grid.columns[place.column + place.cell.columns] - start,
        body_size=grid.size,
        align=place.cell.align,
        is_boxed=True,
        is_shaded=place.cell.is_shaded,
        is_number=place.cell.is_number,
    )
