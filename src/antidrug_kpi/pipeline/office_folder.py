"""A data folder that is not one office with its settings: the parent of several, or settings under another name."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from antidrug_kpi.files import kinds
from antidrug_kpi.files.visible_files import is_silently_ignored, walk_files
from antidrug_kpi.issues import Address, Issue, escape_controls, report_issue
from antidrug_kpi.paths import is_file, is_folder
from antidrug_kpi.printable import name_some, quote_argument
from antidrug_kpi.settings import SETTINGS_FILE

# Editors and browsers add an ending or a number: office.yaml.txt, office.yml, office (1).yaml.
_MISNAMED = re.compile(r"office[ _-]*(\(\d+\)|複製|副本|copy)?(\.(ya?ml|txt))+")


def list_misnamed_settings(data: Path) -> list[Path]:
    """The files in the folder that are meant to be its settings and are called otherwise; none where the settings are there."""
    if not is_folder(data) or os.path.lexists(data / SETTINGS_FILE):
        return []
    found = (entry for entry in data.iterdir() if not is_silently_ignored(entry.name) and is_file(entry))
    return sorted(path for path in found if _MISNAMED.fullmatch(unicodedata.normalize("NFKC", path.name).casefold()))


def find_folder_doubts(data: Path, misnamed: Sequence[Path]) -> Iterator[Issue]:
    """What makes the folder's figures doubtful as a whole; `misnamed` are its files of settings under another name."""
    for path in misnamed:
        yield report_issue(kinds.SETTINGS_MISNAMED, Address(escape_controls(path.name)))
    if not is_folder(data):
        return
    below = [
        folder.relative_to(data).as_posix()
        for folder, _, files in walk_files(data)
        if folder != data and any(file.name == SETTINGS_FILE for file in files)
    ]
    has_own = os.path.lexists(data / SETTINGS_FILE)
    if len(below) + has_own > 1:
        facts = {"count": len(below), "first": name_some(below), "advice": _advise(data, below[0], has_own=has_own)}
        yield report_issue(kinds.OFFICES_BLENDED, Address(f"{escape_controls(below[0])}/{SETTINGS_FILE}"), facts=facts)


def _advise(data: Path, office: str, *, has_own: bool) -> str:
    """What to run instead; where the folder is an office itself, no other command takes it as it is."""
    if has_own:
        return f"把其他機關的資料夾移出，或刪去多餘的 {SETTINGS_FILE}"
    batch = " ".join(("antidrug-kpi batch", quote_argument(str(data)), "-o 輸出資料夾"))
    return f"改用 {batch} 逐一計算，或只指定其中一個，例如 {quote_argument(str(data / office))}"
