"""Worked examples of a spec: small registers, and what must come of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.markers import Jurisdiction, ReportKey
from antidrug_kpi.plans.windows import LAST_YEAR, ReportName


class Expectation(Part):
    """What a measure must give for an example: only what is named is compared."""

    status: Literal["met", "missed", "reported", "not_applicable", "no_data", "withheld"] | None = None
    numerator: int | None = None
    denominator: int | str | None = None
    value: str | None = None
    target: str | None = None
    shortfall: int | None = None
    attainment: str | None = None
    progress: Literal["超前", "符合", "落後"] | None = None
    rejected: int | None = None
    excluded: dict[str, int] | None = None
    parts: dict[str, int | str] | None = None
    notes: tuple[str, ...] = ()


class Example(Part):
    """Facts and what must come of them.

    `registers` holds small tables, columns split by `|`, a column that is not shown being blank. In a column `→ 3.3` stands
    where the row's subject falls for that measure: 分子, 分母, 不計 (outside), 剔退 (rejected) or a reason of exclusion.

    The facts' dates belong to the ROC plan year `year`: the plan's own unless given. The loader gives it to the examples that a
    plan of another year inherits.
    """

    title: str
    year: int | None = Field(default=None, ge=1, le=LAST_YEAR)
    report: Annotated[ReportName, ReportKey()] = "final"
    as_of: str | None = None
    jurisdiction: Annotated[str, Jurisdiction()] | None = None
    registers: dict[str, str]
    expect: dict[str, Expectation]
