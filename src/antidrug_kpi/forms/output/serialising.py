"""A workbook's rows go to a temporary file through lxml, whose errors are none of the system's and come twice."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import sys
import traceback
from collections.abc import Iterator

from lxml.etree import SerialisationError

# As libxml2 names what the system said.
_SAID = {"IO_ENOSPC": errno.ENOSPC, "IO_EDQUOT": errno.EDQUOT, "IO_EROFS": errno.EROFS, "IO_WRITE": errno.ENOSPC}


@contextlib.contextmanager
def tell_no_room() -> Iterator[None]:
    """Raises OSError, as any other writing does, where lxml found no room."""
    try:
        yield
    except SerialisationError as error:
        number = _SAID.get(str(error))
        if number is None:
            raise
        _release(error)
        raise OSError(number, os.strerror(number)) from None


def _release(error: SerialisationError) -> None:
    """Let go of the half-written sheet here: as it is closed it fails once more, which Python would print as a traceback."""
    before, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        traceback.clear_frames(error.__traceback__)
        gc.collect()
    finally:
        sys.unraisablehook = before
