"""From the rows of a register to a population table: selected, grouped to subjects, derived, excluded, placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.derived.derivations import Columns, derive
from antidrug_kpi.measures.derived.joining_services import Services, join_rows, list_service_questions, say_joined
from antidrug_kpi.measures.exact_sums import Amounts, sum_columns
from antidrug_kpi.measures.measure_scope import (
    Integers,
    Mask,
    RowFrame,
    Scope,
    Subjects,
    get_days,
    number_keys,
    take_cells,
    view_rows,
)
from antidrug_kpi.measures.population_table import DENOMINATOR, EXCLUDED, NUMERATOR, Objects, Places, PopulationTable
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.reads.columns_read import list_derived_names, name_columns
from antidrug_kpi.registers.cells.squeezing import squeeze


def find_selected(population: p.Population, scope: Scope, lacking: frozenset[str] = frozenset()) -> tuple[RowFrame, RowFrame]:
    """The rows that the population counts, and those that it rejects for a blank: two parts of what its `rows` selects.

    A row is rejected where a column of `blank_rejects` is blank. Columns in `lacking`, which the office's register does not have
    at all, reject nothing: all of their cells would be blank.
    """
    rows = scope.rows[population.register_]
    if population.rows is not None:
        rows = rows.select(evaluate(population.rows, view_rows(rows), scope))
    blank = np.zeros(len(rows), dtype=bool)
    for name in population.blank_rejects:
        if name not in lacking:
            blank |= rows[name].isna().to_numpy()
    return rows.select(~blank), rows.select(blank)


def tabulate(population: p.Population, scope: Scope, label: str = "") -> PopulationTable:
    """The population's table: its subjects, where each falls and what it adds to the figures.

    `label` tells apart the tables of a measure that has several. `scope` has every register that the population reads.
    """
    subjects, services = build_subjects(population, scope)
    places, reasons, unlisted = _place_subjects(population, subjects, scope)
    is_counted = places != EXCLUDED
    asked = [rule for rule in population.warn if _is_askable(rule, population, scope)]
    among = {None: np.ones(len(subjects), dtype=bool), "excluded": ~is_counted, "counted": is_counted}
    warnings = tuple((rule.text, int((evaluate(rule.when, subjects, scope) & among[rule.among]).sum())) for rule in asked)
    table = PopulationTable(
        population.register_,
        subjects.rows.index[subjects.decisive],
        places,
        reasons,
        _find_amounts(population.numerator_sum, subjects, is_counted=is_counted, adds_one=places == NUMERATOR),
        _find_amounts(population.denominator_sum, subjects, is_counted=is_counted, adds_one=is_counted),
        each=tuple(population.each),
        derived=list_derived_names(population),
        label=label,
        unlisted=unlisted,
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
    return all(register in scope.rows for register, _ in name_columns(rule, population.register_))


def build_subjects(population: p.Population, scope: Scope) -> tuple[Subjects, Services | None]:
    """The population's subjects with their derived columns; where rows were joined to services, those too."""
    subjects, services = group_subjects(population, scope)
    if population.keep is not None:
        subjects = subjects.select(evaluate(population.keep, subjects, scope))
    return subjects, services


def group_subjects(population: p.Population, scope: Scope) -> tuple[Subjects, Services | None]:
    """As `build_subjects`, with the subjects that `keep` leaves out."""
    rows, _ = find_selected(population, scope)
    services = None
    if population.joined is not None:
        services = join_rows(rows, number_groups(rows, population.each), population.joined, scope)
        subjects = _group_rows(services.rows, services.numbers, population, scope)
    elif population.each:
        subjects = _group_rows(rows, number_groups(rows, population.each), population, scope)
    else:
        subjects = view_rows(rows)
    for part in population.derive:
        subjects = subjects.with_columns(derive(part, subjects, scope))
    return subjects, services


def number_groups(rows: RowFrame, columns: Sequence[str]) -> Integers:
    """A number per row, the same for rows equal in all the columns; a blank is a value of its own."""
    keys = [pd.factorize(rows[name], use_na_sentinel=False)[0].astype(np.int64) for name in columns]
    numbers: Integers = keys[0]
    for more in keys[1:]:
        # Numbered anew after each column, numbers stay below the count of rows, and their products below its square: it fits
        # into 64 bits. Without that, four columns of 65,536 values each would overflow, and different rows become one subject.
        pairs = numbers * (int(more.max(initial=0)) + 1) + more
        numbers = pd.factorize(pairs)[0].astype(np.int64)
    return numbers


def _group_rows(rows: RowFrame, numbers: Integers, population: p.Population, scope: Scope) -> Subjects:
    """One subject per distinct number, in the order in which they first stand."""
    owner, distinct = pd.factorize(numbers)
    owner = owner.astype(np.int64)
    decisive = _find_decisive(rows, owner, len(distinct), population, scope)
    frame = pd.DataFrame({name: take_cells(rows[name], decisive) for name in population.each})
    return Subjects(RowFrame(frame), rows, owner, decisive)


