"""Who reads which columns of a register: measures, or the duties of a report alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import find_columns_read, merge_columns
from antidrug_kpi.plans.reads.joined_columns import find_columns_joined
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec

_NAMES = frozenset({ColumnType.IDENTIFIER, ColumnType.NAME})


@dataclass(frozen=True)
class ColumnUse:
    """The columns of a register by who reads them.

    - `measured`: those that at least one measure of the plan reads; `of_duties`: those that the duties of a report alone read;
    - `expected`: those whose absence is worth a warning;
    - `identifying`: those in which a masked identifier makes figures wrong;
    - `shown`: names that somebody shows as they were written: they are compared, and read, without blanks.
    """

    measured: frozenset[str]
    of_duties: frozenset[str]
    expected: frozenset[str]
    identifying: tuple[Column, ...]
    shown: frozenset[str] = frozenset()


def list_uses(plan: Plan, *, with_duties: bool) -> Iterator[tuple[RegisterSpec, ColumnUse]]:
    """Each register of the plan with the use of its columns; `with_duties` also those that no measure reads."""
    used = list_columns_used(plan)
    identifiers = list_identifiers(plan, used)
    for spec in plan.registers:
        measured = used.get(spec.id, frozenset())
        further = frozenset(column.name for column in spec.further_columns) if with_duties else frozenset()
        identifying = tuple(column for column in spec.columns if column.name in identifiers[spec.id])
        shown = _list_shown(spec) if with_duties else frozenset()
        yield spec, ColumnUse(measured, further, measured, identifying, shown)
    for spec in plan.further_registers if with_duties else ():
        columns = (*spec.columns, *spec.further_columns)
        required = frozenset(column.name for column in columns if column.required)
        identifying = tuple(column for column in spec.columns if column.private and column.type in _NAMES)
        of_duties = frozenset(column.name for column in columns)
        yield spec, ColumnUse(frozenset(), of_duties, required, identifying, _list_shown(spec))


def _list_shown(spec: RegisterSpec) -> frozenset[str]:
    return frozenset(column.name for column in (*spec.columns, *spec.further_columns) if column.type is ColumnType.NAME)


def list_columns_used(plan: Plan) -> dict[str, frozenset[str]]:
    """Register id → the columns that at least one measure of the plan reads."""
    used: dict[str, set[str]] = {}
    for _, measure in plan.measures:
        for register, columns in find_columns_read(plan, measure).items():
            used.setdefault(register, set()).update(columns)
    return {register: frozenset(columns) for register, columns in used.items()}


def list_identifiers(plan: Plan, used: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Register id → the columns in which a masked identifier makes figures wrong: private ones that some measure reads, and
    identifiers by which some measure counts or joins (docs/registers.md).
    """
    joined: dict[str, frozenset[str]] = {}
    for _, measure in plan.measures:
        joined = merge_columns(joined, find_columns_joined(measure))
    return {
        spec.id: frozenset(
            column.name
            for column in spec.columns
            if (column.private and column.type in _NAMES and column.name in used.get(spec.id, frozenset()))
            or (column.type is ColumnType.IDENTIFIER and column.name in joined.get(spec.id, frozenset()))
        )
        for spec in plan.registers
    }
