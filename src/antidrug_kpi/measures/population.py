"""The population table: one row per subject of a measure, with its address and where it falls. Every figure comes from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.derive import Columns, derive
from antidrug_kpi.measures.joining_services import Services, join_rows, question_services, say_joined
from antidrug_kpi.measures.masks import evaluate
from antidrug_kpi.measures.results import ExclusionCount, Number
from antidrug_kpi.measures.scope import Integers, Mask, Scope, Subjects, get_days, number_keys, view_rows
from antidrug_kpi.measures.sums import Amounts, sum_columns
from antidrug_kpi.plans import populations as p
from antidrug_kpi.plans.columns import iterate_columns, list_derived_names
from antidrug_kpi.registers.words import squeeze

Objects = npt.NDArray[np.object_]

EXCLUDED = "excluded"
DENOMINATOR = "denominator"
NUMERATOR = "numerator"
ADDED = "added"


@dataclass(frozen=True)
class PopulationTable:
    """The subjects of one population.

    `frame` has a row per subject: `subject` (its identifier, or none where a row has none), `row` (position in the register of
    its decisive row), `population` (excluded, denominator, numerator), `reason` (of an exclusion), `numerator_amount` and
    `denominator_amount` (what it adds to the figures: 0 or 1, or a sum), then the derived columns. `label` tells apart the
    tables of a measure that has several. `notes` say how the subjects were made, and `questions` what is odd about that.
    """

    register: str
    frame: pd.DataFrame
    derived: tuple[str, ...] = ()
    label: str = ""
    others: tuple[tuple[str, int], ...] = ()
    warnings: tuple[tuple[str, int], ...] = ()
    selected: int = 0
    subjects: Subjects | None = None
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def numerator(self) -> Number:
        return add_up(self.frame["numerator_amount"])

    @property
    def denominator(self) -> Number:
        return add_up(self.frame["denominator_amount"])

    def count_excluded(self, order: Sequence[str] = ()) -> tuple[ExclusionCount, ...]:
        """Exclusions by reason, in the order in which the spec names the reasons."""
        counts = self.frame.loc[self.frame["population"] == EXCLUDED, "reason"].value_counts()
        known = [reason for reason in order if reason in counts.index]
        rest = sorted(reason for reason in counts.index if reason not in known)
        return tuple(ExclusionCount(escape_controls(str(reason)), int(counts[reason])) for reason in [*known, *rest])


def add_up(amounts: pd.Series) -> Number:
    """The exact sum: an int, or a Decimal for money."""
    if amounts.dtype == object:
        return sum(amounts, Decimal(0))
    return int(amounts.sum())


def find_selected(
    population: p.Population, scope: Scope, lacking: frozenset[str] = frozenset()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that the population's `rows` selects, and those of them that a blank rejects, unless the register lacks the
    column.
    """
    frame = scope.frames[population.register_]
    if population.rows is not None:
        frame = frame[evaluate(population.rows, view_rows(frame), scope)]
    columns = [name for name in population.blank_rejects if name not in lacking]
    if not columns:
        return frame, frame.iloc[:0]
    blank = frame[columns].isna().any(axis=1)
    return frame[~blank], frame[blank]


def tabulate(population: p.Population, scope: Scope, label: str = "") -> PopulationTable:
    """Select, group, derive, exclude, split: the population's table."""
    subjects, services = build_subjects(population, scope)
    place, reason, others = _split(population, subjects, scope)
    counted = place != EXCLUDED
    asked = [rule for rule in population.warn if _is_askable(rule, population, scope)]
    warnings = tuple((rule.text, int(evaluate(rule.when, subjects, scope).sum())) for rule in asked)
    frame = pd.DataFrame(
        {
            "subject": pd.Series(_name_subjects(population, subjects), dtype=object),
            "row": subjects.rows.index.to_numpy()[subjects.decisive],
            "population": pd.Series(place, dtype=object),
            "reason": pd.Series(reason, dtype=object),
            "numerator_amount": _find_amounts(population.numerator_sum, subjects, counted, place == NUMERATOR),
            "denominator_amount": _find_amounts(population.denominator_sum, subjects, counted, counted),
        }
    )
    derived = list_derived_names(population)
    for name in derived:
        frame[name] = subjects.frame[name].array  # keeps whole numbers whole beside a blank
    table = PopulationTable(population.register_, frame, derived, label, others, warnings, len(subjects.rows), subjects)
    if services is None or population.joined is None:
        return table
    questions = question_services(services, subjects, population.each, population.joined)
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


