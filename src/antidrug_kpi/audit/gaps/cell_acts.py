"""What an act can make of a cell: which cells can change, until when, and whether what they become is what tests ask."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pandas as pd

from antidrug_kpi.audit.gaps.clauses import Test
from antidrug_kpi.audit.gaps.lacking_sentences import say_cell
from antidrug_kpi.audit.gaps.least_acts import ActStep, Amounts, LeastActs, make_acts, place_rows
from antidrug_kpi.audit.gaps.situation import Situation, cut_days, get_date
from antidrug_kpi.measures.measure_scope import Days, Mask, RowFrame, get_days
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans.column_types import ColumnType
from antidrug_kpi.plans.register_specs import Column

YES, NO = "是", "否"


@dataclass(frozen=True)
class Cells:
    """The cells of a column: which can change, and from which day to which they can."""

    can_change: Mask
    first: np.datetime64
    last: Days


def find_cell_acts(
    column: Column, tests: Sequence[Test], rows: RowFrame, register: str, rank: int, situation: Situation
) -> LeastActs:
    """For each row the act that makes the cell pass all the tests, where there is one."""
    cells = find_changeable(column, rows, register, situation)
    amounts: Amounts = np.zeros(len(rows), dtype=np.int64)
    if column.still in {"date", "again"}:
        cells = _choose_days(cells, tests, rows, situation)
    elif column.still == "flag":
        word = column.to or YES
        passes = all(_word_passes(test, word) for test in tests)
        cells = replace(cells, can_change=cells.can_change & passes)
    elif column.still == "more":
        cells, amounts = _find_amounts(cells, column, tests, rows)
    else:
        cells = _fill(cells, tests, rows)
    index, last, values = rows.index, cells.last, rows[column.name].array

    def list_steps(place: int) -> tuple[ActStep, ...]:
        amount = Fraction(amounts[place]) if column.still == "more" else None
        return (ActStep(register, column.name, int(index[place]), get_date(last[place]), amount=amount),)

    def list_lacks(place: int) -> tuple[str, ...]:
        return (say_cell(column, values[place], list_steps(place)[0]),)

    acts = make_acts(cells.can_change, cells.last, place_rows(rank, index), list_steps, list_lacks)
    return replace(acts, amounts=amounts)


def find_changeable(column: Column, rows: RowFrame, register: str, situation: Situation) -> Cells:
    """The cells of a column that an act from today on can change, with the last day: the row's closing, or the day `until`."""
    values = rows[column.name]
    match column.still:
        case "date" | "fill":
            can = values.isna().to_numpy()
        case "again":
            can = values.isna().to_numpy() | (get_days(values) < situation.period_start)
        case "flag":
            can = values.isna().to_numpy() | (values == (column.from_ or NO)).to_numpy(dtype=bool, na_value=False)
        case "more":
            can = values.notna().to_numpy()
        case _:
            can = np.zeros(len(rows), dtype=bool)
    last = np.full(len(rows), situation.end)
    episodes = situation.plan.find_register(register).episodes
    for name in filter(None, (column.until, episodes.closed if episodes is not None else None)):
        last = np.minimum(last, cut_days(get_days(rows[name]), situation.end))
    return Cells(can & (last >= situation.today), situation.today, last)


def fit_days(tests: Sequence[Test], rows: RowFrame, days: tuple[Days, Days], situation: Situation) -> tuple[Days, Days]:
    """Within first and last days, those at which a date passes the tests of its column; none left where first is after last."""
    first, last = days
    none = first - np.timedelta64(1, "D")
    for test in tests:
        match test.node:
            case c.Within() if test.wanted:
                start, end = situation.scope.span(test.node.within)
                first, last = np.maximum(first, start), np.minimum(last, end)
            case c.NotAfter() if test.wanted:
                other = get_days(rows[test.node.not_after.column])
                last = np.where(np.isnat(other), none, np.minimum(last, other))
            case c.Happened() | c.Present():
                value = test.node.happened if isinstance(test.node, c.Happened) else test.node.present
                last = last if value == test.wanted else none
            case c.Within():
                # Not within: the latest day is outside, or lies before the window.
                start, end = situation.scope.span(test.node.within)
                last = np.where((last >= start) & (last <= end), start - np.timedelta64(1, "D"), last)
            case _:
                last = none
    return first, last


def _choose_days(cells: Cells, tests: Sequence[Test], rows: RowFrame, situation: Situation) -> Cells:
    start = np.full(len(rows), cells.first)
    first, last = fit_days(tests, rows, (start, cells.last), situation)
    return replace(cells, can_change=cells.can_change & (first <= last), last=last)


def _word_passes(test: Test, word: str) -> bool:
    match test.node:
        case c.Is():
            return (test.node.is_ == word) == test.wanted
        case c.In():
            return (word in test.node.in_) == test.wanted
        case c.Present():
            return test.node.present == test.wanted
        case _:
            return False


def _find_amounts(cells: Cells, column: Column, tests: Sequence[Test], rows: RowFrame) -> tuple[Cells, Amounts]:
    """What each number lacks to pass the tests; it cannot where it would have to be less, or is held against a blank."""
    values, can = to_fractions(rows[column.name]), cells.can_change.copy()
    amounts: Amounts = np.zeros(len(rows), dtype=object)
    for test in tests:
        bounds, is_known = _list_bounds(test, rows)
        can &= is_known
        if isinstance(test.node, c.MoreThan) and column.type is ColumnType.COUNT:
            bounds = np.array([Fraction(math.floor(bound) + 1) for bound in bounds], dtype=object)
        if isinstance(test.node, c.AtLeast | c.MoreThan | c.Equals):
            amounts = np.maximum(amounts, bounds - values)
    for test in tests:
        bounds, _ = _list_bounds(test, rows)
        if isinstance(test.node, c.AtMost | c.LessThan | c.Equals):
            can &= ((values + amounts) <= bounds).astype(bool)
    return replace(cells, can_change=can), amounts


def _fill(cells: Cells, tests: Sequence[Test], rows: RowFrame) -> Cells:
    """A blank may become whatever passes; nothing does that is held against a blank, or must not be there."""
    can = cells.can_change.copy()
    for test in tests:
        _, is_known = _list_bounds(test, rows)
        can &= is_known
    return replace(cells, can_change=can)


def _list_bounds(test: Test, rows: RowFrame) -> tuple[Amounts, Mask]:
    """What the number is held against in each row, and whether it is known; not of a test that is to fail."""
    size = len(rows)
    match test.node:
        case c.AtLeast():
            bound: object = test.node.at_least
        case c.MoreThan():
            bound = test.node.more_than
        case c.AtMost():
            bound = test.node.at_most
        case c.LessThan():
            bound = test.node.less_than
        case c.Equals():
            bound = test.node.equals
        case c.Present():
            return np.full(size, Fraction(0), dtype=object), np.full(size, test.node.present == test.wanted)
        case _:
            return np.full(size, Fraction(0), dtype=object), np.zeros(size, dtype=bool)
    if isinstance(bound, c.ColumnRef):
        others = rows[bound.column]
        return to_fractions(others), others.notna().to_numpy() & test.wanted
    return np.full(size, Fraction(str(bound)), dtype=object), np.full(size, test.wanted)


def to_fractions(values: pd.Series) -> Amounts:
    """A number column as exact numbers, each distinct one made once; a blank is 0."""
    codes, distinct = pd.factorize(values)
    numbers = np.empty(len(distinct) + 1, dtype=object)
    numbers[:] = [*(Fraction(str(value)) for value in distinct), Fraction(0)]
    exact: Amounts = numbers[codes]
    return exact
