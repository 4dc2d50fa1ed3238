"""What is written of a run: results, filled forms, the trace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from antidrug_kpi.errors import UsageError
from antidrug_kpi.issues import Level
from antidrug_kpi.pipeline.run import Run


def write_results(run: Run, form: str, *, show_ids: bool = False) -> str:
    """The results as text: json, csv or markdown."""
    from antidrug_kpi.forms.delimited import write_csv, write_markdown
    from antidrug_kpi.forms.jsontext import write_json

    if form == "json":
        return write_json(run.result, show_ids=show_ids)
    return write_csv(run.result, show_ids=show_ids) if form == "csv" else write_markdown(run.result)


def fill_form(run: Run, path: Path, *, show_ids: bool = False) -> None:
    """Write the filled table of attainment, or as .html the report with all that is behind it. With identifiers in full, which
    only the report's strata can hold, the file is its owner's alone.
    """
    from antidrug_kpi.forms.saving import save_bytes
    from antidrug_kpi.forms.table import build_table
    from antidrug_kpi.forms.workbook import write_table

    if path.suffix.lower() == ".html":
        from antidrug_kpi.forms.report import write_report

        save_bytes(path, write_report(run.plan, run.result, show_ids=show_ids), is_private=show_ids)
        return
    save_bytes(path, write_table(build_table(run.plan, run.result)))


def check_suffix(path: Path, allowed: Sequence[str]) -> None:
    """UsageError where an output's suffix names no kind of file that can be written."""
    if path.suffix.lower() not in allowed:
        raise UsageError(f"輸出檔「{path.name}」的副檔名不支援；請用 {'、'.join(allowed)}")


def refuse_input(path: Path, data: Path, run: Run) -> None:
    """UsageError where an output would replace a register, or a file of the office that could not be read."""
    folder = data if data.is_dir() else data.parent
    files = {source.file for register in run.reading.registers.values() for source in register.sources}
    files |= {issue.address.file for issue in run.reading.issues if issue.level is Level.FILE}
    if path.exists() and any(place.exists() and path.samefile(place) for place in (folder / file for file in files)):
        raise UsageError(f"輸出檔「{path}」就是讀入的清冊，未寫入，以免覆蓋；請改用其他檔名")


def list_trace(run: Run, *, show_ids: bool) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and rows of the trace of the run's measures."""
    from antidrug_kpi.audit import trace

    return trace.list_trace(run.computations, run.reading.registers, show_ids=show_ids)


def save_trace(run: Run, path: Path, *, show_ids: bool) -> None:
    """Write the trace of the run's measures to a file that its owner alone can read."""
    from antidrug_kpi.audit.trace import write_trace_csv, write_trace_workbook
    from antidrug_kpi.forms.saving import save_bytes

    headers, rows = list_trace(run, show_ids=show_ids)
    is_csv = path.suffix.lower() == ".csv"
    content = write_trace_csv(headers, rows) if is_csv else write_trace_workbook(run.computations, headers, rows)
    save_bytes(path, content, is_private=True)
