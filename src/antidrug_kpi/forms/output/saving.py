"""Writing an output whole or not at all: beside its place first, then moved over it; or to standard output."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.output.digests import add_digest
from antidrug_kpi.forms.output.places import follow_link, is_standard_output
from antidrug_kpi.forms.output.standard import write_bytes
from antidrug_kpi.forms.output.temporary import open_copy, use_private_folder
from antidrug_kpi.paths import is_folder, is_there, say_reason
from antidrug_kpi.printable import show_path

OWNER_ONLY = 0o600


def save_document(path: Path, write: Callable[[], bytes], *, is_private: bool = False) -> None:
    """Make a document with `write` and save it with the digest of its content; temporary files are readable by the owner alone.

    Raises UserError where the place cannot be written, or there is no room.
    """
    from antidrug_kpi.forms.output.serialising import raise_full_disk

    with use_private_folder(), raise_full_disk():
        content = write()
    save_bytes(path, add_digest(content, path.suffix.lower()), is_private=is_private)


def save_bytes(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write `content` to `path`; an existing file stays as it was until the new one is complete.

    A private file is readable by its owner alone. Raises UserError where the place cannot be written.
    """
    save_pieces(path, (content,), is_private=is_private)


def save_pieces(path: Path, pieces: Iterable[bytes], *, is_private: bool = False) -> None:
    """Write pieces to `path` as they come, so that a large file never stands in memory; otherwise as `save_bytes`."""
    if is_standard_output(path):
        write_bytes(pieces)
        return
    place = follow_link(path)
    try:
        _replace(place, pieces, OWNER_ONLY if is_private else _find_mode(place))
    except OSError as error:
        raise _refuse(path, place, error) from None


def keep_backup(path: Path) -> Path:
    """Keep the file as NAME.bak beside it, or as NAME.1.bak and so on where that is taken; returns that path.

    Raises UserError where none can be kept.
    """
    place = follow_link(path)
    number = 0
    while True:
        backup = place.with_name(f"{place.name}.{number}.bak" if number else f"{place.name}.bak")
        try:
            _copy_new(place, backup)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise UserError(f"無法保留原檔 {show_path(backup)}：{say_reason(error)}；請確認權限與磁碟空間") from None
        else:
            return backup


def refuse_existing(folder: Path) -> None:
    """Raises UserError where the path of a new folder holds something already, or cannot be looked into."""
    if is_there(folder) and not _is_empty(folder):
        raise UserError(f"{show_path(folder)} 已存在且不是空資料夾；請指定新的資料夾，以免覆蓋既有檔案")


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises UserError where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"無法建立 {show_path(folder)}：{say_reason(error)}；請確認路徑與權限") from None


def remove_file(path: Path) -> None:
    """Remove a file. Raises UserError where that cannot be done."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"無法刪除 {show_path(path)}：{say_reason(error)}；請確認權限") from None


def _replace(place: Path, pieces: Iterable[bytes], mode: int) -> None:
    """Write a copy beside the place and move it there once it is on the disk, so that a failure leaves the old file as it was."""
    with open_copy(place.parent, place.name) as (file, copy):
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())  # or a crash could leave the new name on an empty file
        copy.chmod(mode)
        if os.name == "nt":
            file.close()  # Windows moves no file that is open; elsewhere it is held until it has its name
        copy.replace(place)


def _copy_new(source: Path, target: Path) -> None:
    """Give the file a second name (hard link), or copy it where the drive has none. Raises FileExistsError where it is taken."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        with source.open("rb") as old, target.open("xb") as new:
            shutil.copyfileobj(old, new)
        shutil.copystat(source, target)


def _find_mode(path: Path) -> int:
    """The mode of the file that is replaced, or what the user's umask gives a new one."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    umask = os.umask(0)  # there is no way to read it without setting it
    os.umask(umask)
    return 0o666 & ~umask


def _refuse(path: Path, place: Path, error: OSError) -> UserError:
    shown = show_path(path)
    if not is_folder(place.parent):
        folder = show_path(place.parent if path.is_symlink() else path.parent)
        return UserError(f"無法寫入 {shown}：資料夾 {folder} 不存在；請先建立資料夾或改用其他路徑")
    if is_folder(place):
        return UserError(f"無法寫入 {shown}：這是資料夾；請指定檔名")
    return UserError(f"無法寫入 {shown}：{say_reason(error)}；請確認權限、磁碟空間，或該檔是否正被開啟")
