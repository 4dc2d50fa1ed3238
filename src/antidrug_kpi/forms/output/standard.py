"""Bytes to standard output, past the text layer, in order with what was printed before."""

from __future__ import annotations

import sys
from collections.abc import Iterable


def write_bytes(pieces: Iterable[bytes]) -> None:
    """Write pieces to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.writelines(pieces)
    sys.stdout.buffer.flush()
