"""What the conditions of one measure are evaluated on: the accepted rows of its registers, and the dates of the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.plans.conditions import Condition
from antidrug_kpi.plans.windows import Periods

Mask = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Days = npt.NDArray[np.datetime64]
Observer = Callable[[Condition, Mask], None]


@dataclass(frozen=True)
class Scope:
    """Register id → its rows without those rejected for this measure (the index keeps each row's position in the register).

    `observe` is told every condition with its mask: the coverage of a plan's examples listens to it.
    """

    frames: Mapping[str, pd.DataFrame]
    periods: Periods
    observe: Observer | None = None

    @property
    def as_of(self) -> np.datetime64:
        return np.datetime64(self.periods.as_of, "D")

    def span(self, window: str) -> tuple[np.datetime64, np.datetime64]:
        """First and last day of a window."""
        start, end = self.periods.spans[window]
        return np.datetime64(start, "D"), np.datetime64(end, "D")


@dataclass(frozen=True)
class Rows:
    """Some rows of a register, all of them where no `places` are said, with columns `added` to them. A column is taken of them
    when it is asked for, so that the others are not copied.
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

    def take(self, places: Integers) -> Rows:
        """The rows in these places."""
        own = places if self.places is None else self.places[places]
        return Rows(self.frame, own, {name: take_cells(cells, places) for name, cells in self.added.items()})

    def select(self, mask: Mask) -> Rows:
        """The rows for which the mask holds."""
        return self if mask.all() else self.take(np.flatnonzero(mask))

    def add(self, columns: Mapping[str, Any]) -> Rows:
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

    frame: Rows
    rows: Rows
    owner: Integers
    decisive: Integers

    def __len__(self) -> int:
        return len(self.frame)

    def with_columns(self, columns: Mapping[str, Any]) -> Subjects:
        """The same subjects with derived columns."""
        frame = self.frame.add(columns)
        return Subjects(frame, frame if self.rows is self.frame else self.rows, self.owner, self.decisive)

    def select(self, mask: Mask) -> Subjects:
        """Those of the subjects, with their rows, for which the mask holds."""
        if mask.all():
            return self
        if self.rows is self.frame:
            return view_rows(self.frame.select(mask))
        own = mask[self.owner]
        numbers, places = np.cumsum(mask) - 1, np.cumsum(own) - 1
        return Subjects(self.frame.select(mask), self.rows.select(own), numbers[self.owner[own]], places[self.decisive[mask]])


def view_rows(rows: Rows | pd.DataFrame) -> Subjects:
    """Every row as a subject of its own."""
    own = Rows(rows) if isinstance(rows, pd.DataFrame) else rows
    positions = np.arange(len(own), dtype=np.int64)
    return Subjects(own, own, positions, positions)


def get_days(series: pd.Series) -> Days:
    """A date column as days; blank is NaT."""
    days: Days = series.to_numpy().astype("datetime64[D]")
    return days


def number_keys(own: pd.Series, other: pd.Series) -> tuple[Integers, Integers]:
    """A number per distinct key of `own`, and the same numbers for `other`; -1 for a blank or for a key that `own` does not
    have.
    """
    own_codes = own.cat.codes.to_numpy().astype(np.int64)
    places = own.cat.categories.get_indexer(other.cat.categories)
    used = np.zeros(len(own.cat.categories) + 1, dtype=bool)
    used[own_codes] = True  # a blank's number, -1, is the last
    places = np.where(used[places], places, -1)
    other_codes = np.append(places, -1)[other.cat.codes.to_numpy()]
    return own_codes, other_codes.astype(np.int64, copy=False)


def count_keys(own: pd.Series, other: pd.Series) -> Integers:
    """For each cell of `own` how often its key stands in `other`; nothing for a blank. Each distinct key is looked up once."""
    words, others = own.array, other.array
    often = np.bincount(others.codes[others.codes >= 0], minlength=len(others.categories))
    places = words.categories.get_indexer(others.categories)
    counts = np.zeros(len(words.categories) + 1, dtype=np.int64)
    counts[places[places >= 0]] = often[places >= 0]
    found: Integers = counts[words.codes]
    return found
