"""Whole processes, run in rotation: their CPU seconds, peak memory and what they print.

This module and whatever runs it import no data library: Linux counts the memory of the process that starts another one into
the peak of the started one.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Command = Sequence[str]
Figures = Mapping[str, Any]
FINE = (0, 3)  # 3: a figure is doubted or has no data, as in an office of two registers


class BenchmarkError(Exception):
    """A program failed, or two of them disagree."""


@dataclass(frozen=True)
class Usage:
    """CPU in seconds, user and system, of a process and those it waited for; the peak of its memory in MiB."""

    cpu: float
    peak: float


@dataclass(frozen=True)
class Outcome:
    usage: Usage
    output: str


def run_process(command: Command) -> Outcome:
    """BenchmarkError with the end of what it said, where the process failed."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode not in FINE:
            raise BenchmarkError(f"{' '.join(command)} ended with {process.returncode}: {errors.read().decode()[-2000:]}")
        return Outcome(Usage(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), output.read().decode("utf-8"))


def run_in_rotation(commands: Mapping[str, Command], repeats: int) -> dict[str, Usage]:
    """The medians by label. The commands take turns, so that a busy moment of the machine falls on all of them."""
    usages: dict[str, list[Usage]] = {label: [] for label in commands}
    figures: dict[str, Figures] = {}
    for turn in range(repeats):
        for label, command in commands.items():
            say(f"{turn + 1}/{repeats} {label}")
            outcome = run_process(command)
            usages[label].append(outcome.usage)
            figures[label] = read_figures(outcome.output)
    say("")
    check_equal(figures)
    return {
        label: Usage(median(each.cpu for each in found), median(each.peak for each in found)) for label, found in usages.items()
    }


def say(what: str) -> None:
    """What is being run, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r{what:70}\r", end="", file=sys.stderr, flush=True)


def read_figures(output: str) -> Figures:
    """What a program prints as JSON: of the product each measure's numerator and denominator by its id. Empty of other output."""
    if not output.lstrip("\ufeff").startswith("{"):
        return {}
    content = json.loads(output)
    if "measures" not in content:
        return dict(content)
    return {each["id"]: [each["numerator"], each["denominator"]] for each in content["measures"]}


def check_equal(figures: Mapping[str, Figures]) -> None:
    """BenchmarkError where two programs that were run side by side print different figures under one name."""
    for label, found in figures.items():
        for other, theirs in figures.items():
            differing = sorted(key for key in found.keys() & theirs.keys() if found[key] != theirs[key])
            if differing:
                raise BenchmarkError(f"{label} and {other} disagree on {', '.join(differing)}")
            if found and theirs and not found.keys() & theirs.keys():
                raise BenchmarkError(f"{label} and {other} have no figure in common")


def find_exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The slope of the values over the sizes, both as logarithms: 1 where they grow alike."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    middle, level = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True)) / sum((x - middle) ** 2 for x in xs)
