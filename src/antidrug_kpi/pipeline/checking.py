"""`check`: the checkup of a run, as text, or in a file of the format that its suffix says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.pipeline.completeness import is_complete
from antidrug_kpi.pipeline.run import Run

if TYPE_CHECKING:
    from antidrug_kpi.forms.check.checkup import Checkup


def build_checkup(run: Run) -> Checkup:
    """The run's checkup, as plain data."""
    from antidrug_kpi.forms.check import checkup

    built = checkup.build_checkup(run.plan, run.reading, run.result, is_complete=is_complete(run))
    return replace(built, answered=run.answered, tie_outs=run.duties.tie_outs if run.duties is not None else ())


def write_checkup(checkup: Checkup, text_format: str, *, show_ids: bool = False) -> Iterator[str]:
    """The checkup as json or csv, in pieces: there may be hundreds of thousands of issues."""
    from antidrug_kpi.forms.check.checkup_text import write_checkup_csv, write_checkup_json

    write = {"json": write_checkup_json, "csv": write_checkup_csv}[text_format]
    return write(checkup, show_ids=show_ids)


def save_checkup(run: Run, checkup: Checkup, path: Path, *, show_ids: bool = False) -> None:
    """Write the checkup in the format of the path's suffix, one of `CHECKUP_FORMATS`, to a file that its owner alone can read.

    A workbook holds copies of the sheets, which the run must have kept (`compute(keep="files")`).
    """
    CHECKUP_FORMATS[path.suffix.lower()](run, checkup, path, show_ids)


def _save_workbook(run: Run, checkup: Checkup, path: Path, show_ids: bool) -> None:
    from antidrug_kpi.forms.check.checkup_workbook import write_checkup_workbook
    from antidrug_kpi.forms.output.saving import save_document

    save_document(path, lambda: write_checkup_workbook(checkup, run.reading.files, show_ids=show_ids), is_private=True)


def _save_page(_run: Run, checkup: Checkup, path: Path, show_ids: bool) -> None:
    from antidrug_kpi.forms.check.checkup_page import write_checkup_page
    from antidrug_kpi.forms.output.saving import save_document

    save_document(path, lambda: write_checkup_page(checkup, show_ids=show_ids), is_private=True)


def _save_text(_run: Run, checkup: Checkup, path: Path, show_ids: bool) -> None:
    from antidrug_kpi.forms.output.saving import save_pieces

    pieces = write_checkup(checkup, path.suffix.lower().removeprefix("."), show_ids=show_ids)
    save_pieces(path, (piece.encode("utf-8") for piece in pieces), is_private=True)


CHECKUP_FORMATS: Mapping[str, Callable[[Run, Checkup, Path, bool], None]] = {
    ".xlsx": _save_workbook,
    ".json": _save_text,
    ".csv": _save_text,
    ".html": _save_page,
}
"""The suffix of a checkup's file → what saves it, in the order in which messages list them."""

CHECKUP_SUFFIXES = tuple(CHECKUP_FORMATS)
