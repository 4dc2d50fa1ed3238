"""The spans of time that a plan speaks of, and what they are for one report: the period, the year before, an intake window."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from antidrug_kpi import roc
from antidrug_kpi.plans.base import Part

ReportName = Literal["midterm", "final"]
# A ROC year of three digits; every date that a plan speaks of then exists.
LAST_YEAR = 999
# A plan looks back or ahead by a few years; beyond a lifetime it is a slip.
MOST_YEARS = 100


class DayOfYear(Part):
    """A day relative to the plan's year: `year: -1` is the year before."""

    year: int = Field(default=0, ge=-MOST_YEARS, le=MOST_YEARS)
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)

    def resolve(self, plan_year: int) -> dt.date:
        """The date in a ROC plan year; a day past the month's end is the month's last day."""
        year = roc.to_gregorian_year(plan_year) + self.year
        return dt.date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


class Span(Part):
    """First and last day, both included; the last may be the as-of date."""

    start: DayOfYear
    end: DayOfYear | Literal["as_of"]


class Window(Part):
    """A named span, the same for both reports or one for each."""

    text: str
    span: Span | None = None
    by_report: dict[ReportName, Span] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check_spans(self) -> Window:
        if (self.span is None) == (not self.by_report):
            raise ValueError("期間應以 span 或 by_report 擇一定義")
        return self


class FormColumn(Part):
    """A column of the form's table: what stands in it, its heading, and its width in characters."""

    role: Literal["indicator", "target", "attainment", "progress", "blank"]
    text: str
    width: int = Field(gt=0)


class Form(Part):
    """The table of attainment as the report prints it: the source's annex, the section's heading, the columns."""

    annex: str
    heading: str
    columns: tuple[FormColumn, ...] = Field(min_length=1)


class Report(Part):
    """A report of the plan: its name on paper, the as-of date it has unless one is given, and its table."""

    text: str
    as_of: DayOfYear
    form: Form


@dataclass(frozen=True)
class Periods:
    """The plan's windows as dates, for one report."""

    year: int
    report: ReportName
    as_of: dt.date
    spans: dict[str, tuple[dt.date, dt.date]]
    texts: dict[str, str]


def resolve_periods(
    windows: dict[str, Window],
    reports: dict[ReportName, Report],
    year: int,
    report: ReportName,
    as_of: dt.date | None = None,
) -> Periods:
    """The windows of a ROC `year` and `report`; the as-of date is the report's own unless given."""
    day = as_of or reports[report].as_of.resolve(year)
    spans = {}
    for name, window in windows.items():
        span = window.span or window.by_report[report]
        end = day if isinstance(span.end, str) else span.end.resolve(year)
        spans[name] = (span.start.resolve(year), end)
    return Periods(year, report, day, spans, {name: window.text for name, window in windows.items()})
