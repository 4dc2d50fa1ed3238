"""What a shell completes: the names of plans, indicators, readings, reports and forms. No data is read, and no pandas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from antidrug_kpi.errors import UserError
from antidrug_kpi.settings import DEFAULT_PLAN

if TYPE_CHECKING:
    from antidrug_kpi.plans.plan import Plan

_Words = list[tuple[str, str]]
"""Each word with what it means."""


def complete_plans(context: typer.Context, incomplete: str) -> _Words:
    """The ids of plans."""
    from antidrug_kpi.plans.loading.folders import list_plan_ids

    names = list_plan_ids(tuple(context.params.get("specs") or ()))
    return [(name, "") for name in names if name.startswith(incomplete)]


def complete_indicators(context: typer.Context, incomplete: str) -> _Words:
    """The ids of indicators and measures; of a list with commas its last name."""
    before, comma, last = incomplete.rpartition(",")
    found = _list_words(context, _name_indicators, last)
    return [(f"{before}{comma}{name}", title) for name, title in found]


def complete_readings(context: typer.Context, incomplete: str) -> _Words:
    """The names of alternative readings, like 4.2=elapsed."""
    return _list_words(context, _name_readings, incomplete)


def complete_reports(context: typer.Context, incomplete: str) -> _Words:
    """The reports of the plan, by both of their names."""
    return _list_words(context, _name_reports, incomplete)


def complete_forms(context: typer.Context, incomplete: str) -> _Words:
    """The forms of the plan."""
    return _list_words(context, lambda plan: ((form.id, "") for form in plan.forms), incomplete)


def complete_shown(context: typer.Context, incomplete: str) -> _Words:
    """What `show` tells of: indicators and forms."""
    return [*complete_indicators(context, incomplete), *complete_forms(context, incomplete)]


def _list_words(context: typer.Context, name: Callable[[Plan], Iterable[tuple[str, str]]], incomplete: str) -> _Words:
    """The plan's words that begin so; none where the plan cannot be loaded, since nobody reads an error there."""
    from antidrug_kpi.plans.loading.loader import load_plan

    try:
        plan = load_plan(context.params.get("plan") or DEFAULT_PLAN, tuple(context.params.get("specs") or ()), with_duties=False)
    except UserError:
        return []
    return [(word, title) for word, title in dict(name(plan)).items() if word.startswith(incomplete)]


def _name_indicators(plan: Plan) -> Iterator[tuple[str, str]]:
    for indicator, measure in plan.measures:
        yield indicator.id, f"{indicator.label} {indicator.title}"
        if measure.id != indicator.id:
            yield measure.id, measure.title


def _name_readings(plan: Plan) -> Iterator[tuple[str, str]]:
    from antidrug_kpi.plans.choosing import list_alternatives, name_reading

    yield from ((name_reading(alternative), alternative.title) for _, alternative in list_alternatives(plan))


def _name_reports(plan: Plan) -> Iterator[tuple[str, str]]:
    for name, report in plan.reports.items():
        yield from ((name, report.text), (report.text, name))
