"""Which issues concern what is asked for: with `--only`, or for a form that prints a few columns, the others touch nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from antidrug_kpi.issues import Issue
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.codes import find_columns_taken, list_registers_taken

Columns = Mapping[str, frozenset[str]]


def select_for_measures(
    issues: Iterable[Issue], plan: Plan, measures: Sequence[Measure], by: str | None = None
) -> tuple[Issue, ...]:
    """The issues that concern these measures, or the column `by` which they are broken down by, in their order."""
    columns: dict[str, set[str]] = {}
    for measure in measures:
        for register, own in find_columns_taken(plan, measure).items():
            columns.setdefault(register, set()).update(own)
    wanted = _list_ids(plan, measures)
    others = _list_ids(plan, [measure for _, measure in plan.measures]) - wanted
    kept = select_for_columns(
        issues, plan, {register: frozenset(own | ({by} if by else set())) for register, own in columns.items()}
    )
    return tuple(issue for issue in kept if dict(issue.facts).get("code") not in others)


def list_registers_needed(plan: Plan, measures: Sequence[str]) -> frozenset[str]:
    """The registers that the measures with these ids read; all of the plan's where every measure is wanted."""
    if len(measures) == len(plan.measures):
        return frozenset(register.id for register in plan.registers)
    wanted = [measure for _, measure in plan.measures if measure.id in measures]
    return list_registers_taken(plan, wanted)


def _list_ids(plan: Plan, measures: Sequence[Measure]) -> set[str]:
    """The ids of the measures and of their indicators: what a row of 佐證清冊 or 填報數據 may name."""
    own = {measure.id for measure in measures}
    return own | {indicator.id for indicator, measure in plan.measures if measure.id in own}


def select_for_columns(issues: Iterable[Issue], plan: Plan, columns: Columns) -> tuple[Issue, ...]:
    """The issues about these columns, about one of their registers as a whole, or about no register that is known."""
    own = {register.id: frozenset(column.name for column in register.columns) for register in plan.registers}
    return tuple(issue for issue in issues if _is_about(issue, own, columns))


def _is_about(issue: Issue, own: Columns, columns: Columns) -> bool:
    if issue.register is None:
        return True
    if issue.register not in columns:
        return False
    # A header that the register does not know is the office's business, whatever is asked for.
    named = own[issue.register].intersection(issue.columns)
    return not named or not named.isdisjoint(columns[issue.register])
