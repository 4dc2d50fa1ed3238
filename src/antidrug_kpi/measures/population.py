"""From the rows of a register to a population table: selected, grouped to subjects, derived, excluded, split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.derivations import Columns, derive
from antidrug_kpi.measures.exact_sums import Amounts, sum_columns
from antidrug_kpi.measures.joining_services import Services, join_rows, list_service_questions, say_joined
from antidrug_kpi.measures.measure_scope import (
    Integers,
    Mask,
    Rows,
    Scope,
    Subjects,
    get_days,
    number_keys,
    take_cells,
    view_rows,
)
from antidrug_kpi.measures.population_table import DENOMINATOR, EXCLUDED, NUMERATOR, Objects, Places, PopulationTable
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.reads.columns_read import iterate_columns, list_derived_names
from antidrug_kpi.registers.cells.squeezing import squeeze


def find_selected(population: p.Population, scope: Scope, lacking: frozenset[str] = frozenset()) -> tuple[Rows, Rows]:
    """The rows that the population's `rows` selects, and those of them that a blank rejects, unless the register lacks the
    column.
    """
    rows = Rows(scope.frames[population.register_])
    if population.rows is not None:
        rows = rows.select(evaluate(population.rows, view_rows(rows), scope))
    blank = np.zeros(len(rows), dtype=bool)
    for name in population.blank_rejects:
        if name not in lacking:
            blank |= rows[name].isna().to_numpy()
    return rows.select(~blank), rows.select(blank)


def tabulate(population: p.Population, scope: Scope, label: str = "") -> PopulationTable:
    """Select, group, derive, exclude, split: the population's table."""
    subjects, services = build_subjects(population, scope)
    places, reasons, others = _split(population, subjects, scope)
    counted = places != EXCLUDED
    asked = [rule for rule in population.warn if _is_askable(rule, population, scope)]
    among = {None: np.ones(len(subjects), dtype=bool), "excluded": ~counted, "counted": counted}
    warnings = tuple((rule.text, int((evaluate(rule.when, subjects, scope) & among[rule.among]).sum())) for rule in asked)
    table = PopulationTable(
        population.register_,
        subjects.rows.index[subjects.decisive],
        places,
        reasons,
        _find_amounts(population.numerator_sum, subjects, counted, places == NUMERATOR),
        _find_amounts(population.denominator_sum, subjects, counted, counted),
        each=tuple(population.each),
        derived=list_derived_names(population),
        label=label,
        others=others,
        warnings=warnings,
        selected=len(subjects.rows),
        subjects=subjects,
    )
    if services is None or population.joined is None:
        return table
    questions = list_service_questions(services, subjects, population.each, population.joined)
    return replace(table, notes=say_joined(subjects, population.joined), questions=questions)


def _is_askable(rule: p.SubjectWarning, population: p.Population, scope: Scope) -> bool:
    """Whether the measure has the registers that a question about its subjects names; it does without the question if not."""
    return all(register in scope.frames for register, _ in iterate_columns(rule, population.register_))


def build_subjects(population: p.Population, scope: Scope) -> tuple[Subjects, Services | None]:
    """The population's subjects with their derived columns; where rows were joined to services, those too."""
    rows, _ = find_selected(population, scope)
    services = None
    if population.joined is not None:
        services = join_rows(rows, _number_rows(rows, population.each), population.joined, scope)
        subjects = _group_rows(services.rows, services.numbers, population, scope)
    elif population.each:
        subjects = _group_rows(rows, _number_rows(rows, population.each), population, scope)
    else:
        subjects = view_rows(rows)
    for part in population.derive:
        subjects = subjects.with_columns(derive(part, subjects, scope))
    if population.keep is not None:
        subjects = subjects.select(evaluate(population.keep, subjects, scope))
    return subjects, services


def _number_rows(rows: Rows, columns: Sequence[str]) -> Integers:
    """A number per row, the same for rows equal in all the columns; a blank is a value of its own."""
    keys = [pd.factorize(rows[name], use_na_sentinel=False)[0].astype(np.int64) for name in columns]
    numbers: Integers = keys[0]
    for more in keys[1:]:
        numbers = numbers * (int(more.max(initial=0)) + 1) + more
    return numbers


def _group_rows(rows: Rows, numbers: Integers, population: p.Population, scope: Scope) -> Subjects:
    """One subject per distinct number, in the order in which they first stand."""
    owner, distinct = pd.factorize(numbers)
    owner = owner.astype(np.int64)
    decisive = _find_decisive(rows, owner, len(distinct), population, scope)
    frame = pd.DataFrame({name: take_cells(rows[name], decisive) for name in population.each})
    return Subjects(Rows(frame), rows, owner, decisive)