def _find_decisive(rows: RowFrame, owner: Integers, count: int, population: p.Population, scope: Scope) -> Integers:
    """The position in `rows` of each subject's decisive row.

    It is the row of the latest day; of several on that day the one that `prefer` puts first; of several of these the first in the
    file. Where the population says nothing of this, it is the subject's first row.
    """
    positions = np.arange(len(rows), dtype=np.int64)
    rank = np.zeros(len(rows), dtype=np.int64)
    days = np.zeros(len(rows), dtype=np.int64)
    if population.decisive is not None:
        days = get_days(rows[population.decisive.latest]).astype(np.int64)
        # The first condition weighs most: a row that fulfils it goes before all that fulfil only later ones.
        for condition in reversed(population.decisive.preferences):
            rank = np.where(evaluate(condition, view_rows(rows), scope), rank.max(initial=0) + 1, rank)
    # Sorted by subject, then by how much a row decides, the first in the file last. Assigned in this order, each subject keeps
    # the last of its rows: of several assignments to one place NumPy keeps the last.
    order = np.lexsort((-positions, rank, days, owner))
    decisive = np.zeros(count, dtype=np.int64)
    decisive[owner[order]] = order
    return decisive


def _place_subjects(
    population: p.Population, subjects: Subjects, scope: Scope
) -> tuple[Places, Objects, tuple[tuple[str, int], ...]]:
    """Where each subject falls; the reason of each that is excluded, None for the others; and, with their counts, the texts of a
    reason column that the spec does not list as reasons.
    """
    places = np.full(len(subjects), DENOMINATOR, dtype=np.int8)
    reasons = np.full(len(subjects), None, dtype=object)
    unlisted: tuple[tuple[str, int], ...] = ()
    exempt = np.zeros(len(subjects), dtype=bool)
    if population.exempt is not None:
        exempt = evaluate(population.exempt, subjects, scope)
    for rule in population.exclude:
        found = find_excluded(rule, subjects, scope)
        hit = found.hit & (places != EXCLUDED) & ~exempt
        reasons[hit] = found.reasons[hit]
        places[hit] = EXCLUDED
        unlisted = (*unlisted, *found.unlisted)
    if population.numerator is not None:
        places[evaluate(population.numerator, subjects, scope) & (places != EXCLUDED)] = NUMERATOR
    elif population.numerator_sum:
        amounts = sum_columns(population.numerator_sum, subjects)
        places[(amounts != 0) & (places != EXCLUDED)] = NUMERATOR
    return places, reasons, unlisted


@dataclass(frozen=True)
class Excluded:
    """Whom a rule takes out and for which reasons, a value per subject; `unlisted` are the texts in a reason column that the
    spec does not list, each with the number of subjects that have it, where the rule notes them.
    """

    hit: Mask
    reasons: Objects
    unlisted: tuple[tuple[str, int], ...] = ()


def find_excluded(rule: p.AnyExclusion, subjects: Subjects, scope: Scope) -> Excluded:
    """Whom a rule takes out, whatever the rules before it say."""
    if isinstance(rule, p.ExclusionByColumn):
        return _find_reasons(rule, subjects, scope)
    hit = evaluate(rule.when, subjects, scope)
    return Excluded(hit, np.full(len(subjects), rule.reason, dtype=object))


def _find_reasons(rule: p.ExclusionByColumn, subjects: Subjects, scope: Scope) -> Excluded:
    table = rule.reason_in
    texts = subjects.rows[table.column].iloc[subjects.decisive]
    known = {squeeze(word): name for name, words in table.reasons.items() for word in (name, *words)}
    names = [known.get(squeeze(str(text))) if known else str(text) for text in texts.cat.categories]
    codes = texts.cat.codes.to_numpy()
    why = np.array([*names, None], dtype=object)[codes]
    asked = evaluate(rule.when, subjects, scope) if rule.when is not None else np.ones(len(subjects), dtype=bool)
    hit = asked & np.array([*(name is not None for name in names), False], dtype=bool)[codes]
    unlisted: tuple[tuple[str, int], ...] = ()
    if table.note_others:
        unknown = texts[asked & ~hit].dropna().astype(object).value_counts()
        unlisted = tuple(sorted((str(text), int(count)) for text, count in unknown.items()))
    return Excluded(hit, why, unlisted)


def _find_amounts(columns: Sequence[str], subjects: Subjects, *, is_counted: Mask, adds_one: Mask) -> Amounts:
    """What each subject adds to a figure. With `columns` it is their sum, and 0 for a subject that is not counted; without, 1 for
    a subject that `adds_one`.
    """
    if not columns:
        return adds_one.astype(np.int64)
    amounts = sum_columns(columns, subjects).copy()
    amounts[~is_counted] = 0
    return amounts


@derive.register
def derive_tally(part: p.Tally, subjects: Subjects, scope: Scope) -> Columns:
    """For each subject the denominator and the numerator of another population, added up over that one's subjects with the same
    value of `on`.

    It stands here and not with the other derivations, since it makes a population table, which is made with derivations.
    """
    table = tabulate(part.tally, scope)
    inner = table.subjects
    if inner is None:
        raise TypeError(part)
    keys, others = number_keys(subjects.frame[part.on], inner.frame[part.on])
    is_known = others >= 0
    columns = {}
    for name, amounts in ((part.denominator, table.denominator_amounts), (part.numerator, table.numerator_amounts)):
        # One place more than there are keys: a subject without a key has number -1 and so reads the last one, which stays 0.
        sums = np.zeros(int(keys.max(initial=-1)) + 2, dtype=np.int64)
        np.add.at(sums, others[is_known], amounts[is_known].astype(np.int64))
        columns[name] = sums[keys]
    return columns