def _number_rows(rows: pd.DataFrame, columns: Sequence[str]) -> Integers:
    """A number per row, the same for rows equal in all the columns; a blank is a value of its own."""
    keys = [pd.factorize(rows[name], use_na_sentinel=False)[0].astype(np.int64) for name in columns]
    numbers: Integers = keys[0]
    for more in keys[1:]:
        numbers = numbers * (int(more.max(initial=0)) + 1) + more
    return numbers


def _group_rows(rows: pd.DataFrame, numbers: Integers, population: p.Population, scope: Scope) -> Subjects:
    """One subject per distinct number, in the order in which they first stand."""
    owner, distinct = pd.factorize(numbers)
    owner = owner.astype(np.int64)
    decisive = _find_decisive(rows, owner, len(distinct), population, scope)
    frame = rows.iloc[decisive][list(population.each)].reset_index(drop=True)
    return Subjects(frame, rows, owner, decisive)


def _find_decisive(rows: pd.DataFrame, owner: Integers, count: int, population: p.Population, scope: Scope) -> Integers:
    """The position of each subject's decisive row: the latest, of several the preferred, of several the first in the file."""
    positions = np.arange(len(rows), dtype=np.int64)
    preferred = np.zeros(len(rows), dtype=bool)
    days = np.zeros(len(rows), dtype=np.int64)
    if population.decisive is not None:
        days = get_days(rows[population.decisive.latest]).astype(np.int64)
        if population.decisive.prefer is not None:
            preferred = evaluate(population.decisive.prefer, view_rows(rows), scope)
    order = np.lexsort((-positions, preferred, days, owner))
    decisive = np.zeros(count, dtype=np.int64)
    decisive[owner[order]] = order
    return decisive


def _split(population: p.Population, subjects: Subjects, scope: Scope) -> tuple[Objects, Objects, tuple[tuple[str, int], ...]]:
    """Where each subject falls, why the excluded are excluded, and the texts in a reason column that are no reason."""
    place = np.full(len(subjects), DENOMINATOR, dtype=object)
    reason = np.full(len(subjects), None, dtype=object)
    others: tuple[tuple[str, int], ...] = ()
    for rule in population.exclude:
        if isinstance(rule, p.Exclusion):
            hit = evaluate(rule.when, subjects, scope)
            why = np.full(len(subjects), rule.reason, dtype=object)
        else:
            hit, why, others = _find_reasons(rule, subjects, scope)
        hit = hit & (place != EXCLUDED)
        place[hit] = EXCLUDED
        reason[hit] = why[hit]
    if population.numerator is not None:
        place[evaluate(population.numerator, subjects, scope) & (place != EXCLUDED)] = NUMERATOR
    elif population.numerator_sum:
        amounts = sum_columns(population.numerator_sum, subjects)
        place[(amounts != 0) & (place != EXCLUDED)] = NUMERATOR
    return place, reason, others


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


def _name_subjects(population: p.Population, subjects: Subjects) -> Objects:
    """The identifier of each subject: its `each` columns, or the first word column of its row."""
    frame = subjects.frame
    names = (
        population.each
        or tuple(
            name for name in frame.columns if not name.startswith("@") and isinstance(frame[name].dtype, pd.CategoricalDtype)
        )[:1]
    )
    if not names:
        return np.full(len(subjects), None, dtype=object)
    if len(names) == 1:
        return frame[names[0]].astype(object).to_numpy()
    columns = [frame[name].astype(object).map(str, na_action="ignore").fillna("") for name in names]
    return np.array(["／".join(parts) for parts in zip(*columns, strict=True)], dtype=object)


@derive.register
def _(part: p.Tally, subjects: Subjects, scope: Scope) -> Columns:
    """The nested population counted for each subject; it lives here because a population holds it and it holds a population."""
    table = tabulate(part.tally, scope)
    inner = table.subjects
    if inner is None:
        raise TypeError(part)
    own, other = number_keys(subjects.frame[part.on], inner.frame[part.on])
    size = int(own.max(initial=-1)) + 1
    known = other >= 0
    columns = {}
    for name, field in ((part.denominator, "denominator_amount"), (part.numerator, "numerator_amount")):
        sums = np.zeros(size + 1, dtype=np.int64)
        np.add.at(sums, other[known], table.frame[field].to_numpy(dtype=np.int64)[known])
        columns[name] = sums[own]
    return columns
