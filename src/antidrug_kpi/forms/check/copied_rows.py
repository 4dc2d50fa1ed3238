"""The rows of a register's sheet as a worksheet's markup: each distinct cell of a column is marked up once, for all its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat, takewhile
from typing import TypeGuard

from antidrug_kpi.files import Cell, Sheet, ShownNumber
from antidrug_kpi.files.cells.numbered_columns import NumberedColumn
from antidrug_kpi.files.cells.sheet import name_column
from antidrug_kpi.forms.plain_rows import end_cell
from antidrug_kpi.registers.cells.cell_values import show_cell
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet of .xlsx; a delimited file may have more
Styles = Mapping[int, int]
"""Column from 0 → the number of its look in the workbook."""

_LARGEST_EXACT = 10**15  # a spreadsheet keeps no more digits of a number
_BLOCK = 10_000
_MOST_KEPT = 100_000  # of a column's distinct cells: their markup takes some hundred bytes each
_ROW = "\0"  # where the number of a cell's row belongs; no cell's text holds it


def count_columns(sheet: Sheet) -> int:
    """The number of columns of a sheet, with those left out before the first used one."""
    return sheet.columns_left_out + (sheet.width if sheet.height else 0)


def mark_up_sheet(sheet: Sheet, header: int, head: int, styles: Mapping[int, Styles]) -> Iterator[str]:
    """The markup of each row, with the looks of its cells by its number; those of the header that hold anything look like one."""
    first = min(sheet.columns_left_out, MOST_COLUMNS)
    columns = [_CopiedColumn(first + at, column) for at, column in enumerate(sheet.columns[: MOST_COLUMNS - first])]
    for start in range(0, sheet.height, _BLOCK):
        rows = slice(start, start + _BLOCK)
        numbers = takewhile(MOST_ROWS.__ge__, sheet.numbers[rows])
        blocks = [column.mark_up(rows) for column in columns]
        lines = zip(*blocks, strict=True) if blocks else repeat((), sheet.height)
        for place, (number, cells) in enumerate(zip(numbers, lines, strict=False), start=start):
            own = styles.get(number, {})
            if number == header:
                own = {**{column.index: head for column in columns if column.is_filled(place)}, **own}
            dressed = _dress([*repeat("", first), *cells], own) if own else cells
            yield f'<row r="{number}">{"".join(dressed).replace(_ROW, str(number))}</row>'


class _CopiedColumn:
    """A column of which the distinct cells are marked up beforehand, unless they are so many that they would fill the memory."""

    def __init__(self, index: int, column: NumberedColumn) -> None:
        self.index = index
        self._start = _start_cell(index)
        self._column = column
        few = len(column.distinct) <= _MOST_KEPT
        self._kept = [self._mark_up_cell(cell) for cell in column.distinct] if few else None

    def mark_up(self, rows: slice) -> list[str]:
        """The markup of the column's cells in these rows."""
        codes = self._column.codes[rows].tolist()
        if self._kept is not None:
            return [self._kept[code] for code in codes]
        return [self._mark_up_cell(self._column.distinct[code]) for code in codes]

    def is_filled(self, row: int) -> bool:
        """Whether the cell at a position holds more than blanks."""
        return not is_blank_cell(self._column[row])

    def _mark_up_cell(self, cell: Cell) -> str:
        end = end_cell(cell if type(cell) is str else _show(cell))
        return f'{self._start}"{end}' if end else ""


def _start_cell(index: int) -> str:
    return f'<c r="{name_column(index)}{_ROW}'


def _dress(cells: Sequence[str], styles: Styles) -> Iterator[str]:
    """The markup of a row's cells with their looks; one that is empty is there for its look alone."""
    for index, cell in enumerate(cells):
        style = styles.get(index)
        if style is None:
            yield cell
        elif cell:
            yield cell.replace(f'{_ROW}"', f'{_ROW}" s="{style}"', 1)
        else:
            yield f'{_start_cell(index)}" s="{style}"/>'


def _is_plain_number(content: Cell) -> TypeGuard[int | float]:
    """Whether a cell is a number that a spreadsheet shows and keeps as it is; a shown one, a date or a flag is none."""
    if isinstance(content, bool | ShownNumber) or not isinstance(content, int | float):
        return False
    return abs(content) < _LARGEST_EXACT


def _show(content: Cell) -> str | int | float:
    """What the office's own cell shows; a text, so that nothing runs and no zero or date is changed."""
    return content if _is_plain_number(content) else show_cell(content)
