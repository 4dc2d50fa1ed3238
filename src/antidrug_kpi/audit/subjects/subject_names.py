"""What names a subject: the columns of its identifier, and the identifier as it may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.audit.subjects.shown_cells import ShownCells
from antidrug_kpi.measures.measure_scope import Integers
from antidrug_kpi.plans.column_types import WORDS, ColumnType
from antidrug_kpi.registers.register import TypedRegister

Objects = npt.NDArray[np.object_]


def list_name_columns(register: TypedRegister, each: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns that name a subject: those by which subjects are told apart; where a row is one, the column that identifies a
    person, else the record. Empty where a register has no such column.
    """
    if each:
        return tuple(each)
    return next(_list_candidates(register), ())


def _list_candidates(register: TypedRegister) -> Iterator[tuple[str, ...]]:
    columns = [column for column in register.spec.columns if column.type in WORDS and register.has_column(column.name)]
    yield from ((column.name,) for column in columns if column.private and column.key)
    yield from ((column.name,) for column in columns if column.key)
    yield from ((column.name,) for column in columns if column.type is not ColumnType.TEXT)


def name_subjects(register: TypedRegister, columns: Sequence[str], rows: Integers, cells: ShownCells) -> Objects:
    """The identifier of each row's subject as it may be shown; None where it has none."""
    if not columns:
        return np.full(len(rows), None, dtype=object)
    parts = [_show_column(register, name, rows, cells) for name in columns]
    if len(parts) == 1:
        return parts[0]
    filled = [["" if text is None else text for text in part] for part in parts]
    return np.array(["／".join(texts) for texts in zip(*filled, strict=True)], dtype=object)


def _show_column(register: TypedRegister, name: str, rows: Integers, cells: ShownCells) -> Objects:
    column = register.spec.find_column(name)
    values = register.frame[name]
    if column is None or not isinstance(values.dtype, pd.CategoricalDtype):
        return np.array([None if pd.isna(value) else str(value) for value in values.take(rows)], dtype=object)
    shown = [cells.show_cell(column, str(word)) for word in values.cat.categories]
    named: Objects = np.array([*shown, None], dtype=object)[values.cat.codes.to_numpy()[rows]]
    return named
