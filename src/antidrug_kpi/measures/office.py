"""Computes all wanted measures of an office, and sums up what became of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from antidrug_kpi import __version__
from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.measures.acceptance import Acceptance
from antidrug_kpi.measures.compute import Computation, Terms, compute_measure
from antidrug_kpi.measures.evidence.descriptions import report_doubtful_descriptions
from antidrug_kpi.measures.evidence.evidence_issues import find_unknown_words
from antidrug_kpi.measures.measure_scope import Mask
from antidrug_kpi.measures.results import InputLeftOut, InputSummary, OfficeResult
from antidrug_kpi.plans.plan import Wanted
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.codes import list_registers_taken
from antidrug_kpi.registers.concerned import select_for_measures
from antidrug_kpi.registers.oddities.named_years import find_years_in_names
from antidrug_kpi.registers.oddities.register_years import find_far_dates, find_other_years
from antidrug_kpi.registers.register import SHEET, Reading
from antidrug_kpi.stages import Stage, Step, Watch, watch_nothing


def compute_office(
    reading: Reading, terms: Terms, wanted: Wanted, watch: Watch = watch_nothing
) -> tuple[OfficeResult, tuple[Computation, ...]]:
    """The results of the wanted measures in the plan's order, and the computations behind them.

    `watch` is called with each step.
    """
    computations = tuple(_compute_each(terms, wanted, watch))
    watch(Step(Stage.CHECKS))
    known = {computation.result.id: computation.acceptance for computation in computations}
    rejected, blank_issues = find_rejected_rows(reading, known)
    odd_issues = (
        *find_other_years(reading.registers, terms.periods),
        *find_far_dates(reading.registers, terms.periods),
        *find_years_in_names(
            reading, terms.plan, terms.periods, list_registers_taken(terms.plan, [measure for _, measure in wanted])
        ),
        *find_unknown_words(terms.rows_by_measure),
        *report_doubtful_descriptions(terms.rows_by_measure),
    )
    issues = (*reading.issues, *odd_issues, *blank_issues)
    if len(wanted) < len(terms.plan.measures):
        issues = select_for_measures(issues, terms.plan, [measure for _, measure in wanted], terms.by)
    result = OfficeResult(
        plan=terms.plan.id,
        year=terms.periods.year,
        report=terms.periods.report,
        jurisdiction=terms.jurisdiction,
        period=terms.periods.spans["period"],
        as_of=terms.periods.as_of,
        version=__version__,
        inputs=summarise_inputs(reading, rejected, issues),
        measures=tuple(computation.result for computation in computations),
        by=terms.by,
        issues=issues,
        left_out=list_left_out(reading),
        readings=terms.plan.chosen,
    )
    return result, computations


def _compute_each(terms: Terms, wanted: Wanted, watch: Watch) -> Iterator[Computation]:
    rows = sum(map(len, terms.registers.values()))
    for number, (indicator, measure) in enumerate(wanted, start=1):
        watch(Step(Stage.MEASURES, number, len(wanted), amount=rows))
        yield compute_measure(indicator, measure, terms)


def find_rejected_rows(reading: Reading, wanted: Mapping[str, Acceptance]) -> tuple[dict[str, Mask], list[Issue]]:
    """Register id → the rows rejected for at least one of the wanted measures, and an issue for each blank that a rule rejects.

    `wanted` maps each measure's id to its accepted and rejected rows.
    """
    rejected = {name: np.zeros(len(register), dtype=bool) for name, register in reading.registers.items()}
    reasons: dict[tuple[str, int, str], list[str]] = {}
    for measure, acceptance in wanted.items():
        for name, mask in acceptance.rejected.items():
            rejected[name] |= mask
        for (name, column), mask in acceptance.blank.items():
            for row in np.flatnonzero(mask).tolist():
                reasons.setdefault((name, row, column), []).append(measure)
    issues = [
        reading.registers[name].report(kinds.BLANK_REJECTED, row, column, "", {"measures": "、".join(ids)})
        for (name, row, column), ids in reasons.items()
    ]
    return rejected, issues


def summarise_inputs(reading: Reading, rejected: Mapping[str, Mask], issues: Sequence[Issue]) -> tuple[InputSummary, ...]:
    """How many rows of each register and file were read, accepted, rejected and skipped, in the plan's order of registers."""
    warnings = _count_warnings(issues)
    summaries = []
    for name, register in reading.registers.items():
        sources = register.sources
        counts = np.bincount(register.frame[SHEET].to_numpy()[rejected[name]], minlength=len(sources))
        # A register may have several sheets in a file: the summary is of the file, whose digest stands beside it.
        positions: dict[str, list[int]] = {}
        for position, source in enumerate(sources):
            positions.setdefault(source.file, []).append(position)
        for file, places in positions.items():
            rows, skipped = sum(sources[place].rows for place in places), sum(sources[place].skipped for place in places)
            count = int(sum(counts[place] for place in places))
            summaries.append(
                InputSummary(
                    file=file,
                    sha256=reading.digests[file],
                    register=name,
                    title=register.spec.title,
                    rows=rows,
                    accepted=rows - skipped - count,
                    rejected=count,
                    skipped=skipped,
                    warnings=warnings[name, file] + warnings[None, file],
                )
            )
    return tuple(summaries)


def _count_warnings(issues: Sequence[Issue]) -> Counter[tuple[str | None, str]]:
    """Number of warnings by register id and file. Those about a whole delimited file have no register (None)."""
    found = (issue for issue in issues if issue.level is Level.WARNING)
    return Counter(
        (issue.register, issue.address.file) for issue in found if issue.register is not None or issue.address.sheet is None
    )


def list_left_out(reading: Reading) -> tuple[InputLeftOut, ...]:
    """The files and sheets that were not read, in the order of the files."""
    return tuple(
        InputLeftOut(left.file, reading.digests[left.file] or None, left.sheet, left.register, left.why.value)
        for left in sorted(reading.left_out, key=lambda left: left.file)
    )
