"""A walk over the parts of a plan: each part with its trail and what it is asked about, and each name in it with its marker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from antidrug_kpi.plans import markers as k
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.conditions import ColumnRef
from antidrug_kpi.plans.population_specs import Population
from antidrug_kpi.plans.reads.field_shapes import Shape, find_fields
from antidrug_kpi.plans.yaml_source.located import Trail


@dataclass(frozen=True)
class Footing:
    """What a condition, or any other part, is asked about, and so which columns it may name.

    Without `population` these are the rows of the register, and their columns. With it these are the population's subjects: what
    tells them apart, and the columns of its first `derived` derivations, since a derivation may read those before it only.
    """

    register: str
    population: Population | None = None
    derived: int = 0
    has_rows: bool = False
    """Whether the columns of the subjects' rows may be named as well."""


@dataclass(frozen=True)
class Visit:
    """A part, its trail in the plan, and what it is asked about: None outside any register."""

    part: Part
    trail: Trail
    footing: Footing | None


@dataclass(frozen=True)
class Reference:
    """A name that is written in `part`: its marker, its trail in the plan, and what it is a name of (`footing`)."""

    name: Any
    marker: k.Name
    trail: Trail
    part: Part
    footing: Footing | None

    @property
    def column(self) -> tuple[str, str] | None:
        """Register and column, where it names a column of one and not what was derived."""
        if not isinstance(self.marker, k.ColumnName) or self.footing is None:
            return None
        return self.footing.register, self.name


def walk(part: Part, footing: Footing | None = None, trail: Trail = (), skip: tuple[type[Part], ...] = ()) -> Iterator[Visit]:
    """The part and all parts within it, the outer ones first; those of the classes in `skip` are passed by."""
    yield Visit(part, trail, footing)
    for field in find_fields(type(part)):
        for number, child, place in _iterate_parts(getattr(part, field.attribute), field.shape, (*trail, field.key)):
            if not isinstance(child, skip):
                known = number if field.shape.stands_on == k.SO_FAR else None
                yield from walk(child, find_footing(part, field.shape.stands_on, footing, known), place, skip)


def list_names(visit: Visit) -> Iterator[Reference]:
    """The marked names that stand in the part itself."""
    for field in find_fields(type(visit.part)):
        value = getattr(visit.part, field.attribute)
        footing = find_footing(visit.part, field.shape.stands_on, visit.footing)
        for name, marker, trail in _iterate_marked(value, field.shape, (*visit.trail, field.key)):
            of = getattr(marker, "of", k.OWN)
            yield Reference(name, marker, trail, visit.part, find_footing(visit.part, of, footing, derived=0))


def find_footing(part: Part, of: str, footing: Footing | None, derived: int | None = None) -> Footing | None:
    """What a field of `part` is asked about. `of` is what its marker says (see `plans.markers`), `footing` what the part itself
    is asked about. None outside any register.

    Of a population's subjects the first `derived` derivations are known; all of them where that is None.
    """
    if of == k.OWN:
        return footing
    if of == k.ROWS:
        return None if footing is None else Footing(footing.register)
    if of == k.EVERY:
        return None if footing is None else replace(footing, has_rows=True)
    # Any other marker names the attribute that leads there: a population, related rows, or the id of a register.
    source = part if of in {k.SUBJECT, k.SO_FAR} else getattr(part, of, None)
    if isinstance(source, Population):
        return Footing(source.register_, source, len(source.derive) if derived is None else derived)
    register = getattr(source, "register_", source)
    return Footing(register) if isinstance(register, str) else None


def _iterate_parts(value: Any, shape: Shape, trail: Trail) -> Iterator[tuple[int | None, Part, Trail]]:
    """The parts right below a value, with their number in a list."""
    if isinstance(value, Part):
        if not (shape.names and isinstance(value, ColumnRef)):
            yield None, value, trail
    elif isinstance(value, tuple) and shape.items is not None:
        for number, item in enumerate(value):
            yield from ((number, part, place) for _, part, place in _iterate_parts(item, shape.items, (*trail, number)))
    elif isinstance(value, dict) and shape.values is not None:
        for key, item in value.items():
            yield from _iterate_parts(item, shape.values, (*trail, key))


def _iterate_marked(value: Any, shape: Shape, trail: Trail) -> Iterator[tuple[Any, k.Name, Trail]]:
    """The marked words of a value, in lists and mappings as well."""
    if isinstance(value, ColumnRef) and shape.names:
        yield from ((value.column, marker, (*trail, "column")) for marker in shape.names)
    elif isinstance(value, str | int):
        yield from ((value, marker, trail) for marker in shape.names)
    elif isinstance(value, tuple) and shape.items is not None:
        for number, item in enumerate(value):
            yield from _iterate_marked(item, shape.items, (*trail, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _iterate_marked(key, shape.keys, (*trail, key)) if shape.keys is not None else ()
            yield from _iterate_marked(item, shape.values, (*trail, key)) if shape.values is not None else ()
