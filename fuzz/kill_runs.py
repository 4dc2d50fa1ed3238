"""`python -m fuzz.kill_runs`: real runs killed at random moments; afterwards the target is the old or a whole new file, nobody
else can read a person, and one more run leaves no temporary file behind.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from fuzz.kill_commands import COMMANDS, Command, lay_folder, list_strays, read_target

SIGNALS = (signal.SIGTERM, signal.SIGKILL)
LONGEST = 120.0
POLL = 0.0005
IN_WRITING = 0.6
"""Of the kills that wait for the first new file before they count their moment: the writing is a short part of a run."""


@dataclass(frozen=True)
class Kill:
    """One run to be killed: which, how, and when (seconds after its start, or after its first new file)."""

    number: int
    command: Command
    signal: signal.Signals
    moment: float
    is_in_writing: bool


def plan_kills(count: int, seed: int, lengths: dict[str, float]) -> Iterator[Kill]:
    chance = Random(seed)
    for number in range(count):
        command, how = COMMANDS[number % len(COMMANDS)], SIGNALS[number // len(COMMANDS) % 2]
        is_in_writing = chance.random() < IN_WRITING
        moment = chance.random() * (0.06 if is_in_writing else lengths[command.name])
        yield Kill(number, command, how, moment, is_in_writing)


def start(command: Command, folder: Path) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-m", "antidrug_kpi", *(part.format(folder=folder) for part in command.arguments)]
    environment = os.environ | {"TMPDIR": str(folder / "temp")}
    return subprocess.Popen(arguments, env=environment, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(command: Command, folder: Path) -> str:
    """A whole run; what it said where it did not write."""
    process = start(command, folder)
    said = process.communicate(timeout=LONGEST)[1]
    return "" if process.returncode in {0, 3} else f"status {process.returncode}: {said.strip()[-200:]}"


def kill(plan: Kill, folder: Path) -> bool:
    """Start a run and kill it; whether it was still there to be killed."""
    lay_folder(plan.command, folder)
    before = set(list_files(folder))
    process = start(plan.command, folder)
    while plan.is_in_writing and process.poll() is None and not set(list_files(folder)) - before:
        time.sleep(POLL)
    try:
        process.wait(plan.moment)
    except subprocess.TimeoutExpired:
        process.send_signal(plan.signal)
    process.communicate(timeout=LONGEST)
    return process.returncode not in {0, 3}


def list_files(folder: Path) -> list[Path]:
    return [path for part in ("out", "temp") for path in (folder / part).rglob("*")]


def judge(plan: Kill, folder: Path, new: bytes) -> tuple[bool, list[str]]:
    """Whether the run was killed in the middle, and everything that is wrong afterwards, then after one more run."""
    was_killed = kill(plan, folder)
    wrong = [f"after {plan.signal.name}: {problem}" for problem in look_at(plan, folder, new)]
    if plan.signal == signal.SIGTERM and was_killed:
        wrong += [f"after SIGTERM {path.name} is left" for path in list_strays(plan.command, folder)]
    said = finish(plan.command, folder)
    wrong += [f"the next run: {problem}" for problem in ([said] if said else [])]
    wrong += [f"after the next run {path.name} is left" for path in list_strays(plan.command, folder)]
    return was_killed, wrong


def look_at(plan: Kill, folder: Path, new: bytes) -> Iterator[str]:
    """What is wrong with the target and with whatever lies about."""
    found = read_target(plan.command, folder)
    old = plan.command.read_old()
    if found not in {old, new} or not found:
        yield "the target is gone" if found is None else f"the target is torn: {len(found)} bytes, neither old nor new"
    for backup in (folder / "out").glob("*.bak"):
        if backup.read_bytes() != old:
            yield f"{backup.name} is not the old file"
    for path in list_files(folder):
        is_open = path.is_file() and path.stat().st_mode & 0o077
        is_private = plan.command.is_private or folder / "temp" in path.parents
        if is_open and is_private and not (path == folder / plan.command.target and found == old):
            yield f"{path.name} can be read by others: {path.stat().st_mode & 0o777:o}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="fuzz.kill_runs", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="other moments")
    parser.add_argument("--count", type=int, default=100, help="kills")
    parser.add_argument("--jobs", type=int, default=2, help="at a time")
    options = parser.parse_args()
    os.umask(0o022)
    with TemporaryDirectory(prefix="kills-") as name:
        top, new, lengths, findings = Path(name), {}, {}, []
        for command in COMMANDS:
            lay_folder(command, top / command.name)
            begin = time.perf_counter()
            said = finish(command, top / command.name)
            new[command.name], lengths[command.name] = read_target(command, top / command.name), time.perf_counter() - begin
            if said or new[command.name] in {None, b"", command.read_old()}:
                findings.append(f"{command.name} wrote no whole new file: {said}")
        print("; ".join(f"{name} takes {length:.1f} s" for name, length in lengths.items()), flush=True)
        counts: Counter[str] = Counter()
        plans = plan_kills(options.count, options.seed, lengths)
        with ThreadPoolExecutor(options.jobs) as pool:
            judged = pool.map(lambda plan: (plan, *judge(plan, top / str(plan.number), new[plan.command.name] or b"")), plans)
            for plan, was_killed, wrong in judged:
                counts["killed" if was_killed else "ended before"] += 1
                where = "of the writing" if plan.is_in_writing else "of the run"
                findings += [f"{plan.number} {plan.command.name} {plan.moment:.3f} s {where}: {problem}" for problem in wrong]
    print("\n".join(findings))
    print(f"{dict(counts)}, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
