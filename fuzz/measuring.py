"""One mutant under its limits: what came of it, in how much time and memory."""

from __future__ import annotations

import faulthandler
import re
import resource
import signal
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from antidrug_kpi.errors import UserError
from fuzz.commands import LostError, run_commands
from fuzz.kinds import DATA, Mutant, Seed, make_mutant

SECONDS, MIB = 10.0, 400
"""The bounds of an office's folder: time, and memory of the whole process. Time is the processor's, since other work on the
machine is no fault of the file.
"""
LONGEST = 60.0
"""Wall time after which a process that only waits is ended too."""
ROOM_MIB = 1_200
"""Of addresses beyond what the process has; behind it Python's own MemoryError ends what would exhaust the machine."""
ANSWERED, REFUSED = "answered", "refused"
# C0 but for tab and newline, delete and C1: what a terminal acts on.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SILENT = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Outcome:
    """What came of a mutant: `answered` or `refused`, or what is wrong, with a line that is the same for the same fault."""

    kind: str
    number: int
    seed: str
    mutators: tuple[str, ...]
    ending: str
    detail: str = ""
    seconds: float = 0.0
    mib: float = 0.0

    @property
    def is_finding(self) -> bool:
        return self.ending not in {ANSWERED, REFUSED}


def set_limits(log: IO[str]) -> None:
    """Keep this process from exhausting the machine, and let it write its stack where it dies or its time is over."""
    faulthandler.enable(log)
    faulthandler.register(signal.SIGPROF, log, all_threads=False, chain=True)  # then it ends by the signal
    most = int((_read_status("VmSize") + ROOM_MIB) * 2**20)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def measure(seeds: dict[str, tuple[Seed, ...]], kind: str, number: int, run: int, idle_mib: float, log: IO[str]) -> Outcome:
    """Make the mutant of that number and run it; where it hangs, its stack goes to the log and the process ends."""
    mutant, chance = make_mutant(seeds, kind, number, run)
    _forget_peak()
    before = _read_status("VmRSS")
    faulthandler.dump_traceback_later(LONGEST, exit=True, file=log)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    start = time.process_time()
    with TemporaryDirectory(prefix="fuzz-") as name, warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        ending, detail = _judge(mutant, lambda: list(run_commands(mutant, Path(name), chance)))
        seconds = time.process_time() - start
    signal.setitimer(signal.ITIMER_PROF, 0)
    faulthandler.cancel_dump_traceback_later()
    mib = idle_mib + max(0.0, _read_status("VmHWM") - before)
    loud = [str(each.message) for each in said if not issubclass(each.category, _SILENT)]
    if ending in {ANSWERED, REFUSED} and loud:
        ending, detail = "warning", loud[0][:150]
    if mib > MIB:
        ending, detail = "memory", f"{mib:.0f} MiB ({ending} {detail})"
    return Outcome(kind, number, mutant.seed.plan + mutant.seed.name, mutant.mutators, ending, detail, seconds, mib)


def _judge(mutant: Mutant, run: Callable[[], list[tuple[str, str]]]) -> tuple[str, str]:
    try:
        shown = run()
    except UserError as error:
        if mutant.seed.kind in DATA:  # others were there to read
            return "stopped", f"a bad file ended the run: {str(error)[:150]}"
        return _find_controls([("error", str(error))]) or (REFUSED, "")
    except LostError as error:
        return "lost", str(error)
    except MemoryError:
        return "memory", name_place(traceback.format_exc())
    except Exception:  # noqa: BLE001  # any exception is what is looked for
        return "traceback", name_place(traceback.format_exc())
    return _find_controls(shown) or (ANSWERED, "")


def _find_controls(shown: list[tuple[str, str]]) -> tuple[str, str] | None:
    for where, text in shown:
        found = CONTROLS.search(text.replace("\r\n", "\n"))
        if found:
            line = text[max(0, found.start() - 30) : found.end() + 10]
            return "controls", f"{where}: {line!r}"
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            return "traceback", f"{where} cannot be printed: {error.reason}"
    return None


def name_place(text: str) -> str:
    """A traceback as one line: the program's own last place in it, and the error."""
    own = re.findall(r'File ".*/(antidrug_kpi/[^"]+|fuzz/[^"/]+)", line (\d+),? in (\w+)', text)
    place = "{}:{} {}".format(*own[-1]) if own else "?"
    return f"{place}: {text.strip().splitlines()[-1][:160]}"


def measure_idle() -> float:
    """Memory of this process as it is, in MiB."""
    return _read_status("VmRSS")


def _read_status(field: str) -> float:
    found = re.search(rf"{field}:\s+(\d+)", _STATUS.read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def _forget_peak() -> None:
    """From here on the peak counts anew (Linux)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
