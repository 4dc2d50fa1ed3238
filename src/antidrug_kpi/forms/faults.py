"""Notes below what a form prints of a register: what was left out or left blank, and where that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from antidrug_kpi.measures.scope import Mask
from antidrug_kpi.registers.register import Register

MOST_ADDRESSES = 10


def say_missing(missing: Sequence[str]) -> str:
    """That a register or a column is missing, so that blanks stay blanks."""
    return f"{'；'.join(missing)}：所需空格留白，請補齊清冊或逕行填寫。"


def say_rejected(register: Register, rejected: Mask, columns: Iterable[str], consequence: str) -> Iterator[str]:
    """One sentence for the rows that a faulty cell in these columns keeps out; none where there are none."""
    if rejected.any():
        cells = _list_faulty(register, rejected, columns)
        yield f"「{register.spec.title}」有 {int(rejected.sum())} 列資料有誤，{consequence}：{_say_addresses(cells)}。"


def say_faulty(register: Register, rows: Mask, columns: Iterable[str]) -> Iterator[str]:
    """One sentence for the faulty cells of these rows that a table would print; none where there are none."""
    cells = _list_faulty(register, rows, columns)
    if cells:
        yield f"「{register.spec.title}」有 {len(cells)} 格資料有誤，留白：{_say_addresses(cells)}。"


def _list_faulty(register: Register, rows: Mask, columns: Iterable[str]) -> list[str]:
    """The addresses of the faulty cells, row by row."""
    wanted = [name for name in dict.fromkeys(columns) if name in register.faulty]
    found = [(int(row), name) for name in wanted for row in np.flatnonzero(register.faulty[name] & rows)]
    order = {column.name: index for index, column in enumerate(register.spec.columns)}
    return [str(register.locate(row, name)) for row, name in sorted(found, key=lambda cell: (cell[0], order[cell[1]]))]


def _say_addresses(addresses: Sequence[str]) -> str:
    more = f" 等 {len(addresses)} 格" if len(addresses) > MOST_ADDRESSES else ""
    return "、".join(addresses[:MOST_ADDRESSES]) + more
