"""A number per row that is equal for rows equal in some columns: how records are told apart without comparing any two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.int64]
# Numbers of several columns are combined as digits of one number, which must fit.
_MOST = 1 << 62


def number_rows(frame: pd.DataFrame, columns: Sequence[str]) -> Numbers:
    """A number per row that is equal for rows equal in all the columns, and for no others."""
    numbers, size = np.zeros(len(frame), dtype=np.int64), 1
    for name in columns:
        cells = number_cells(frame[name])
        width = int(cells.max(initial=0)) + 1
        if size * width > _MOST:
            numbers = pd.factorize(numbers)[0].astype(np.int64)
            size = len(frame) + 1
        numbers *= width
        numbers += cells
        size *= width
    return numbers


def number_cells(series: pd.Series) -> Numbers:
    """A number per cell that is equal for equal cells; 0 for a missing one."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        codes: Numbers = series.array.codes + np.int64(1)
        return codes
    if series.dtype.kind == "M":
        days = series.to_numpy().astype("datetime64[D]")
        is_missing, numbers = np.isnat(days), days.view(np.int64)
        # What is missing is the lowest number of all, so that the days are counted from the last one.
        np.subtract(numbers.max(initial=0) + 1, numbers, out=numbers)
        numbers[is_missing] = 0
        return numbers
    return pd.factorize(series)[0].astype(np.int64) + 1


def join_numbers(numbers: Numbers, others: Numbers) -> Numbers:
    """A number per row that is equal where both are."""
    return pd.factorize(numbers * (int(others.max(initial=0)) + 1) + others)[0].astype(np.int64)


def find_repeated(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The rows whose number stands in an earlier row, and for each of them the first row that has it."""
    ordered = np.sort(numbers)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(several):
        return several, several
    rows = np.flatnonzero(np.isin(numbers, several))
    _, first, places = np.unique(numbers[rows], return_index=True, return_inverse=True)
    firsts = rows[first][places]
    is_later = rows != firsts
    return rows[is_later], firsts[is_later]
