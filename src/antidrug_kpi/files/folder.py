"""Which files of a folder are inputs, and reading them all; one bad file never stops the others."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.files import kinds
from antidrug_kpi.files.cells.sheet import FileReading
from antidrug_kpi.files.first_rows import read_head
from antidrug_kpi.files.folder_limits import explain_folder_limit, lower_limits
from antidrug_kpi.files.limits import DEFAULT_LIMITS, Limits
from antidrug_kpi.files.passwords import AskPassword, answer_no_password
from antidrug_kpi.files.reading import SUFFIXES, read_file
from antidrug_kpi.issues import Address, IssueKind, escape_controls, report_issue
from antidrug_kpi.paths import is_file, is_folder, is_link, is_there
from antidrug_kpi.stages import Stage, Step, Watch, watch_nothing

_READABLE = "、".join(sorted(SUFFIXES))
_LOCK_PREFIX = "~$"
# An office's own settings and its mapping of headers; and what operating systems leave behind.
_SILENT_SUFFIXES = frozenset({".yaml", ".yml"})
_SILENT_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "icon\r"})

IsNeeded = Callable[[FileReading], bool]
"""Whether all rows of a file are needed, told from its first ones."""


@dataclass(frozen=True)
class _Found:
    """A file of the folder that is an input, or one that is not, with the kind of issue that says so."""

    path: Path
    file: str
    refusal: IssueKind | None = None


def need_all(_: FileReading) -> bool:
    """Every file is needed as a whole."""
    return True


def read_data(
    data: Path,
    limits: Limits = DEFAULT_LIMITS,
    ask: AskPassword = answer_no_password,
    watch: Watch = watch_nothing,
    is_needed: IsNeeded = need_all,
) -> tuple[FileReading, ...]:
    """Every file of a folder, or the one file `data`; `ask` gives the password of encrypted ones and is called only for them,
    `watch` is told of each file that is read. Of one that is not needed, as `is_needed` tells by its first rows, these are all.

    UserError where there is nothing that could be read.
    """
    name = escape_controls(str(data))
    if is_folder(data):
        found = _survey(data)
        if not any(one.refusal is None for one in found):
            raise UserError(f"資料夾「{name}」沒有可讀的檔案；應有 {_READABLE} 檔，請把清冊放進資料夾")
        return tuple(_read_all(_tell_each(found, watch), limits, ask, is_needed))
    if not is_there(data):
        raise UserError(f"找不到「{name}」；應為一個資料夾或一個檔案，請確認路徑")
    if _has_controls(data.name):
        raise UserError(f"「{name}」的檔名含控制字元，未讀取；請改名後再試")
    if data.suffix.lower() not in SUFFIXES or not is_file(data):
        raise UserError(f"「{name}」不是可讀的檔案；應為 {_READABLE} 檔，請另存成其中一種")
    found = [_Found(data, escape_controls(data.name))]
    return tuple(_read_found(one, limits, ask, is_needed) for one in _tell_each(found, watch))


def _tell_each(found: Sequence[_Found], watch: Watch) -> Iterator[_Found]:
    """What was found, each input told before it is read."""
    total = sum(one.refusal is None for one in found)
    number = 0
    for one in found:
        if one.refusal is None:
            number += 1
            watch(Step(Stage.FILES, number, total, one.file, _measure(one.path)))
        yield one


def _measure(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0


def _read_all(found: Iterable[_Found], limits: Limits, ask: AskPassword, is_needed: IsNeeded) -> Iterator[FileReading]:
    left = limits
    for one in found:
        reading = explain_folder_limit(_read_found(one, left, ask, is_needed), limits, left)
        left = lower_limits(left, reading)
        yield reading


def _read_found(found: _Found, limits: Limits, ask: AskPassword, is_needed: IsNeeded) -> FileReading:
    if found.refusal is None:
        head = None if is_needed is need_all else read_head(found.path, found.file, limits)
        if head is not None and not is_needed(head):
            return head
        return read_file(found.path, found.file, limits, ask)
    facts = {"suffix": escape_controls(found.path.suffix.lower()) or "無副檔名", "reason": "資料夾無法開啟"}
    return FileReading(found.file, "", (), (report_issue(found.refusal, Address(found.file), facts=facts),))


def _survey(folder: Path) -> list[_Found]:
    root = Path(os.path.realpath(folder))
    found = (_classify(path, folder, root) for path in _walk(folder))
    return sorted((one for one in found if one is not None), key=lambda one: one.file)


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder, links to folders, which are not followed, and folders that do not open."""
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not _is_passed_over(name)]
        linked = [name for name in folders if is_link(Path(parent) / name)]
        yield from (Path(parent) / name for name in (*files, *linked) if not _is_passed_over(name))
    yield from (Path(error.filename) for error in closed)


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", _LOCK_PREFIX)) or name.lower() in _SILENT_NAMES


def _classify(path: Path, folder: Path, root: Path) -> _Found | None:
    file = escape_controls(path.relative_to(folder).as_posix())
    suffix = path.suffix.lower()
    if is_link(path):
        if not Path(os.path.realpath(path)).is_relative_to(root):  # unlike resolve(), it ends where links run in a circle
            return _Found(path, file, kinds.FILE_OUTSIDE)
        if is_folder(path):
            return None  # its files are met where they lie
    elif is_folder(path):
        return _Found(path, file, kinds.FILE_UNREADABLE)
    if is_there(path) and not is_file(path):  # to read a pipe would never end
        return _Found(path, file, kinds.FILE_SPECIAL)
    if suffix in _SILENT_SUFFIXES:
        return None
    if _has_controls(str(path.relative_to(folder))):
        return _Found(path, file, kinds.FILE_NAME_UNSAFE)
    return _Found(path, file, None if suffix in SUFFIXES else kinds.FILE_IGNORED)


def _has_controls(name: str) -> bool:
    return any(unicodedata.category(character) == "Cc" for character in name)
