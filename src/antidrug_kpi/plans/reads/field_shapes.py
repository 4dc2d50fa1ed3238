"""What stands in each field of a part, by its annotation: marked names, parts, lists and mappings of either.

Annotations are resolved once a class, and without building what Pydantic checks it with: a kept plan needs none of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.markers import NAMES, OWN, Name, StandsOn


@dataclass(frozen=True)
class Shape:
    """What a value may hold: `names` where it is a marked word, `models` where it is a part, `items` of a list, `keys` and
    `values` of a mapping; `stands_on` says what its parts stand on.
    """

    names: tuple[Name, ...] = ()
    models: tuple[type[Part], ...] = ()
    items: Shape | None = None
    keys: Shape | None = None
    values: Shape | None = None
    stands_on: str = OWN

    @property
    def holds_something(self) -> bool:
        """Whether there can be a name or a part in it."""
        return bool(self.names or self.models or self.items or self.keys or self.values)


@dataclass(frozen=True)
class Field:
    """A field of a part: its attribute, its key in the YAML, and what may stand in it."""

    attribute: str
    key: str
    shape: Shape


@lru_cache
def find_fields(model: type[Part]) -> tuple[Field, ...]:
    """The fields of a part in which names or other parts may stand."""
    hints = get_type_hints(model, include_extras=True)
    shapes = {name: _find_shape(hints[name]) for name in model.model_fields}
    return tuple(
        Field(name, model.model_fields[name].alias or name, shape) for name, shape in shapes.items() if shape.holds_something
    )


@lru_cache
def find_keys(model: type[Part]) -> Mapping[str, Shape]:
    """Every key that the part may have in the YAML, with what may stand in it."""
    hints = get_type_hints(model, include_extras=True)
    return {field.alias or name: _find_shape(hints[name]) for name, field in model.model_fields.items()}


def _find_shape(hint: Any) -> Shape:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _mark(_find_shape(inner[0]), inner[1:])
    if origin in {Union, UnionType}:
        return _merge([_find_shape(member) for member in inner])
    if origin is tuple:
        item = _find_shape(inner[0])
        return Shape(items=item) if item.holds_something else Shape()
    if origin is dict:
        keys, values = (_find_shape(part) for part in inner)
        return Shape(keys=keys if keys.holds_something else None, values=values if values.holds_something else None)
    return Shape(models=(hint,)) if isinstance(hint, type) and issubclass(hint, Part) else Shape()


def _mark(shape: Shape, extras: tuple[Any, ...]) -> Shape:
    names = (*shape.names, *(extra for extra in extras if isinstance(extra, NAMES)))
    stands_on = next((extra.of for extra in extras if isinstance(extra, StandsOn)), shape.stands_on)
    return Shape(names, shape.models, shape.items, shape.keys, shape.values, stands_on)


def _merge(shapes: list[Shape]) -> Shape:
    """What may stand where one of several may; no field holds lists of two kinds."""
    return Shape(
        tuple(name for shape in shapes for name in shape.names),
        tuple(model for shape in shapes for model in shape.models),
        next((shape.items for shape in shapes if shape.items), None),
        next((shape.keys for shape in shapes if shape.keys), None),
        next((shape.values for shape in shapes if shape.values), None),
    )
