"""The rules of a plan's annexes: the measures of another plan, computed from the same registers in the same run."""

from __future__ import annotations

from dataclasses import replace

from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import resolve_periods


def compute_rules(rules: Plan, prefix: str, terms: Terms, *, is_strict: bool = False) -> tuple[MeasureResult, ...]:
    """The measures of the plan `rules` for the year, report and as-of date of `terms`, by its own windows, as nothing restates
    them; their ids begin with the prefix.
    """
    periods = terms.periods
    own = Terms(
        rules,
        {spec.id: terms.registers[spec.id] for spec in rules.registers if spec.id in terms.registers},
        resolve_periods(rules.windows, rules.reports, periods.year, periods.report, periods.as_of),
        terms.jurisdiction,
        is_strict,
        unread=terms.unread,
    )
    results = (compute_measure(indicator, measure, own).result for indicator, measure in rules.measures)
    return tuple(replace(result, id=f"{prefix}{result.id}") for result in results)
