"""Columns that a population derives for its subjects: elapsed days, dates months later, counts and sums, service units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import singledispatch
from typing import Any

import numpy as np
import pandas as pd

from antidrug_kpi.measures.condition_masks import evaluate, filter_related
from antidrug_kpi.measures.derived.quotas import find_reached_quotas
from antidrug_kpi.measures.exact_sums import fill_blanks, sum_columns
from antidrug_kpi.measures.measure_scope import (
    Days,
    Integers,
    Mask,
    Scope,
    Subjects,
    count_keys,
    get_days,
    number_keys,
    view_rows,
)
from antidrug_kpi.measures.rounding import round_half_up
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans import services as s

Columns = Mapping[str, Any]


@singledispatch
def derive(part: object, _subjects: Subjects, _scope: Scope) -> Columns:
    """The columns that a derivation adds, by name, one value per subject."""
    raise TypeError(part)


@derive.register
def derive_days_between(part: p.DaysBetween, subjects: Subjects, scope: Scope) -> Columns:
    start = get_days(subjects.frame[part.days_from])
    end = get_days(subjects.frame[part.to])
    until = np.where(end <= scope.as_of, end, scope.as_of)
    # A start after the as-of date has not happened; its negative count is never used, but it is no error either.
    days = np.where(np.isnat(start), 0, (until - start).astype("timedelta64[D]").astype(np.int64) + part.first_day)
    return {part.name: days.astype(np.int64)}


@derive.register
def derive_plus_months(part: p.PlusMonths, subjects: Subjects, scope: Scope) -> Columns:
    days = add_months(get_days(subjects.frame[part.date]), part.plus_months) + np.timedelta64(part.plus_days, "D")
    return {part.name: days.astype("datetime64[s]")}


@derive.register
def derive_earliest(part: p.Earliest, subjects: Subjects, scope: Scope) -> Columns:
    days = get_days(subjects.rows[part.earliest])
    first = np.full(len(subjects), np.datetime64("NaT", "D"))
    np.fmin.at(first, subjects.owner, days)
    return {part.name: first.astype("datetime64[s]")}


@derive.register
def derive_count_related(part: p.CountRelated, subjects: Subjects, scope: Scope) -> Columns:
    return {part.name: count_keys(subjects.frame[part.count.on], filter_related(part.count, scope)[part.count.on])}


@derive.register
def derive_service_units(part: s.ServiceUnits, subjects: Subjects, scope: Scope) -> Columns:
    units = count_units(part.service_units, subjects, scope)
    columns = {}
    for name, amounts in ((part.owed, units.owed), (part.counted, units.counted)):
        sums = np.zeros(len(subjects), dtype=np.int64)
        np.add.at(sums, units.subject, amounts)
        columns[name] = sums
    if part.days is not None:
        first, last = _find_service(part.service_units, subjects, scope)
        days = (last - first).astype(np.int64) + 1
        columns[part.days] = np.where(np.isnat(last - first), 0, np.maximum(0, days))
    return columns


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
    first, last = _find_service(terms, subjects, scope)
    days = (last - first).astype(np.int64) + 1
    units = np.maximum(1, days // terms.unit_days)
    owed_a_unit = _find_by_level(terms.owed_a_unit, terms, subjects)
    counted = _count_capped(terms, subjects, scope, (first, last), units, owed_a_unit)
    subject = np.repeat(np.arange(len(subjects), dtype=np.int64), units)
    number = np.arange(len(subject), dtype=np.int64) - np.repeat(np.cumsum(units) - units, units)
    begins = first[subject] + number * terms.unit_days
    ends = np.minimum(begins + (terms.unit_days - 1), last[subject])
    return Units(subject, begins, ends, owed_a_unit[subject], counted)


def _find_service(terms: s.ServiceTerms, subjects: Subjects, scope: Scope) -> tuple[Days, Days]:
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
    unit_of = starts[who[inside]] + since[inside] // terms.unit_days
    a_unit = np.bincount(unit_of, minlength=int(starts[-1]))
    owed = np.repeat(owed_a_unit, units)
    capped = np.minimum(a_unit, owed)
    if terms.of_kind is not None:
        is_kind = evaluate(terms.of_kind, view_rows(contacts), scope)[inside]
        of_kind = np.bincount(unit_of[is_kind], minlength=len(owed))
        owed_of_kind = np.minimum(owed, _find_units_owing(terms, subjects, units))
        fulfilled = np.minimum(of_kind, owed_of_kind)
        capped = fulfilled + np.minimum(a_unit - fulfilled, owed - owed_of_kind)
    return capped.astype(np.int64)


def _find_units_owing(terms: s.ServiceTerms, subjects: Subjects, units: Integers) -> Integers:
    """For each unit of each subject 1 where one of the contacts owed must be of the kind, every n-th of the subject's units."""
    every = np.repeat(_find_by_level(terms.of_kind_every, terms, subjects), units)
    number = np.arange(1, len(every) + 1) - np.repeat(np.cumsum(units) - units, units)
    is_owing: Mask = (every > 0) & (number % np.maximum(every, 1) == 0)
    return is_owing.astype(np.int64)


