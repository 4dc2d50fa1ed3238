"""Rows of a register and the keys between two of them."""

import numpy as np
import pandas as pd

from antidrug_kpi.measures.measure_scope import RowFrame, Subjects, count_keys, number_keys, view_rows

FRAME = pd.DataFrame(
    {"編號": pd.Categorical(["a", "b", None, "a"]), "人數": pd.array([1, None, 3, 4], dtype="Int64")}, index=[2, 3, 5, 8]
)


def test_rows_keep_their_places_in_the_register() -> None:
    rows = RowFrame(FRAME).select(np.array([True, False, True, True])).add({"加": np.array([10, 30, 40])})
    later = rows.take(np.array([2, 0]))
    assert (rows.index.tolist(), later.index.tolist()) == ([2, 5, 8], [8, 2])
    assert (later["人數"].tolist(), later["加"].tolist()) == ([4, 1], [40, 10])
    assert (len(later), later.columns) == (2, ("編號", "人數", "加"))


def test_keys_are_counted_once_for_each_row_that_has_them() -> None:
    own, other = pd.Series(pd.Categorical(["b", None, "c", "b"])), FRAME["編號"]
    assert count_keys(own, other).tolist() == [1, 0, 0, 1]
    assert count_keys(other, own).tolist() == [0, 2, 0, 0]
    assert count_keys(other, own.iloc[:0]).tolist() == [0, 0, 0, 0]


def test_keys_are_numbered_alike_and_a_blank_is_nobody() -> None:
    own, other = pd.Series(pd.Categorical(["b", None, "c", "b"])), pd.Series(pd.Categorical(["a", "b", None, "c"]))
    numbers, others = number_keys(own, other)
    assert numbers.tolist() == [0, -1, 1, 0]
    assert others.tolist() == [-1, 0, -1, 1]
    # A key that only a category knows, and no row of `own` has, is nobody's.
    assert number_keys(own.iloc[:2], other)[1].tolist() == [-1, 0, -1, -1]


def test_selected_subjects_keep_their_own_rows_and_the_one_that_decides() -> None:
    rows = RowFrame(pd.DataFrame({"編號": ["a", "b", "a", "c", "b"]}))
    names = RowFrame(pd.DataFrame({"編號": ["a", "b", "c"]}))
    subjects = Subjects(names, rows, np.array([0, 1, 0, 2, 1]), np.array([2, 4, 3]))
    some = subjects.select(np.array([False, True, True]))
    assert some.frame["編號"].tolist() == ["b", "c"]
    assert (some.rows["編號"].tolist(), some.rows.index.tolist()) == (["b", "c", "b"], [1, 3, 4])
    assert (some.owner.tolist(), some.decisive.tolist()) == ([0, 1, 0], [2, 1])
    each = view_rows(rows).select(np.array([True, False, False, True, False]))
    assert (each.rows.index.tolist(), each.owner.tolist(), each.decisive.tolist()) == ([0, 3], [0, 1], [0, 1])
