"""The submitted form of an office of a batch, held against its registers."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from antidrug_kpi.audit.recheck.cause_words import find_gravity, sort_by_gravity
from antidrug_kpi.audit.recheck.recheck_table import list_rows
from antidrug_kpi.errors import INCOMPLETE, UserError
from antidrug_kpi.files.visible_files import walk_files
from antidrug_kpi.forms.submitted.submitted_reading import SUBMITTED_SUFFIXES
from antidrug_kpi.forms.summary.office_rechecks import OfficeRecheck, RecheckRow
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_folder
from antidrug_kpi.pipeline.batch.batch_options import DIFFERENT, BatchJob, say_in_one_line
from antidrug_kpi.pipeline.rechecking import RecheckRun, recheck_form, write_recheck
from antidrug_kpi.printable import show_path


def list_forms(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files below a folder that may be forms, each with the name of the office that it is of: its path without the suffix."""
    for _, _, files in walk_files(folder):
        for path in files:
            if path.suffix.lower() in SUBMITTED_SUFFIXES:
                yield _fold(path.relative_to(folder).with_suffix("").as_posix()), path


def list_unknown_forms(folder: Path, offices: Sequence[str]) -> list[str]:
    """The files, by their paths in the folder, that are no office's."""
    known = set(map(_fold, offices))
    return [path.relative_to(folder).as_posix() for name, path in list_forms(folder) if name not in known]


def refuse_forms_folder(folder: Path) -> None:
    """Raises UserError where there is no such folder."""
    if not is_folder(folder):
        raise UserError(
            f"--recheck 找不到資料夾「{show_path(folder)}」{name_nearest(folder, ())}；應放各機關填好的表，檔名為機關資料夾名"
        )


def recheck_office(job: BatchJob, folder: Path, name: str) -> OfficeRecheck:
    """The recheck of the office's form; whatever cannot be rechecked is an error of it alone."""
    found = [path for office, path in list_forms(folder) if office == _fold(name)]
    if len(found) != 1:
        known = "、".join(path.name for path in found)
        why = f"有 {len(found)} 份填報的表（{known}），不知以何者為準" if found else "沒有同名的填報的表"
        return OfficeRecheck(name, INCOMPLETE, f"{why}，未核對")
    try:
        rechecked = recheck_form(found[0], job.root / name, job.settings, show_ids=job.options.show_ids)
    except UserError as error:
        return OfficeRecheck(name, error.exit_status, say_in_one_line(error))
    return _describe(name, rechecked)


def _describe(name: str, rechecked: RecheckRun) -> OfficeRecheck:
    recheck = rechecked.recheck
    status = DIFFERENT if recheck.has_differences else INCOMPLETE if recheck.is_doubtful else 0
    weights = map(find_gravity, sort_by_gravity(recheck.findings))
    rows = zip(weights, list_rows(rechecked.run.plan, recheck), strict=True)
    return OfficeRecheck(
        name,
        status,
        content=json.loads(write_recheck(rechecked, "json")),
        rows=tuple(RecheckRow(weight, cells) for weight, cells in rows),
    )


def _fold(name: str) -> str:
    """A name as it is compared: archives made elsewhere write accents apart."""
    return unicodedata.normalize("NFC", name)
