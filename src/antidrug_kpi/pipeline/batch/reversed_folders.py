"""The folders of a batch typed the wrong way round: an output as the root, or the offices as the output."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from antidrug_kpi.errors import UsageError
from antidrug_kpi.paths import is_folder
from antidrug_kpi.pipeline.batch.finding_offices import SUMMARY_FILES
from antidrug_kpi.pipeline.batch.office_record import MANIFEST
from antidrug_kpi.printable import escape_controls, quote_argument, show_path
from antidrug_kpi.settings import SETTINGS_FILE


def refuse_reversed_folders(root: Path, out: Path) -> None:
    """UsageError where the root is what a batch wrote: it holds no registers, and what is computed of it would be written among
    those of the offices.
    """
    if not (is_folder(root) and os.path.lexists(root / SUMMARY_FILES[0]) and any(root.rglob(MANIFEST))):
        return
    said = f"「{show_path(root)}」是 batch 寫出的資料夾，不是各機關的清冊"
    if is_folder(out):
        command = " ".join(("antidrug-kpi batch", quote_argument(str(out)), "-o", quote_argument(str(root))))
        raise UsageError(f"{said}，順序相反；請改用 {command}")
    raise UsageError(f"{said}；請指定放各機關資料夾的上一層")


def refuse_office_as_output(out: Path, offices: Sequence[str]) -> None:
    """UsageError where what a batch writes would lie among an office's registers."""
    found = next((name for name in ("", *offices) if os.path.lexists(out / name / SETTINGS_FILE)), None)
    if found is not None:
        place = "本身就是一個機關" if found == "" else f"裡的「{escape_controls(found)}」是一個機關"
        raise UsageError(f"輸出資料夾「{show_path(out)}」{place}（有 {SETTINGS_FILE}），不能寫在清冊之間；請改用別的資料夾")
