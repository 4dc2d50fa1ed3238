"""Locks that tell which temporary copies are in use: the process that writes one holds its lock, which ends with the process.

Where a system has no such locks, a file that is open cannot be removed, which tells the same.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def hold_lock(handle: int) -> None:
    """Lock the open file for as long as it, or a copy of its handle, is open."""
    if fcntl is not None:
        with contextlib.suppress(OSError):  # a network drive without locks: nobody can hold one, and nobody can see one
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_lock_held(path: Path) -> bool:
    """Whether a living process holds the file's lock; True where that cannot be known."""
    if fcntl is None:
        try:
            path.unlink()
        except OSError:
            return path.exists()
        return False
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(handle)
