"""Which columns of a table stay where a terminal is too narrow for all of them, and the line that says which went."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.console import Console

from antidrug_kpi.forms.terminal import print_broken

LEAST_FOLDED = 20
"""What a column of sentences keeps before another column has room."""


@dataclass(frozen=True)
class Fitting:
    """How a table is made to fit: the headers of the columns that leave, the first of them first, and of those whose cells may go
    over several lines, of which each keeps at least so many places (`least`). `seen_by` shows all of them.
    """

    leaving: tuple[str, ...]
    folding: frozenset[str]
    seen_by: str = "--format csv"
    least: int = LEAST_FOLDED


def measure_column(header: str, width: int, fitting: Fitting) -> int:
    """The least room for a column whose widest cell is this wide."""
    return min(width, fitting.least) if header in fitting.folding else width


def choose_columns(headers: Sequence[str], needed: Sequence[int], room: int, fitting: Fitting) -> list[int]:
    """The positions of the columns that stay, of which each needs so much of the room; of equal headers the last leaves first."""
    kept = list(range(len(headers)))
    for header in fitting.leaving:
        if sum(needed[at] for at in kept) <= room:
            break
        leaving = next((at for at in reversed(kept) if headers[at] == header), None)
        if leaving is not None:
            kept.remove(leaving)
    return kept


def say_hidden_columns(console: Console, hidden: Collection[str], fitting: Fitting) -> None:
    """A line that says which columns a terminal does not show; nothing where it shows all of them."""
    if hidden:
        line = f"寬 {console.width}，隱去 {len(hidden)} 欄（{'、'.join(hidden)}）；{fitting.seen_by} 看全部"
        print_broken(console, line, "dim")
