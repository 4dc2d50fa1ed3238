"""The times that a plan's forms can be for: the one that was computed, and those that a form's own headings name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from antidrug_kpi.forms.into.form_grid import Grid
from antidrug_kpi.forms.into.form_headings import LONGEST, Headings
from antidrug_kpi.forms.into.form_times import WantedTime
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.plan import Plan

# More years than a form's headings name; a hostile table's further ones are not tried.
_MOST_YEARS = 4


def want_time(plan: Plan, result: OfficeResult) -> WantedTime:
    """The year and report of a result, with the words by which the plan's reports are known on paper."""
    names = {name: (report.text, report.form.annex) for name, report in plan.reports.items()}
    return WantedTime(result.year, result.report, names)


def make_headings(plan: Plan, wanted: WantedTime, month: int) -> Headings:
    """The headings of the annex's table at a time."""
    report = plan.reports[wanted.report]
    others = [other.text for other in plan.reports.values() if other is not report]
    return Headings(report.form.columns, wanted.year, report.text, month, others)


def list_other_times(grids: Sequence[Grid], wanted: WantedTime) -> Iterator[WantedTime]:
    """Every other time that a form's rows could name: each year that a short text of them names, with each report."""
    texts = {text for grid in grids for row in grid.rows for text in row if text and len(text) <= LONGEST}
    years = sorted(wanted.read(texts, are_titles=True).years - {wanted.year})[:_MOST_YEARS]
    for year in (wanted.year, *years):
        for report in sorted(wanted.names, key=lambda name: name != wanted.report):
            if (year, report) != (wanted.year, wanted.report):
                yield replace(wanted, year=year, report=report)
