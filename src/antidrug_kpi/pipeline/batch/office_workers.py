"""Processes that compute offices, a few at a time. One that dies takes its office with it, and nothing else.

Where the system can fork, processes are forked after this one has imported what all need, and replaced after some thirty
offices: all memory goes back then, so that it does not grow with the number of offices. Elsewhere a started process must import
everything itself, and serves until there is no office left.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from antidrug_kpi.forms.summary.batch_summary import OfficeOutcome
from antidrug_kpi.pipeline.batch.batch_options import BatchJob
from antidrug_kpi.pipeline.batch.early_imports import import_everything

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

CRASHED = "程式在計算這個機關時意外結束（{}），其餘機關不受影響；請檢視上面的訊息並回報，或以 antidrug-kpi compute 單獨計算"
_SECONDS_TO_END = 10
# A forked process that has computed so many offices is replaced: what it has learnt saves time (the first office takes nearly
# twice as long as the later ones), what it keeps takes memory (some 0.1 MiB an office).
_MOST_OFFICES = 32


@dataclass
class _Worker:
    """A process, the line to it, the office that it is at, and how many it has been given."""

    process: BaseProcess
    line: Connection
    office: str = ""
    served: int = 0


def choose_start_method() -> str:
    """How processes start here: forked where that is safe."""
    return "fork" if sys.platform == "linux" else "spawn"


def compute_offices(job: BatchJob, names: Sequence[str], jobs: int, start_method: str | None = None) -> Iterator[OfficeOutcome]:
    """The outcome of every office as it is done, by at most `jobs` processes at once. Whatever ends this iteration (a signal, an
    error) ends the processes too.
    """
    method = start_method or choose_start_method()
    context = multiprocessing.get_context(method)
    most = _MOST_OFFICES if method == "fork" else len(names)
    waiting, workers = deque(names), list[_Worker]()
    if method == "fork":
        import_everything(job)
        gc.freeze()  # what is shared must not be touched by a search for garbage
    try:
        while waiting or workers:
            while waiting and len(workers) < jobs:
                workers.append(_start(context, job, waiting.popleft()))
            ready = wait([worker.line for worker in workers])
            for worker in [worker for worker in workers if worker.line in ready]:
                yield _receive(worker)
                if waiting and worker.served < most and worker.process.is_alive():
                    _ask(worker, waiting.popleft())
                else:
                    workers.remove(worker)
                    _end(worker)
    finally:
        gc.unfreeze()
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            _end(worker)


def _start(context: BaseContext, job: BatchJob, office: str) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(job, theirs), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    worker = _Worker(process, ours)
    _ask(worker, office)
    return worker


def _ask(worker: _Worker, office: str) -> None:
    worker.office, worker.served = office, worker.served + 1
    with contextlib.suppress(OSError):  # a process that has just died is noticed when it should answer
        worker.line.send(office)


def _receive(worker: _Worker) -> OfficeOutcome:
    """The outcome that a process sends; where it has died instead, that its office could not be computed."""
    try:
        outcome: OfficeOutcome = worker.line.recv()
    except (EOFError, ConnectionError):
        worker.process.join(_SECONDS_TO_END)
        code = worker.process.exitcode
        why = f"訊號 {-code}" if code is not None and code < 0 else f"結束碼 {code}"
        return OfficeOutcome(worker.office, 1, is_complete=False, error=CRASHED.format(why))
    return outcome


def _end(worker: _Worker) -> None:
    """Ask the process to end and wait for it; one that does not end is killed."""
    with contextlib.suppress(OSError):  # closing the line is not enough: processes forked later hold it too
        worker.line.send(None)
    worker.line.close()
    worker.process.join(_SECONDS_TO_END)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


def _serve(job: BatchJob, line: Connection) -> None:
    """Compute the offices that are asked for, until there is none."""
    from antidrug_kpi.pipeline.batch.office_outputs import process_office

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the first one ends the others
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while (office := line.recv()) is not None:
        line.send(process_office(job, office))
        gc.collect()


def _leave(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def _end_with_parent() -> None:
    """End at once where the process that started this one is gone: nobody would take what is computed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
