"""What `check` tells of a run, and the files that it writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.pipeline.completeness import is_complete
from antidrug_kpi.pipeline.run import Run

if TYPE_CHECKING:
    from antidrug_kpi.forms.check.checkup import Checkup


def build_checkup(run: Run) -> Checkup:
    """The run's checkup, as plain data."""
    from antidrug_kpi.forms.check import checkup

    return checkup.build_checkup(run.plan, run.reading, run.result, is_complete=is_complete(run))


def write_checkup(checkup: Checkup, form: str, *, show_ids: bool = False) -> Iterator[str]:
    """The checkup as text, json or csv, in pieces."""
    from antidrug_kpi.forms.check.checkup_text import write_checkup_csv, write_checkup_json

    write = write_checkup_json if form == "json" else write_checkup_csv
    return write(checkup, show_ids=show_ids)


def save_checkup(run: Run, checkup: Checkup, path: Path, *, show_ids: bool = False) -> None:
    """Write the checkup to a file that its owner alone can read, the kind by the suffix; for a workbook the run must have kept
    the sheets.
    """
    from antidrug_kpi.forms.output.saving import save_document, save_pieces

    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        from antidrug_kpi.forms.check.checkup_workbook import write_checkup_workbook

        save_document(path, lambda: write_checkup_workbook(checkup, run.reading.files, show_ids=show_ids), is_private=True)
    elif suffix == ".html":
        from antidrug_kpi.forms.check.checkup_page import write_checkup_page

        save_document(path, lambda: write_checkup_page(checkup, show_ids=show_ids), is_private=True)
    else:
        pieces = write_checkup(checkup, suffix.removeprefix("."), show_ids=show_ids)
        save_pieces(path, (piece.encode("utf-8") for piece in pieces), is_private=True)
