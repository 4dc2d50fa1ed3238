"""Derived numbers that acts can raise: by rows that are added on days, or by subjects of another population."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from antidrug_kpi.audit.gaps.least_acts import NEVER, NO_DAY, NO_PLACE, ActStep, LeastActs, rank_amounts
from antidrug_kpi.audit.gaps.situation import get_date
from antidrug_kpi.measures.measure_scope import Days, Integers

Reach = Callable[[Integers], LeastActs]
"""The least acts that raise a number by so much, for each subject; what is not above 0 takes none."""

Growths = Mapping[str, Reach]
"""The derived numbers that can grow, by name."""


@dataclass(frozen=True)
class RoomByDay:
    """Rows that can be added to a register for each of `size` subjects: whose, until which day, and how many."""

    register: str
    size: int
    subject: Integers
    day: Days
    room: Integers

    def reach(self, needed: Integers) -> LeastActs:
        """The latest rooms, as many as are needed."""
        before = self._sums[self._starts]
        at = np.searchsorted(self._sums[1:], before + np.maximum(needed, 1))
        has_room = at < self._ends
        days = np.full(self.size, NO_DAY)
        days[has_room] = self._day[at[has_room]]
        counts = np.where(needed <= 0, 0, np.where(has_room, needed, NEVER)).astype(np.int64)
        days[needed <= 0] = NO_DAY
        places = np.full(self.size, NO_PLACE, dtype=np.int64)
        return LeastActs(
            counts, days, np.zeros(self.size, dtype=np.int64), places, lambda index: self._list_steps(index, int(needed[index]))
        )

    def _list_steps(self, index: int, needed: int) -> tuple[ActStep, ...]:
        """The rows to be added, the earliest first."""
        steps = []
        for place in range(int(self._starts[index]), int(self._ends[index])):
            if needed <= 0:
                break
            count = min(needed, int(self._room[place]))
            steps.append(ActStep(self.register, None, None, get_date(self._day[place]), count))
            needed -= count
        return tuple(reversed(steps))

    # By subject, the latest day first.
    @cached_property
    def _order(self) -> Integers:
        order: Integers = np.lexsort((-self.day.astype(np.int64), self.subject))
        return order

    @cached_property
    def _day(self) -> Days:
        return self.day[self._order]

    @cached_property
    def _room(self) -> Integers:
        return self.room[self._order]

    @cached_property
    def _sums(self) -> Integers:
        sums: Integers = np.concatenate(([0], np.cumsum(self._room)))
        return sums

    @cached_property
    def _ends(self) -> Integers:
        ends: Integers = np.cumsum(np.bincount(self.subject, minlength=self.size))
        return ends

    @cached_property
    def _starts(self) -> Integers:
        starts: Integers = np.concatenate(([0], self._ends[:-1])).astype(np.int64)
        return starts


@dataclass(frozen=True)
class RoomBySubject:
    """Subjects of another population that acts can bring into its numerator; `owners` says to which of `size` subjects each of
    them belongs, -1 to none. `find` gives the acts of all, where those that may wait until a day or longer are equally good.
    """

    find: Callable[[np.datetime64], LeastActs]
    owners: Integers
    size: int

    def reach(self, needed: Integers) -> LeastActs:
        """As many of them as are needed, those with the fewest acts, of these those that can wait longest."""
        owners, acts = self.owners[self._kept], self._acts.take(self._kept)
        ends = np.cumsum(np.bincount(owners, minlength=self.size))
        starts = np.concatenate(([0], ends[:-1])).astype(np.int64)
        has_enough = (needed > 0) & (ends - starts >= needed)
        last = (starts + needed - 1)[has_enough]
        counts = np.where(needed <= 0, 0, NEVER).astype(np.int64)
        days = np.full(self.size, NO_DAY)
        amounts = np.zeros(self.size, dtype=acts.amounts.dtype)
        for totals, whole in ((counts, acts.counts), (amounts, acts.amounts)):
            sums = np.concatenate(([0], np.cumsum(whole)))
            totals[has_enough] = sums[last + 1] - sums[starts[has_enough]]
        # The earliest day so far, among those of each owner.
        earliest = np.concatenate(
            [np.minimum.accumulate(acts.days[a:b]) for a, b in zip(starts, ends, strict=True)] or [acts.days]
        )
        days[has_enough] = earliest[last]
        places = np.full(self.size, NO_PLACE, dtype=np.int64)

        def list_steps(index: int) -> tuple[ActStep, ...]:
            kept = self._kept[starts[index] : ends[index]]
            return self._list_steps(kept, int(needed[index]), days[index]) if needed[index] > 0 else ()

        return LeastActs(counts, days, amounts, places, list_steps)

    def _list_steps(self, kept: Integers, needed: int, earliest: np.datetime64) -> tuple[ActStep, ...]:
        """Of the sets that are as small and begin no earlier, the one whose rows come first."""
        acts = self._find_until(earliest)
        usable = kept[acts.days[kept] >= earliest]
        order = np.lexsort((acts.places[usable], rank_amounts(acts.amounts[usable]), acts.counts[usable]))
        chosen = usable[order][:needed]
        return tuple(step for place in chosen[np.argsort(acts.places[chosen])].tolist() for step in acts.list_steps(place))

    @cached_property
    def _acts(self) -> LeastActs:
        return self.find(NO_DAY)

    @cached_property
    def _kept(self) -> Integers:
        """Those that acts can help, by owner, the fewest acts first, and of these the latest day."""
        kept = np.flatnonzero(self._acts.is_possible & (self._acts.counts > 0) & (self.owners >= 0))
        sets = self._acts.take(kept)
        order: Integers = np.lexsort((np.arange(len(kept)), -sets.days.astype(np.int64), sets.counts, self.owners[kept]))
        return kept[order]

    def _find_until(self, day: np.datetime64) -> LeastActs:
        if day not in self._found:
            self._found[day] = self.find(day)
        return self._found[day]

    @cached_property
    def _found(self) -> dict[np.datetime64, LeastActs]:
        return {}
