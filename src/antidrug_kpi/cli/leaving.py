"""The very end of the program."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
from typing import NoReturn

from antidrug_kpi.errors import UserError


def leave(status: int) -> NoReturn:
    """End the process with this status once both streams are written out and all that was registered for its end is done.

    Python itself would first take every module and every row apart, a tenth of a command's time, to give the system what it
    takes back anyway. It does so where a thread still works that it would wait for.
    """
    if any(not thread.daemon for thread in threading.enumerate() if thread is not threading.current_thread()):
        sys.exit(status)
    atexit._run_exitfuncs()
    with contextlib.suppress(UserError):  # it was said already why standard output takes nothing, or another error was
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
