"""The number columns of a sheet's records as exact whole numbers with running sums, so that a row of sums is told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files import Cell
from antidrug_kpi.plans.registers import Column, ColumnType
from antidrug_kpi.registers.columns import Mask
from antidrug_kpi.registers.faults import FaultyCellError
from antidrug_kpi.registers.mapping import translate_cell
from antidrug_kpi.registers.values import make_parser

# A percentage adds up to nothing, and a year is no number of things.
SUMMABLE = frozenset({ColumnType.COUNT, ColumnType.NUMBER, ColumnType.MONEY})
# A sum of floats that a spreadsheet calculated differs from the exact one far behind the point.
_MOST_DECIMALS = 9
_SAFE = 2**62
Numbers = npt.NDArray[Any]  # whole numbers: int64, or Python's where those could overflow


@dataclass(frozen=True)
class Figures:
    """What records hold under number columns, a row per column: whole numbers (decimals are moved in front of the point), which
    cells are filled; the `sums` of the records before each, and which records hold something that is no number.
    """

    columns: tuple[str, ...]
    numbers: Numbers
    filled: Mask
    sums: Numbers
    unreadable: Mask

    def __len__(self) -> int:
        return len(self.unreadable)


def read_figures(
    columns: Sequence[Column],
    cells: Mapping[str, Sequence[Cell]],
    distinct: Mapping[str, set[Cell]],
    kept: Sequence[int],
    values: Mapping[str, Mapping[str, str]],
) -> Figures:
    """The figures of the records `kept` under some number columns."""
    shape = (len(columns), len(kept))
    numbers, filled = np.zeros(shape, dtype=object), np.zeros(shape, dtype=bool)
    unreadable = np.zeros(len(kept), dtype=bool)
    for line, column in enumerate(columns):
        read = {cell: _read(column, cell, values.get(column.name, {})) for cell in distinct[column.name]}
        own = [read[cells[column.name][row]] for row in kept]
        filled[line] = [number is not None for number in own]
        unreadable |= np.array([number is not None and not number.is_finite() for number in own], dtype=bool)
        numbers[line] = [number if number is not None and number.is_finite() else Decimal(0) for number in own]
    whole = _make_whole(numbers)
    sums = np.zeros((shape[0], shape[1] + 1), dtype=whole.dtype)
    np.cumsum(whole, axis=1, out=sums[:, 1:])
    return Figures(tuple(column.name for column in columns), whole, filled, sums, unreadable)


def _read(column: Column, cell: Cell, words: Mapping[str, str]) -> Decimal | None:
    """A cell's number, none for a blank; no finite number where it cannot be read."""
    try:
        value = make_parser(column, False)(translate_cell(cell, words))
    except FaultyCellError:
        return Decimal("NaN")
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _make_whole(numbers: npt.NDArray[np.object_]) -> Numbers:
    """The numbers of each column with their decimals in front of the point; as machine numbers where no sum can overflow."""
    whole = np.zeros(numbers.shape, dtype=object)
    largest = 0
    for line, column in enumerate(numbers):
        known: dict[Decimal, int] = dict.fromkeys(column.tolist(), 0)
        places = min(_MOST_DECIMALS, max((_count_decimals(number) for number in known), default=0))
        known = {number: round(number.scaleb(places)) for number in known}
        whole[line] = [known[number] for number in column.tolist()]
        largest = max(largest, *map(abs, known.values())) if known else largest
    return whole.astype(np.int64) if largest * (numbers.shape[1] + 1) < _SAFE else whole


def _count_decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
