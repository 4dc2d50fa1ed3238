"""The least acts that make a condition true for each subject, clause by clause."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import singledispatch

import numpy as np

from antidrug_kpi.audit.gaps.cell_acts import find_cell_acts
from antidrug_kpi.audit.gaps.clauses import Clause, Test, list_clauses
from antidrug_kpi.audit.gaps.growing import Growths
from antidrug_kpi.audit.gaps.lacking_sentences import say_new_rows, say_short
from antidrug_kpi.audit.gaps.least_acts import (
    NO_DAY,
    ActStep,
    LeastActs,
    choose_any,
    choose_row,
    combine_all,
    make_acts,
    need_nothing,
    spare_acts,
)
from antidrug_kpi.audit.gaps.new_rows import find_latest_new_row
from antidrug_kpi.audit.gaps.situation import Situation, get_date
from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Integers, Mask, RowFrame, Subjects, number_keys, view_rows
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans.register_specs import Column


@dataclass(frozen=True)
class Asked:
    """The subjects that a condition is asked of: on rows of which register they stand, and which of their derived numbers can
    grow. `own` is the register of the measure, whose rows come first; of acts that may wait until `cut` or longer none is better.
    """

    subjects: Subjects
    register: str
    own: str
    growths: Growths
    situation: Situation
    cut: np.datetime64 = NO_DAY


def find_least_acts(condition: c.Condition, asked: Asked) -> LeastActs:
    """For each subject the least set of acts after which the condition holds at the end."""
    return choose_any([_find_clause_acts(clause, asked) for clause in list_clauses(condition)], asked.cut)


def _find_clause_acts(clause: Clause, asked: Asked) -> LeastActs:
    """Tests of one cell that can change are fulfilled by one act; all others each for themselves."""
    by_column: dict[str, list[Test]] = {}
    parts = []
    for test in clause:
        column = _find_open_column(test.node, asked)
        if column is None:
            parts.append(_find_test_acts(test, asked))
        else:
            by_column.setdefault(column.name, []).append(test)
    for name, tests in by_column.items():
        column = asked.situation.find_column(asked.register, name)
        if column is not None:
            parts.append(_find_cell(column, tests, asked))
    return combine_all(parts)


def _find_open_column(node: c.Condition, asked: Asked) -> Column | None:
    """The column of a test whose cells can still change."""
    if not isinstance(node, c.ColumnTest):
        return None
    column = asked.situation.find_column(asked.register, node.column)
    return column if column is not None and column.still is not None else None


def _find_cell(column: Column, tests: Sequence[Test], asked: Asked) -> LeastActs:
    holds: Mask = np.logical_and.reduce([_evaluate(test, asked) for test in tests])
    rank = asked.situation.place_register(asked.register, asked.own)
    return spare_acts(holds, find_cell_acts(column, tests, asked.subjects.frame, asked.register, rank, asked.situation))


def _evaluate(test: Test, asked: Asked) -> Mask:
    mask: Mask = evaluate(test.node, asked.subjects, asked.situation.scope) == test.wanted
    return mask


def _find_test_acts(test: Test, asked: Asked) -> LeastActs:
    if not test.wanted:
        return need_nothing(_evaluate(test, asked))
    return find_node_acts(test.node, asked)


@singledispatch
def find_node_acts(node: object, asked: Asked) -> LeastActs:
    """The least acts for a condition that is made of no others: none for one on what cannot change."""
    return need_nothing(evaluate(node, asked.subjects, asked.situation.scope))  # type: ignore[arg-type]


@find_node_acts.register
def find_any_row_acts(node: c.AnyRow, asked: Asked) -> LeastActs:
    rows = find_least_acts(node.any_row, _ask_rows(asked, asked.subjects.rows))
    return choose_row(rows, asked.subjects.owner, len(asked.subjects), asked.cut)


@find_node_acts.register
def find_decisive_row_acts(node: c.DecisiveRow, asked: Asked) -> LeastActs:
    return find_least_acts(node.decisive_row, _ask_rows(asked, asked.subjects.rows.take(asked.subjects.decisive)))


def _ask_rows(asked: Asked, rows: RowFrame) -> Asked:
    return replace(asked, subjects=view_rows(rows), growths={})


@find_node_acts.register
def find_exists_acts(node: c.Exists, asked: Asked) -> LeastActs:
    """A related row that is there is made to fulfil the condition, or one is added."""
    related, subjects = node.exists, asked.subjects
    rows = asked.situation.scope.rows[related.register_]
    inner = replace(asked, subjects=view_rows(rows), register=related.register_, growths={})
    acts = need_nothing(np.ones(len(rows), dtype=bool)) if related.where is None else find_least_acts(related.where, inner)
    keys, others = number_keys(subjects.frame[related.on], rows[related.on])
    known = np.flatnonzero(others >= 0)
    best = choose_row(acts.take(known), others[known], int(keys.max(initial=-1)) + 1, asked.cut)
    return choose_any((best.take(keys), _find_new_row(related, subjects, asked.situation)), asked.cut)


def _find_new_row(related: c.Related, subjects: Subjects, situation: Situation) -> LeastActs:
    latest = find_latest_new_row(related, situation)
    if latest is None:
        return need_nothing(np.zeros(len(subjects), dtype=bool))
    by, register = get_date(latest), situation.plan.find_register(related.register_)
    known = subjects.frame[related.on].notna().to_numpy()
    days, places = np.full(len(subjects), latest), need_nothing(known).places
    return make_acts(
        known,
        days,
        places,
        lambda _index: (ActStep(related.register_, None, None, by),),
        lambda _index: (say_new_rows(register, 1, by),),
    )


@find_node_acts.register
def find_share_acts(node: c.Share, asked: Asked) -> LeastActs:
    share = node.share
    least = Fraction(share.at_least) / 100
    frame = asked.subjects.frame
    wholes = frame[share.over].fillna(0).to_numpy(dtype=np.int64)
    bounds = -(-(wholes * least.numerator) // least.denominator)
    return _grow(node, share.of, bounds, asked, share.over, wholes)


@find_node_acts.register
def find_at_least_acts(node: c.AtLeast, asked: Asked) -> LeastActs:
    return _reach_bound(node, node.at_least, math.ceil, asked)


@find_node_acts.register
def find_more_than_acts(node: c.MoreThan, asked: Asked) -> LeastActs:
    return _reach_bound(node, node.more_than, lambda bound: math.floor(bound) + 1, asked)


@find_node_acts.register
def find_equals_acts(node: c.Equals, asked: Asked) -> LeastActs:
    return _reach_bound(node, node.equals, math.ceil, asked)


def _reach_bound(
    node: c.AtLeast | c.MoreThan | c.Equals, bound: object, round_bound: Callable[[Fraction], int], asked: Asked
) -> LeastActs:
    """The acts that raise a derived whole number to a bound."""
    if node.column not in asked.growths:
        return need_nothing(evaluate(node, asked.subjects, asked.situation.scope))
    frame = asked.subjects.frame
    if isinstance(bound, c.ColumnRef):
        bounds, reference = frame[bound.column].to_numpy(dtype=np.int64), bound.column
    else:
        bounds, reference = np.full(len(frame), round_bound(Fraction(str(bound))), dtype=np.int64), ""
    return _grow(node, node.column, bounds, asked, reference, bounds)


def _grow(node: c.Condition, name: str, bounds: Integers, asked: Asked, reference: str, shown: Integers) -> LeastActs:
    """None where the condition holds; else what raises the derived number to the bound, where that can be."""
    holds = evaluate(node, asked.subjects, asked.situation.scope)
    if name not in asked.growths:
        return need_nothing(holds)
    values = asked.subjects.frame[name].to_numpy(dtype=np.int64)
    needed = np.where(holds, 0, bounds - values)
    acts = asked.growths[name](needed)
    # A number above the bound that should equal it cannot be helped.
    counts = np.where(~holds & (needed <= 0), need_nothing(np.zeros(len(holds), dtype=bool)).counts, acts.counts)

    def list_lacks(index: int) -> tuple[str, ...]:
        if holds[index]:
            return ()
        bound = shown[index] if reference else bounds[index]
        short = say_short(name, int(values[index]), reference or "應達", int(bound), int(needed[index]))
        return (short, *acts.list_lacks(index))

    return replace(acts, counts=counts, list_lacks=list_lacks)
