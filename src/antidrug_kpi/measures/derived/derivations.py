"""Columns that a population derives for its subjects: elapsed days, dates months later, counts and sums, service units."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import singledispatch
from typing import Any

import numpy as np
import pandas as pd

from antidrug_kpi.measures.condition_masks import filter_related
from antidrug_kpi.measures.derived.calendar_months import add_months
from antidrug_kpi.measures.derived.quotas import find_reached_quotas
from antidrug_kpi.measures.derived.recurring_spans import list_spans
from antidrug_kpi.measures.derived.service_units import count_units, find_service
from antidrug_kpi.measures.exact_sums import fill_blanks, sum_columns
from antidrug_kpi.measures.measure_scope import Scope, Subjects, count_keys, get_days, number_keys
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
        first, last = find_service(part.service_units, subjects, scope)
        days = (last - first).astype(np.int64) + 1
        columns[part.days] = np.where(np.isnat(last - first), 0, np.maximum(0, days))
    return columns


@derive.register
def derive_recurring_spans(part: p.RecurringSpans, subjects: Subjects, scope: Scope) -> Columns:
    due = np.zeros(len(subjects), dtype=np.int64)
    covered = np.zeros(len(subjects), dtype=np.int64)
    for span in list_spans(part.spans, subjects, scope):
        due += span.is_due
        covered += span.is_due & span.is_covered
    return {part.due: due, part.covered: covered}


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
