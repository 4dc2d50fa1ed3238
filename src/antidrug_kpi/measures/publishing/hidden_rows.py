"""Which rows of a total and its parts are hidden from the public, so that no small count can be worked out from the others.

The rule: a row with a small count is hidden; where the total is shown and exactly one part is hidden, the next smallest part is
too. Where a small count could still be worked out (`second_values`) the next smallest part is hidden as well, and when no part is
left the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.measures.publishing.second_values import Family, IsPossible
from antidrug_kpi.measures.publishing.small_counts import Row, find_size, find_small


@dataclass(frozen=True)
class HiddenRows:
    """Whether the total is hidden, and the positions of the parts that are."""

    total: bool
    parts: frozenset[int] = frozenset()


def choose_hidden(total: Row, parts: Sequence[Row], largest: int, is_possible: IsPossible = lambda part, row: True) -> HiddenRows:
    """The rows to hide of a total that is the exact sum of its parts; counts from 1 to `largest` are small. `is_possible` says
    whether what stays of a hidden part or total, its status, could stand beside other counts. Of parts of equal size the first is
    taken.

    Without parts the total alone is asked.
    """
    hidden = HiddenRows(bool(find_small(total, largest)), frozenset(i for i, row in enumerate(parts) if find_small(row, largest)))
    if len(hidden.parts) == 1 and not hidden.total:
        hidden = _hide_one_more(hidden, parts)
    while parts and (hidden.total or hidden.parts):
        if Family(total, tuple(parts), largest, is_possible, hidden.total, hidden.parts).is_protected():
            break
        more = _hide_one_more(hidden, parts)
        if more == hidden:  # nothing is left to hide
            break
        hidden = more
    return hidden


def _hide_one_more(hidden: HiddenRows, parts: Sequence[Row]) -> HiddenRows:
    """The smallest part that is shown, or else the total, is hidden too."""
    shown = [position for position in range(len(parts)) if position not in hidden.parts]
    if not shown:
        return replace(hidden, total=True)
    smallest = min(shown, key=lambda position: find_size(parts[position]))
    return replace(hidden, parts=hidden.parts | {smallest})
