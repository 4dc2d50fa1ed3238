"""Populations of statistics: as measures have them, and perhaps with parts that a measure of the plan says for both."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.markers import WindowName
from antidrug_kpi.plans.population_specs import Population

Taken = Literal[
    "each", "rows", "joined", "decisive", "derive", "keep", "exempt", "exclude", "numerator", "numerator_sum", "denominator_sum"
]


class TakenParts(Part):
    """Which parts of a measure's population are taken, as the chosen readings have them, and which windows stand in place of its
    own (`period: tracked_quarters`). With `due_alone` its spans are due, and whether a row lies in them is not read.
    """

    measure: str
    parts: tuple[Taken, ...] = Field(min_length=1)
    windows: dict[Annotated[str, WindowName()], Annotated[str, WindowName()]] = Field(default_factory=dict)
    due_alone: bool = False


class TakenPopulation(Population):
    """A population that may take parts from a measure's (`takes`); what else it says is its own."""

    takes: TakenParts | None = None


class Amount(Part):
    """How many subjects a population has, or what it adds up: those of its numerator where it has one, else all that it counts.

    With `as_of` they are counted as on the last day of that window; `times` so many times.
    """

    population: TakenPopulation
    as_of: Annotated[str, WindowName()] | None = None
    times: int = Field(default=1, ge=1)
