"""What the conditions of one measure are evaluated on: the accepted rows of its registers, and the dates of the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
class Subjects:
    """The subjects of a population, one row each in `frame`.

    Where the subjects are distinct values, `rows` holds the selected rows, `owner` the subject of each of them, and `decisive`
    the position in `rows` of each subject's decisive row. Where every row is a subject, `rows` is `frame` itself.
    """

    frame: pd.DataFrame
    rows: pd.DataFrame
    owner: Integers
    decisive: Integers

    def __len__(self) -> int:
        return len(self.frame)

    def with_columns(self, columns: Mapping[str, Any]) -> Subjects:
        """The same subjects with derived columns."""
        frame = self.frame.assign(**columns)
        return Subjects(frame, frame if self.rows is self.frame else self.rows, self.owner, self.decisive)

    def select(self, mask: Mask) -> Subjects:
        """Those of the subjects, with their rows, for which the mask holds."""
        if mask.all():
            return self
        if self.rows is self.frame:
            return view_rows(self.frame[mask])
        own = mask[self.owner]
        numbers, places = np.cumsum(mask) - 1, np.cumsum(own) - 1
        frame = self.frame[mask].reset_index(drop=True)
        return Subjects(frame, self.rows[own], numbers[self.owner[own]], places[self.decisive[mask]])


def view_rows(frame: pd.DataFrame) -> Subjects:
    """Every row as a subject of its own."""
    positions = np.arange(len(frame), dtype=np.int64)
    return Subjects(frame, frame, positions, positions)


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
    used[own_codes] = True
    used[-1] = False
    places = np.where(used[places], places, -1)
    other_codes = np.append(places, -1)[other.cat.codes.to_numpy()]
    return own_codes, other_codes.astype(np.int64)
