"""What a form shows: the plan's groups and indicators with the results that a run has for them."""

from __future__ import annotations

from dataclasses import dataclass

from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan


@dataclass(frozen=True)
class ShownIndicator:
    """An indicator and its measures that were computed, with their results, in the plan's order."""

    indicator: Indicator
    measures: tuple[Measure, ...]
    results: tuple[MeasureResult, ...]

    @property
    def is_single(self) -> bool:
        """Whether the plan's indicator has one measure, which then needs no heading of its own."""
        return len(self.indicator.measures) == 1


@dataclass(frozen=True)
class ShownGroup:
    """A group of the plan and its indicators that were computed."""

    number: int
    heading: str
    indicators: tuple[ShownIndicator, ...]


def list_shown(plan: Plan, result: OfficeResult) -> tuple[ShownGroup, ...]:
    """The groups in the plan's order; those of which nothing was computed are left out."""
    known = {measure.id: measure for measure in result.measures}
    groups = []
    for number, heading in plan.groups.items():
        indicators = []
        for indicator in plan.indicators:
            measures = tuple(measure for measure in indicator.measures if measure.id in known)
            if indicator.group == number and measures:
                indicators.append(ShownIndicator(indicator, measures, tuple(known[measure.id] for measure in measures)))
        if indicators:
            groups.append(ShownGroup(number, heading, tuple(indicators)))
    return tuple(groups)
