"""The subjects of a population: who counts anyway, who waits, for whom something can be done, and who is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.audit.gaps.condition_acts import Asked, find_least_acts
from antidrug_kpi.audit.gaps.derived_acts import find_numerator_acts
from antidrug_kpi.audit.gaps.least_acts import LeastActs
from antidrug_kpi.audit.gaps.situation import Situation, get_date
from antidrug_kpi.audit.gaps.waiting_days import Waiting, find_waiting, view_on
from antidrug_kpi.audit.gaps.waiting_sentences import list_waiting_sentences
from antidrug_kpi.audit.gaps.work import WorkEntry
from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Integers, Mask, Subjects, view_rows
from antidrug_kpi.measures.population_table import DENOMINATOR, Objects, PopulationTable, name_subjects
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p


@dataclass(frozen=True)
class SubjectWork:
    """The work on a population: an entry for everyone who waits or can still count, how many acts would bring in from outside,
    how many in the denominator can still come to count, and how many cannot.
    """

    entries: tuple[WorkEntry, ...]
    to_do: int
    brought_in: int
    lost: int


def list_subject_work(
    population: p.Population, table: PopulationTable, today: PopulationTable | None, situation: Situation
) -> SubjectWork:
    """The work on the subjects at the end; `today` is the table of today, where there is one."""
    subjects = table.subjects
    if subjects is None or population.numerator is None:
        return SubjectWork((), 0, 0, 0)
    acts = find_numerator_acts(population, subjects, situation)
    is_open = table.places == DENOMINATOR
    to_do = np.flatnonzero(is_open & acts.is_possible)
    firsts = _find_first_rows(population, subjects, situation)
    waiting = find_waiting(population, table, today, situation)
    names = name_subjects(table.each, subjects)
    entries = [
        *_list_waiting(population, waiting, names, firsts, situation, today),
        *_list_to_do(population.register_, acts, to_do, names, firsts),
    ]
    brought = _list_brought_in(population, subjects, situation) if population.brings_in else []
    return SubjectWork((*entries, *brought), len(to_do), len(brought), int(is_open.sum()) - len(to_do))


def _list_to_do(register: str, acts: LeastActs, subjects: Integers, names: Objects, rows: Integers) -> Iterator[WorkEntry]:
    for index in subjects.tolist():
        yield WorkEntry(
            _get_name(names[index]),
            register,
            int(rows[index]),
            acts.list_lacks(index),
            acts.list_steps(index),
            get_date(acts.days[index]),
        )


def _list_waiting(
    population: p.Population,
    waiting: Waiting,
    names: Objects,
    rows: Integers,
    situation: Situation,
    today: PopulationTable | None,
) -> Iterator[WorkEntry]:
    if today is None or today.subjects is None or not len(waiting.subjects):
        return
    say = list_waiting_sentences(population, today.subjects, waiting.today, view_on(situation, situation.today))
    for number, index in enumerate(waiting.subjects.tolist()):
        by = get_date(waiting.days[number])
        yield WorkEntry(_get_name(names[index]), population.register_, int(rows[index]), say(number, by), (), by)


def _list_brought_in(population: p.Population, subjects: Subjects, situation: Situation) -> list[WorkEntry]:
    """The rows that are not selected, and that acts would both select and put into the numerator."""
    if population.rows is None or population.numerator is None:
        return []
    rows = situation.scope.rows[population.register_]
    others = view_rows(rows.select(~np.isin(rows.index, subjects.rows.index)))
    asked = Asked(others, population.register_, population.register_, {}, situation)
    acts = find_least_acts(c.All(all=(population.rows, population.numerator)), asked)
    names = name_subjects((), others)
    return list(_list_to_do(population.register_, acts, np.flatnonzero(acts.is_possible), names, others.rows.index))


def _find_first_rows(population: p.Population, subjects: Subjects, situation: Situation) -> Integers:
    """The position in the register of each subject's first row that meets the denominator's conditions by itself."""
    rows = subjects.rows.index
    if subjects.rows is subjects.frame:
        return rows
    meets: Mask = np.ones(len(rows), dtype=bool)
    if isinstance(population.keep, c.AnyRow):
        meets = evaluate(population.keep.any_row, view_rows(subjects.rows), situation.scope)
    firsts = np.full(len(subjects), np.iinfo(np.int64).max)
    np.minimum.at(firsts, subjects.owner[meets], rows[meets])
    return firsts


def _get_name(name: object) -> str | None:
    return name if isinstance(name, str) else None
