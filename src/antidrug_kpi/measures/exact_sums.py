"""Sums of number columns, exact: whole numbers stay whole, Decimals stay Decimals, and a blank adds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.measures.measure_scope import Subjects

Amounts = npt.NDArray[Any]


def sum_columns(columns: Sequence[str], subjects: Subjects) -> Amounts:
    """For each subject the sum of the columns: a derived column's own value, a register column summed over the subject's rows."""
    total: Amounts = np.zeros(len(subjects), dtype=np.int64)
    for name in columns:
        if name in subjects.frame.columns:
            values = subjects.frame[name]
            total = total + fill_blanks(values)
        else:
            cells = fill_blanks(subjects.rows[name])
            summed = np.zeros(len(subjects), dtype=cells.dtype)
            np.add.at(summed, subjects.owner, cells)  # np.bincount would make floats of money
            total = total + summed
    return total


def fill_blanks(values: pd.Series) -> Amounts:
    """The numbers of a column as int64, or as Decimals in an object array; a blank is 0."""
    if values.dtype == object:
        return values.where(values.notna(), Decimal(0)).to_numpy()
    return values.fillna(0).to_numpy(dtype=np.int64)
