"""The trace of a run's measures: every subject and why it is where it is, as text, or in a file of the format of its suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from antidrug_kpi.pipeline.redacted_output import redact_run
from antidrug_kpi.pipeline.run import Run

if TYPE_CHECKING:
    from antidrug_kpi.audit.subjects.measure_trace import MeasureTrace
    from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
    from antidrug_kpi.audit.trace_table import TraceTable


@dataclass(frozen=True)
class Sample:
    """How many subjects to draw of each population, and by which seed."""

    count: int
    seed: int


@dataclass(frozen=True)
class Trace:
    """The measures of a run with their subjects, all or those drawn, and what they are told with."""

    run: Run
    measures: tuple[MeasureTrace, ...]
    terms: TraceTerms
    sample: Sample | None = None


def build_trace(run: Run, *, show_ids: bool, sample: Sample | None = None) -> Trace:
    """The trace of the measures of a run, which must have kept its cells (`compute(keep="cells")`)."""
    from antidrug_kpi.audit.subjects.measure_trace import draw_sample, trace_measures

    terms = make_trace_terms(run, show_ids=show_ids)
    redacted = {result.id: result for result in redact_run(run, show_ids=show_ids).result.measures}
    measures = [replace(trace, result=redacted[trace.measure.id]) for trace in trace_measures(run.computations, terms)]
    if sample is not None:
        measures = [draw_sample(trace, sample.count, sample.seed) for trace in measures]
    return Trace(run, tuple(measures), terms, sample)


def make_trace_terms(run: Run, *, show_ids: bool) -> TraceTerms:
    """What the subjects of a run are told with."""
    from antidrug_kpi.audit.subjects.trace_terms import TraceTerms

    return TraceTerms(run.plan, run.periods, run.reading.registers, run.result, show_ids)


def print_trace(trace: Trace, stream: IO[str] | None = None) -> None:
    """Print the waterfall of each measure and a table of the subjects; below one that is longer than the terminal, the figures
    again, since nobody sees what has scrolled off.
    """
    from antidrug_kpi.audit.trace_table import build_screen_table, fit_table
    from antidrug_kpi.forms.screen.fitting_columns import say_hidden_columns
    from antidrug_kpi.forms.screen.screen_table import print_fitted_table
    from antidrug_kpi.forms.terminal import is_piped, make_console, print_figures, print_waterfall

    console = make_console(stream)
    for measure in trace.measures:
        print_waterfall(console, measure.result)
    table = build_screen_table(trace.measures, trace.terms)
    fitting = fit_table(table)
    say_hidden_columns(console, print_fitted_table(console, table.headers, table.rows, fitting), fitting)
    if not is_piped(console) and len(table.rows) > console.height:
        print_figures(console, [measure.result for measure in trace.measures])


def write_trace(trace: Trace, text_format: str) -> Iterator[str]:
    """The trace as json or csv, in pieces: there may be hundreds of thousands of subjects."""
    from antidrug_kpi.audit.trace_json import write_trace_json
    from antidrug_kpi.audit.trace_table import write_trace_csv

    if text_format == "json":
        return write_trace_json(trace.measures, trace.terms)
    return write_trace_csv(_build_table(trace))


def _build_table(trace: Trace) -> TraceTable:
    """The table of all subjects, or of those that were drawn for a working paper."""
    from antidrug_kpi.audit.trace_table import build_file_table, build_paper_table

    return (build_file_table if trace.sample is None else build_paper_table)(trace.measures, trace.terms)


def save_trace(trace: Trace, path: Path) -> None:
    """Write the trace in the format of the path's suffix, one of `TRACE_FORMATS`, to a file that its owner alone can read."""
    TRACE_FORMATS[path.suffix.lower()](trace, path)


def _save_workbook(trace: Trace, path: Path) -> None:
    from antidrug_kpi.audit.trace_workbook import Drawing, write_trace_workbook
    from antidrug_kpi.forms.output.saving import save_document

    table = _build_table(trace)
    drawing = None if trace.sample is None else Drawing(trace.sample.count, trace.sample.seed)
    plan, heading = trace.run.plan, _say_run(trace.run)
    save_document(path, lambda: write_trace_workbook(plan, trace.measures, table, heading, drawing), is_private=True)


def _say_run(run: Run) -> str:
    """What a working paper is about: the county, the report and its as-of date."""
    county = f"{run.result.jurisdiction} " if run.result.jurisdiction else ""
    report = run.plan.reports[run.result.report].text
    return f"{county}{run.result.year} 年度{report}，基準日 {run.result.as_of}"


def _save_text(trace: Trace, path: Path) -> None:
    from antidrug_kpi.forms.output.saving import save_pieces

    pieces = write_trace(trace, path.suffix.lower().removeprefix("."))
    save_pieces(path, (piece.encode("utf-8") for piece in pieces), is_private=True)


TRACE_FORMATS: Mapping[str, Callable[[Trace, Path], None]] = {
    ".xlsx": _save_workbook,
    ".csv": _save_text,
    ".json": _save_text,
}
"""The suffix of a trace's file → what saves it, in the order in which messages list them."""

TRACE_SUFFIXES = tuple(TRACE_FORMATS)
