"""Which records of a register stand on both sides: those with the same cells in the † columns, equals in the files' order.

Persons are the same where their identifier is. Of a person's records those that the † columns do not match are paired in the
files' order, so that a corrected day of entry is a change and no new case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.audit.record_numbers import number_alike
from antidrug_kpi.measures.measure_scope import Integers
from antidrug_kpi.registers.register import TypedRegister

Pairs = tuple[Integers, Integers]
"""Positions of records in A and, of the same ones, in B; in the order of A."""


@dataclass(frozen=True)
class RegisterPair:
    """A register of both sides. What is found of it is kept, since several measures ask for the same."""

    a: TypedRegister
    b: TypedRegister
    _numbers: dict[tuple[str, ...], tuple[Integers, Integers]] = field(default_factory=dict, repr=False)
    _pairs: dict[tuple[str, ...], Pairs] = field(default_factory=dict, repr=False)

    def has_columns(self, names: Sequence[str]) -> bool:
        """Whether both sides have all of these columns."""
        return all(name in side.frame.columns for side in (self.a, self.b) for name in names)

    def number_persons(self, each: Sequence[str]) -> tuple[Integers, Integers]:
        """For each record of A and of B a number, the same where all these columns read the same."""
        key = tuple(name for name in each if name in self.a.frame.columns and name in self.b.frame.columns)
        if key not in self._numbers:
            self._numbers[key] = number_alike(self.a.frame, self.b.frame, key)
        return self._numbers[key]

    def number_records(self) -> tuple[Integers, Integers]:
        """For each record a number, no two alike on a side, and the same on both where it is the same record."""
        return _count_off(*self.number_persons(self._find_key()))

    def pair_records(self, each: Sequence[str] = ()) -> Pairs:
        """The records that stand on both sides; with `each` also those that only the person's identifier matches."""
        key = tuple(each)
        if key not in self._pairs:
            pairs = _intersect(*self.number_records())
            self._pairs[key] = self._add_persons(pairs, key) if key else pairs
        return self._pairs[key]

    def _find_key(self) -> tuple[str, ...]:
        common = tuple(name for name in self.a.spec.key_columns if name in self.b.frame.columns)
        return common or tuple(column.name for column in self.a.spec.columns if column.name in self.b.frame.columns)

    def _add_persons(self, pairs: Pairs, each: tuple[str, ...]) -> Pairs:
        persons = self.number_persons(each)
        rest = [np.setdiff1d(np.arange(len(own)), paired) for own, paired in zip(persons, pairs, strict=True)]
        own, other = (numbers[rows] for numbers, rows in zip(persons, rest, strict=True))
        first, second = _intersect(*_count_off(own, other))
        rows = np.concatenate([pairs[0], rest[0][first]]), np.concatenate([pairs[1], rest[1][second]])
        order = np.argsort(rows[0], kind="stable")
        return rows[0][order], rows[1][order]


def _count_off(own: Integers, other: Integers) -> tuple[Integers, Integers]:
    """Numbers of which equals on a side are told apart by their order: the first of A is the first of B."""
    places = [pd.Series(numbers).groupby(numbers).cumcount().to_numpy(dtype=np.int64) for numbers in (own, other)]
    width = 1 + max((int(numbers.max(initial=0)) for numbers in (own, other)), default=0)
    return places[0] * width + own, places[1] * width + other


def _intersect(own: Integers, other: Integers) -> Pairs:
    _, first, second = np.intersect1d(own, other, assume_unique=True, return_indices=True)
    order = np.argsort(first, kind="stable")
    return first[order].astype(np.int64), second[order].astype(np.int64)


def mark_differing(pair: RegisterPair, pairs: Pairs, column: str) -> npt.NDArray[np.bool_]:
    """The mask of the pairs of records whose cells in a column read differently; cells that nobody can read differ where one of
    them is blank.
    """
    cells = [side.frame[column].astype(object).iloc[rows] for side, rows in zip((pair.a, pair.b), pairs, strict=True)]
    codes = pd.factorize(pd.concat(cells, ignore_index=True))[0]
    own, other = codes[: len(pairs[0])], codes[len(pairs[0]) :]
    faulty = [_take_faulty(side, column, rows) for side, rows in zip((pair.a, pair.b), pairs, strict=True)]
    unread = (own == -1) & (other == -1)
    differs: npt.NDArray[np.bool_] = np.where(unread, faulty[0] != faulty[1], own != other)
    return differs


def _take_faulty(register: TypedRegister, column: str, rows: Integers) -> npt.NDArray[np.bool_]:
    mask = register.faulty.get(column)
    return np.zeros(len(rows), dtype=np.bool_) if mask is None else mask[rows]
