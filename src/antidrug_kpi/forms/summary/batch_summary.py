"""A batch as plain data: what became of each office, and every measure over all of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from antidrug_kpi.measures.summed_results import NO_SUM, OfficeFigures, SummedFigures, can_sum, sum_figures
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan

if TYPE_CHECKING:  # the library of workbooks comes with it
    from antidrug_kpi.forms.summary.office_rechecks import OfficeRecheck


@dataclass(frozen=True)
class OfficeTerms:
    """What offices must agree in before their figures may be added up."""

    plan: str
    report: str
    as_of: dt.date
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class OfficeOutcome:
    """What became of one office. `name` is its folder's path below the root, `exit_status` what `compute` of it ends with.

    A broken office has the `error`, one line, and no terms. `reason` says why an office is incomplete, and `kept` which of its
    files were finished by hand and stay. `rejected` is None where it is hidden from the public.
    """

    name: str
    exit_status: int
    is_complete: bool
    error: str | None = None
    reason: str | None = None
    jurisdiction: str | None = None
    terms: OfficeTerms | None = None
    rejected: int | None = 0
    figures: Mapping[str, OfficeFigures] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    recheck: OfficeRecheck | None = None
    """What rechecking its submitted form came to, where forms are rechecked."""
    rows: int | None = None
    """How many rows were read; None of a broken office."""
    seconds: float | None = field(default=None, compare=False)
    """How long it took, for the log alone; None where its process died."""


@dataclass(frozen=True)
class MeasureTogether:
    """A measure over all offices: the summed figures, how many offices they are of, and the names of the others."""

    indicator: Indicator
    measure: Measure
    summed: SummedFigures
    offices: int
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class BatchSummary:
    """All offices and all measures. `terms` are those of most offices, under which the measures are summed; none where every
    office is broken. `skipped` are folders that hold registers and belong to no office.
    `largest_hidden_count` is set where the summary is for the public: counts of persons from 1 to it are hidden.
    """

    plan: Plan
    terms: OfficeTerms | None
    offices: tuple[OfficeOutcome, ...]
    together: tuple[MeasureTogether, ...]
    skipped: tuple[str, ...] = ()
    largest_hidden_count: int | None = None

    @property
    def kept(self) -> tuple[str, ...]:
        """The sentences about files that were finished by hand, in the order of the offices."""
        return tuple(sentence for office in self.offices for sentence in office.kept)


def find_usual_terms(offices: Sequence[OfficeOutcome]) -> OfficeTerms | None:
    """The plan, report, as-of date and readings that most offices have, of equally many those met first."""
    counts = Counter(office.terms for office in offices if office.terms is not None)
    return counts.most_common(1)[0][0] if counts else None


def build_summary(
    plan: Plan,
    wanted: Sequence[tuple[Indicator, Measure]],
    offices: Sequence[OfficeOutcome],
    skipped: Sequence[str],
) -> BatchSummary:
    """The summary under a plan with the usual readings; `wanted` are the measures to sum up, in the plan's order."""
    terms = find_usual_terms(offices)
    together = tuple(_sum_up(indicator, measure, terms, offices) for indicator, measure in wanted)
    return BatchSummary(plan, terms, tuple(offices), together, tuple(skipped))


def _sum_up(
    indicator: Indicator, measure: Measure, terms: OfficeTerms | None, offices: Sequence[OfficeOutcome]
) -> MeasureTogether:
    summed: list[OfficeFigures] = []
    left_out: list[str] = []
    for office in offices:
        figures = office.figures.get(measure.id)
        if figures is not None and office.terms == terms and can_sum(measure, figures):
            summed.append(figures)
        else:
            left_out.append(office.name)
    return MeasureTogether(indicator, measure, sum_figures(measure, summed) if summed else NO_SUM, len(summed), tuple(left_out))
