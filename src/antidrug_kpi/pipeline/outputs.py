"""What is written of a run: results, filled forms, the trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.issues import Level, show_path
from antidrug_kpi.pipeline.completeness import is_complete
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.plans.forms import INDICATORS

if TYPE_CHECKING:  # the libraries of documents come with it
    from antidrug_kpi.forms.into.filling import FilledForm


def write_results(run: Run, form: str, *, show_ids: bool = False) -> str:
    """The results as text: json, csv or markdown."""
    from antidrug_kpi.forms.delimited import write_csv, write_markdown
    from antidrug_kpi.forms.jsontext import write_json

    if form == "json":
        return write_json(run.plan, run.result, is_complete=is_complete(run), show_ids=show_ids)
    return write_csv(run.result, show_ids=show_ids) if form == "csv" else write_markdown(run.result)


def fill_form(run: Run, path: Path, form: str = INDICATORS, *, show_ids: bool = False) -> None:
    """Write a form of the plan, filled, in the format of the path's suffix. The table of attainment is as .html the report with
    all that is behind it. A form that names persons, or a report with identifiers in full, is its owner's alone.

    Raises UsageError for a form that the plan does not have, UserError where the file cannot be written.
    """
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.printed.form import build_form, names_persons
    from antidrug_kpi.forms.writers import write_document

    suffix = path.suffix.lower()
    if form == INDICATORS and suffix == ".html":
        from antidrug_kpi.forms.report import write_report

        save_document(path, lambda: write_report(run.plan, run.result, show_ids=show_ids), is_private=show_ids)
        return
    document = build_form(run.plan, run.reading.registers, run.result, form)
    save_document(path, lambda: write_document(document, suffix), is_private=show_ids or names_persons(run.plan, form))


def fill_into(run: Run, source: Path, target: Path, *, overwrite: bool = False, any_time: bool = False) -> FilledForm:
    """Fill the office's own copy of the form and write it to `target`. That may be the copy itself, which is then kept beside it
    as a backup. Where no cell is filled, nothing is written.

    Raises UserError where the copy cannot be read, is no such form, or cannot be written, UnfitFormError where it is for another
    year or report, unless it may be for `any_time`.
    """
    from antidrug_kpi.forms.into.filling import fill_document
    from antidrug_kpi.forms.output.digests import seal
    from antidrug_kpi.forms.output.places import is_same_file
    from antidrug_kpi.forms.output.saving import keep_backup, save_bytes

    try:
        data = source.read_bytes()
    except OSError as error:
        raise UserError(f"無法讀取 {show_path(source)}：{error.strerror or error}；請確認路徑與權限") from None
    suffix = source.suffix.lower()
    filled = fill_document(data, source.name, suffix, run.plan, run.result, overwrite=overwrite, any_time=any_time)
    if not filled.changed:
        return filled
    if is_same_file(source, target):
        # What the office itself has written there makes it the office's, so that it bears no digest of ours.
        backup = keep_backup(source)
        save_bytes(target, filled.content)
        return replace(filled, backup=backup)
    save_bytes(target, seal(filled.content, suffix))
    return filled


def check_suffix(path: Path, allowed: Sequence[str], what: str = "輸出檔") -> None:
    """UsageError where the suffix of an output, or of what it is called, names no kind of file that can be written. Standard
    output has none, and takes what can only be of one kind.
    """
    from antidrug_kpi.forms.output.places import is_standard_output

    if is_standard_output(path):
        if len(allowed) > 1:
            raise UsageError(f"寫到標準輸出時看不出要哪一種檔案；請用檔名，副檔名為 {'、'.join(allowed)}")
        return
    if path.suffix.lower() not in allowed:
        raise UsageError(f"{what}「{path.name}」的副檔名不支援；請用 {'、'.join(allowed)}")


def refuse_input(path: Path, data: Path, run: Run) -> None:
    """UsageError where an output would replace a register, or a file of the office that could not be read."""
    folder = data if data.is_dir() else data.parent
    files = {source.file for register in run.reading.registers.values() for source in register.sources}
    files |= {issue.address.file for issue in run.reading.issues if issue.level is Level.FILE}
    files |= {left.file for left in run.reading.left_out}
    if path.exists() and any(place.exists() and path.samefile(place) for place in (folder / file for file in files)):
        raise UsageError(f"輸出檔「{path}」就是讀入的清冊，未寫入，以免覆蓋；請改用其他檔名")


def list_trace(run: Run, *, show_ids: bool) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and rows of the trace of the run's measures."""
    from antidrug_kpi.audit import trace

    return trace.list_trace(run.computations, run.reading.registers, show_ids=show_ids)


def save_trace(run: Run, path: Path, *, show_ids: bool) -> None:
    """Write the trace of the run's measures to a file that its owner alone can read."""
    from antidrug_kpi.audit.trace import write_trace_csv, write_trace_workbook
    from antidrug_kpi.forms.output.saving import save_document

    headers, rows = list_trace(run, show_ids=show_ids)
    if path.suffix.lower() == ".csv":
        save_document(path, lambda: write_trace_csv(headers, rows), is_private=True)
    else:
        save_document(path, lambda: write_trace_workbook(run.computations, headers, rows), is_private=True)
