"""What is written of a run: results, filled forms, the trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.issues import Level
from antidrug_kpi.paths import say_reason
from antidrug_kpi.pipeline.completeness import is_complete
from antidrug_kpi.pipeline.covered_run import cover_rows, cover_run
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.plans.form_specs import INDICATORS
from antidrug_kpi.printable import escape_controls, show_path

if TYPE_CHECKING:  # the libraries of documents come with it
    from antidrug_kpi.forms.into.filling import FilledForm

TEXT_SUFFIXES: Mapping[str, str] = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "table"}
RESULT_SUFFIXES = (*TEXT_SUFFIXES, ".xlsx", ".docx", ".odt", ".ods", ".html", ".pdf")


def write_results(run: Run, form: str, *, show_ids: bool = False) -> str:
    """The results as text: json, csv, markdown, or the table as it is printed where there is no terminal."""
    from antidrug_kpi.forms.result_json import write_json
    from antidrug_kpi.forms.result_text import write_csv, write_markdown

    plan, result = run.plan, cover_run(run, show_ids=show_ids).result
    match form:
        case "json":
            return write_json(plan, result, is_complete=is_complete(run), show_ids=show_ids)
        case "csv":
            return write_csv(result, show_ids=show_ids)
        case "markdown":
            return write_markdown(result, show_ids=show_ids)
    text = StringIO()
    print_table(run, text, show_ids=show_ids)
    return text.getvalue()


def print_table(run: Run, stream: IO[str] | None = None, *, show_ids: bool = False) -> None:
    """Print the results table, as fits the terminal, or else as wide as it is."""
    from antidrug_kpi.forms.result_screen import print_results
    from antidrug_kpi.forms.terminal import make_console

    print_results(make_console(stream), run.plan, cover_run(run, show_ids=show_ids).result, show_ids=show_ids)


def save_results(run: Run, path: Path, *, show_ids: bool = False) -> None:
    """Write the results in the format of the path's suffix, one of `RESULT_SUFFIXES`: as .html the report, as a document the
    results table. With identifiers in full it is its owner's alone.
    """
    suffix = path.suffix.lower()
    if suffix == ".html":
        fill_form(run, path, show_ids=show_ids)
        return
    from antidrug_kpi.forms.output.saving import save_bytes, save_document

    form = TEXT_SUFFIXES.get(suffix)
    if form is not None:  # a text needs no library of documents, no temporary file and has no digest
        save_bytes(path, write_results(run, form, show_ids=show_ids).encode("utf-8"), is_private=show_ids)
        return
    from antidrug_kpi.forms.result_table import build_result_table
    from antidrug_kpi.forms.writers import write_document

    table = build_result_table(run.plan, cover_run(run, show_ids=show_ids).result, show_ids=show_ids)
    save_document(path, lambda: write_document(table, suffix), is_private=show_ids)


def fill_form(run: Run, path: Path, form: str = INDICATORS, *, show_ids: bool = False) -> None:
    """Write a form of the plan, filled, in the format of the path's suffix. The table of attainment is as .html the report with
    all that is behind it. A form that names persons, or a report with identifiers in full, is its owner's alone.

    Raises UsageError for a form that the plan does not have, UserError where the file cannot be written.
    """
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.printed.printed_form import build_form, names_persons
    from antidrug_kpi.forms.writers import write_document

    suffix = path.suffix.lower()
    result = cover_run(run, show_ids=show_ids).result
    if form == INDICATORS and suffix == ".html":
        from antidrug_kpi.forms.report import write_report

        save_document(path, lambda: write_report(run.plan, result, show_ids=show_ids), is_private=show_ids)
        return
    document = build_form(run.plan, run.reading.registers, result, form, show_ids=show_ids)
    save_document(path, lambda: write_document(document, suffix), is_private=show_ids or names_persons(run.plan, form))


def fill_into(
    run: Run, source: Path, target: Path, *, overwrite: bool = False, any_time: bool = False, show_ids: bool = False
) -> FilledForm:
    """Fill the office's own copy of the form and write it to `target`. That may be the copy itself, which is then kept beside it
    as a backup. Where no cell is filled, nothing is written. With identifiers in full it is its owner's alone.

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
        raise UserError(f"無法讀取 {show_path(source)}：{say_reason(error)}；請確認路徑與權限") from None
    suffix = source.suffix.lower()
    filled = fill_document(data, source.name, suffix, run.plan, run.result, overwrite=overwrite, any_time=any_time)
    if not filled.changed:
        return filled
    if is_same_file(source, target):
        # What the office itself has written there makes it the office's, so that it bears no digest of ours.
        backup = keep_backup(source)
        try:
            save_bytes(target, filled.content, is_private=show_ids)
        except UserError:
            backup.unlink(missing_ok=True)
            raise
        return replace(filled, backup=backup)
    save_bytes(target, seal(filled.content, suffix), is_private=show_ids)
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
        raise UsageError(f"{what}「{escape_controls(path.name)}」的副檔名不支援；請用 {'、'.join(allowed)}")


def refuse_input(path: Path, data: Path, run: Run) -> None:
    """UsageError where an output would replace a register, or a file of the office that could not be read."""
    folder = data if data.is_dir() else data.parent
    files = {source.file for register in run.reading.registers.values() for source in register.sources}
    files |= {issue.address.file for issue in run.reading.issues if issue.level is Level.FILE}
    files |= {left.file for left in run.reading.left_out}
    if path.exists() and any(place.exists() and path.samefile(place) for place in (folder / file for file in files)):
        raise UsageError(f"輸出檔「{show_path(path)}」就是讀入的清冊，未寫入，以免覆蓋；請改用其他檔名")


def list_trace(run: Run, *, show_ids: bool) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and rows of the trace of the run's measures."""
    from antidrug_kpi.audit import trace

    headers, rows = trace.list_trace(run.computations, run.reading.registers, show_ids=show_ids)
    return headers, cover_rows(run, rows, show_ids=show_ids)


def save_trace(run: Run, path: Path, *, show_ids: bool) -> None:
    """Write the trace of the run's measures to a file that its owner alone can read."""
    from antidrug_kpi.forms.output.saving import save_bytes, save_document

    headers, rows = list_trace(run, show_ids=show_ids)
    if path.suffix.lower() == ".csv":
        from antidrug_kpi.audit.trace import write_trace_csv

        save_bytes(path, write_trace_csv(headers, rows), is_private=True)
    else:
        from antidrug_kpi.audit.trace_workbook import write_trace_workbook

        save_document(path, lambda: write_trace_workbook(run.computations, headers, rows), is_private=True)
