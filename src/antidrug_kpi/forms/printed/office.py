"""What a form is filled from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers.register import Register


@dataclass(frozen=True)
class Office:
    """An office as it was read and computed, for one report of a plan."""

    plan: Plan
    registers: Mapping[str, Register]
    periods: Periods
    result: OfficeResult
