"""What one statistic is computed from: which rows it accepts, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from antidrug_kpi.measures.acceptance import accept_columns, find_missing
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.measure_scope import Mask, Scope
from antidrug_kpi.measures.unread_registers import Unread, drop_unread, find_unread
from antidrug_kpi.plans import markers as k
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.duties.dimension_specs import ColumnLabels
from antidrug_kpi.plans.duties.statistic_specs import ListStatistic
from antidrug_kpi.plans.population_specs import Population, SubjectWarning
from antidrug_kpi.plans.reads.columns_read import group_columns, name_columns
from antidrug_kpi.plans.reads.walking import list_names, walk


@dataclass(frozen=True)
class StatisticRows:
    """The accepted rows of a statistic; `obstacles` say why it cannot be computed, empty where it can.

    `absent_registers` are those of its registers that are not there at all, not even unreadable; `rejected` is per register which
    rows are rejected.
    """

    scope: Scope
    rejected: Mapping[str, Mask]
    obstacles: tuple[str, ...]
    absent_registers: frozenset[str]


def find_reads(part: Part, terms: Terms) -> dict[str, frozenset[str]]:
    """Register id → the columns that a statistic, or a part of one, names; of a list every column that is there."""
    named = list(name_columns(part))
    for visit in walk(part, skip=(SubjectWarning,)):
        if isinstance(visit.part, Population):
            named.append((visit.part.register_, ""))
    if isinstance(part, ListStatistic) and part.population is not None:
        named += [(part.population.register_, name) for name in list_present(part.population.register_, terms)]
    return {register: columns - {""} for register, columns in group_columns(named).items()}


def list_present(register_id: str, terms: Terms) -> list[str]:
    """The columns of a register that the office's has, in the plan's order."""
    register = terms.registers.get(register_id)
    spec = terms.plan.find_register(register_id)
    columns = (*spec.columns, *spec.further_columns)
    return [column.name for column in columns if register is not None and register.has_column(column.name)]


def accept_for(part: Part, terms: Terms) -> StatisticRows:
    """The rows that a statistic, or a part of one, accepts: those without a faulty cell in a column that it reads."""
    reads = find_reads(part, terms)
    optional = set(_find_optional(part))
    needed = {
        name: frozenset(column for column in columns if (name, column) not in optional)
        | set(terms.plan.find_register(name).key_columns)
        for name, columns in reads.items()
    }
    faults = accept_columns(terms.plan, reads, terms.registers, terms.periods)
    missing = tuple(find_missing(terms.plan, needed, terms.registers))
    unread = find_unread(reads, terms.unread)
    obstacles = (*_say_unread(terms, unread), *drop_unread(terms.plan, missing, unread), *_find_masked(part, terms))
    if not obstacles and faults.emptied:
        titles = "、".join(f"「{title}」" for title in faults.emptied)
        obstacles = (f"{titles}的資料列全數剔退，沒有可採計的資料",)
    absent = frozenset(name for name in reads if name not in terms.registers and name not in unread)
    scope = replace(faults.scope, observe=terms.observe)
    return StatisticRows(scope, faults.rejected, obstacles, absent)


def _say_unread(terms: Terms, unread: Unread) -> Iterator[str]:
    for name, places in unread.items():
        yield f"「{terms.plan.find_register(name).title}」有無法讀取的部分（{'；'.join(map(str, places))}），不予採計"


def _find_optional(part: Part) -> Iterator[tuple[str, str]]:
    """Register and column of labels that another column can stand in for."""
    for visit in walk(part):
        if isinstance(visit.part, ColumnLabels) and visit.part.otherwise is not None and visit.footing is not None:
            yield visit.footing.register, visit.part.column


def _find_masked(part: Part, terms: Terms) -> Iterator[str]:
    """A sentence for each column by which subjects are told apart, and in which somebody covered the identifiers."""
    if not any(register.masked for register in terms.registers.values()):
        return
    joined = group_columns(
        reference.column
        for visit in walk(part)
        for reference in list_names(visit)
        if reference.column is not None and isinstance(reference.marker, k.ColumnName) and reference.marker.joins
    )
    for name, columns in joined.items():
        register = terms.registers.get(name)
        for column in sorted(columns & register.masked) if register is not None else ():
            yield f"「{terms.plan.find_register(name).title}」的「{column}」經過遮蔽，分不出誰是誰；請改用完整的編號"


def merge_rejected(several: tuple[StatisticRows, ...]) -> int:
    """How many rows are rejected for at least one part of a statistic."""
    merged: dict[str, Mask] = {}
    for rows in several:
        for name, mask in rows.rejected.items():
            merged[name] = mask | merged.get(name, np.zeros(len(mask), dtype=bool))
    return sum(int(mask.sum()) for mask in merged.values())
