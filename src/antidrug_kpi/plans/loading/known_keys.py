"""Which keys a part of a spec may have, at a place that Pydantic names."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.reads.field_shapes import Shape, find_keys


def list_keys(model: type[Part], loc: Sequence[int | str]) -> tuple[str, ...]:
    """The keys of the part in which the last key of the location stands; of several where it may be one of several parts.

    A location also holds the tags of unions: the key by which a part is told from others, or the kind of a measure.
    """
    shape: Shape | None = Shape(models=(model,))
    for step in loc[:-1]:
        shape = _follow(shape, step) if shape is not None else None
    return tuple(dict.fromkeys(key for part in shape.models for key in find_keys(part))) if shape is not None else ()


def _follow(shape: Shape, step: int | str) -> Shape | None:
    if isinstance(step, int):
        return shape.items
    if len(shape.models) > 1:
        tagged = tuple(part for part in shape.models if step in find_keys(part) or step == _name_kind(part))
        return Shape(models=tagged[:1]) if tagged else shape
    if shape.models:
        return find_keys(shape.models[0]).get(step, shape)
    return shape.values


def _name_kind(part: type[Part]) -> str:
    """The kind of a measure or a statistic, by its class."""
    return part.__name__.lower().removesuffix("statistic")
