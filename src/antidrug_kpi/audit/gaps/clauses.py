"""A condition as the sets of plain tests of which one has to hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch
from itertools import chain, product

from antidrug_kpi.plans import conditions as c


@dataclass(frozen=True)
class Test:
    """A condition that is made of no others, and whether it is to hold."""

    node: c.Condition
    wanted: bool


Clause = tuple[Test, ...]
"""Tests that have to come out as wanted, all of them."""


@singledispatch
def list_clauses(node: c.Condition, wanted: bool = True) -> tuple[Clause, ...]:
    """The clauses of which one must come out for the condition to hold (or, not `wanted`, to fail)."""
    return ((Test(node, wanted),),)


@list_clauses.register
def list_clauses_of_all(node: c.All, wanted: bool = True) -> tuple[Clause, ...]:
    parts = [list_clauses(child, wanted) for child in node.all]
    return _cross(parts) if wanted else tuple(chain.from_iterable(parts))


@list_clauses.register
def list_clauses_of_any(node: c.AnyOf, wanted: bool = True) -> tuple[Clause, ...]:
    parts = [list_clauses(child, wanted) for child in node.any]
    return tuple(chain.from_iterable(parts)) if wanted else _cross(parts)


@list_clauses.register
def list_clauses_of_not(node: c.Not, wanted: bool = True) -> tuple[Clause, ...]:
    return list_clauses(node.not_, not wanted)


def _cross(parts: Iterable[tuple[Clause, ...]]) -> tuple[Clause, ...]:
    return tuple(tuple(chain.from_iterable(chosen)) for chosen in product(*parts))
