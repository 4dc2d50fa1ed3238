"""What all questions about gaps are asked of: the accepted rows at the report's end, and the first day of an act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

import numpy as np

from antidrug_kpi.measures.measure_scope import Days, Scope
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Column, Register

PERIOD = "period"


@dataclass(frozen=True)
class Situation:
    """A measure's accepted rows with the windows as they are at the end, and the first day of an act."""

    plan: Plan
    scope: Scope
    today: np.datetime64

    @property
    def end(self) -> np.datetime64:
        """The last day of any act."""
        return self.scope.as_of

    @property
    def period_start(self) -> np.datetime64:
        return self.scope.span(PERIOD)[0]

    def find_column(self, register: str, name: str) -> Column | None:
        """The column of a register; none where the name was derived."""
        return self.plan.find_register(register).find_column(name)

    def place_register(self, register: str, own: str) -> int:
        """Where a register stands when acts are put in order: the measure's own first, then as the plan has them."""
        return 0 if register == own else 1 + [spec.id for spec in self.plan.registers].index(register)


def can_add_rows(register: Register, on: str) -> bool:
    """Whether rows can be added for whoever stands in the column `on`."""
    return register.rows is not None and register.rows != "own" and register.rows.of == on


def get_date(day: np.datetime64) -> dt.date:
    return cast("dt.date", day.astype("datetime64[D]").item())


def cut_days(days: Days, latest: np.datetime64) -> Days:
    """The days, none after the latest; a blank is the latest."""
    cut: Days = np.where(np.isnat(days), latest, np.minimum(days, latest))
    return cut
