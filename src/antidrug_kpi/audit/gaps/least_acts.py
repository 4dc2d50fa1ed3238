"""The least set of acts for each of many subjects, as columns, and how sets are put together and chosen from.

Of several sets the smallest is the least; of several of that size the one whose earliest day is latest, then the least amount,
then the rows that come first (docs/interface.md, gaps).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from antidrug_kpi.measures.measure_scope import Days, Integers, Mask

Amounts = npt.NDArray[Any]

NEVER = 1 << 40
"""The number of acts where nothing helps: more than any that are possible."""
NO_DAY = np.datetime64("9999-12-31", "D")
"""The day where there is no act."""
_ROWS_A_REGISTER = 1 << 40
NO_PLACE = 1 << 60


@dataclass(frozen=True)
class ActStep:
    """Acts of one kind with one last day: cells of a column to be changed in a row (its position in the register), or rows to be
    added where there is no column. `amount` is what a number lacks.
    """

    register: str
    column: str | None
    row: int | None
    by: dt.date
    count: int = 1
    amount: Fraction | None = None


Steps = Callable[[int], tuple[ActStep, ...]]
Lacks = Callable[[int], tuple[str, ...]]


def _list_nothing(_index: int) -> tuple[()]:
    return ()


@dataclass(frozen=True)
class LeastActs:
    """One element for each subject: how many acts (`NEVER` where nothing helps), the earliest of their last days, what is lacking
    in numbers, and the place of the first row. Steps and sentences are made when asked for.
    """

    counts: Integers
    days: Days
    amounts: Amounts
    places: Integers
    list_steps: Steps = _list_nothing
    list_lacks: Lacks = _list_nothing

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def is_possible(self) -> Mask:
        possible: Mask = self.counts < NEVER
        return possible

    def take(self, indices: Integers) -> LeastActs:
        """Of other subjects, each by its number here; those numbered -1 can do nothing."""
        inner = self.append_impossible()
        return LeastActs(
            inner.counts[indices],
            inner.days[indices],
            inner.amounts[indices],
            inner.places[indices],
            lambda index: self.list_steps(int(indices[index])),
            lambda index: self.list_lacks(int(indices[index])),
        )

    def append_impossible(self) -> LeastActs:
        """With one more at the end for whom nothing helps, which number -1 falls on."""
        return replace(
            self,
            counts=np.append(self.counts, NEVER),
            days=np.append(self.days, NO_DAY),
            amounts=np.append(self.amounts, 0),
            places=np.append(self.places, NO_PLACE),
        )

    def sort(self, owners: Integers, cut: np.datetime64 = NO_DAY) -> Integers:
        """Their positions by owner, the least set of each owner first; days from `cut` on are as good as each other."""
        days = -np.minimum(self.days, cut).astype(np.int64)
        order: Integers = np.lexsort((np.arange(len(self)), self.places, rank_amounts(self.amounts), days, self.counts, owners))
        return order


def need_nothing(holds: Mask) -> LeastActs:
    """No act where it holds, and none that helps elsewhere."""
    size = len(holds)
    counts = np.where(holds, 0, NEVER).astype(np.int64)
    return LeastActs(counts, np.full(size, NO_DAY), np.zeros(size, dtype=np.int64), np.full(size, NO_PLACE, dtype=np.int64))


def make_acts(possible: Mask, days: Days, places: Integers, list_steps: Steps, list_lacks: Lacks) -> LeastActs:
    """One act where it is possible."""
    counts = np.where(possible, 1, NEVER).astype(np.int64)
    amounts = np.zeros(len(counts), dtype=np.int64)
    return LeastActs(counts, days, amounts, places, list_steps, list_lacks)


def spare_acts(holds: Mask, acts: LeastActs) -> LeastActs:
    """The acts, and none where it holds already."""
    return choose_any((need_nothing(holds), acts))


def combine_all(parts: Sequence[LeastActs]) -> LeastActs:
    """All of these together."""
    counts = np.minimum(sum(part.counts for part in parts), NEVER)
    return LeastActs(
        np.asarray(counts, dtype=np.int64),
        np.minimum.reduce([part.days for part in parts]),
        np.asarray(sum(part.amounts for part in parts)),
        np.minimum.reduce([part.places for part in parts]),
        lambda index: tuple(step for part in parts for step in part.list_steps(index)),
        lambda index: tuple(text for part in parts for text in part.list_lacks(index)),
    )


def choose_any(parts: Sequence[LeastActs], cut: np.datetime64 = NO_DAY) -> LeastActs:
    """The least of these for each subject."""
    if len(parts) == 1:
        return parts[0]
    size = len(parts[0])
    owners = np.tile(np.arange(size, dtype=np.int64), len(parts))
    return choose_row(_join(parts), owners, size, cut)


def choose_row(acts: LeastActs, owners: Integers, size: int, cut: np.datetime64 = NO_DAY) -> LeastActs:
    """The least of each owner's acts; one without any can do nothing."""
    order = acts.sort(owners, cut)
    sorted_owners = owners[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = sorted_owners[1:] != sorted_owners[:-1]
    chosen = np.full(size, -1, dtype=np.int64)
    chosen[sorted_owners[is_first]] = order[is_first]
    return acts.take(chosen)


def rank_amounts(amounts: Amounts) -> Integers:
    """A number for each amount that is in order as they are."""
    if amounts.dtype != object:
        return amounts.astype(np.int64)
    ranks: Integers = np.unique(amounts, return_inverse=True)[1].astype(np.int64)
    return ranks


def _join(parts: Sequence[LeastActs]) -> LeastActs:
    """One after the other, as if they were those of more subjects."""
    size = len(parts[0])
    return LeastActs(
        np.concatenate([part.counts for part in parts]),
        np.concatenate([part.days for part in parts]),
        np.concatenate([part.amounts for part in parts]),
        np.concatenate([part.places for part in parts]),
        lambda index: parts[index // size].list_steps(index % size),
        lambda index: parts[index // size].list_lacks(index % size),
    )


def place_rows(rank: int, rows: Integers) -> Integers:
    """A number for each row of a register of this rank, in the order in which acts are put."""
    places: Integers = rank * _ROWS_A_REGISTER + rows.astype(np.int64)
    return places
