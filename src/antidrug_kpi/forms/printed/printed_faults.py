"""Notes below what a form prints of a register: what was left out or left blank, and where that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from antidrug_kpi.measures.measure_scope import Mask
from antidrug_kpi.registers.register import TypedRegister

MOST_CELLS = 10


def say_missing(missing: Sequence[str]) -> str:
    """That a register or a column is missing, so that blanks stay blanks."""
    return f"{'；'.join(missing)}：所需空格留白，請補齊清冊或逕行填寫。"


def say_rejected(register: TypedRegister, rejected: Mask, columns: Iterable[str], consequence: str) -> Iterator[str]:
    """One sentence for the rows that a faulty cell in these columns keeps out; nothing where there are no such rows."""
    if rejected.any():
        cells = _list_faulty(register, rejected, columns)
        yield f"「{register.spec.title}」有 {int(rejected.sum())} 列資料有誤，{consequence}：{_say_cells(register, cells)}。"


def say_faulty(register: TypedRegister, rows: Mask, columns: Iterable[str]) -> Iterator[str]:
    """One sentence for the faulty cells of these rows that a table would print; nothing where there are none."""
    cells = _list_faulty(register, rows, columns)
    if cells:
        yield f"「{register.spec.title}」有 {len(cells)} 格資料有誤，留白：{_say_cells(register, cells)}。"


def say_places(register: TypedRegister, rows: Iterable[int]) -> str:
    """Where rows stand, sheet by sheet."""
    return _say_cells(register, [(row, "") for row in rows])


def _list_faulty(register: TypedRegister, rows: Mask, columns: Iterable[str]) -> list[tuple[int, str]]:
    """The faulty cells by row and column, row by row."""
    wanted = set(columns)
    names = [column.name for column in register.spec.columns if column.name in wanted and column.name in register.faulty]
    places = [(int(row), place) for place, name in enumerate(names) for row in np.flatnonzero(register.faulty[name] & rows)]
    return [(row, names[place]) for row, place in sorted(places)]


def _say_cells(register: TypedRegister, cells: Sequence[tuple[int, str]]) -> str:
    """The cells' addresses, sheet by sheet and row by row."""
    sheets = []
    for sheet, cells_of_sheet in groupby(cells[:MOST_CELLS], lambda cell: replace(register.locate(cell[0]), row=None)):
        rows = groupby(cells_of_sheet, lambda cell: register.get_row_number(cell[0]))
        texts = [f"第 {row} 列{''.join(f'「{name}」' for _, name in group if name)}" for row, group in rows]
        sheets.append(f"{sheet} {'、'.join(texts)}")
    unit = "格" if any(name for _, name in cells) else "列"
    more = f" 等 {len(cells)} {unit}" if len(cells) > MOST_CELLS else ""
    return "；".join(sheets) + more
