"""Whole months that a form prints of a record: since a date, and within a window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import singledispatch

from antidrug_kpi import roc
from antidrug_kpi.forms.printed.filled_places import Months, Value
from antidrug_kpi.plans.form_tables import MonthsInPost, Tenure
from antidrug_kpi.plans.windows import Periods

Columns = Mapping[str, Sequence[Value]]


@singledispatch
def derive(part: object, _columns: Columns, _periods: Periods) -> list[Value]:
    """The derived value of each record; none where the record has no first date."""
    raise TypeError(part)


@derive.register
def derive_tenure(part: Tenure, columns: Columns, periods: Periods) -> list[Value]:
    dates = zip(columns[part.tenure_from], columns[part.until], strict=True)
    return [
        Months(roc.count_whole_months(start, _find_end(end, periods))) if isinstance(start, dt.date) else None
        for start, end in dates
    ]


@derive.register
def derive_months_in_post(part: MonthsInPost, columns: Columns, periods: Periods) -> list[Value]:
    first, last = periods.spans[part.months_in]
    dates = zip(columns[part.since], columns[part.until], strict=True)
    return [
        Months(roc.count_whole_months(max(start, first), min(last, _find_end(end, periods))))
        if isinstance(start, dt.date)
        else None
        for start, end in dates
    ]


def _find_end(end: Value, periods: Periods) -> dt.date:
    """The day that ends a span: the as-of date where there is none by then."""
    return min(end, periods.as_of) if isinstance(end, dt.date) else periods.as_of
