"""What ends the program from outside ends it in order, so that nothing temporary stays behind."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

_ENDING = ("SIGTERM", "SIGHUP")
_KILLED = 128


def end_in_order() -> None:
    """Let a signal to end the program unwind it as an error would."""
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave)


def _leave(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(_KILLED + number)
