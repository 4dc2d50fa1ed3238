"""What the conditions of a measure are evaluated on: its accepted rows, its subjects, and the dates of the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.plans.conditions import Condition
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers.cells.typed_cells import TypedCells

Mask = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Days = npt.NDArray[np.datetime64]
Observer = Callable[[Condition, Mask], None]


@dataclass(frozen=True)
class Scope:
    """Register id → its rows without those rejected for this measure.

    `observe` is called with every condition and its mask; the coverage of a plan's examples uses it. `typed` has, per register,
    the cells that were kept as they stand in the files, where somebody shows them.
    """

    rows: Mapping[str, RowFrame]
    periods: Periods
    observe: Observer | None = None
    typed: Mapping[str, Mapping[str, TypedCells]] = field(default_factory=dict)

    @property
    def as_of(self) -> np.datetime64:
        return np.datetime64(self.periods.as_of, "D")

    def span(self, window: str) -> tuple[np.datetime64, np.datetime64]:
        """First and last day of a window."""
        start, end = self.periods.spans[window]
        return np.datetime64(start, "D"), np.datetime64(end, "D")


@dataclass(frozen=True)
class RowFrame:
    """Rows of a register: those at `places`, or all, with derived columns in `added`. A column is taken only when it is asked
    for, so that the others are never copied.
    """

    frame: pd.DataFrame
    places: Integers | None = None
    added: Mapping[str, pd.Series] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.frame) if self.places is None else len(self.places)

    def __getitem__(self, name: str) -> pd.Series:
        if name in self.added:
            return self.added[name]
        cells = self.frame[name]
        return cells if self.places is None else take_cells(cells, self.places)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, those added last."""
        return (*self.frame.columns, *self.added)

    @property
    def index(self) -> Integers:
        """The position of each row in its register."""
        index: Integers = self.frame.index.to_numpy()
        return index if self.places is None else index[self.places]

    def take(self, places: Integers) -> RowFrame:
        """The rows in these places."""
        chosen = places if self.places is None else self.places[places]
        return RowFrame(self.frame, chosen, {name: take_cells(cells, places) for name, cells in self.added.items()})

    def select(self, mask: Mask) -> RowFrame:
        """The rows for which the mask holds."""
        return self if mask.all() else self.take(np.flatnonzero(mask))

    def make_frame(self) -> pd.DataFrame:
        """The register's columns of these rows as a frame; its index is each row's position in the register."""
        return self.frame if self.places is None else self.frame.take(self.places)

    def add(self, columns: Mapping[str, Any]) -> RowFrame:
        """The same rows with more columns."""
        return replace(self, added={**self.added, **{name: pd.Series(cells) for name, cells in columns.items()}})


def take_cells(cells: pd.Series, places: Integers) -> pd.Series:
    """The cells in these places, numbered anew."""
    return pd.Series(cells.array.take(places), copy=False)


@dataclass(frozen=True)
class Subjects:
    """The subjects of a population, one row each in `frame`.

    Where the subjects are distinct values, `rows` holds the selected rows, `owner` the subject of each of them, and `decisive`
    the position in `rows` of each subject's decisive row. Where every row is a subject, `rows` is `frame` itself.
    """

    frame: RowFrame
    rows: RowFrame
    owner: Integers
    decisive: Integers

    def __len__(self) -> int:
        return len(self.frame)

    def with_columns(self, columns: Mapping[str, Any]) -> Subjects:
        """The same subjects with derived columns."""
        frame = self.frame.add(columns)
        return Subjects(frame, frame if self.rows is self.frame else self.rows, self.owner, self.decisive)

    def select(self, mask: Mask) -> Subjects:
        """The subjects for which the mask holds, with their rows."""
        if mask.all():
            return self
        if self.rows is self.frame:
            return view_rows(self.frame.select(mask))
        of_selected = mask[self.owner]
        # Subjects and rows are numbered anew, without those that fall out.
        numbers, places = np.cumsum(mask) - 1, np.cumsum(of_selected) - 1
        rows = self.rows.select(of_selected)
        return Subjects(self.frame.select(mask), rows, numbers[self.owner[of_selected]], places[self.decisive[mask]])


def view_rows(rows: RowFrame | pd.DataFrame) -> Subjects:
    """Every row as a subject of its own."""
    frame = RowFrame(rows) if isinstance(rows, pd.DataFrame) else rows
    positions = np.arange(len(frame), dtype=np.int64)
    return Subjects(frame, frame, positions, positions)


def get_days(series: pd.Series) -> Days:
    """A date column as days; blank is NaT."""
    days: Days = series.to_numpy().astype("datetime64[D]")
    return days


def number_keys(keys: pd.Series, others: pd.Series) -> tuple[Integers, Integers]:
    """A number per cell of two columns, equal for equal keys; -1 for a blank, and in `others` for a key that `keys` lacks."""
    numbers = keys.cat.codes.to_numpy().astype(np.int64)
    places = keys.cat.categories.get_indexer(others.cat.categories)
    # Rejected rows leave categories behind that no cell of `keys` has any more. Code -1, a blank, falls on the last place.
    used = np.zeros(len(keys.cat.categories) + 1, dtype=bool)
    used[numbers] = True
    places = np.where(used[places], places, -1)
    other_numbers = np.append(places, -1)[others.cat.codes.to_numpy()]
    return numbers, other_numbers.astype(np.int64, copy=False)


def count_keys(keys: pd.Series, others: pd.Series) -> Integers:
    """For each cell of `keys` how often its key stands in `others`; 0 for a blank. Each distinct key is looked up once."""
    cells, other_cells = keys.array, others.array
    often = np.bincount(other_cells.codes[other_cells.codes >= 0], minlength=len(other_cells.categories))
    places = cells.categories.get_indexer(other_cells.categories)
    # One place more than there are categories: a blank has code -1 and so reads the last one, which stays 0.
    counts = np.zeros(len(cells.categories) + 1, dtype=np.int64)
    counts[places[places >= 0]] = often[places >= 0]
    found: Integers = counts[cells.codes]
    return found
