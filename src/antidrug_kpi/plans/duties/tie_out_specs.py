"""Tie-outs: two figures of different registers or annexes that should agree, and what a difference asks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from antidrug_kpi.plans.base import Citation, Part
from antidrug_kpi.plans.duties.tie_out_figures import Figure
from antidrug_kpi.plans.markers import Jurisdiction, ReportKey, StandsOn
from antidrug_kpi.plans.population_specs import Population
from antidrug_kpi.plans.windows import LAST_YEAR, ReportName


class TieOutExpectation(Part):
    """What a tie-out must give, of one subject or of the whole; only what is named is compared.

    `rows` are the left side's as register and row of the example's table, from 1: 人力清冊:2.
    """

    subject: str | None = None
    holds: bool | None = None
    left: int | str | None = None
    right: int | str | None = None
    difference: int | str | None = None
    rows: tuple[str, ...] = ()


class TieOutExample(Part):
    """Facts and what must come of them, as of a measure's examples; every result of the tie-out is expected, in its order.

    Further columns are there only where the example shows them; `readings` are those that are chosen (4.2=each-post).
    """

    title: str
    year: int | None = Field(default=None, ge=1, le=LAST_YEAR)
    report: Annotated[ReportName, ReportKey()] = "final"
    as_of: str | None = None
    jurisdiction: Annotated[str, Jurisdiction()] | None = None
    readings: tuple[str, ...] = ()
    registers: dict[str, str]
    expect: tuple[TieOutExpectation, ...]


class TieOut(Part):
    """Left and right side by their relation; one that does not hold asks `question`, and is never a fault.

    With `each` the two are compared for every subject of that population by itself; a subject with a blank number is left out.
    """

    id: str
    relation: Literal["=", "<="]
    text: str
    citation: Citation
    question: str
    each: Population | None = None
    left: Annotated[Figure, StandsOn("each")]
    right: Annotated[Figure, StandsOn("each")]
    examples: tuple[TieOutExample, ...] = ()
