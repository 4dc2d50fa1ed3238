"""The indicators and measures that a user names (--only, show, trace), by id or label."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.errors import UsageError, name_closest
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan

Wanted = tuple[tuple[Indicator, Measure], ...]


def find_indicator(plan: Plan, name: str) -> Indicator:
    """The indicator with this id or label, or the one whose measure has it; UsageError names the closest otherwise."""
    for indicator in plan.indicators:
        if _fold(name) in {
            _fold(word) for word in (indicator.id, indicator.label, *(measure.id for measure in indicator.measures))
        }:
            return indicator
    raise _refuse_name(plan, name)


def select_measures(plan: Plan, only: Sequence[str] = ()) -> Wanted:
    """The measures that are wanted, in the plan's order: all of them, or those of the named indicators and measures."""
    if not only:
        return plan.measures
    chosen: set[str] = set()
    for name in only:
        found = {
            measure.id
            for indicator, measure in plan.measures
            if _fold(name) in {_fold(indicator.id), _fold(indicator.label), _fold(measure.id)}
        }
        if not found:
            raise _refuse_name(plan, name)
        chosen |= found
    return tuple((indicator, measure) for indicator, measure in plan.measures if measure.id in chosen)


def _fold(name: str) -> str:
    return name.replace("（", "(").replace("）", ")").replace(" ", "")


def _refuse_name(plan: Plan, name: str) -> UsageError:
    known = [word for indicator, measure in plan.measures for word in (indicator.id, indicator.label, measure.id)]
    hint = name_closest(_fold(name), known)
    return UsageError(f"計畫 {plan.id} 沒有指標「{name}」{hint}；請以 antidrug-kpi list --plan {plan.id} 查看全部指標")
