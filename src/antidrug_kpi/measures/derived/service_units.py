"""The units of a service (4.3.1): how many contacts each owes, and how many of those that were made count in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.measures.condition_masks import evaluate, filter_related
from antidrug_kpi.measures.measure_scope import Days, Integers, Mask, RowFrame, Scope, Subjects, get_days, number_keys, view_rows
from antidrug_kpi.plans import services as s


@dataclass(frozen=True)
class Units:
    """The units of all subjects' services, one element each, by subject and then by day: whose it is, its first and last day
    (cut to the service's last), the contacts owed in it and those counted.
    """

    subject: Integers
    first: Days
    last: Days
    owed: Integers
    counted: Integers


def count_units(terms: s.ServiceTerms, subjects: Subjects, scope: Scope) -> Units:
    """The units of each subject's service; a service has at least one."""
    first, last = find_service(terms, subjects, scope)
    days = (last - first).astype(np.int64) + 1
    units = np.maximum(1, days // terms.unit_days)
    owed_a_unit = _find_by_level(terms.owed_a_unit, terms, subjects)
    counted = _count_capped(terms, subjects, scope, (first, last), units, owed_a_unit)
    subject = np.repeat(np.arange(len(subjects), dtype=np.int64), units)
    number = np.arange(len(subject), dtype=np.int64) - np.repeat(np.cumsum(units) - units, units)
    begins = first[subject] + number * terms.unit_days
    ends = np.minimum(begins + (terms.unit_days - 1), last[subject])
    return Units(subject, begins, ends, owed_a_unit[subject], counted)


def find_service(terms: s.ServiceTerms, subjects: Subjects, scope: Scope) -> tuple[Days, Days]:
    """The first and the last day on which each subject was served (4.3.1).

    The first is its earliest opening, or the first day of the window where it was opened before. The last is its latest closing,
    or the as-of date where a row is still open.
    """
    opened = get_days(subjects.rows[terms.opened])
    closed = get_days(subjects.rows[terms.closed])
    closed = np.where(closed <= scope.as_of, closed, scope.as_of)
    first = np.full(len(subjects), np.datetime64("9999-12-31"))
    last = np.full(len(subjects), np.datetime64("0001-01-01"))
    np.minimum.at(first, subjects.owner, opened)
    np.maximum.at(last, subjects.owner, closed)
    return np.maximum(first, scope.span(terms.window)[0]), last


def _find_by_level(numbers: Mapping[str, int], terms: s.ServiceTerms, subjects: Subjects) -> Integers:
    """For each subject the number of the level of its decisive row; 0 for a blank."""
    levels = subjects.rows[terms.level].iloc[subjects.decisive]
    known = [numbers.get(level, 0) for level in levels.cat.categories]
    return np.array([*known, 0], dtype=np.int64)[levels.cat.codes.to_numpy()]


def _count_capped(
    terms: s.ServiceTerms,
    subjects: Subjects,
    scope: Scope,
    service: tuple[Days, Days],
    units: Integers,
    owed_a_unit: Integers,
) -> Integers:
    """The contacts that fall into each unit, at most what it owes."""
    contacts = filter_related(terms.contacts, scope)
    inside, unit_of = _place_contacts(contacts, terms, subjects, service, units)
    owed = np.repeat(owed_a_unit, units)
    made = np.bincount(unit_of, minlength=len(owed))
    if terms.of_kind is None:
        return np.minimum(made, owed).astype(np.int64)
    is_kind = evaluate(terms.of_kind, view_rows(contacts), scope)[inside]
    made_of_kind = np.bincount(unit_of[is_kind], minlength=len(owed))
    owed_of_kind = np.minimum(owed, _find_units_owing(terms, subjects, units))
    fulfilled = np.minimum(made_of_kind, owed_of_kind)
    return (fulfilled + np.minimum(made - fulfilled, owed - owed_of_kind)).astype(np.int64)


def _place_contacts(
    contacts: RowFrame, terms: s.ServiceTerms, subjects: Subjects, service: tuple[Days, Days], units: Integers
) -> tuple[Integers, Integers]:
    """The positions of the contacts that fall into a unit, and the number of the unit of each, counted over all subjects."""
    keys, others = number_keys(subjects.frame[terms.contacts.on], contacts[terms.contacts.on])
    subject_of_key = np.full(int(keys.max(initial=-1)) + 2, -1, dtype=np.int64)
    subject_of_key[keys] = np.arange(len(subjects))
    subject_of_key[-1] = -1
    first, last = (edge.astype(np.int64) for edge in service)
    # The last day of the last unit, counted from the first; where a service has none no contact falls into it. Nor does one of
    # nobody's, number -1, the last element.
    is_known = ~np.isnat(service[0]) & ~np.isnat(service[1])
    most = np.append(np.where(is_known, np.minimum(last - first, units * terms.unit_days - 1), -1), -1)
    who = subject_of_key[others]
    since = get_days(contacts[terms.contact_date]).astype(np.int64) - np.append(first, 0)[who]
    inside = np.flatnonzero((since >= 0) & (since <= most[who]))
    starts = np.concatenate(([0], np.cumsum(units)))
    unit_of: Integers = starts[who[inside]] + since[inside] // terms.unit_days
    return inside, unit_of


def _find_units_owing(terms: s.ServiceTerms, subjects: Subjects, units: Integers) -> Integers:
    """For each unit of each subject 1 where one of the contacts owed must be of the kind, every n-th of the subject's units."""
    every = np.repeat(_find_by_level(terms.of_kind_every, terms, subjects), units)
    number = np.arange(1, len(every) + 1) - np.repeat(np.cumsum(units) - units, units)
    is_owing: Mask = (every > 0) & (number % np.maximum(every, 1) == 0)
    return is_owing.astype(np.int64)
