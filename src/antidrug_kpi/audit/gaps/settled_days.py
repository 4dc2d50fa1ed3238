"""From which as-of date on a condition holds until the end, told from the dates themselves wherever these decide it.

Most tests become true on a day and stay so; asking every day again is needed only where a share can rise and fall.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import singledispatch

import numpy as np

from antidrug_kpi.audit.gaps.situation import Situation
from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Days, Integers, Mask, RowFrame, Subjects, get_days, number_keys, view_rows
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p

ALWAYS, NEVER = -(1 << 60), 1 << 60


@dataclass(frozen=True)
class Since:
    """For each subject the day (as a number) from which on it holds until the end: `ALWAYS`, or `NEVER` at any as-of date; and
    whether that is known.
    """

    days: Integers
    known: Mask

    def take(self, indices: Integers) -> Since:
        return Since(self.days[indices], self.known[indices])

    def is_constant(self, today: np.datetime64) -> Mask:
        """Whether it is the same at every as-of date from today on."""
        constant: Mask = self.known & ((self.days <= _number(today)) | (self.days == NEVER))
        return constant


@dataclass(frozen=True)
class Dated:
    """What a condition is asked of; `lengths` are the derived numbers of days, by name."""

    subjects: Subjects
    lengths: dict[str, p.DaysBetween]
    changing: frozenset[str]
    situation: Situation


def view_dated(population: p.Population, subjects: Subjects, situation: Situation) -> Dated:
    """The subjects with what was derived of them: dates stay as they are, other numbers than days change in unknown ways."""
    lengths = {part.name: part for part in population.derive if isinstance(part, p.DaysBetween)}
    fixed = {part.name for part in population.derive if isinstance(part, p.PlusMonths | p.Earliest)}
    derived = set(subjects.frame.columns) - set(situation.scope.rows[population.register_].columns)
    return Dated(subjects, lengths, frozenset(derived - fixed - set(lengths)), situation)


def view_rows_dated(rows: RowFrame, dated: Dated) -> Dated:
    return Dated(view_rows(rows), {}, frozenset(), dated.situation)


@singledispatch
def find_since(node: object, dated: Dated) -> Since:
    """Since when a test holds: of what holds no date always or never, unless it is about a number that changes by itself."""
    holds = evaluate(node, dated.subjects, dated.situation.scope)  # type: ignore[arg-type]
    return Since(_always_where(holds), np.full(len(holds), _is_fixed(node, dated)))


@find_since.register
def find_since_of_all(node: c.All, dated: Dated) -> Since:
    parts = [find_since(child, dated) for child in node.all]
    days = np.maximum.reduce([part.days for part in parts])
    never = np.logical_or.reduce([part.known & (part.days == NEVER) for part in parts])
    known = np.logical_and.reduce([part.known for part in parts])
    return Since(np.where(never, NEVER, days), known | never)


@find_since.register
def find_since_of_any(node: c.AnyOf, dated: Dated) -> Since:
    return _find_first([find_since(child, dated) for child in node.any])


@find_since.register
def find_since_of_not(node: c.Not, dated: Dated) -> Since:
    inner = find_since(node.not_, dated)
    return _turn(inner, dated.situation)


@find_since.register
def find_since_of_any_row(node: c.AnyRow, dated: Dated) -> Since:
    rows = find_since(node.any_row, view_rows_dated(dated.subjects.rows, dated))
    return _find_first_of_owner(rows, dated.subjects.owner, len(dated.subjects))


@find_since.register
def find_since_of_decisive_row(node: c.DecisiveRow, dated: Dated) -> Since:
    return find_since(node.decisive_row, view_rows_dated(dated.subjects.rows.take(dated.subjects.decisive), dated))


@find_since.register
def find_since_of_exists(node: c.Exists, dated: Dated) -> Since:
    related = node.exists
    rows = dated.situation.scope.rows[related.register_]
    holds = np.ones(len(rows), dtype=bool)
    inner = Since(_always_where(holds), holds)
    if related.where is not None:
        inner = find_since(related.where, view_rows_dated(rows, dated))
    keys, others = number_keys(dated.subjects.frame[related.on], rows[related.on])
    mine = np.flatnonzero(others >= 0)
    first = _find_first_of_owner(inner.take(mine), others[mine], int(keys.max(initial=-1)) + 1)
    return Since(np.append(first.days, NEVER)[keys], np.append(first.known, True)[keys])


@find_since.register
def find_since_of_open(node: c.OpenIn, dated: Dated) -> Since:
    frame = dated.subjects.frame
    is_closed = get_days(frame[node.open_in.closed]) < dated.situation.scope.span(node.open_in.window)[0]
    opened = get_days(frame[node.open_in.opened])
    return _from_days(np.where(is_closed, np.datetime64("NaT", "D"), opened), dated.situation)


@find_since.register
def find_since_of_happened(node: c.Happened, dated: Dated) -> Since:
    since = _from_days(get_days(dated.subjects.frame[node.column]), dated.situation)
    return since if node.happened else _turn(since, dated.situation)


@find_since.register
def find_since_of_within(node: c.Within, dated: Dated) -> Since:
    holds = evaluate(node, dated.subjects, dated.situation.scope)
    days = get_days(dated.subjects.frame[node.column])
    return _from_days(np.where(holds, days, np.datetime64("NaT", "D")), dated.situation)


@find_since.register
def find_since_of_at_least(node: c.AtLeast, dated: Dated) -> Since:
    return _find_length(node, node.at_least, dated)


@find_since.register
def find_since_of_less_than(node: c.LessThan, dated: Dated) -> Since:
    return _turn(_find_length(node, node.less_than, dated), dated.situation)


def _find_length(node: c.AtLeast | c.LessThan, bound: object, dated: Dated) -> Since:
    """Since when a number of days reaches a bound: so many days after its first."""
    part = dated.lengths.get(node.column)
    if part is None or isinstance(bound, c.ColumnRef):
        holds = evaluate(node, dated.subjects, dated.situation.scope) == isinstance(node, c.AtLeast)
        return Since(_always_where(holds), np.full(len(holds), _is_fixed(node, dated)))
    reached = evaluate(node, dated.subjects, dated.situation.scope) == isinstance(node, c.AtLeast)
    start = get_days(dated.subjects.frame[part.days_from])
    # A bound between two days is reached on the later one; where the first day counts as one, a day earlier.
    lacking = math.ceil(Fraction(str(bound))) - part.first_day
    return _from_days(np.where(reached, start + np.timedelta64(lacking, "D"), np.datetime64("NaT", "D")), dated.situation)


def _turn(since: Since, situation: Situation) -> Since:
    """That it does not hold: known where it never changes."""
    return Since(_swap(since.days), since.is_constant(situation.today))


def _swap(days: Integers) -> Integers:
    swapped: Integers = np.where(days == NEVER, ALWAYS, NEVER)
    return swapped


def _find_first(parts: Sequence[Since]) -> Since:
    days = np.minimum.reduce([part.days for part in parts])
    always = np.logical_or.reduce([part.known & (part.days == ALWAYS) for part in parts])
    known = np.logical_and.reduce([part.known for part in parts])
    return Since(np.where(always, ALWAYS, days), known | always)


def _find_first_of_owner(rows: Since, owners: Integers, size: int) -> Since:
    days = np.full(size, NEVER, dtype=np.int64)
    np.minimum.at(days, owners, rows.days)
    known = np.ones(size, dtype=bool)
    np.logical_and.at(known, owners, rows.known)
    return Since(days, known)


def _from_days(days: Days, situation: Situation) -> Since:
    """Since a day; never where it is blank or after the end."""
    comes = days <= situation.end
    return Since(np.where(comes, days.astype("datetime64[D]").astype(np.int64), NEVER), np.ones(len(days), dtype=bool))


def _always_where(holds: Mask) -> Integers:
    days: Integers = np.where(holds, ALWAYS, NEVER).astype(np.int64)
    return days


def _number(day: np.datetime64) -> int:
    return int(day.astype("datetime64[D]").astype(np.int64))


def _is_fixed(node: object, dated: Dated) -> bool:
    """Whether a test asks nothing that changes by itself as days pass."""
    if isinstance(node, c.Share):
        return False
    values = [getattr(node, name) for name in getattr(type(node), "model_fields", {})]
    names = {getattr(node, "column", ""), *(value.column for value in values if isinstance(value, c.ColumnRef))}
    return not names & (dated.changing | set(dated.lengths))
