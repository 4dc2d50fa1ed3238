"""Reading a folder: which of its files are inputs, and what was read of each; one bad file never stops the others."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.files import kinds
from antidrug_kpi.files.cells.sheet import FileReading
from antidrug_kpi.files.chosen_sheets import ChooseSheets, choose_all
from antidrug_kpi.files.first_rows import read_partly
from antidrug_kpi.files.folder_limits import explain_folder_limit, lower_limits
from antidrug_kpi.files.limits import DEFAULT_LIMITS, Limits
from antidrug_kpi.files.passwords import AskPassword, answer_no_password
from antidrug_kpi.files.reading import SUFFIXES, read_file
from antidrug_kpi.files.visible_files import is_silently_ignored
from antidrug_kpi.issues import Address, IssueKind, escape_controls, report_issue
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_file, is_folder, is_link, is_there
from antidrug_kpi.stages import Stage, Step, Watch, watch_nothing

_READABLE = "、".join(sorted(SUFFIXES))
# An office's own settings and its mapping of headers.
_SILENT_SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True)
class _FolderEntry:
    """A file of the folder, called `file` in addresses; `refusal` is the kind of issue where it is not read."""

    path: Path
    file: str
    refusal: IssueKind | None = None


def read_data(
    data: Path,
    limits: Limits = DEFAULT_LIMITS,
    ask: AskPassword = answer_no_password,
    watch: Watch = watch_nothing,
    choose: ChooseSheets = choose_all,
    apart: frozenset[Path] = frozenset(),
) -> tuple[FileReading, ...]:
    """Every file of a folder, or the one file `data`.

    `ask` gives the password of encrypted files and is called only for them; `watch` gets a step before each file is read.
    Of the sheets that `choose` does not choose only the first rows may be read. Files that stand `apart` (by their real paths)
    are none of the data.

    Raises UserError where there is nothing that could be read.
    """
    name = escape_controls(str(data))
    if is_folder(data):
        entries = [entry for entry in _survey(data) if not apart or Path(os.path.realpath(entry.path)) not in apart]
        if not any(entry.refusal is None for entry in entries):
            raise UserError(f"資料夾「{name}」沒有可讀的檔案；應有 {_READABLE} 檔，請把清冊放進資料夾")
        return tuple(_read_all(_announce(entries, watch), limits, ask, choose))
    if not is_there(data):
        raise UserError(f"找不到「{name}」{name_nearest(data, SUFFIXES)}；應為一個資料夾或一個檔案，請確認路徑")
    if _has_controls(data.name):
        raise UserError(f"「{name}」的檔名含控制字元，未讀取；請改名後再試")
    if data.suffix.lower() not in SUFFIXES or not is_file(data):
        raise UserError(f"「{name}」不是可讀的檔案；應為 {_READABLE} 檔，請另存成其中一種")
    entries = [_FolderEntry(data, escape_controls(data.name))]
    return tuple(_read_entry(entry, limits, ask, choose) for entry in _announce(entries, watch))


def _announce(entries: Sequence[_FolderEntry], watch: Watch) -> Iterator[_FolderEntry]:
    """The same files; `watch` gets a step before each that is read."""
    total = sum(entry.refusal is None for entry in entries)
    number = 0
    for entry in entries:
        if entry.refusal is None:
            number += 1
            watch(Step(Stage.FILES, number, total, entry.file, _measure(entry.path)))
        yield entry


def _measure(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0


def _read_all(found: Iterable[_FolderEntry], limits: Limits, ask: AskPassword, choose: ChooseSheets) -> Iterator[FileReading]:
    left = limits
    for entry in found:
        reading = explain_folder_limit(_read_entry(entry, left, ask, choose), limits, left)
        left = lower_limits(left, reading)
        yield reading


def _read_entry(entry: _FolderEntry, limits: Limits, ask: AskPassword, choose: ChooseSheets) -> FileReading:
    if entry.refusal is None:
        part = None if choose is choose_all else read_partly(entry.path, entry.file, limits, choose)
        return read_file(entry.path, entry.file, limits, ask) if part is None else part
    facts = {"suffix": escape_controls(entry.path.suffix.lower()) or "無副檔名", "reason": "資料夾無法開啟"}
    return FileReading(entry.file, "", (), (report_issue(entry.refusal, Address(entry.file), facts=facts),))


def _survey(folder: Path) -> list[_FolderEntry]:
    root = Path(os.path.realpath(folder))
    entries = (_classify(path, folder, root) for path in _walk(folder))
    return sorted((entry for entry in entries if entry is not None), key=lambda entry: entry.file)


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder, links to folders (which are not followed), and folders that cannot be opened."""
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not is_silently_ignored(name)]
        linked = [name for name in folders if is_link(Path(parent) / name)]
        yield from (Path(parent) / name for name in (*files, *linked) if not is_silently_ignored(name))
    yield from (Path(error.filename) for error in closed)


def _classify(path: Path, folder: Path, root: Path) -> _FolderEntry | None:
    file = escape_controls(path.relative_to(folder).as_posix())
    suffix = path.suffix.lower()
    if is_link(path):
        if not Path(os.path.realpath(path)).is_relative_to(root):  # unlike resolve(), it ends where links run in a circle
            return _FolderEntry(path, file, kinds.FILE_OUTSIDE)
        if is_folder(path):
            return None  # its files are met where they lie
    elif is_folder(path):
        return _FolderEntry(path, file, kinds.FILE_UNREADABLE)
    if is_there(path) and not is_file(path):  # to read a pipe would never end
        return _FolderEntry(path, file, kinds.FILE_SPECIAL)
    if suffix in _SILENT_SUFFIXES:
        return None
    if _has_controls(str(path.relative_to(folder))):
        return _FolderEntry(path, file, kinds.FILE_NAME_UNSAFE)
    return _FolderEntry(path, file, None if suffix in SUFFIXES else kinds.FILE_IGNORED)


def _has_controls(name: str) -> bool:
    return any(unicodedata.category(character) == "Cc" for character in name)
