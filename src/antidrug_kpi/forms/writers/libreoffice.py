"""Runs LibreOffice for one task and leaves nothing behind, even after a kill: no process, no profile, no copy of the data."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

# Whatever happens to this program (a kill runs no `finally`), its end closes the pipe that the guard reads. What is being killed
# may write for another moment. The shell of Debian takes no -- before the group.
_GUARD = """PATH=/usr/bin:/bin
read group; read rest
for turn in 1 2 3 4; do
    [ -n "$group" ] && kill -KILL "-$group"
    rm -rf -- "$1"
    sleep 1
done
"""
_LOCALE_VARIABLES = ("LANG", "LANGUAGE", "LC_")


def run_suite(command: Sequence[str], folder: Path, timeout: float) -> int:
    """Run a command of LibreOffice that works in `folder`, and give its exit status; when it ends, or this program does, all
    its processes end. Raises OSError where it cannot be started, TimeoutExpired where it takes too long.
    """
    with _guard(folder) as guard:
        process = subprocess.Popen(  # noqa: S603
            command,
            env=fix_environment(os.environ, folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            if guard is not None and guard.stdin is not None:
                guard.stdin.write(b"%d\n" % process.pid)
                guard.stdin.flush()
            return process.wait(timeout)
        finally:
            _end(process)


def fix_environment(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment in which the same document prints as the same bytes everywhere: the time zone stands in a .pdf, and the
    language decides which font stands in for one that is not installed. What is temporary lies in the folder that goes.
    """
    kept = {name: value for name, value in environment.items() if not name.startswith(_LOCALE_VARIABLES)}
    kept |= dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))
    return {**kept, "TZ": "UTC", "LC_ALL": "C.UTF-8", "FC_LANG": "zh-tw"}


@contextmanager
def _guard(folder: Path) -> Iterator[subprocess.Popen[bytes] | None]:
    """A shell that, once this program has ended in any way, kills the process group written to it and removes the folder."""
    if os.name == "nt":
        yield None
        return
    command = ["/bin/sh", "-c", _GUARD, "sh", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as guard:  # noqa: S603
        try:
            yield guard
        finally:
            guard.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left of a command: the processes that it starts are of its group."""
    if os.name == "nt":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
