"""Which parts of a measure can only grow within a year: those whose rows are dated in a period that lasts until the as-of date.

A figure of the final report that is lower than the midterm's although it counts what happened since January means that rows were
deleted or dates changed, and somebody should say why.
"""

from __future__ import annotations

from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.plan import Plan

NUMERATOR, DENOMINATOR = "numerator", "denominator"


def list_growing_parts(plan: Plan, measure: m.Measure) -> frozenset[str]:
    """ "numerator" and "denominator" where the population's rows are dated in such a period; the numerator alone where only the
    rows that are added to it are.
    """
    if not isinstance(measure, m.Counted | m.Count):
        return frozenset()
    windows = frozenset(name for name, window in plan.windows.items() if window.span is not None and window.span.end == "as_of")
    if _is_dated_in(measure.population.rows, windows):
        return frozenset({NUMERATOR, DENOMINATOR})
    added = measure.added if isinstance(measure, m.Counted) else None
    return frozenset({NUMERATOR}) if added is not None and _is_dated_in(added.rows, windows) else frozenset()


def _is_dated_in(condition: c.Condition | None, windows: frozenset[str]) -> bool:
    """Whether a condition holds only for rows that are dated in one of these windows."""
    match condition:
        case c.Within():
            return condition.within in windows
        case c.All():
            return any(_is_dated_in(part, windows) for part in condition.all)
        case _:
            return False
