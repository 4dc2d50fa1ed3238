"""Which temporary copies are still somebody's: the process that writes one holds a lock, which ends with the process.

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


def hold(handle: int) -> bool:
    """Say that the open file is in use for as long as it, or a copy of its handle, is open; whether another process has it not
    taken over just now.
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
    """Whether no living process uses the file. It is then held within the block, so that nobody begins to use what is removed."""
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
