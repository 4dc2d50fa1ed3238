"""From which day on subjects count that count at the end and do not count today, though nothing more is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from antidrug_kpi.audit.gaps.settled_days import Dated, find_since, view_dated
from antidrug_kpi.audit.gaps.situation import Situation, get_date
from antidrug_kpi.measures.measure_scope import Days, Integers, Mask, RowFrame, Scope, Subjects, get_days, view_rows
from antidrug_kpi.measures.population import tabulate
from antidrug_kpi.measures.population_table import DENOMINATOR, NUMERATOR, PopulationTable
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.reads.walking import Footing, walk
from antidrug_kpi.plans.windows import Periods, resolve_periods

_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Waiting:
    """The subjects (positions at the end) that wait, the position of each today, and the day from which on each counts."""

    subjects: Integers
    today: Integers
    days: Days


def find_waiting(
    population: p.Population, table: PopulationTable, today: PopulationTable | None, situation: Situation
) -> Waiting:
    """The subjects that are in the numerator at the end, and today in the denominator alone."""
    none = np.zeros(0, dtype=np.int64)
    if table.subjects is None or today is None or today.subjects is None:
        return Waiting(none, none, none.astype("datetime64[D]"))
    now = match_subjects(table.subjects, today.subjects)
    found = np.flatnonzero((table.places == NUMERATOR) & (now >= 0))
    found = found[today.places[now[found]] == DENOMINATOR]
    days = _find_days(population, table.subjects, found, situation) if len(found) else none.astype("datetime64[D]")
    return Waiting(found, now[found], days)


def match_subjects(subjects: Subjects, others: Subjects) -> Integers:
    """For each subject the position of the one among others that has a row in common; -1 where there is none."""
    rows, other_rows = subjects.rows.index, others.rows.index
    size = max(rows.max(initial=-1), other_rows.max(initial=-1)) + 1
    owners = np.full(size, -1, dtype=np.int64)
    owners[other_rows] = others.owner
    matched = np.full(len(subjects), -1, dtype=np.int64)
    np.maximum.at(matched, subjects.owner, owners[rows])
    return matched


def _find_days(population: p.Population, subjects: Subjects, found: Integers, situation: Situation) -> Days:
    """The first day from which on each of them is in the numerator at every as-of date."""
    days = np.full(len(subjects), situation.end)
    is_asked = np.zeros(len(subjects), dtype=bool)
    is_asked[found] = True
    if population.numerator is not None:
        since = find_since(population.numerator, view_dated(population, subjects, situation))
        is_settled = is_asked & since.known & _find_settled(population, subjects, situation)
        days[is_settled] = since.days[is_settled].astype("datetime64[D]")
        is_asked &= ~is_settled
    _ask_day_by_day(population, subjects, situation, is_asked, days)
    return days[found]


def _find_settled(population: p.Population, subjects: Subjects, situation: Situation) -> Mask:
    """For each subject whether from today on it has the same rows, is counted and is not excluded, at every as-of date."""
    today, dated = situation.today, view_dated(population, subjects, situation)
    settled: Mask = ~_has_changing_rows(population, subjects, situation)
    conditions = [population.keep, population.exempt, *(rule.when for rule in population.exclude)]
    for condition in filter(None, conditions):
        settled &= find_since(condition, dated).is_constant(today)
    return settled


def _has_changing_rows(population: p.Population, subjects: Subjects, situation: Situation) -> Mask:
    """Whether some row of the register that names the subject is selected, preferred or part of a service at some dates only."""
    rows = situation.scope.rows[population.register_]
    changing = np.zeros(len(rows), dtype=bool)
    dated = Dated(view_rows(rows), {}, frozenset(), situation)
    preferences = population.decisive.preferences if population.decisive is not None else ()
    for condition in filter(None, (population.rows, *preferences)):
        changing |= ~find_since(condition, dated).is_constant(situation.today)
    if population.joined is not None:
        for name in (population.joined.opened, population.joined.closed):
            days = get_days(rows[name])
            changing |= (days > situation.today) & (days <= situation.end + _DAY)
    names = population.each or ()
    if not names:
        return changing[np.isin(rows.index, subjects.rows.index)] if len(rows) != len(subjects) else changing
    found = [subjects.frame[name].isin(rows[name][changing]).to_numpy() for name in names]
    is_named: Mask = np.logical_and.reduce(found)
    return is_named


def _ask_day_by_day(population: p.Population, subjects: Subjects, situation: Situation, is_asked: Mask, days: Days) -> None:
    """Set the days of those asked, from the end backwards: a share can fall again before it rises for good. They are asked of
    their own rows alone.
    """
    if not is_asked.any():
        return
    rows = _keep_rows(population, subjects.select(is_asked), situation.scope.rows)
    day = situation.end
    while is_asked.any() and day - _DAY > situation.today:
        day -= _DAY
        is_asked = is_asked & _find_counting(population, Scope(rows, _move_periods(situation, get_date(day))), subjects)
        days[is_asked] = day


def _find_counting(population: p.Population, scope: Scope, subjects: Subjects) -> Mask:
    table = tabulate(population, scope)
    counting = np.zeros(len(subjects), dtype=bool)
    if table.subjects is not None:
        now = match_subjects(subjects, table.subjects)
        known = now >= 0
        counting[known] = table.places[now[known]] == NUMERATOR
    return counting


def _move_periods(situation: Situation, day: dt.date) -> Periods:
    plan, periods = situation.plan, situation.scope.periods
    return resolve_periods(plan.windows, plan.reports, periods.year, periods.report, day)


def _keep_rows(population: p.Population, subjects: Subjects, rows: Mapping[str, RowFrame]) -> dict[str, RowFrame]:
    """The registers with the subjects' rows alone, and of other registers the rows that are related to them."""
    register = population.register_
    own = rows[register]
    if population.each:
        mask = np.logical_and.reduce([own[name].isin(subjects.frame[name]).to_numpy() for name in population.each])
    else:
        mask = np.isin(own.index, subjects.rows.index)
    kept = {**rows, register: _shrink(own.select(mask))}
    for other, column in _list_joined(population).items():
        if other != register and column is not None:
            kept[other] = _shrink(rows[other].select(rows[other][column].isin(kept[register][column]).to_numpy()))
    return kept


def _list_joined(population: p.Population) -> dict[str, str | None]:
    """Other registers by the column by which their rows belong to the subjects; none where that is several, or not theirs."""
    columns: dict[str, set[str | None]] = {}
    for visit in walk(population, Footing(population.register_)):
        match visit.part:
            case p.Tally():
                columns.setdefault(visit.part.tally.register_, set()).add(visit.part.on)
            case c.Related() if visit.footing is not None and visit.footing.register == population.register_:
                columns.setdefault(visit.part.register_, set()).add(visit.part.on)
            case c.Rows():
                columns.setdefault(visit.part.register_, set()).add(None)
    return {register: next(iter(names)) if len(names) == 1 else None for register, names in columns.items()}


def _shrink(rows: RowFrame) -> RowFrame:
    """The rows without the words that none of them holds any more, which joins would go through day by day."""
    frame = rows.make_frame()
    words = {
        name: frame[name].cat.remove_unused_categories()
        for name in frame.columns
        if isinstance(frame[name].dtype, pd.CategoricalDtype)
    }
    return RowFrame(frame.assign(**words))


def view_on(situation: Situation, day: np.datetime64) -> Situation:
    """The same rows, as they are on an earlier day."""
    return replace(situation, scope=replace(situation.scope, periods=_move_periods(situation, get_date(day))))
