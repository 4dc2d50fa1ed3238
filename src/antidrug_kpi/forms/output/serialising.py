"""Full disks while lxml writes a workbook's rows to a temporary file: its SerialisationError made an OSError, raised once."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import sys
import traceback
from collections.abc import Iterator

from lxml.etree import SerialisationError

# libxml2's name of the error → the system's number.
_SAID = {"IO_ENOSPC": errno.ENOSPC, "IO_EDQUOT": errno.EDQUOT, "IO_EROFS": errno.EROFS, "IO_WRITE": errno.ENOSPC}


@contextlib.contextmanager
def raise_full_disk() -> Iterator[None]:
    """Within this context, a full or read-only disk raises OSError also where lxml writes; other errors pass unchanged."""
    try:
        yield
    except SerialisationError as error:
        number = _SAID.get(str(error))
        if number is None:
            raise
        _release(error)
        raise OSError(number, os.strerror(number)) from None


def _release(error: SerialisationError) -> None:
    """Free the half-written sheet now: closing it fails once more, and Python would print that as a traceback."""
    before, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        traceback.clear_frames(error.__traceback__)
        gc.collect()
    finally:
        sys.unraisablehook = before
