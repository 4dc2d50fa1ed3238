"""The work that is left of one measure, as data: who could still count, what each lacks, and how far that leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from antidrug_kpi.audit.gaps.least_acts import ActStep
from antidrug_kpi.measures.results import MeasureResult, Number


@dataclass(frozen=True)
class WorkEntry:
    """A subject that waits (no steps) or that acts can put into the numerator, with its first row's position in the register.

    Without a row it is about rows that are to be added for nobody in particular.
    """

    subject: str | None
    register: str
    row: int | None
    lacks: tuple[str, ...]
    steps: tuple[ActStep, ...]
    by: dt.date

    @property
    def acts(self) -> int:
        return sum(step.count for step in self.steps)

    @property
    def is_waiting(self) -> bool:
        return not self.steps

    @property
    def is_done_by_one_step(self) -> bool:
        return self.acts == 1

    @property
    def order(self) -> tuple[object, ...]:
        """The nearest first: fewest acts, least amount, earliest day, first row; rows to be added for nobody come last."""
        amount = sum((step.amount for step in self.steps if step.amount is not None), Fraction(0))
        return (self.row is None, self.acts, amount, self.by, self.row or 0)


@dataclass(frozen=True)
class MeasureGaps:
    """What can still be done about one measure. `reachable` is None where nobody can say; the figures are None where they have no
    bound; `lost` counts those whom nothing puts into the numerator any more.
    """

    result: MeasureResult
    reachable: bool | None = None
    best: Fraction | None = None
    best_numerator: Number | None = None
    best_denominator: Number | None = None
    lost: int | None = None
    entries: tuple[WorkEntry, ...] = field(default=())


def put_in_order(entries: Iterable[WorkEntry]) -> tuple[WorkEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.order))
