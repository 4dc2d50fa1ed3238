"""Rows of a register and the keys between two of them."""

import numpy as np
import pandas as pd

from antidrug_kpi.measures.measure_scope import Rows, count_keys

FRAME = pd.DataFrame(
    {"編號": pd.Categorical(["a", "b", None, "a"]), "人數": pd.array([1, None, 3, 4], dtype="Int64")}, index=[2, 3, 5, 8]
)


def test_rows_keep_their_places_in_the_register() -> None:
    rows = Rows(FRAME).select(np.array([True, False, True, True])).add({"加": np.array([10, 30, 40])})
    later = rows.take(np.array([2, 0]))
    assert (rows.index.tolist(), later.index.tolist()) == ([2, 5, 8], [8, 2])
    assert (later["人數"].tolist(), later["加"].tolist()) == ([4, 1], [40, 10])
    assert (len(later), later.columns) == (2, ("編號", "人數", "加"))


def test_keys_are_counted_once_for_each_row_that_has_them() -> None:
    own, other = pd.Series(pd.Categorical(["b", None, "c", "b"])), FRAME["編號"]
    assert count_keys(own, other).tolist() == [1, 0, 0, 1]
    assert count_keys(other, own).tolist() == [0, 2, 0, 0]
    assert count_keys(other, own.iloc[:0]).tolist() == [0, 0, 0, 0]
