"""A measure computed again from the registers that were read: under another reading, for another time, without an exclusion."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from antidrug_kpi import roc
from antidrug_kpi.audit.recheck.uncounted_reasons import drop_reasons
from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.windows import Periods, ReportName, resolve_periods


@dataclass
class Recomputer:
    """Computes single measures again and remembers what it has computed. `default` is the plan without chosen readings."""

    terms: Terms
    default: Plan
    tried: int = 0
    _known: dict[object, MeasureResult] = field(default_factory=dict)

    def compute(self, indicator: Indicator, measure: Measure, terms: Terms, key: object) -> MeasureResult:
        """The result of a measure under other terms."""
        whole = (measure.id, key)
        if whole not in self._known:
            self.tried += 1
            self._known[whole] = compute_measure(indicator, measure, terms).result
        return self._known[whole]

    def list_readings(self, indicator: Indicator, measure: Measure) -> Iterator[tuple[list[str], MeasureResult]]:
        """The measure under its other readings, in the order of `sensitivity`: the plan's own first, where another is chosen."""
        chosen = tuple(name for names in self.terms.plan.chosen.values() for name in names)
        plain = next(part for part in self.default.indicators if part.id == indicator.id)
        own = tuple(reading for reading in plain.readings if reading.measure.id == measure.id)
        current = [reading.alternatives for reading in own if set(reading.alternatives) <= set(chosen)]
        followed = max(current, key=len, default=())
        if followed:
            original = next(part for part in plain.measures if part.id == measure.id)
            yield [], self.compute(plain, original, self.terms, ("reading",))
        for reading in own:
            if reading.alternatives != followed:
                yield (
                    list(reading.alternatives),
                    self.compute(plain, reading.measure, self.terms, ("reading", reading.alternatives)),
                )

    def list_windows(self, indicator: Indicator, measure: Measure) -> Iterator[tuple[dict[str, str], MeasureResult]]:
        """The measure for the other reports, then as of each month-end of the year and of the year before, the latest first."""
        plan, periods = self.terms.plan, self.terms.periods
        for name in plan.reports:
            if name != periods.report:
                other = self._resolve(periods.year, name, None)
                yield {"report": name}, self.compute(indicator, measure, replace(self.terms, periods=other), ("report", name))
        for year in (periods.year, periods.year - 1):
            for day in reversed(_list_month_ends(year)):
                if day != periods.as_of:
                    other = self._resolve(year, periods.report, day)
                    yield {"as_of": day.isoformat()}, self.compute(indicator, measure, replace(self.terms, periods=other), day)

    def _resolve(self, year: int, report: ReportName, day: dt.date | None) -> Periods:
        plan = self.terms.plan
        return resolve_periods(plan.windows, plan.reports, year, report, day)

    def list_without_reasons(
        self, indicator: Indicator, measure: Measure, result: MeasureResult, least: int
    ) -> Iterator[tuple[list[str], MeasureResult]]:
        """The measure with one or two reasons of exclusion counted as if they were none: the fewest first, larger counts first.

        Reasons of which fewer than `least` subjects have one are not tried.
        """
        counts = {exclusion.reason: exclusion.count or 0 for exclusion in result.excluded}
        order = list(counts)
        for size in (1, 2):
            sets = [reasons for reasons in combinations(order, size) if sum(counts[reason] for reason in reasons) >= least]
            for reasons in sorted(sets, key=lambda reasons: -sum(counts[reason] for reason in reasons)):
                changed, registers = drop_reasons(measure, self.terms, reasons)
                terms = replace(self.terms, registers=registers)
                yield list(reasons), self.compute(indicator, changed, terms, ("without", reasons))


def _list_month_ends(year: int) -> list[dt.date]:
    gregorian = roc.to_gregorian_year(year)
    return [dt.date(gregorian, month, calendar.monthrange(gregorian, month)[1]) for month in range(1, 13)]
