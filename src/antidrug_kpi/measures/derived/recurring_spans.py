"""Spans of months that follow one another from a date of the subject, and whether a related row lies in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from antidrug_kpi.measures.condition_masks import filter_related
from antidrug_kpi.measures.derived.calendar_months import add_months, find_calendar_start
from antidrug_kpi.measures.measure_scope import Days, Mask, Scope, Subjects, get_days, number_keys
from antidrug_kpi.plans import population_specs as p


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
