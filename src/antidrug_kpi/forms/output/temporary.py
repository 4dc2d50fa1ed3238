"""Temporary copies: their owner's alone, gone when the run ends however it ends, or else with the next run."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.output.locks import hold, take_over
from antidrug_kpi.paths import is_folder, say_reason

_SUFFIX = ".antidrug-kpi.tmp"
_FOLDER_PREFIX = "antidrug-kpi-run-"
_LOCK_SUFFIX = ".lock"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@contextlib.contextmanager
def open_copy(folder: Path, stem: str) -> Iterator[tuple[IO[bytes], Path]]:
    """A new file beside an output, open for writing and held by this process, that is no more at the end unless it was moved;
    copies that killed runs left there are removed. Raises OSError where none can be made.
    """
    remove_left_copies(folder)
    # The name is known before the file is there: a signal that ends the run may come at any moment.
    copy = folder / f".{stem[:40]}.{os.urandom(8).hex()}{_SUFFIX}"
    try:
        with os.fdopen(_create_held(copy), "wb") as file:
            yield file, copy
    finally:
        _insist(lambda: copy.unlink(missing_ok=True))


def remove_left_copies(folder: Path) -> None:
    """Remove the copies in a folder whose process no longer lives."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f".*{_SUFFIX}"):
            with take_over(path) as is_left:
                if is_left:
                    path.unlink(missing_ok=True)


@contextlib.contextmanager
def use_private_folder() -> Iterator[Path]:
    """A folder that its owner alone can open, where temporary files of libraries go meanwhile, and which is removed at the end.

    Raises UserError where there is no room for one.
    """
    import tempfile

    before = tempfile.tempdir
    folder = _find_parent() / f"{_FOLDER_PREFIX}{os.urandom(8).hex()}"
    lock = _find_lock(folder)
    handle = None
    try:
        handle = _create_held(lock)  # before there is a folder, lest another run takes it for one that was left
        folder.mkdir(mode=0o700)
        tempfile.tempdir = str(folder)
        yield folder
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise UserError(
            f"無法使用暫存資料夾：{say_reason(error)}；請清出磁碟空間或確認權限，或以環境變數 TMPDIR 另指定"
        ) from None
    finally:
        tempfile.tempdir = before
        _insist(lambda: shutil.rmtree(folder, ignore_errors=True))
        if handle is not None:
            os.close(handle)
        _insist(lambda: lock.unlink(missing_ok=True))


def remove_left_folders() -> None:
    """Remove the private folders whose process no longer lives."""
    with contextlib.suppress(OSError):
        for lock in _find_parent().glob(f"{_FOLDER_PREFIX}*{_LOCK_SUFFIX}"):
            with take_over(lock) as is_left:
                if is_left:
                    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                    lock.unlink(missing_ok=True)


def _find_lock(folder: Path) -> Path:
    """The lock of a private folder stands beside it: it is there before the folder, and longer."""
    return folder.with_name(folder.name + _LOCK_SUFFIX)


def _find_parent() -> Path:
    """Where temporary files go. `tempfile` finds it by writing one there, which a kill may leave."""
    set_by_us = getattr(sys.modules.get("tempfile"), "tempdir", None)  # every command asks, and few need the module
    named = (set_by_us, *(os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")))
    usual = (Path(name) for name in (*named, "/tmp") if name)  # noqa: S108  # the folder in it is of a name that nobody knows
    found = next(filter(is_folder, usual), None)
    if found is None:
        import tempfile

        found = Path(tempfile.gettempdir())
    return found


def _create_held(path: Path) -> int:
    """The handle of a new file that this process holds."""
    while True:
        with contextlib.suppress(FileExistsError):  # another run is removing it
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            # Another run may have taken it for one that was left, in the moment before it was held.
            if hold(handle) and os.fstat(handle).st_nlink:
                return handle
            os.close(handle)


def _insist(remove: Callable[[], None]) -> None:
    """Remove, also where the signal that ends the run comes just now; there is no second one."""
    try:
        remove()
    except (SystemExit, KeyboardInterrupt):
        remove()
        raise
