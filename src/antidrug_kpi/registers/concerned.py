"""Selecting the issues that concern what is asked for: some measures (`--only`), or the columns that a form prints."""

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
    """The issues about columns that these measures read, or about the column `by` that breaks them down; in their order."""
    columns: dict[str, set[str]] = {}
    for measure in measures:
        for register, names in find_columns_taken(plan, measure).items():
            columns.setdefault(register, set()).update(names)
    wanted = _list_ids(plan, measures)
    others = _list_ids(plan, [measure for _, measure in plan.measures]) - wanted
    kept = select_for_columns(
        issues, plan, {register: frozenset(names | ({by} if by else set())) for register, names in columns.items()}
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
    ids = {measure.id for measure in measures}
    return ids | {indicator.id for indicator, measure in plan.measures if measure.id in ids}


def select_for_columns(issues: Iterable[Issue], plan: Plan, columns: Columns) -> tuple[Issue, ...]:
    """The issues about these columns, about one of their registers as a whole, or about no register that is known."""
    official = {
        register.id: frozenset(column.name for column in (*register.columns, *register.further_columns))
        for register in plan.registers
    }
    return tuple(issue for issue in issues if _is_about(issue, official, columns))


def _is_about(issue: Issue, official: Columns, columns: Columns) -> bool:
    if issue.register is None:
        return True
    if issue.register not in columns:
        return False
    # An issue about a header that is none of the register's may be a misspelt one of those asked for, so that it stays.
    named = official[issue.register].intersection(issue.columns)
    return not named or not named.isdisjoint(columns[issue.register])