def _find_decisive(rows: Rows, owner: Integers, count: int, population: p.Population, scope: Scope) -> Integers:
    """The position of each subject's decisive row: the latest, of several the preferred, of several the first in the file."""
    positions = np.arange(len(rows), dtype=np.int64)
    rank = np.zeros(len(rows), dtype=np.int64)
    days = np.zeros(len(rows), dtype=np.int64)
    if population.decisive is not None:
        days = get_days(rows[population.decisive.latest]).astype(np.int64)
        # The first condition weighs most: a row that fulfils it goes before all that fulfil only later ones.
        for condition in reversed(population.decisive.preferences):
            rank = np.where(evaluate(condition, view_rows(rows), scope), rank.max(initial=0) + 1, rank)
    order = np.lexsort((-positions, rank, days, owner))
    decisive = np.zeros(count, dtype=np.int64)
    decisive[owner[order]] = order
    return decisive


def _split(population: p.Population, subjects: Subjects, scope: Scope) -> tuple[Places, Objects, tuple[tuple[str, int], ...]]:
    """Where each subject falls, why the excluded are excluded, and the texts in a reason column that are no reason."""
    places = np.full(len(subjects), DENOMINATOR, dtype=np.int8)
    reasons = np.full(len(subjects), None, dtype=object)
    others: tuple[tuple[str, int], ...] = ()
    exempt = np.zeros(len(subjects), dtype=bool)
    if population.exempt is not None:
        exempt = evaluate(population.exempt, subjects, scope)
    for rule in population.exclude:
        if isinstance(rule, p.Exclusion):
            hit = evaluate(rule.when, subjects, scope) & (places != EXCLUDED) & ~exempt
            reasons[hit] = rule.reason
        else:
            hit, why, others = _find_reasons(rule, subjects, scope)
            hit = hit & (places != EXCLUDED) & ~exempt
            reasons[hit] = why[hit]
        places[hit] = EXCLUDED
    if population.numerator is not None:
        places[evaluate(population.numerator, subjects, scope) & (places != EXCLUDED)] = NUMERATOR
    elif population.numerator_sum:
        amounts = sum_columns(population.numerator_sum, subjects)
        places[(amounts != 0) & (places != EXCLUDED)] = NUMERATOR
    return places, reasons, others


def _find_reasons(
    rule: p.ExclusionByColumn, subjects: Subjects, scope: Scope
) -> tuple[Mask, Objects, tuple[tuple[str, int], ...]]:
    """For each subject whether its decisive row gives a reason, and which; texts that are none, with how often they stand
    there.
    """
    table = rule.reason_in
    texts = subjects.rows[table.column].iloc[subjects.decisive]
    known = {squeeze(word): name for name, words in table.reasons.items() for word in (name, *words)}
    names = [known.get(squeeze(str(text))) if known else str(text) for text in texts.cat.categories]
    codes = texts.cat.codes.to_numpy()
    why = np.array([*names, None], dtype=object)[codes]
    asked = evaluate(rule.when, subjects, scope) if rule.when is not None else np.ones(len(subjects), dtype=bool)
    hit = asked & np.array([*(name is not None for name in names), False], dtype=bool)[codes]
    others: tuple[tuple[str, int], ...] = ()
    if table.note_others:
        unknown = texts[asked & ~hit].dropna().astype(object).value_counts()
        others = tuple(sorted((str(text), int(count)) for text, count in unknown.items()))
    return hit, why, others


def _find_amounts(columns: Sequence[str], subjects: Subjects, counted: Mask, holds: Mask) -> Amounts:
    """What each subject adds to a figure: the columns' sum where there are any, else one where it holds; nothing where
    excluded.
    """
    if not columns:
        return holds.astype(np.int64)
    amounts = sum_columns(columns, subjects).copy()
    amounts[~counted] = 0
    return amounts


@derive.register
def derive_tally(part: p.Tally, subjects: Subjects, scope: Scope) -> Columns:
    """The nested population counted for each subject; it lives here because a population holds it and it holds a population."""
    table = tabulate(part.tally, scope)
    inner = table.subjects
    if inner is None:
        raise TypeError(part)
    own, other = number_keys(subjects.frame[part.on], inner.frame[part.on])
    size = int(own.max(initial=-1)) + 1
    known = other >= 0
    columns = {}
    for name, amounts in ((part.denominator, table.denominator_amounts), (part.numerator, table.numerator_amounts)):
        sums = np.zeros(size + 1, dtype=np.int64)
        np.add.at(sums, other[known], amounts[known].astype(np.int64))
        columns[name] = sums[own]
    return columns
