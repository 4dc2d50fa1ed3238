"""What is known of subjects, as plain Python values: their cells, what was derived, and which conditions they fulfil."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from antidrug_kpi.measures.measure_scope import Integers, Mask, RowFrame, Subjects, get_days, view_rows
from antidrug_kpi.plans.conditions import Condition

Value = Any  # a date, int, Decimal or str; None for a blank


class CaseFacts:
    """The facts of subjects, by their position. A column becomes plain values when it is first asked for."""

    def __init__(self, subjects: Subjects, masks: Mapping[int, Mask]) -> None:
        self._subjects = subjects
        self._masks = masks
        self._columns: dict[str, list[Value]] = {}
        self._flags: dict[int, list[bool]] = {}
        self.told: dict[Hashable, tuple[str, ...]] = {}
        """What was said of a condition and the values that it is about, so that equal ones are told once."""

    def get(self, column: str, position: int) -> Value:
        """The value of a column of the subject itself."""
        values = self._columns.get(column)
        if values is None:
            values = self._columns[column] = list_values(self._subjects.frame, column)
        return values[position]

    def holds(self, condition: Condition, position: int) -> bool:
        """Whether the subject fulfils a condition that was evaluated."""
        flags = self._flags.get(id(condition))
        if flags is None:
            flags = self._flags[id(condition)] = self._masks[id(condition)].tolist()
        return flags[position]

    def list_rows(self, position: int) -> list[int]:
        """The positions of the subject's rows among those of `of_rows`."""
        order, starts = self._order
        found: list[int] = order[starts[position] : starts[position + 1]].tolist()
        return found

    @cached_property
    def of_rows(self) -> CaseFacts:
        """The facts of the rows behind the subjects."""
        if self._subjects.rows is self._subjects.frame:
            return self
        return CaseFacts(view_rows(self._subjects.rows), self._masks)

    @cached_property
    def of_decisive_rows(self) -> CaseFacts:
        """The facts of each subject's decisive row, by the subject's position."""
        if self._subjects.rows is self._subjects.frame:
            return self
        return CaseFacts(view_rows(self._subjects.rows.take(self._subjects.decisive)), self._masks)

    @cached_property
    def _order(self) -> tuple[Integers, Integers]:
        owner = self._subjects.owner
        order = np.argsort(owner, kind="stable")
        counts = np.bincount(owner, minlength=len(self._subjects))
        return order, np.concatenate(([0], np.cumsum(counts)))


def list_values(rows: RowFrame, column: str) -> list[Value]:
    """The cells of a column as plain values, None for a blank: days as dates, words as str."""
    cells = rows[column]
    if cells.dtype.kind == "M":
        days: list[dt.date | None] = get_days(cells).astype(object).tolist()
        return days
    values = np.array(cells.astype(object), dtype=object)
    values[cells.isna().to_numpy()] = None
    return list(values.tolist())
