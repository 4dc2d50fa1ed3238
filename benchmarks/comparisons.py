"""The rows of the table: the program's usage, another program's, what the ratio should be and whether it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from benchmarks.processes import Usage

HEADER = ("work", "program: CPU s / peak MiB", "compared with", "its CPU s / peak MiB", "ratio: CPU / peak", "target", "result")


@dataclass(frozen=True)
class Target:
    """The most that the program may need: of the other's CPU, of the other's peak, MiB in all, the exponents of growth; None
    where nothing is asked.
    """

    cpu: float | None = None
    peak: float | None = None
    mebibytes: float | None = None
    exponent: float | None = None

    def describe(self) -> str:
        parts = [
            f"CPU ≤ {self.cpu:g}×" if self.cpu is not None else "",
            f"peak ≤ {self.peak:g}×" if self.peak is not None else "",
            f"peak < {self.mebibytes:,.0f} MiB" if self.mebibytes is not None else "",
            f"exponents ≤ {self.exponent:g}" if self.exponent is not None else "",
        ]
        return ", ".join(part for part in parts if part)


NO_TARGET = Target()


@dataclass(frozen=True)
class Comparison:
    """One program beside another; `other` is None where the program's own need is held against a bound."""

    work: str
    own: Usage
    rival: str = ""
    other: Usage | None = None
    target: Target = NO_TARGET

    def cells(self) -> Sequence[str]:
        theirs = show_usage(self.other) if self.other else ""
        ratio = f"{self.own.cpu / self.other.cpu:.2f} / {self.own.peak / self.other.peak:.2f}" if self.other else ""
        return (self.work, show_usage(self.own), self.rival, theirs, ratio, self.target.describe(), self.judge())

    def judge(self) -> str:
        over = []
        if self.other and self.target.cpu is not None:
            over.append(self.own.cpu / self.other.cpu / self.target.cpu)
        if self.other and self.target.peak is not None:
            over.append(self.own.peak / self.other.peak / self.target.peak)
        if self.target.mebibytes is not None:
            over.append(self.own.peak / self.target.mebibytes)
        return show_verdict(over)


@dataclass(frozen=True)
class Growth:
    """How a program's CPU and peak grow with the rows, as exponents."""

    work: str
    cpu: float
    peak: float
    target: Target = NO_TARGET

    def cells(self) -> Sequence[str]:
        over = [] if self.target.exponent is None else [self.cpu / self.target.exponent, self.peak / self.target.exponent]
        return (self.work, "", "", "", f"{self.cpu:.2f} / {self.peak:.2f}", self.target.describe(), show_verdict(over))


Row = Comparison | Growth


def show_usage(usage: Usage) -> str:
    return f"{usage.cpu:.2f} / {usage.peak:,.0f}"


def show_verdict(over: Sequence[float]) -> str:
    """Of what is needed as shares of what is allowed."""
    if not over:
        return ""
    return "met" if max(over) <= 1 else f"missed by {max(over) - 1:.0%}"


def write_table(rows: Iterable[Row]) -> str:
    """The rows as Markdown, its columns aligned."""
    lines = [HEADER, *(tuple(row.cells()) for row in rows)]
    widths = [max(map(measure_width, column)) for column in zip(*lines, strict=True)]
    texts = ["| " + " | ".join(pad(cell, width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([texts[0], rule, *texts[1:]])


def pad(cell: str, width: int) -> str:
    return cell + " " * (width - measure_width(cell))


def measure_width(cell: str) -> int:
    return sum(1 + (east_asian_width(character) in "WF") for character in cell)
