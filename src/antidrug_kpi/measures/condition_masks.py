"""Conditions as masks: which subjects fulfil a node. One function per node; a blank cell fulfils no test but `present: false`."""

from __future__ import annotations

import operator
from collections.abc import Callable, Set
from fractions import Fraction
from functools import singledispatch
from typing import Any

import numpy as np
import pandas as pd

from antidrug_kpi.measures.measure_scope import Mask, RowFrame, Scope, Subjects, count_keys, get_days, view_rows
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.registers.cells.squeezing import squeeze

Test = Callable[[Any, Any], bool]


def evaluate(node: c.Condition, subjects: Subjects, scope: Scope) -> Mask:
    """For each subject, whether it fulfils the condition."""
    mask = mask_condition(node, subjects, scope)
    if scope.observe is not None:
        scope.observe(node, mask)
    return mask


def filter_related(related: c.Rows, scope: Scope) -> RowFrame:
    """The accepted rows of the related register that fulfil its `where`."""
    rows = scope.rows[related.register_]
    return rows if related.where is None else rows.select(evaluate(related.where, view_rows(rows), scope))


@singledispatch
def mask_condition(node: object, _subjects: Subjects, _scope: Scope) -> Mask:
    """The mask of a node, unobserved; conditions within it are observed. Raises TypeError for what is no condition."""
    raise TypeError(node)


@mask_condition.register
def mask_all(node: c.All, subjects: Subjects, scope: Scope) -> Mask:
    mask: Mask = np.logical_and.reduce([evaluate(child, subjects, scope) for child in node.all])
    return mask


@mask_condition.register
def mask_any_of(node: c.AnyOf, subjects: Subjects, scope: Scope) -> Mask:
    mask: Mask = np.logical_or.reduce([evaluate(child, subjects, scope) for child in node.any])
    return mask


@mask_condition.register
def mask_not(node: c.Not, subjects: Subjects, scope: Scope) -> Mask:
    return ~evaluate(node.not_, subjects, scope)


@mask_condition.register
def mask_any_row(node: c.AnyRow, subjects: Subjects, scope: Scope) -> Mask:
    rows = evaluate(node.any_row, view_rows(subjects.rows), scope)
    return np.bincount(subjects.owner[rows], minlength=len(subjects)) > 0


@mask_condition.register
def mask_decisive_row(node: c.DecisiveRow, subjects: Subjects, scope: Scope) -> Mask:
    return evaluate(node.decisive_row, view_rows(subjects.rows.take(subjects.decisive)), scope)


@mask_condition.register
def mask_exists(node: c.Exists, subjects: Subjects, scope: Scope) -> Mask:
    return count_keys(subjects.frame[node.exists.on], filter_related(node.exists, scope)[node.exists.on]) > 0


@mask_condition.register
def mask_open_in(node: c.OpenIn, subjects: Subjects, scope: Scope) -> Mask:
    first, last = scope.span(node.open_in.window)
    opened = get_days(subjects.frame[node.open_in.opened])
    closed = get_days(subjects.frame[node.open_in.closed])
    mask: Mask = (opened <= min(last, scope.as_of)) & ~(closed < first)
    return mask


@mask_condition.register
def mask_share(node: c.Share, subjects: Subjects, scope: Scope) -> Mask:
    least = Fraction(node.share.at_least) / 100
    part, whole = subjects.frame[node.share.of], subjects.frame[node.share.over]
    known = part.notna().to_numpy() & whole.notna().to_numpy()
    parts, wholes = (number.fillna(0).to_numpy(dtype=np.int64) for number in (part, whole))
    mask: Mask = known & (parts * least.denominator >= wholes * least.numerator) & (wholes > 0)
    return mask


@mask_condition.register
def mask_is(node: c.Is, subjects: Subjects, scope: Scope) -> Mask:
    return _stands_among(subjects.frame[node.column], {node.is_})


@mask_condition.register
def mask_in(node: c.In, subjects: Subjects, scope: Scope) -> Mask:
    return _stands_among(subjects.frame[node.column], set(node.in_))


@mask_condition.register
def mask_says(node: c.Says, subjects: Subjects, scope: Scope) -> Mask:
    texts = subjects.frame[node.column]
    wanted = {squeeze(word) for word in node.says}
    return _stands_among(texts, {text for text in texts.cat.categories if squeeze(str(text)) in wanted})


@mask_condition.register
def mask_present(node: c.Present, subjects: Subjects, scope: Scope) -> Mask:
    mask: Mask = subjects.frame[node.column].notna().to_numpy() == node.present
    return mask


@mask_condition.register
def mask_happened(node: c.Happened, subjects: Subjects, scope: Scope) -> Mask:
    mask: Mask = (get_days(subjects.frame[node.column]) <= scope.as_of) == node.happened
    return mask


@mask_condition.register
def mask_within(node: c.Within, subjects: Subjects, scope: Scope) -> Mask:
    first, last = scope.span(node.within)
    days = get_days(subjects.frame[node.column])
    mask: Mask = (days >= first) & (days <= min(last, scope.as_of))
    return mask


@mask_condition.register
def mask_not_after(node: c.NotAfter, subjects: Subjects, scope: Scope) -> Mask:
    mask: Mask = get_days(subjects.frame[node.column]) <= get_days(subjects.frame[node.not_after.column])
    return mask


@mask_condition.register
def mask_in_year(node: c.InYear, subjects: Subjects, scope: Scope) -> Mask:
    return _compare(subjects.frame, node.column, operator.eq, scope.periods.year + node.in_year)


@mask_condition.register
def mask_at_least(node: c.AtLeast, subjects: Subjects, scope: Scope) -> Mask:
    return _compare(subjects.frame, node.column, operator.ge, node.at_least)


@mask_condition.register
def mask_at_most(node: c.AtMost, subjects: Subjects, scope: Scope) -> Mask:
    return _compare(subjects.frame, node.column, operator.le, node.at_most)


@mask_condition.register
def mask_more_than(node: c.MoreThan, subjects: Subjects, scope: Scope) -> Mask:
    return _compare(subjects.frame, node.column, operator.gt, node.more_than)


@mask_condition.register
def mask_less_than(node: c.LessThan, subjects: Subjects, scope: Scope) -> Mask:
    return _compare(subjects.frame, node.column, operator.lt, node.less_than)


@mask_condition.register
def mask_equals(node: c.Equals, subjects: Subjects, scope: Scope) -> Mask:
    return _compare(subjects.frame, node.column, operator.eq, node.equals)


def _stands_among(words: pd.Series, wanted: Set[object]) -> Mask:
    """Which cells of a column of words are among some, each distinct word looked at once."""
    cells = words.array
    is_wanted = np.array([*map(wanted.__contains__, cells.categories), False], dtype=bool)
    mask: Mask = is_wanted[cells.codes]
    return mask


def _compare(frame: RowFrame, column: str, test: Test, bound: object) -> Mask:
    """Exact comparison of whole numbers and Decimals, each distinct value once; a blank on either side fulfils nothing."""
    values = frame[column]
    if isinstance(bound, c.ColumnRef):
        others = frame[bound.column]
        # By place, not by index: a register without its rejected rows keeps its numbers, a derived column begins at 0.
        mask = values.notna().to_numpy() & others.notna().to_numpy()
        pairs = zip(values[mask].tolist(), others[mask].tolist(), strict=True)
        mask[mask] = [test(value, other) for value, other in pairs]
        return mask
    codes, distinct = pd.factorize(values)
    fulfilled = np.array([*(test(value, bound) for value in distinct), False], dtype=bool)
    return fulfilled[codes]
