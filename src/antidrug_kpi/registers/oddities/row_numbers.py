"""Numbers by which equal rows are found without comparing any two: equal for rows that are equal in some columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.int64]
# The numbers of several columns are combined as the digits of one int64; where it would not fit, they are numbered anew.
_MOST = 1 << 62


def number_equal_rows(frame: pd.DataFrame, columns: Sequence[str]) -> Numbers:
    """A number for each row, from 0, that is equal for rows equal in all the columns and for no others."""
    numbers, size = np.zeros(len(frame), dtype=np.int64), 1
    for name in columns:
        cells = number_equal_cells(frame[name])
        width = int(cells.max(initial=0)) + 1
        if size * width > _MOST:
            numbers = pd.factorize(numbers)[0].astype(np.int64)
            size = len(frame) + 1
        numbers *= width
        numbers += cells
        size *= width
    return numbers


def number_equal_cells(series: pd.Series) -> Numbers:
    """A number for each cell, from 1, that is equal for equal cells and no others; 0 for a missing one."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        codes: Numbers = series.array.codes + np.int64(1)
        return codes
    if series.dtype.kind == "M":
        days = series.to_numpy().astype("datetime64[D]")
        is_missing, numbers = np.isnat(days), days.view(np.int64)
        # NaT is the lowest int64, which no sum may reach. So the days are counted back from the last one, in place.
        np.subtract(numbers.max(initial=0) + 1, numbers, out=numbers)
        numbers[is_missing] = 0
        return numbers
    return pd.factorize(series)[0].astype(np.int64) + 1


def combine_numbers(numbers: Numbers, others: Numbers) -> Numbers:
    """A number for each row that is equal where both of its numbers are."""
    return pd.factorize(numbers * (int(others.max(initial=0)) + 1) + others)[0].astype(np.int64)


def find_repeated_rows(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The rows whose number stands in an earlier row, ascending, and for each of them the first row with it."""
    # Sorted once, equal numbers are neighbours; only the few rows with such a number are looked at further.
    ordered = np.sort(numbers)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(several):
        return several, several
    rows = np.flatnonzero(np.isin(numbers, several))
    _, first, places = np.unique(numbers[rows], return_index=True, return_inverse=True)
    firsts = rows[first][places]
    is_later = rows != firsts
    return rows[is_later], firsts[is_later]
