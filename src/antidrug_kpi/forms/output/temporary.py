"""Temporary copies: their owner's alone, gone when the run ends however it ends, or else with the next run."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.output.locks import hold, is_held

_SUFFIX = ".antidrug-kpi.tmp"
_FOLDER_PREFIX = "antidrug-kpi-run-"
_LOCK_NAME = "lock"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def open_copy(folder: Path, stem: str) -> tuple[int, Path]:
    """A new file beside an output, open for writing and held by this process; copies that killed runs left there are removed.

    Raises OSError where none can be made.
    """
    remove_left_copies(folder)
    while True:
        handle, name = tempfile.mkstemp(prefix=f".{stem[:40]}.", suffix=_SUFFIX, dir=folder)
        hold(handle)
        # Another run may have taken it for one that was left, in the moment before it was held.
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)


def remove_left_copies(folder: Path) -> None:
    """Remove the copies in a folder whose process no longer lives."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f".*{_SUFFIX}"):
            if not is_held(path):
                path.unlink(missing_ok=True)


@contextlib.contextmanager
def use_private_folder() -> Iterator[Path]:
    """A folder that its owner alone can open, where temporary files of libraries go meanwhile, and which is removed at the end.

    Raises UserError where there is no room for one.
    """
    folder, handle = _make_folder()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield folder
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise _refuse(error) from None
    finally:
        tempfile.tempdir = before
        os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


def remove_left_folders() -> None:
    """Remove the private folders whose process no longer lives."""
    with contextlib.suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER_PREFIX}*"):
            if folder.is_dir() and not folder.is_symlink() and not _is_in_use(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _make_folder() -> tuple[Path, int]:
    """The folder, and the handle of the lock in it."""
    while True:
        try:
            folder = Path(tempfile.mkdtemp(prefix=_FOLDER_PREFIX))
        except OSError as error:
            raise _refuse(error) from None
        with contextlib.suppress(FileNotFoundError):  # taken for one that was left, in the moment before it was held
            handle = os.open(folder / _LOCK_NAME, os.O_CREAT | os.O_RDWR, 0o600)
            hold(handle)
            if os.fstat(handle).st_nlink:
                return folder, handle
            os.close(handle)


def _refuse(error: OSError) -> UserError:
    return UserError(f"無法使用暫存資料夾：{error.strerror or error}；請清出磁碟空間或確認權限，或以環境變數 TMPDIR 另指定")


def _is_in_use(folder: Path) -> bool:
    lock = folder / _LOCK_NAME
    return lock.exists() and is_held(lock) if os.access(folder, os.X_OK) else True
