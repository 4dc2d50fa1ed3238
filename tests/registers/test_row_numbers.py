"""Rows told apart by numbers: equal ones have one number, whatever the columns hold and however many there are."""

import numpy as np
import pandas as pd
import pytest

from antidrug_kpi.registers.oddities.row_numbers import find_repeated_rows, number_equal_cells, number_equal_rows


@pytest.mark.parametrize(
    ("numbers", "repeated"),
    [
        ([], []),
        ([5], []),
        ([5, 3, 4], []),
        ([5, 3, 5], [(2, 0)]),
        ([3, 5, 5, 3, 5], [(2, 1), (3, 0), (4, 1)]),
    ],
)
def test_repeated_numbers_have_their_first_row(numbers: list[int], repeated: list[tuple[int, int]]) -> None:
    rows, firsts = find_repeated_rows(np.array(numbers, dtype=np.int64))
    assert list(zip(rows.tolist(), firsts.tolist(), strict=True)) == repeated


def test_cells_are_equal_where_their_numbers_are() -> None:
    days = pd.Series(np.array(["2024-01-02", "NaT", "1912-01-01", "2024-01-02", "1969-12-31"], dtype="datetime64[s]"))
    numbers = number_equal_cells(days).tolist()
    assert (numbers[0], numbers[1]) == (numbers[3], 0)
    assert len(set(numbers)) == 4
    assert min(numbers) == 0
    assert number_equal_cells(pd.Series(pd.Categorical(["b", None, "a", "b"]))).tolist() == [2, 0, 1, 2]


@pytest.mark.parametrize("columns", [3, 4, 5])
def test_numbers_of_many_columns_fit(columns: int) -> None:
    """65,536 contents a column: the numbers of three fit into 62 bits as they are, those of four no more."""
    rng = np.random.default_rng(columns)
    contents = np.arange(1 << 16)
    frame = pd.DataFrame({str(name): pd.Categorical(rng.permutation(contents)) for name in range(columns)})
    frame = pd.concat([frame, frame.iloc[[7, 70]]], ignore_index=True)
    rows, firsts = find_repeated_rows(number_equal_rows(frame, list(frame.columns)))
    assert (rows.tolist(), firsts.tolist()) == ([1 << 16, (1 << 16) + 1], [7, 70])
