"""A few processes that take mutant after mutant; one that dies or hangs is replaced, and its mutant is a finding."""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from fuzz.kinds import Seed, make_mutant
from fuzz.measuring import SECONDS, Outcome, measure, measure_idle, name_place, set_limits

Seeds = dict[str, tuple[Seed, ...]]
Task = tuple[str, int]
TURNS = 250
"""Mutants of one process, so that what one leaves behind does not weigh on later ones for long."""
_context = multiprocessing.get_context("fork")  # everything is imported and the plan loaded before


@dataclass
class Worker:
    """A process, the way to it, and what it is at."""

    process: BaseProcess
    way: Connection
    log: Path
    task: Task | None = None
    turns: int = field(default=0)


def run_mutants(seeds: Seeds, tasks: Iterator[Task], run: int, jobs: int) -> Iterator[Outcome]:
    """The outcome of every task, as they come."""
    gc.collect()
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="fuzz-logs-") as folder:
        workers = [_start(seeds, run, Path(folder, str(number))) for number in range(jobs)]
        for worker in workers:
            _send_next(worker, tasks)
        while busy := [worker for worker in workers if worker.task is not None]:
            for way in wait([worker.way for worker in busy]):
                worker = next(each for each in busy if each.way is way)
                outcome = _receive(worker, seeds, run)
                yield outcome
                if not worker.process.is_alive() or worker.turns >= TURNS:
                    _stop(worker)
                    workers[workers.index(worker)] = worker = _start(seeds, run, worker.log)
                _send_next(worker, tasks)
        for worker in workers:
            _stop(worker)


def _start(seeds: Seeds, run: int, log: Path) -> Worker:
    log.write_text("")
    ours, theirs = _context.Pipe()
    process = _context.Process(target=_serve, args=(theirs, seeds, run, log), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours, log)


def _serve(way: Connection, seeds: Seeds, run: int, log: Path) -> None:
    """Take tasks until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    idle = measure_idle()
    with log.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 2)
        set_limits(file)
        while (task := way.recv()) is not None:
            kind, number = task
            way.send(measure(seeds, kind, number, run, idle, file))


def _send_next(worker: Worker, tasks: Iterator[Task]) -> None:
    worker.task = next(tasks, None)
    worker.turns += 1
    if worker.task is not None:
        worker.way.send(worker.task)


def _receive(worker: Worker, seeds: Seeds, run: int) -> Outcome:
    """What the worker sends, or what its death says."""
    try:
        outcome: Outcome = worker.way.recv()
    except (EOFError, ConnectionResetError):
        worker.process.join()
        kind, number = worker.task or ("", 0)
        mutant, _ = make_mutant(seeds, kind, number, run)
        text = worker.log.read_text(encoding="utf-8", errors="replace")
        is_slow = "Timeout (" in text or worker.process.exitcode == -signal.SIGPROF
        place = name_place(_turn_stack(text))
        ending, detail = ("slow", place) if is_slow else ("died", f"exit {worker.process.exitcode}: {place}")
        return Outcome(kind, number, mutant.seed.plan + mutant.seed.name, mutant.mutators, ending, detail, SECONDS)
    return outcome


def _turn_stack(text: str) -> str:
    """The log's last stack with the innermost call last, as tracebacks have it."""
    frames = re.findall(r'File ".*', text)
    return "\n".join(["?", *reversed(frames)]) + "\nstack at the end"


def _stop(worker: Worker) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):
        worker.way.send(None)
    worker.process.join(1)
    worker.process.kill()
    worker.process.join()
    worker.way.close()
