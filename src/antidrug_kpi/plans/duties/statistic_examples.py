"""Worked examples of statistics: small registers, and what must come of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.markers import ReportKey
from antidrug_kpi.plans.windows import LAST_YEAR, ReportName


class StatisticExpectation(Part):
    """What a statistic must give for an example: only what is named is compared.

    `table` is written as a small table, columns split by `|`: the labels of the columns after a corner that says anything, a line
    for each row, totals under and beside as 合計; nothing is `–`. `rows` are those of a list, below their headers.
    """

    status: Literal["computed", "not_applicable", "blank"] | None = None
    value: str | None = None
    numerator: int | str | None = None
    denominator: int | str | None = None
    parts: dict[str, int | str | None] | None = None
    table: str | None = None
    rows: str | None = None
    rejected: int | None = None
    notes: tuple[str, ...] = ()


class StatisticExample(Part):
    """Facts and what must come of them; `registers` as in the examples of measures.

    A column that is not shown is blank, except where `lacking` names the register: it then lacks every column not shown.
    `readings` are chosen as by --reading.
    """

    title: str
    year: int | None = Field(default=None, ge=1, le=LAST_YEAR)
    report: Annotated[ReportName, ReportKey()] = "final"
    as_of: str | None = None
    readings: tuple[str, ...] = ()
    registers: dict[str, str]
    lacking: tuple[str, ...] = ()
    expect: dict[str, StatisticExpectation] = Field(min_length=1)
