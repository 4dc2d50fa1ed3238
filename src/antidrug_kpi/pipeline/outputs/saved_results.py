"""A run's results as text, on the terminal, or in a file: which format each suffix stands for, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import IO

from antidrug_kpi.forms.writers import DOCUMENT_SUFFIXES
from antidrug_kpi.pipeline.completeness import is_complete
from antidrug_kpi.pipeline.outputs.described_duties import describe_duties_of
from antidrug_kpi.pipeline.outputs.filled_forms import fill_form
from antidrug_kpi.pipeline.outputs.shown_result import find_shown
from antidrug_kpi.pipeline.run import Run


def write_results(run: Run, text_format: str, *, show_ids: bool = False) -> str:
    """The results as text in a format of `TEXT_FORMATS`: json, csv, markdown, or the table as it is printed into a pipe."""
    return TEXT_FORMATS[text_format](run, show_ids)


def print_table(run: Run, stream: IO[str] | None = None, *, show_ids: bool = False) -> None:
    """Print the results table: as many columns as the terminal has room for, all of them into a pipe or another stream."""
    from antidrug_kpi.forms.result_screen import print_results
    from antidrug_kpi.forms.terminal import make_console

    print_results(make_console(stream), run.plan, find_shown(run, show_ids=show_ids), show_ids=show_ids)


def save_results(run: Run, path: Path, *, show_ids: bool = False) -> None:
    """Write the results to a file in the format of its suffix, one of `RESULT_FORMATS`; a file with identifiers in full can be
    read by its owner alone. Raises UserError where the file cannot be written.
    """
    RESULT_FORMATS[path.suffix.lower()](run, path, show_ids)


def _write_json(run: Run, show_ids: bool) -> str:
    from antidrug_kpi.forms.result_json import write_json

    result = find_shown(run, show_ids=show_ids)
    duties = describe_duties_of(run, show_ids=show_ids)
    return write_json(run.plan, result, is_complete=is_complete(run.last_month or run), show_ids=show_ids, more=duties)


def _write_csv(run: Run, show_ids: bool) -> str:
    from antidrug_kpi.forms.result_text import write_csv

    return write_csv(find_shown(run, show_ids=show_ids), show_ids=show_ids)


def _write_markdown(run: Run, show_ids: bool) -> str:
    from antidrug_kpi.forms.result_text import write_markdown

    return write_markdown(find_shown(run, show_ids=show_ids), show_ids=show_ids)


def _write_table(run: Run, show_ids: bool) -> str:
    text = StringIO()
    print_table(run, text, show_ids=show_ids)
    return text.getvalue()


def _save_text(run: Run, path: Path, show_ids: bool) -> None:
    from antidrug_kpi.forms.output.saving import save_bytes

    # A text needs no temporary file of a library, and has no place for a digest.
    text = write_results(run, TEXT_SUFFIXES[path.suffix.lower()], show_ids=show_ids)
    save_bytes(path, text.encode("utf-8"), is_private=show_ids)


def _save_document(run: Run, path: Path, show_ids: bool) -> None:
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.result_table import build_result_table
    from antidrug_kpi.forms.writers import write_document

    table = build_result_table(run.plan, find_shown(run, show_ids=show_ids), show_ids=show_ids)
    save_document(path, lambda: write_document(table, path.suffix.lower()), is_private=show_ids)


def _save_report(run: Run, path: Path, show_ids: bool) -> None:
    fill_form(run, path, show_ids=show_ids)


TEXT_FORMATS: Mapping[str, Callable[[Run, bool], str]] = {
    "json": _write_json,
    "csv": _write_csv,
    "markdown": _write_markdown,
    "table": _write_table,
}
"""The name of a text format → what writes it; the flag is whether identifiers are shown in full."""

TEXT_SUFFIXES: Mapping[str, str] = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "table"}

RESULT_FORMATS: Mapping[str, Callable[[Run, Path, bool], None]] = {
    **dict.fromkeys(TEXT_SUFFIXES, _save_text),
    **dict.fromkeys(DOCUMENT_SUFFIXES, _save_document),
    ".html": _save_report,  # a page has room for what is behind the table
}
"""The suffix of a results file → what saves it, in the order in which messages list them."""

RESULT_SUFFIXES = tuple(RESULT_FORMATS)
