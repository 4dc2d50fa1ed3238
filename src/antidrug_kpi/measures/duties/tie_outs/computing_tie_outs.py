"""Computes the tie-outs of a plan: the two sides of each, whether they agree, and where the left side stands if not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from antidrug_kpi.issues import Address
from antidrug_kpi.measures.acceptance import accept_columns
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.duties.duty_results import TieOutResult
from antidrug_kpi.measures.duties.tie_outs.annex_figures import make_plain
from antidrug_kpi.measures.duties.tie_outs.side_figures import Ground, OwnedRows, SideFigures, find_side
from antidrug_kpi.measures.population import build_subjects
from antidrug_kpi.measures.results import Sum
from antidrug_kpi.measures.unread_registers import find_unread
from antidrug_kpi.plans.duties.tie_out_specs import TieOut
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.population_specs import Population
from antidrug_kpi.plans.reads.tie_out_reads import find_annex_columns, find_tie_out_columns, find_tie_out_joins


def compute_tie_outs(plan: Plan, terms: Terms) -> tuple[TieOutResult, ...]:
    """The results of every tie-out in the plan's order: one of the whole, or one of each subject in the order of its file."""
    return tuple(result for tie_out in plan.tie_outs for result in compute_tie_out(tie_out, terms))


def compute_tie_out(tie_out: TieOut, terms: Terms) -> tuple[TieOutResult, ...]:
    """The results of one tie-out: a single one without figures where a side is absent or there is nobody to compare."""
    blank = TieOutResult(tie_out.id, tie_out.relation, None, None, None, None, text=tie_out.text, question=tie_out.question)
    ground = _find_ground(tie_out, terms)
    left = find_side(tie_out.left, ground) if ground is not None else None
    right = find_side(tie_out.right, ground) if ground is not None and left is not None else None
    if ground is None or left is None or right is None:
        return (blank,)
    return tuple(_compare(blank, ground, left, right, tie_out.each)) or (blank,)


def _find_ground(tie_out: TieOut, terms: Terms) -> Ground | None:
    """The accepted rows and the subjects; None where a register or column is absent, unread or masked, or no row is left."""
    reads = find_tie_out_columns(terms.plan, tie_out)
    if any(name not in terms.registers for name in reads) or find_unread(reads, terms.unread):
        return None
    if any(not terms.registers[name].has_column(column) for name, columns in reads.items() for column in columns):
        return None
    if any(columns & terms.registers[name].masked for name, columns in find_tie_out_joins(tie_out).items()):
        return None
    acceptance = accept_columns(terms.plan, reads, terms.registers, terms.periods)
    if acceptance.emptied:
        return None
    scope = replace(acceptance.scope, observe=terms.observe)
    annexes = find_annex_columns(tie_out)
    if tie_out.each is None:
        return Ground(terms, scope, annexes)
    subjects, _ = build_subjects(tie_out.each, scope)
    key = next(iter(tie_out.each.each), None)
    if key is not None:
        subjects = subjects.select(subjects.frame[key].notna().to_numpy())
    return Ground(terms, scope, annexes, tie_out.each.register_, subjects, key)


def _compare(
    blank: TieOutResult, ground: Ground, left: SideFigures, right: SideFigures, each: Population | None
) -> Iterator[TieOutResult]:
    """A result of each subject whose numbers are both there."""
    names = _name_subjects(ground)
    is_private = each is not None and _is_private(ground)
    for number, (one, other) in enumerate(zip(left.amounts, right.amounts, strict=True)):
        if one is None or other is None:
            continue
        holds = one == other if blank.relation == "=" else one <= other
        yield replace(
            blank,
            holds=holds,
            left=one,
            right=other,
            difference=_subtract(one, other),
            rows=() if holds else tuple(_locate(ground, left.rows, number)),
            subject=names[number] if names is not None else None,
            is_subject_private=is_private,
        )


def _subtract(one: Sum, other: Sum) -> Sum:
    return make_plain(one - other)


def _name_subjects(ground: Ground) -> list[str] | None:
    """The key of each subject, or the address of its row; None where the whole is compared."""
    if ground.subjects is None or ground.register is None:
        return None
    if ground.key is not None:
        return [str(key) for key in ground.subjects.frame[ground.key].tolist()]
    register = ground.terms.registers[ground.register]
    return [register.locate(int(row)).brief for row in ground.subjects.frame.index]


def _is_private(ground: Ground) -> bool:
    if ground.key is None or ground.register is None:
        return False
    column = ground.terms.plan.find_register(ground.register).find_column(ground.key)
    return column is not None and column.private


def _locate(ground: Ground, owned: Sequence[OwnedRows], number: int) -> Iterator[Address]:
    """The addresses of one subject's rows, register by register in the order of the file."""
    for rows in owned:
        positions = np.sort(rows.positions[rows.owners == number])
        yield from (ground.terms.registers[rows.register].locate(int(position)) for position in positions)
