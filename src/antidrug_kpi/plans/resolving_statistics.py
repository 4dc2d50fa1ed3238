"""Statistics with what they take from measures in place, as the chosen readings have those measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.duties.taken_populations import TakenPopulation
from antidrug_kpi.plans.markers import WindowName
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.population_specs import Population, RecurringSpans
from antidrug_kpi.plans.reads.field_shapes import Shape, find_fields

P = TypeVar("P", bound=Part)


def resolve_parts(plan: Plan, part: P) -> P:
    """The part with the populations within it completed. What is taken from a measure that is not there, or has no population,
    is left out: `plan check` tells of it.
    """
    changes = {name: _resolve(plan, value) for name, value in part if _holds_parts(value)}
    changes = {name: value for name, value in changes.items() if value is not getattr(part, name)}
    if isinstance(part, TakenPopulation) and part.takes is not None:
        source = find_population(plan, part.takes.measure)
        for name in part.takes.parts if source is not None else ():
            changes[name] = _replace_windows(getattr(source, name), part.takes.windows)
        if part.takes.due_alone and "derive" in changes:
            changes["derive"] = tuple(map(_leave_out_rows, changes["derive"]))
    return part.model_copy(update=changes) if changes else part


def find_population(plan: Plan, measure_id: str) -> Population | None:
    """The population of a measure of the plan."""
    for _, measure in plan.measures:
        if measure.id == measure_id:
            population = getattr(measure, "population", None)
            return population if isinstance(population, Population) else None
    return None


def _leave_out_rows(part: Any) -> Any:
    """Spans without the rows that lie in them."""
    if not isinstance(part, RecurringSpans):
        return part
    return part.model_copy(update={"spans": part.spans.model_copy(update={"by": None, "by_date": None})})


def _holds_parts(value: Any) -> bool:
    return isinstance(value, Part | tuple | dict)


def _resolve(plan: Plan, value: Any) -> Any:
    """The value with every part in it resolved; itself where nothing changes."""
    match value:
        case Part():
            return resolve_parts(plan, value)
        case tuple():
            items = tuple(_resolve(plan, item) for item in value)
            return value if all(new is old for new, old in zip(items, value, strict=True)) else items
        case dict():
            found = {key: _resolve(plan, item) for key, item in value.items()}
            return value if all(found[key] is item for key, item in value.items()) else found
    return value


def _replace_windows(value: Any, windows: Mapping[str, str], shape: Shape | None = None) -> Any:
    """The value with the names of windows in it replaced."""
    if not windows:
        return value
    if isinstance(value, Part):
        changes = {}
        for field in find_fields(type(value)):
            old = getattr(value, field.attribute)
            new = _replace_windows(old, windows, field.shape)
            if new != old:
                changes[field.attribute] = new
        return value.model_copy(update=changes) if changes else value
    if isinstance(value, tuple):
        return tuple(_replace_windows(item, windows, shape.items if shape else None) for item in value)
    if isinstance(value, dict):
        return {key: _replace_windows(item, windows, shape.values if shape else None) for key, item in value.items()}
    is_window = shape is not None and any(isinstance(name, WindowName) for name in shape.names)
    return windows.get(value, value) if is_window and isinstance(value, str) else value
