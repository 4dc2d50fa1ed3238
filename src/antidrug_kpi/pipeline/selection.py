"""The indicators and measures that a user names (--only, show, trace, …): by id or label, as clerks type them."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.errors import UsageError, name_closest
from antidrug_kpi.plans.plan import Indicator, Plan, Wanted
from antidrug_kpi.plans.typed_names import find_group, find_measures, fold_name, list_known_names, split_names


def find_indicators(plan: Plan, name: str, *, is_known: bool = False) -> tuple[Indicator, ...]:
    """The indicators that are named, or whose measures are, in the plan's order; UsageError names the closest otherwise, unless
    the name `is_known` as something else.
    """
    chosen = find_measures(plan.measures, name) if is_known else _find_ids(plan, name)
    return tuple(indicator for indicator in plan.indicators if any(measure.id in chosen for measure in indicator.measures))


def select_measures(plan: Plan, only: Sequence[str] = ()) -> Wanted:
    """The measures that are wanted, in the plan's order: all of them, or those of the named indicators and measures."""
    if not only:
        return plan.measures
    chosen = frozenset[str]().union(*(_find_ids(plan, name) for name in only))
    return tuple((indicator, measure) for indicator, measure in plan.measures if measure.id in chosen)


def _find_ids(plan: Plan, text: str) -> frozenset[str]:
    """The measures that a text names: one name, or several with commas. A whole name goes first: 三、(三) is one."""
    whole = _find_named(plan, text)
    if whole:
        return whole
    names = split_names(text) or [text]
    found = {name: _find_named(plan, name) for name in names}
    for name, ids in found.items():
        if not ids:
            raise _refuse_name(plan, name if len(names) > 1 else text)
    return frozenset[str]().union(*found.values())


def _find_named(plan: Plan, name: str) -> frozenset[str]:
    """The measures of the indicator or measure of this name, else those of the group of this name."""
    return find_measures(plan.measures, name) or find_group(plan, name)


def _refuse_name(plan: Plan, name: str) -> UsageError:
    hint = name_closest(fold_name(name), list_known_names(plan))
    return UsageError(f"計畫 {plan.id} 沒有指標「{name}」{hint}；請以 antidrug-kpi list --plan {plan.id} 查看全部指標")
