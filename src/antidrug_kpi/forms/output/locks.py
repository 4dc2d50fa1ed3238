"""Locks that tell which temporary copies are in use: the process that writes one holds its lock, which ends with the process.

Where a system has no such locks, a file that is open cannot be removed, which tells the same.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def hold_lock(handle: int) -> bool:
    """Lock the open file for as long as it, or a copy of its handle, is open; False where another process has just taken it
    over (`take_over`).
    """
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a network drive without locks: nobody can hold one, and nobody can see one
            pass
    return True


@contextlib.contextmanager
def take_over(path: Path) -> Iterator[bool]:
    """Gives whether no living process uses the file. It is then locked within this context, so that none begins to use it."""
    if fcntl is None:
        try:
            path.unlink()
        except OSError:
            yield not path.exists()
        else:
            yield True
        return
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # in use, or it cannot be known
        is_ours = False
    else:
        is_ours = True
    try:
        yield is_ours
    finally:
        os.close(handle)
