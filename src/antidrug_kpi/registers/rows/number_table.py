"""The number columns of a sheet's records as exact whole numbers with running sums, in which subtotals are looked for.

The sum of the records a to b is then one subtraction, however many they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files import Cell, Mask, NumberedColumn, Positions
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers.cells.cell_values import Parser, make_parser
from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.finding.office_mapping import translate_cell

# A percentage adds up to nothing, and a year is no number of things.
SUMMABLE = frozenset({ColumnType.COUNT, ColumnType.NUMBER, ColumnType.MONEY})
# A sum of floats that a spreadsheet calculated differs from the exact one far behind the point.
_MOST_DECIMALS = 9
_INT64_BOUND = 2**62
Numbers = npt.NDArray[Any]  # whole numbers: int64, or Python's where those could overflow


@dataclass(frozen=True)
class NumberTable:
    """The number columns of records. `numbers`, `filled` and `sums` have a row per column and a column per record.

    - `numbers`: whole numbers, each column scaled by a power of ten (0.5 and 12 are 5 and 120), 0 where a cell is blank or
      faulty;
    - `filled`: which cells are not blank; `unreadable`: which records have a faulty cell;
    - `sums`: at place i the sum of the records before i, so that there is one more than there are records.
    """

    columns: tuple[str, ...]
    numbers: Numbers
    filled: Mask
    sums: Numbers
    unreadable: Mask

    def __len__(self) -> int:
        return len(self.unreadable)


@dataclass(frozen=True)
class _ScaledColumn:
    """One number column: for each distinct cell its scaled whole number, whether it is filled, and whether it is faulty."""

    column: NumberedColumn
    whole: Sequence[int]
    filled: Mask
    unreadable: Mask


def read_numbers(
    columns: Sequence[Column],
    cells: Mapping[str, NumberedColumn],
    kept: Positions,
    values: Mapping[str, Mapping[str, str]],
) -> NumberTable:
    """The number columns of the records at `kept`; `values` are the office's own values of a column with the plan's."""
    lines = [_scale_column(column, cells[column.name].take(kept), values.get(column.name, {})) for column in columns]
    largest = max((abs(number) for line in lines for number in line.whole), default=0)
    is_safe = largest * (len(kept) + 1) < _INT64_BOUND  # no sum of them can leave int64
    shape = (len(columns), len(kept))
    numbers = np.zeros(shape, dtype=np.int64 if is_safe else object)
    filled = np.zeros(shape, dtype=bool)
    unreadable = np.zeros(len(kept), dtype=bool)
    for place, line in enumerate(lines):
        numbers[place] = np.array(line.whole, dtype=numbers.dtype)[line.column.codes]
        filled[place] = line.filled[line.column.codes]
        unreadable |= line.unreadable[line.column.codes]
    sums = np.zeros((shape[0], shape[1] + 1), dtype=numbers.dtype)
    np.cumsum(numbers, axis=1, out=sums[:, 1:])
    return NumberTable(tuple(column.name for column in columns), numbers, filled, sums, unreadable)


def _scale_column(column: Column, cells: NumberedColumn, words: Mapping[str, str]) -> _ScaledColumn:
    parse = make_parser(column)
    read = [_read(parse, translate_cell(cell, words)) for cell in cells.distinct]
    filled = np.array([number is not None for number in read], dtype=bool)
    unreadable = np.array([number is not None and not number.is_finite() for number in read], dtype=bool)
    whole = _make_whole([number if number is not None and number.is_finite() else Decimal(0) for number in read])
    return _ScaledColumn(cells, whole, filled, unreadable)


def _read(parse: Parser, cell: Cell) -> Decimal | None:
    """A cell's number; None for a blank cell, NaN for a faulty one."""
    try:
        value = parse(cell)
    except FaultyCellError:
        return Decimal("NaN")
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _make_whole(numbers: Sequence[Decimal]) -> list[int]:
    """The numbers of a column times the power of ten that makes all of them whole (of at most _MOST_DECIMALS)."""
    places = min(_MOST_DECIMALS, max(map(_count_decimals, numbers), default=0))
    return [round(number.scaleb(places)) for number in numbers]


def _count_decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
