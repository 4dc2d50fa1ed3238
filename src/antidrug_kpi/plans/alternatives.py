"""Alternative readings: what the source leaves open, read in another way than the plan reads it.

An alternative restates some measures of its indicator. It changes no figure unless somebody chooses it.
"""

from __future__ import annotations

from pydantic import ConfigDict, Field

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.example_specs import Example
from antidrug_kpi.plans.measure_specs import Measure


class RestatedMeasure(Part):
    """A measure of the indicator, by its id, and whatever else the alternative says of it in place of the plan.

    The loader lays these keys over the measure as a plan lays its own over the plan that it extends, and checks the outcome like
    any measure; here only the id is kept.
    """

    model_config = ConfigDict(extra="ignore")

    id: str


class Alternative(Part):
    """Another reading of an indicator or of one of its measures.

    It is chosen as `of=id`, where `of` is the indicator's id or the measure's. `title` says how it reads the source, `default`
    how the plan does; `source` is what the source says, `question` what the Ministry would have to answer. Alternatives that
    contradict each other name one another in `excludes`.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    of: str
    title: str
    default: str
    source: str
    question: str
    excludes: tuple[str, ...] = ()
    change: tuple[RestatedMeasure, ...] = Field(min_length=1)
    examples: tuple[Example, ...] = Field(min_length=1)

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of the measures that it restates."""
        return tuple(measure.id for measure in self.change)


class AlternativeReading(Part):
    """A measure as one alternative restates it, or several that are chosen together; made by the loader, written by nobody."""

    alternatives: tuple[str, ...]
    measure: Measure
