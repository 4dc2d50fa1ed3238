"""Whether every small count of the hidden rows could be another number, for all that is published.

The proof is a neighbour: other figures with the same shown rows that would be published in the very same way. It is looked for
close by: two hidden parts exchange their figures or a subject, or a part of a hidden total has some subjects more or less. Who
reads the table may know the rule: a neighbour must obey it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from antidrug_kpi.measures.publishing.small_counts import Counts, Exact, Quantity, Row, find_size, find_small, shift_row

IsPossible = Callable[[int | None, Row], bool]
"""Whether what stays of a hidden part (its position; None is the total), such as its status, could stand beside these counts."""
Changes = Mapping[int, Row]

# In numerator and denominator. The large ones change a small count by one and leave the value where its status keeps.
_STEPS = ((1, 0), (0, 1), (1, 1), (-1, 0), (0, -1), (-1, -1), (1, 100), (100, 101))


@dataclass(frozen=True)
class Family:
    """A total, its parts, which are hidden, and whether what stays of a hidden one could stand beside other counts."""

    total: Row
    parts: tuple[Row, ...]
    largest: int
    is_possible: IsPossible
    is_total_hidden: bool
    hidden: frozenset[int]

    def is_protected(self) -> bool:
        """Whether every small count has such a neighbour."""
        if self.is_total_hidden and not self.hidden:
            return False  # the total is the sum of what is shown
        wanted: set[tuple[int | None, int, Quantity]] = {
            (part, *small) for part in self._distinct for small in find_small(self.parts[part], self.largest)
        }
        if self.is_total_hidden:
            wanted |= {(None, *small) for small in find_small(self.total, self.largest)}
        for total, changes in self._list_neighbours():
            if not wanted:
                break
            moved = {key for key in wanted if self._has_moved(*key, total, changes)}
            if moved and self._is_alike(total, changes):
                wanted -= moved
        return not wanted

    @cached_property
    def _distinct(self) -> tuple[int, ...]:
        """The first of the hidden parts with the same figures: what holds for it holds for the others."""
        return tuple({self.parts[part]: part for part in sorted(self.hidden, reverse=True)}.values())

    @cached_property
    def _partners(self) -> tuple[int, ...]:
        """Hidden parts to exchange something with: of those with the same figures the first two."""
        seconds = {self.parts[part]: part for part in sorted(self.hidden - set(self._distinct), reverse=True)}
        return (*self._distinct, *seconds.values())

    @cached_property
    def _least_shown(self) -> Exact | None:
        return min((find_size(row) for place, row in enumerate(self.parts) if place not in self.hidden), default=None)

    @cached_property
    def _most_large(self) -> int:
        """How many hidden parts may be without a small count: as many as there are; of two either may be hidden for the other."""
        there = sum(self._is_large(self.parts[part]) for part in self.hidden)
        return max(there, 1) if len(self.hidden) == 2 and not self.is_total_hidden else there

    def _is_large(self, row: Row) -> bool:
        return not find_small(row, self.largest)

    def _has_moved(self, part: int | None, position: int, quantity: Quantity, total: Row, changes: Changes) -> bool:
        before = self.total if part is None else self.parts[part]
        after = total if part is None else changes.get(part, before)
        return before[position].find(quantity) != after[position].find(quantity)

    def _list_neighbours(self) -> Iterator[tuple[Row, Changes]]:
        for first in self._distinct:
            for second in self._distinct:
                if first < second:
                    yield self.total, {first: self.parts[second], second: self.parts[first]}
        for move in self._list_moves():
            for first in self._distinct:
                if self.is_total_hidden:
                    yield shift_row(self.total, move), {first: shift_row(self.parts[first], move)}
                for second in self._partners:
                    if first != second:
                        yield (
                            self.total,
                            {first: shift_row(self.parts[first], move), second: shift_row(self.parts[second], move, -1)},
                        )

    def _list_moves(self) -> Iterator[Row]:
        """A step in one pair."""
        for place in range(len(self.total)):
            for step in _STEPS:
                yield tuple(Counts(*step) if position == place else Counts(0, 0) for position in range(len(self.total)))

    def _is_alike(self, total: Row, changes: Changes) -> bool:
        """Whether the neighbour's figures can be, and would be published as these are."""
        if not all(_can_be(row, self.parts[part]) and self.is_possible(part, row) for part, row in changes.items()):
            return False
        if self.is_total_hidden and not self._can_hide_total(total):
            return False
        large = [row for row in changes.values() if self._is_large(row)]
        others = sum(self._is_large(self.parts[part]) for part in self.hidden - changes.keys())
        least = self._least_shown
        return len(large) + others <= self._most_large and (least is None or all(find_size(row) <= least for row in large))

    def _can_hide_total(self, total: Row) -> bool:
        is_reason_kept = self._is_large(self.total) or not self._is_large(total)
        return is_reason_kept and _can_be(total, self.total) and self.is_possible(None, total)


def _can_be(row: Row, known: Row) -> bool:
    """Whether no count is below zero, and no part larger than its whole where none was."""
    return all(
        counts.numerator >= 0 and (counts.denominator or 0) >= 0 and (counts.is_part or not before.is_part)
        for counts, before in zip(row, known, strict=True)
    )
