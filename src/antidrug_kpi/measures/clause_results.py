"""For each clause of a population whether it holds: for the rows that it selects from, and for the subjects made of them.

The masks are those that make the figure (`condition_masks`, `population`), so that an explanation cannot drift from it. They are
made when they are asked for: a computation without explanations pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Mask, Scope, Subjects, view_rows
from antidrug_kpi.measures.population import find_excluded, group_subjects
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p

Results = npt.NDArray[np.int8]

HOLDS, FAILS, NOT_REACHED = 1, 0, -1


class ClauseStage(StrEnum):
    """What a clause decides, in the words that `show` prints before it."""

    ROWS = "統計範圍"
    KEEP = "列計對象"
    EXEMPT = "不排除"
    EXCLUSION = "排除"
    NUMERATOR = "分子"


@dataclass(frozen=True)
class Clause:
    """A clause of a population and, for each row or subject, whether it HOLDS, FAILS or is NOT_REACHED.

    Conditions that must all hold are a clause each; an exclusion is one as a whole, and HOLDS where it takes the subject out.
    """

    stage: ClauseStage
    part: c.Condition | p.AnyExclusion
    results: Results


@dataclass(frozen=True)
class ClauseResults:
    """The clauses of one or more stages over the same subjects; `masks` has that of every condition within them, by the id of its
    node.
    """

    subjects: Subjects
    clauses: tuple[Clause, ...]
    masks: Mapping[int, Mask]


def split_condition(condition: c.Condition | None) -> Iterator[c.Condition]:
    """The conditions that must all hold for this one to hold."""
    if isinstance(condition, c.All):
        for part in condition.all:
            yield from split_condition(part)
    elif condition is not None:
        yield condition


def list_row_conditions(population: p.Population) -> tuple[c.Condition, ...]:
    """The conditions that a row must fulfil to be part of a subject; where rows are joined to services, also that it has begun
    and that the day of its end is known.
    """
    conditions = [*split_condition(population.rows)]
    if population.joined is not None:
        conditions.append(c.Happened(column=population.joined.opened, happened=True))
        if population.joined.undated is not None:
            conditions.append(c.Not.model_validate({"not": population.joined.undated}))
    return tuple(conditions)


def evaluate_row_clauses(population: p.Population, scope: Scope) -> ClauseResults:
    """For each accepted row of the population's register whether it is selected, and by which clauses not."""
    rows = view_rows(scope.rows[population.register_])
    return _evaluate_each(ClauseStage.ROWS, list_row_conditions(population), rows, scope)


def evaluate_keep_clauses(population: p.Population, scope: Scope) -> ClauseResults:
    """For each subject of the selected rows whether it is kept."""
    subjects, _ = group_subjects(population, scope)
    return _evaluate_each(ClauseStage.KEEP, split_condition(population.keep), subjects, scope)


def evaluate_subject_clauses(population: p.Population, subjects: Subjects, scope: Scope) -> ClauseResults:
    """For each subject of a population table which exclusion takes it out and, where none does, what of the numerator it
    fulfils. A clause behind the exclusion that takes a subject out is not reached, nor is any exclusion of one that is exempt.
    """
    masks: dict[int, Mask] = {}
    scope = _observe(scope, masks)
    clauses = []
    is_exempt = np.zeros(len(subjects), dtype=bool)
    if population.exempt is not None:
        is_exempt = evaluate(population.exempt, subjects, scope)
        clauses.append(Clause(ClauseStage.EXEMPT, population.exempt, is_exempt.astype(np.int8)))
    is_reached = ~is_exempt
    for rule in population.exclude:
        hit = find_excluded(rule, subjects, scope).hit
        clauses.append(Clause(ClauseStage.EXCLUSION, rule, _mark(hit, is_reached)))
        is_reached = is_reached & ~hit
    is_reached = is_reached | is_exempt
    for condition in split_condition(population.numerator):
        clauses.append(Clause(ClauseStage.NUMERATOR, condition, _mark(evaluate(condition, subjects, scope), is_reached)))
    return ClauseResults(subjects, tuple(clauses), masks)


def list_all_clauses(population: p.Population) -> Sequence[tuple[ClauseStage, c.Condition | p.AnyExclusion]]:
    """The clauses of a population in the order in which they are asked, with their stage."""
    return (
        *((ClauseStage.ROWS, condition) for condition in list_row_conditions(population)),
        *((ClauseStage.KEEP, condition) for condition in split_condition(population.keep)),
        *((ClauseStage.EXEMPT, condition) for condition in (population.exempt,) if condition is not None),
        *((ClauseStage.EXCLUSION, rule) for rule in population.exclude),
        *((ClauseStage.NUMERATOR, condition) for condition in split_condition(population.numerator)),
    )


def _evaluate_each(stage: ClauseStage, conditions: Iterable[c.Condition], subjects: Subjects, scope: Scope) -> ClauseResults:
    masks: dict[int, Mask] = {}
    scope = _observe(scope, masks)
    clauses = [Clause(stage, condition, evaluate(condition, subjects, scope).astype(np.int8)) for condition in conditions]
    return ClauseResults(subjects, tuple(clauses), masks)


def _observe(scope: Scope, masks: dict[int, Mask]) -> Scope:
    """The scope in which every condition's mask is kept."""

    def keep_mask(node: c.Condition, mask: Mask) -> None:
        masks[id(node)] = mask

    return replace(scope, observe=keep_mask)


def _mark(mask: Mask, is_reached: Mask) -> Results:
    return np.where(is_reached, mask.astype(np.int8), np.int8(NOT_REACHED))
