"""`python -m fuzz.kill_batches`: a batch of 22 offices, three of them broken, killed at random moments with all its processes;
afterwards every file is whole, and resumed it comes to the very bytes of a run that nobody interrupts.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from fuzz.batch_outputs import OFFICES, lay_offices, list_digests, list_finished, list_temporary, list_wrong

LONGEST = 600.0
JOBS = (1, 2)
INCOMPLETE = 3
"""How a batch ends in which an office is broken."""


@dataclass(frozen=True)
class Kill:
    """A batch to be killed: by how many processes it is computed, and after which shares of a whole run's time it is killed,
    first when it is started, then each time that it is resumed.
    """

    number: int
    jobs: int
    moments: tuple[float, ...]


def plan_kills(count: int, seed: int) -> list[Kill]:
    """Every third is killed once more while it is resumed."""
    chance = Random(seed)
    return [
        Kill(number, JOBS[number % len(JOBS)], tuple(chance.random() for _ in range(2 if number % 3 == 2 else 1)))
        for number in range(count)
    ]


def start(root: Path, out: Path, jobs: int, *options: str) -> subprocess.Popen[str]:
    """A batch in a process group of its own."""
    command = [sys.executable, "-m", "antidrug_kpi", "batch", str(root), "-o", str(out), "--to", "docx,xlsx"]
    return subprocess.Popen(
        [*command, "--jobs", str(jobs), *options],
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> list[str]:
    """Wait for the end of a run that nobody interrupts; what it said where it did not end as it should."""
    said = process.communicate(timeout=LONGEST)[1]
    return [] if process.returncode == INCOMPLETE else [f"status {process.returncode}: {said.strip()[-300:]}"]


def kill(process: subprocess.Popen[str], seconds: float) -> bool:
    """Kill the whole process group after a while; whether it was still there to be killed."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=LONGEST)
    return process.returncode == -signal.SIGKILL


def judge(plan: Kill, root: Path, out: Path, length: float, whole: dict[str, str]) -> tuple[str, list[str]]:
    """What became of the run, in words, and everything that is wrong."""
    wrong: list[str] = []
    done: list[str] = []
    finished: dict[str, int] = {}
    for turn, planned in enumerate(plan.moments):
        moment = planned
        was_killed = kill(start(root, out, plan.jobs, *(["--resume"] if turn else [])), moment * length)
        while not was_killed and not turn:  # it was faster than the one that was measured
            shutil.rmtree(out)
            moment *= 0.8
            was_killed = kill(start(root, out, plan.jobs), moment * length)
        wrong += [f"after the kill: {problem}" for problem in list_wrong(out)]
        wrong += _find_written_again(finished, out, "the resumed run before it was killed")
        finished = list_finished(out)
        left = f", {count} temporary files" if (count := len(list_temporary(out))) else ""
        done.append(f"{'killed' if was_killed else 'ended'} at {moment * length:.2f} s, {len(finished)} offices finished{left}")
    wrong += [f"resumed: {problem}" for problem in finish(start(root, out, plan.jobs, "--resume"))]
    wrong += _find_written_again(finished, out, "the resumed run")
    wrong += [f"{path.relative_to(out)} is left" for path in list_temporary(out)]
    found = list_digests(out)
    wrong += [f"{name} differs" for name in sorted(whole.keys() | found.keys()) if whole.get(name) != found.get(name)]
    return f"{plan.number} with {plan.jobs} jobs: {'; '.join(done)}", wrong


def _find_written_again(finished: dict[str, int], out: Path, who: str) -> list[str]:
    return [
        f"{who} wrote {name} again" for name, time_written in finished.items() if list_finished(out).get(name) != time_written
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="fuzz.kill_batches", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="other moments")
    parser.add_argument("--count", type=int, default=20, help="kills")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="kills-") as name:
        root, lengths, findings = Path(name, "root"), {}, list[str]()
        lay_offices(root)
        whole: dict[str, str] = {}
        for jobs in JOBS:
            begin = time.perf_counter()
            findings += finish(start(root, Path(name, f"whole{jobs}"), jobs))
            lengths[jobs] = time.perf_counter() - begin
            found = list_digests(Path(name, f"whole{jobs}"))
            findings += [f"with {jobs} jobs other bytes"] if whole and found != whole else []
            whole = found
            print(f"{len(OFFICES)} offices, {len(whole)} files; with {jobs} jobs {lengths[jobs]:.1f} s", flush=True)
        for plan in plan_kills(options.count, options.seed):
            said, wrong = judge(plan, root, Path(name, str(plan.number)), lengths[plan.jobs], whole)
            print("\n  ".join((said, *wrong)), flush=True)
            findings += wrong
    print(f"{options.count} runs killed, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
