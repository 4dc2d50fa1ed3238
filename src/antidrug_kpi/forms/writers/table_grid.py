"""Where a table's cells lie on its grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.forms.document import Table, TableCell, TableRow


@dataclass(frozen=True)
class GridPlace:
    """The part of a cell that lies in one row; `is_continued` where the cell began in a row above."""

    column: int
    cell: TableCell
    is_continued: bool = False


def place_cells(table: Table) -> tuple[tuple[GridPlace, ...], ...]:
    """The places of each row from left to right, which fill the row without a gap. Raises ValueError where cells do not."""
    rows: list[tuple[GridPlace, ...]] = []
    open_cells: dict[int, tuple[TableCell, int]] = {}
    for row in table.rows:
        places = tuple(_place_row(row, open_cells))
        filled = sum(place.cell.columns for place in places)
        if filled != len(table.widths):
            raise ValueError(f"row {len(rows) + 1} fills {filled} of {len(table.widths)} columns")
        open_cells = {
            place.column: (place.cell, left)
            for place in places
            if (left := (open_cells[place.column][1] if place.is_continued else place.cell.rows) - 1) > 0
        }
        rows.append(places)
    return tuple(rows)


def _place_row(row: TableRow, open_cells: dict[int, tuple[TableCell, int]]) -> Iterator[GridPlace]:
    column = 0
    waiting = list(reversed(row.cells))
    while waiting or column in open_cells:
        is_continued = column in open_cells
        place = GridPlace(column, open_cells[column][0] if is_continued else waiting.pop(), is_continued)
        yield place
        column += place.cell.columns


def leave_out_repeated(table: Table) -> Table:
    """The table without the headings that stand in it again for another page."""
    rows = [
        replace(row, cells=tuple(replace(cell, rows=_count_kept(table.rows[number : number + cell.rows])) for cell in row.cells))
        for number, row in enumerate(table.rows)
        if not row.is_repeated
    ]
    return replace(table, rows=tuple(rows))


def _count_kept(rows: Sequence[TableRow]) -> int:
    return sum(not row.is_repeated for row in rows)


def keeps_next(table: Table, row: TableRow) -> bool:
    """Whether a row is to stand on the page of the next one, as a group's heading does."""
    return row.keeps_next or is_banner(table, row)


def is_banner(table: Table, row: TableRow) -> bool:
    """Whether a row is one cell over the whole width, such as a group's heading."""
    return len(row.cells) == 1 and row.cells[0].columns == len(table.widths) and row.cells[0].rows == 1
