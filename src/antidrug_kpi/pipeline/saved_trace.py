"""The trace of a run's measures: who counts and why, as rows, or in a file of the format that its suffix says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from antidrug_kpi.pipeline.redacted_output import redact_rows
from antidrug_kpi.pipeline.run import Run

Rows = Sequence[Sequence[str]]


def list_trace(run: Run, *, show_ids: bool) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and rows of the trace of the run's measures; identifiers of persons are masked unless they are to be shown."""
    from antidrug_kpi.audit import trace

    headers, rows = trace.list_trace(run.computations, run.reading.registers, show_ids=show_ids)
    return headers, redact_rows(run, rows, show_ids=show_ids)


def save_trace(run: Run, path: Path, *, show_ids: bool) -> None:
    """Write the trace in the format of the path's suffix, one of `TRACE_FORMATS`, to a file that its owner alone can read."""
    headers, rows = list_trace(run, show_ids=show_ids)
    TRACE_FORMATS[path.suffix.lower()](run, path, headers, rows)


def _save_workbook(run: Run, path: Path, headers: Sequence[str], rows: Rows) -> None:
    from antidrug_kpi.audit.trace_workbook import write_trace_workbook
    from antidrug_kpi.forms.output.saving import save_document

    save_document(path, lambda: write_trace_workbook(run.computations, headers, rows), is_private=True)


def _save_csv(_run: Run, path: Path, headers: Sequence[str], rows: Rows) -> None:
    from antidrug_kpi.audit.trace import write_trace_csv
    from antidrug_kpi.forms.output.saving import save_bytes

    save_bytes(path, write_trace_csv(headers, rows), is_private=True)


TRACE_FORMATS: Mapping[str, Callable[[Run, Path, Sequence[str], Rows], None]] = {".xlsx": _save_workbook, ".csv": _save_csv}
"""The suffix of a trace's file → what saves it, in the order in which messages list them."""

TRACE_SUFFIXES = tuple(TRACE_FORMATS)
