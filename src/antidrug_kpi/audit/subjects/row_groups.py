"""Rows in groups: which rows of a register each subject of a trace is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from antidrug_kpi.measures.measure_scope import Integers


@dataclass(frozen=True)
class RowGroups:
    """The rows of each group, those of group k at `rows[starts[k]:starts[k + 1]]`; the first `counting[k]` of them count."""

    rows: Integers
    starts: Integers
    counting: Integers

    def __len__(self) -> int:
        return len(self.counting)

    @property
    def are_single(self) -> bool:
        """Whether every group is one row."""
        return len(self.rows) == len(self)

    @property
    def first_rows(self) -> Integers:
        """The first row of each group: the first that counts, where some do."""
        return self.rows[self.starts[:-1]]

    def find_groups(self, rows: Integers) -> list[tuple[int, int]]:
        """The groups that hold one of these rows, each with its first row."""
        held = np.flatnonzero(np.isin(self.rows, rows))
        groups = np.unique(np.searchsorted(self.starts, held, side="right") - 1)
        return list(zip(groups.tolist(), self.first_rows[groups].tolist(), strict=True))

    def list_rows(self, group: int) -> list[int]:
        """The rows of a group, those that count before the others."""
        rows, starts = self._plain
        return rows[starts[group] : starts[group + 1]]

    @cached_property
    def _plain(self) -> tuple[list[int], list[int]]:
        """The rows and starts as plain numbers, which are looked up one by one."""
        return self.rows.tolist(), self.starts.tolist()


def make_single_groups(rows: Integers) -> RowGroups:
    """Every row as a group of its own."""
    return RowGroups(rows, np.arange(len(rows) + 1, dtype=np.int64), np.ones(len(rows), dtype=np.int64))


def group_rows(rows: Integers, groups: Integers, count: int, others: tuple[Integers, Integers] | None = None) -> RowGroups:
    """Rows by the number of their group, in order; `others` are rows, with their groups, that belong to one without counting."""
    more, more_groups = others if others is not None else (rows[:0], groups[:0])
    everything, owner = np.concatenate((rows, more)), np.concatenate((groups, more_groups))
    counts = np.concatenate((np.ones(len(rows), dtype=bool), np.zeros(len(more), dtype=bool)))
    order = np.lexsort((everything, ~counts, owner))
    starts = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=count))))
    return RowGroups(everything[order], starts, np.bincount(groups, minlength=count))
