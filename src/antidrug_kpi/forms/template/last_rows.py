"""Last time's rows below the header of a template's sheet: each cell as it was typed, in the look of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from antidrug_kpi.files import Cell, ShownNumber, name_column
from antidrug_kpi.forms.plain_rows import Value, end_cell, join_rows
from antidrug_kpi.forms.template.template_cells import NUMBER_FORMATS
from antidrug_kpi.forms.template.template_sheets import LastRows, TemplateColumn, TemplateSheet
from antidrug_kpi.registers.cells.cell_values import show_cell
from antidrug_kpi.registers.register import TypedRegister

# Of a number that a spreadsheet keeps exactly, written as it would show it.
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def take_last_rows(register: TypedRegister) -> LastRows:
    """The rows of a register that keeps its cells as they were typed."""
    cells = {name: [typed.distinct[code] for code in typed.codes.tolist()] for name, typed in register.typed.items()}
    return LastRows(len(register), cells)


def mark_up_last_rows(part: TemplateSheet, looks: Sequence[int], first: int) -> Iterator[bytes]:
    """The markup of the rows, numbered from `first` on. `looks` are the numbers of the columns' looks."""
    columns = [
        (f'<c r="{name_column(index)}', f'" s="{look}"', _mark_up_cells(column, part.rows.cells))
        for index, (column, look) in enumerate(zip(part.columns, looks, strict=True))
    ]
    return join_rows(_mark_up_row(columns, position, first + position) for position in range(part.rows.count))


def _mark_up_row(columns: Sequence[tuple[str, str, Sequence[str]]], position: int, number: int) -> str:
    cells = (f"{start}{number}{look}{ends[position]}" for start, look, ends in columns if ends and ends[position])
    return f'<row r="{number}">{"".join(cells)}</row>'


def _mark_up_cells(column: TemplateColumn, cells: Mapping[str, Sequence[Cell]]) -> list[str]:
    """The end of each cell's markup, each distinct text marked up once; none for a column that was not there last time."""
    takes_numbers = column.spec.type in NUMBER_FORMATS
    values = [_show(cell, takes_numbers=takes_numbers) for cell in cells.get(column.spec.name, ())]
    kinds = [(type(value), value) for value in values]  # 1 and 1.0 are equal
    ends = {kind: end_cell(kind[1]) for kind in set(kinds)}
    return [ends[kind] for kind in kinds]


def _show(cell: Cell, *, takes_numbers: bool) -> Value:
    """What the cell shows; a number stays one where the column is for numbers."""
    if takes_numbers and isinstance(cell, int | float) and not isinstance(cell, bool | ShownNumber):
        return cell
    text = show_cell(cell)
    return int(text) if takes_numbers and _NUMBER.fullmatch(text) else text
