"""What each measure gives under the alternative readings of its indicator, beside what it gives as the plan reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator


@dataclass(frozen=True)
class MeasureReadings:
    """A measure's results: under the plan's own reading, then under each alternative alone, then under those that can be chosen
    together.
    """

    indicator: Indicator
    results: tuple[MeasureResult, ...]

    @property
    def default(self) -> MeasureResult:
        """The result as the plan reads the measure."""
        return self.results[0]

    @property
    def is_turned(self) -> bool:
        """Whether the status is not the same under all readings."""
        return len({result.status for result in self.results}) > 1


def compute_alternatives(wanted: Iterable[tuple[Indicator, Measure]], terms: Terms) -> tuple[MeasureReadings, ...]:
    """For each of the measures that has alternatives its result by default, then under each reading.

    The measures and `terms` must be those of `Run.default_plan`, never of a plan under chosen readings.
    """
    return tuple(
        MeasureReadings(indicator, (compute_measure(indicator, measure, terms).result, *_compute_each(indicator, measure, terms)))
        for indicator, measure in wanted
        if has_alternatives(indicator, measure)
    )


def has_alternatives(indicator: Indicator, measure: Measure) -> bool:
    """Whether some alternative of the indicator restates the measure."""
    return any(reading.measure.id == measure.id for reading in indicator.readings)


def _compute_each(indicator: Indicator, measure: Measure, terms: Terms) -> Iterable[MeasureResult]:
    for reading in indicator.readings:
        if reading.measure.id == measure.id:
            computation = compute_measure(indicator, reading.measure, terms)
            yield replace(computation.result, reading=reading.alternatives)


def put_turned_first(readings: Iterable[MeasureReadings]) -> tuple[MeasureReadings, ...]:
    """Those whose verdict hangs on a reading before the others, each in the plan's order."""
    return tuple(sorted(readings, key=lambda found: not found.is_turned))
