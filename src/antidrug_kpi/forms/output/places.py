"""Whether an output may replace what is at its path: never an input or a device, somebody's work only on request."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.errors import UsageError
from antidrug_kpi.files.reading import SUFFIXES
from antidrug_kpi.forms.output.digests import DIGEST_SUFFIXES, SETTINGS_SUFFIXES, Origin, find_origin
from antidrug_kpi.printable import show_path

_STANDARD_NAMES = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
_LOST = {
    Origin.CHANGED: "寫出後已有人改過（或由未留摘要的舊版寫出）",
    Origin.OTHER: "不是本程式寫出的",
}


@dataclass(frozen=True)
class Inputs:
    """What a run reads: its data, a folder or a file, and the files that its settings name, wherever they lie."""

    data: Path | None = None
    files: tuple[Path, ...] = ()


def is_standard_output(path: Path) -> bool:
    """Whether the path means standard output."""
    return str(path) in _STANDARD_NAMES


def follow_link(path: Path) -> Path:
    """The file that a path leads to: what is written replaces it, and the link stays."""
    return Path(os.path.realpath(path))


def is_same_file(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file."""
    return other.exists() and path.samefile(other)


def refuse_place(path: Path, inputs: Inputs, *, may_replace: bool) -> None:
    """Raises UsageError where the output would replace an input, a device or, unless it `may_replace`, somebody's work."""
    if is_standard_output(path):
        return
    place = follow_link(path)
    try:
        kind = place.lstat().st_mode
    except OSError:
        return  # a new file; a place where none can be is said when it is written
    if stat.S_ISLNK(kind):
        raise UsageError(f"輸出檔「{show_path(path)}」是指向自己的連結，未寫入；請改用其他檔名")
    if stat.S_ISDIR(kind):
        return
    if not stat.S_ISREG(kind):
        raise UsageError(f"輸出檔「{show_path(path)}」是裝置或管線，不是檔案，未寫入；請改用檔名，或用 - 寫到標準輸出")
    if _is_input(place, inputs):
        raise UsageError(f"輸出檔「{show_path(path)}」就是讀入的清冊或設定，未寫入，以免覆蓋；請改用其他檔名")
    lost = None if may_replace else _say_what_is_lost(place, inputs)
    if lost is not None:
        raise UsageError(f"輸出檔「{show_path(path)}」{lost}，未覆蓋；請改用其他檔名，確定不要原檔時加上 --replace")


def _is_input(place: Path, inputs: Inputs) -> bool:
    """Whether the file is named as an input, or lies in the data as one of those that are read there."""
    if any(file.exists() and place.samefile(file) for file in inputs.files):
        return True
    if inputs.data is None or not inputs.data.exists():
        return False
    if not inputs.data.is_dir():
        return place.samefile(inputs.data)
    if not _lies_in(place, inputs.data):
        return False
    suffix = place.suffix.lower()
    if suffix in SETTINGS_SUFFIXES:  # a mapping that somebody has edited is one that the office means to use
        return find_origin(place) is not Origin.OURS
    return suffix in SUFFIXES and find_origin(place) is Origin.OTHER


def _say_what_is_lost(place: Path, inputs: Inputs) -> str | None:
    """Why replacing the file would lose somebody's work; None where it would not.

    Outside the data folder, a text file is replaced whoever wrote it: it has no digest that would tell.
    """
    origin = find_origin(place)
    is_kept = place.suffix.lower() in DIGEST_SUFFIXES or origin is Origin.CHANGED
    if is_kept or (inputs.data is not None and _lies_in(place, inputs.data)):
        return _LOST.get(origin)
    return None


def _lies_in(place: Path, folder: Path) -> bool:
    return folder.is_dir() and place.is_relative_to(os.path.realpath(folder))
