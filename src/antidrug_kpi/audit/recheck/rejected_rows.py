"""Rejected rows that could have been counted: those that their readable cells do not put outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from antidrug_kpi.audit.recheck.figure_comparison import FigureComparison
from antidrug_kpi.issues import Address
from antidrug_kpi.measures.acceptance import Acceptance
from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Mask, RowFrame, Scope, Subjects, view_rows
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.reads.columns_read import name_columns
from antidrug_kpi.registers.register import TypedRegister

_MOST_ROWS = 1_000


def find_counted_rejects(
    comparison: FigureComparison, acceptance: Acceptance, registers: Mapping[str, TypedRegister]
) -> tuple[Address, ...] | None:
    """The addresses of the rejected rows that would account for the difference; None where they would not, or the measure's
    subjects are no rows of one register.
    """
    measure = comparison.measure
    if not isinstance(measure, m.Ratio) or measure.added is not None or measure.parts:
        return None
    population = measure.population
    if population.each or population.joined is not None or population.numerator_sum or population.denominator_sum:
        return None
    differences = _count_differences(comparison)
    if differences is None or not 0 <= differences[0] <= differences[1] or differences[1] < 1:
        return None
    register = registers.get(population.register_)
    rejected = acceptance.rejected.get(population.register_)
    if register is None or rejected is None:
        return None
    scope = Scope({name: RowFrame(known.frame) for name, known in registers.items()}, acceptance.scope.periods)
    possible = np.flatnonzero(rejected & _can_be_selected(population.rows, register, scope))
    if len(possible) < differences[1]:
        return None
    return tuple(register.locate(int(row)) for row in possible[:_MOST_ROWS])


def _count_differences(comparison: FigureComparison) -> tuple[int, int] | None:
    """Submitted less computed, of numerator and denominator; None where one is not there."""
    counts = []
    for typed, computed in (
        (comparison.submitted.numerator, comparison.result.numerator),
        (comparison.submitted.denominator, comparison.result.denominator),
    ):
        if typed is None or not isinstance(computed, int) or typed.exact.denominator != 1:
            return None
        counts.append(int(typed.exact) - computed)
    return counts[0], counts[1]


def _can_be_selected(condition: c.Condition | None, register: TypedRegister, scope: Scope) -> Mask:
    """For each row whether it may fulfil the condition, a faulty or blank cell that is needed being anything."""
    if condition is None:
        return np.ones(len(register), dtype=bool)
    return _evaluate_doubtful(condition, view_rows(RowFrame(register.frame)), register, scope)[0]


def _evaluate_doubtful(condition: c.Condition, subjects: Subjects, register: TypedRegister, scope: Scope) -> tuple[Mask, Mask]:
    """Whether the condition can hold, and whether it can fail, for each row."""
    if isinstance(condition, c.All | c.AnyOf):
        children: Sequence[c.Condition] = condition.all if isinstance(condition, c.All) else condition.any
        pairs = [_evaluate_doubtful(child, subjects, register, scope) for child in children]
        holds, fails = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        if isinstance(condition, c.All):
            return np.logical_and.reduce(holds), np.logical_or.reduce(fails)
        return np.logical_or.reduce(holds), np.logical_and.reduce(fails)
    if isinstance(condition, c.Not):
        holds_inside, fails_inside = _evaluate_doubtful(condition.not_, subjects, register, scope)
        return fails_inside, holds_inside
    columns = {column for name, column in name_columns(condition, register.spec.id) if name == register.spec.id}
    doubtful = register.find_faulty_rows(frozenset(columns))
    mask = evaluate(condition, subjects, scope)
    return mask | doubtful, ~mask | doubtful
