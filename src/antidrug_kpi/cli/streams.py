"""Standard output and standard error as they may be: closed, full, left by their reader, unable to show every character."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import Any, TextIO

from antidrug_kpi.errors import UserError
from antidrug_kpi.paths import say_reason

_STREAMS = 3
_VISIBLY = "antidrug-kpi-visibly"
_LARGEST_UNIT = 0xFFFF
_ALIKE = {"≥": "≧", "≤": "≦", "☑": "■", "☐": "□", "┃": "│", "━": "─"}
"""What Big5 lacks, and what it has of the same look."""


def is_one_screen() -> bool:
    """Whether a person sees both the output and the messages, so that nothing need stand in both."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr))


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
    """Make both streams UTF-8, or what PYTHONIOENCODING says, and standard output raise UserError when it cannot be written.

    Redirected on Windows, Python would write Big5, which lacks ☑ and ≥; whoever asks for it gets these as \\u2611 and \\u2265.
    """
    codecs.register_error(_VISIBLY, _replace_visibly)
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
        io.BufferedWriter(raw), encoding=_choose_encoding(), errors=_VISIBLY, newline="", line_buffering=is_shown_at_once
    )


def _choose_encoding() -> str:
    """The encoding that PYTHONIOENCODING names; UTF-8 where it names none, or none that there is."""
    named = "" if sys.flags.ignore_environment else os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
    try:
        return codecs.lookup(named).name if named else "utf-8"
    except LookupError:
        return "utf-8"


def _replace_visibly(error: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks, as JSON writes it too: a character beyond 16 bits as the two halves of its pair."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_replace(character, error.encoding) for character in error.object[error.start : error.end]), error.end


def _replace(character: str, encoding: str) -> str:
    alike = _ALIKE.get(character)
    if alike is not None and _can_show(alike, encoding):
        return alike
    code = ord(character)
    if code <= _LARGEST_UNIT:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def _fill_closed_streams() -> None:
    """Open the null device in place of each closed standard stream: the next file opened would get its number, and messages
    would be written into that file.
    """
    while True:
        number = os.open(os.devnull, os.O_RDONLY)
        if number >= _STREAMS:
            os.close(number)
            return


def _can_show(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
