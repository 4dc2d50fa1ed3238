"""A checked plan as plain data, and the plan from them again, without checking it a second time.

The duties of its reports (work items, statistics, tie-outs) stand apart: most commands need none of them.

Numbers, texts and none stand for themselves. All else is a list whose first element says what it is: a tuple, a mapping, a
decimal, a date, a column's type, or a part. A part is its class, by its number in the list of classes, and its values.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import ColumnType

_TUPLE, _MAPPING, _DECIMAL, _DATE, _COLUMN_TYPE, _FIRST_CLASS = range(6)
_Shape = tuple[str, tuple[str, ...]]
_DUTIES = ("work_items", "statistics", "tie_outs")


def flatten_plan(plan: Plan) -> bytes:
    """The plan without its duties as a line of JSON, for `rebuild_plan`. Raises TypeError where it holds what this cannot say."""
    return _write_line(drop_duties(plan))


def flatten_duties(plan: Plan) -> bytes:
    """The duties of the plan as one line of JSON, for `add_duties`; raises as `flatten_plan` does."""
    return _write_line({name: getattr(plan, name) for name in _list_given(plan)})


def rebuild_plan(content: bytes) -> Plan:
    """The plan that was flattened, without its duties."""
    plan: Plan = _read_line(content)
    return plan


def add_duties(plan: Plan, content: bytes) -> Plan:
    """A rebuilt plan with its duties."""
    return plan.model_copy(update=_read_line(content))


def drop_duties(plan: Plan) -> Plan:
    """The plan without its duties."""
    return plan.model_copy(update=dict.fromkeys(_list_given(plan), ()))


def _list_given(plan: Plan) -> list[str]:
    return [name for name in _DUTIES if name in plan.model_fields_set]


def _write_line(value: Any) -> bytes:
    shapes: dict[_Shape, int] = {}
    data = _flatten(value, shapes)
    return json.dumps([list(shapes), data], ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _read_line(content: bytes) -> Any:
    shapes, data = json.loads(content)
    classes = {model.__name__: model for model in _list_models(Part)}
    makers = [_prepare_part(classes[name], given) for name, given in shapes]
    return _rebuild(data, makers)


def _flatten(value: Any, shapes: dict[_Shape, int]) -> Any:
    match value:
        case Part():
            shape = (type(value).__name__, tuple(sorted(value.model_fields_set)))
            number = shapes.setdefault(shape, len(shapes))
            return [_FIRST_CLASS + number, *(_flatten(getattr(value, name), shapes) for name in type(value).model_fields)]
        case tuple():
            return [_TUPLE, *(_flatten(part, shapes) for part in value)]
        case dict():
            return [_MAPPING, *(_flatten(part, shapes) for pair in value.items() for part in pair)]
        case Decimal():
            return [_DECIMAL, str(value)]
        case dt.date():
            return [_DATE, value.isoformat()]
        case ColumnType():
            return [_COLUMN_TYPE, value.value]
        case None | bool() | int() | str():
            return value
    raise TypeError(value)


def _rebuild(value: Any, makers: list[Callable[[list[Any]], Part]]) -> Any:
    if type(value) is not list:
        return value
    kind = value[0]
    if kind == _DECIMAL:
        return Decimal(value[1])
    if kind == _DATE:
        return dt.date.fromisoformat(value[1])
    if kind == _COLUMN_TYPE:
        return ColumnType(value[1])
    parts = [_rebuild(part, makers) if type(part) is list else part for part in value[1:]]
    if kind == _TUPLE:
        return tuple(parts)
    if kind == _MAPPING:
        return dict(zip(parts[::2], parts[1::2], strict=True))
    return makers[kind - _FIRST_CLASS](parts)


def _prepare_part(model: type[Part], given: list[str]) -> Callable[[list[Any]], Part]:
    """What makes a part of its values, in the way in which Pydantic itself takes a copy back."""
    names = tuple(model.model_fields)

    def make(values: list[Any]) -> Part:
        part = model.__new__(model)
        part.__setstate__(
            {
                "__dict__": dict(zip(names, values, strict=True)),
                "__pydantic_fields_set__": set(given),
                "__pydantic_extra__": None,
                "__pydantic_private__": None,
            }
        )
        return part

    return make


def _list_models(model: type[Part]) -> Iterator[type[Part]]:
    for child in model.__subclasses__():
        yield child
        yield from _list_models(child)
