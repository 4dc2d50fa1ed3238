"""By which columns a measure tells its subjects apart or finds the rows that belong to them: the distinct values that it counts,
and the columns in which rows of two registers are equal.
"""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.reads.columns_read import ColumnName, group_columns, list_populations


def find_columns_joined(measure: m.Measure) -> dict[str, frozenset[str]]:
    """Register id → the columns that the measure counts, keys or joins by."""
    return group_columns(
        pair for population in list_populations(measure) for pair in _iterate_joined(population, population.register_)
    )


def _iterate_joined(node: object, register: str) -> Iterator[ColumnName]:
    """The columns of a node on rows of `register`, and of all nodes within it."""
    match node:
        case p.Population():
            register = node.register_
            yield from ((register, name) for name in node.each)
        case c.Related() | p.SummedRows() if node.on is not None:
            yield register, node.on
            yield node.register_, node.on
        case p.Tally():
            yield register, node.on
            yield node.tally.register_, node.on
        case _:
            pass
    inner = node.register_ if isinstance(node, c.Rows) else register
    for child in _list_children(node):
        yield from _iterate_joined(child, inner)


def _list_children(node: object) -> Iterator[object]:
    """The nodes right below a node, whatever field they stand in."""
    if isinstance(node, Part):
        yield from (value for _, value in node)
    elif isinstance(node, tuple):
        yield from node
    elif isinstance(node, dict):
        yield from node.values()
