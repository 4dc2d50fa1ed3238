"""Which columns a spec reads: the columns that a faulty cell rejects a row for, and that a register must have.

A column is named by the pair (register id, header). Names that the population derives are no columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.derived import find_derived_types
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.remembering import remember
from antidrug_kpi.plans.reads.walking import Footing, Reference, list_names, walk

ColumnName = tuple[str, str]


@remember
def name_columns(part: Part, register: str | None = None) -> tuple[ColumnName, ...]:
    """The columns that a part of a spec names, each once; a condition or derivation stands on rows of `register`.

    What is merely asked about a population's subjects (`warn`) is no part of the formula: a register without that column does as
    well.
    """
    return tuple(dict.fromkeys(_iterate_columns(part, register)))


def _iterate_columns(part: Part, register: str | None) -> Iterator[ColumnName]:
    for visit in walk(part, Footing(register) if register else None, skip=(p.SubjectWarning,)):
        for reference in list_names(visit):
            if reference.column is not None and not _is_derived(reference):
                yield reference.column


def _is_derived(reference: Reference) -> bool:
    footing = reference.footing
    return footing is not None and footing.population is not None and reference.name in list_derived_names(footing.population)


def list_derived_names(population: p.Population) -> tuple[str, ...]:
    """The names that a population's derivations add to its subjects, in order."""
    return tuple(find_derived_types(population.derive))


def list_populations(measure: m.Measure) -> tuple[p.Population, ...]:
    """The populations at the top of a measure."""
    match measure:
        case m.Ratio() | m.Mean():
            return (measure.population,) if measure.added is None else (measure.population, measure.added)
        case m.Count():
            return (measure.population,)
        case m.Difference():
            sides = (measure.minuend.population, measure.subtrahend.population)
            return tuple(side for side in sides if side is not None)
        case _:
            return ()


def group_columns(named: Iterable[ColumnName]) -> dict[str, frozenset[str]]:
    """Register id → its columns among these, the registers as they come."""
    grouped: dict[str, set[str]] = {}
    for register, column in named:
        grouped.setdefault(register, set()).add(column)
    return {register: frozenset(columns) for register, columns in grouped.items()}


def merge_columns(first: Mapping[str, frozenset[str]], second: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Register id → its columns in either."""
    return {name: first.get(name, frozenset()) | second.get(name, frozenset()) for name in {**first, **second}}


@remember
def find_columns_read(plan: Plan, measure: m.Measure) -> Mapping[str, frozenset[str]]:
    """Register id → the columns that the measure reads, key columns included (docs/registers.md)."""
    settings = plan.evidence if isinstance(measure, m.Evidence) else plan.figures if isinstance(measure, m.Figure) else None
    named = [pair for part in (measure, settings) if part is not None for pair in name_columns(part)]
    # A population that counts every row names no column, and still reads its register.
    own_registers = [population.register_ for population in list_populations(measure)]
    grouped = group_columns(named)
    registers = dict.fromkeys([*own_registers, *grouped])
    return {name: grouped.get(name, frozenset()) | set(plan.find_register(name).key_columns) for name in registers}
