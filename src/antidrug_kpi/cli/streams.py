"""Standard output and standard error as they may be: closed, full, left by their reader, unable to show every character."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, TextIO

from antidrug_kpi.errors import UserError
from antidrug_kpi.paths import say_reason

_STREAMS = 3


class _Stream(io.RawIOBase):
    """A file descriptor as a stream. A reader that closes the pipe is no error; any other failure is a UserError where the output
    `must_arrive`, and is ignored where not (messages on standard error).
    """

    def __init__(self, number: int, *, must_arrive: bool) -> None:
        self._number = number
        self._must_arrive = must_arrive
        self._is_lost = False

    def write(self, data: Any) -> int:
        content = memoryview(data)
        if self._is_lost:
            return len(content)
        try:
            return os.write(self._number, content)
        except OSError as error:
            self._is_lost = True
            if self._must_arrive and not isinstance(error, BrokenPipeError):
                raise UserError(f"無法寫到標準輸出：{say_reason(error)}；請確認磁碟空間，或改用 -o 檔名") from None
            return len(content)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number

    def isatty(self) -> bool:
        return os.isatty(self._number)


def prepare_streams() -> None:
    """Make both streams UTF-8, and standard output raise UserError when it cannot be written.

    Redirected on Windows, Python would write Big5, which lacks ☑ and ≥.
    """
    _fill_closed_streams()
    sys.stdout = _open_stream(sys.stdout, 1, must_arrive=True)
    sys.stderr = _open_stream(sys.stderr, 2, must_arrive=False)


def flush_output() -> None:
    """Write out what is buffered. Raises UserError where standard output cannot be written."""
    sys.stdout.flush()


def _open_stream(before: TextIO | None, number: int, *, must_arrive: bool) -> TextIO:
    if os.name == "nt" and before is not None and before.isatty():  # a console of Windows takes text, not bytes
        return before
    raw = _Stream(number, must_arrive=must_arrive)
    is_shown_at_once = raw.isatty() or not must_arrive
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", newline="", line_buffering=is_shown_at_once
    )


def _fill_closed_streams() -> None:
    """Open the null device in place of each closed standard stream: the next file opened would get its number, and messages
    would be written into that file.
    """
    while True:
        number = os.open(os.devnull, os.O_RDONLY)
        if number >= _STREAMS:
            os.close(number)
            return