@derive.register
def derive_recurring_spans(part: p.RecurringSpans, subjects: Subjects, scope: Scope) -> Columns:
    due = np.zeros(len(subjects), dtype=np.int64)
    covered = np.zeros(len(subjects), dtype=np.int64)
    for span in list_spans(part.spans, subjects, scope):
        due += span.is_due
        covered += span.is_due & span.is_covered
    return {part.due: due, part.covered: covered}


@dataclass(frozen=True)
class RecurringSpan:
    """One of the spans in number, of every subject: its first and last day, whether it is due and whether a row lies in it."""

    first: Days
    last: Days
    is_due: Mask
    is_covered: Mask


def list_spans(terms: p.SpanTerms, subjects: Subjects, scope: Scope) -> Iterator[RecurringSpan]:
    """The spans of each subject, the earliest first."""
    start = get_days(subjects.frame[terms.start])
    if terms.not_before is not None:
        start = np.maximum(start, scope.span(terms.not_before)[0])
    if terms.calendar:
        start = find_calendar_start(start, terms.months)
    first, last = scope.span(terms.due_in)
    who, days = _pair_with_days(terms, subjects, scope)
    for number in range(terms.times):
        begin = add_months(start, terms.months * number)
        end = add_months(start, terms.months * (number + 1)) - np.timedelta64(1, "D")
        is_due = (end >= first) & (end <= min(last, scope.as_of))
        hit = np.bincount(who[(days >= begin[who]) & (days <= end[who])], minlength=len(subjects)) > 0
        yield RecurringSpan(begin, end, is_due, hit)


def _pair_with_days(terms: p.SpanTerms, subjects: Subjects, scope: Scope) -> tuple[np.ndarray, Days]:
    """The subjects and the days of their related rows, pair by pair; none where these are not asked."""
    if terms.by is None or terms.by_date is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype="datetime64[D]")
    related = filter_related(terms.by, scope)
    keys, others = number_keys(subjects.frame[terms.by.on], related[terms.by.on])
    pairs = pd.merge(
        pd.DataFrame({"key": keys, "subject": np.arange(len(subjects))}),
        pd.DataFrame({"key": others, "day": get_days(related[terms.by_date]).astype("datetime64[s]")})[others >= 0],
        on="key",
    )
    return pairs["subject"].to_numpy(), get_days(pairs["day"])


@derive.register
def derive_total(part: p.Total, subjects: Subjects, scope: Scope) -> Columns:
    return {part.name: sum_columns(part.total, subjects) - sum_columns(part.less, subjects)}


@derive.register
def derive_related_sum(part: p.RelatedSum, subjects: Subjects, scope: Scope) -> Columns:
    related = filter_related(part.sum_related, scope)
    amounts = fill_blanks(related[part.of])
    on = part.sum_related.on
    if on is None:
        return {part.name: np.full(len(subjects), amounts.sum(), dtype=amounts.dtype)}
    keys, others = number_keys(subjects.frame[on], related[on])
    # One place more than there are keys: a subject without a key has number -1 and so reads the last one, which stays 0.
    sums = np.zeros(int(keys.max(initial=-1)) + 2, dtype=amounts.dtype)
    np.add.at(sums, others[others >= 0], amounts[others >= 0])
    return {part.name: sums[keys]}


@derive.register
def derive_scaled(part: p.Scaled, subjects: Subjects, scope: Scope) -> Columns:
    values = subjects.frame[part.scaled]
    whole = [pd.NA if pd.isna(value) else int(round_half_up(Fraction(value) * part.factor, 0)) for value in values.tolist()]
    return {part.name: pd.array(whole, dtype="Int64")}


@derive.register
def derive_quotas(part: p.Quotas, subjects: Subjects, scope: Scope) -> Columns:
    reached = np.zeros(len(subjects), dtype=np.int64)
    for mask in find_reached_quotas(part.quotas, subjects, scope).values():
        reached += mask
    return {part.name: reached}


def find_calendar_start(days: Days, months: int) -> Days:
    """The first day, on or after each date, of one of the spans of `months` into which the calendar divides a year; blank stays
    blank.
    """
    month = days.astype("datetime64[M]")
    is_later = days > month.astype("datetime64[D]")
    # Months are numbered from a January, so that those in which a span begins are multiples; a blank falls on any number.
    number = month.astype(np.int64) + is_later
    first = (-(-number // months) * months).astype("datetime64[M]").astype("datetime64[D]")
    starts: Days = np.where(np.isnat(days), np.datetime64("NaT", "D"), first)
    return starts


def add_months(days: Days, months: int) -> Days:
    """Dates plus whole calendar months, cut to the month's last day where the day does not exist; blank stays blank."""
    month = days.astype("datetime64[M]")
    day_of_month = days - month.astype("datetime64[D]")
    later = month + np.timedelta64(months, "M")
    last = (later + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    moved: Days = np.minimum(later.astype("datetime64[D]") + day_of_month, last)
    return moved
