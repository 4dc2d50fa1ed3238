"""Rows at a boundary: those that windows and bounds moved a little would count otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from antidrug_kpi.audit.recheck.moved_tests import list_moved
from antidrug_kpi.issues import Address, mask_identifier
from antidrug_kpi.measures.compute import Computation, Terms, compute_measure
from antidrug_kpi.measures.exact_sums import Amounts
from antidrug_kpi.measures.measure_scope import Mask
from antidrug_kpi.measures.population import tabulate
from antidrug_kpi.measures.population_table import PopulationTable
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.plan import Indicator
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers.register import TypedRegister

# By how many days windows and the as-of date are moved, the least first.
_SHIFTS = (1, 3, 7)
_MOST_LISTED = 20


@dataclass(frozen=True)
class Candidate:
    """A subject at a boundary: its row, and its identifier, masked unless asked for."""

    address: Address
    subject: str

    def describe(self) -> dict[str, object]:
        """The candidate as it stands in the JSON."""
        return {"file": self.address.file, "sheet": self.address.sheet, "row": self.address.row, "subject": self.subject}


def list_candidates(
    indicator: Indicator,
    measure: m.Measure,
    computation: Computation,
    terms: Terms,
    wanted: Mapping[str, int],
    *,
    show_ids: bool = False,
) -> tuple[Candidate, ...]:
    """The subjects at a boundary that could explain a difference, the nearest first. `wanted` says of numerator and denominator,
    of a difference as `minuend.numerator` and the like, whether the submitted one is higher or lower.
    """
    listed: dict[Candidate, None] = {}
    for side in _list_sides(measure, computation, wanted):
        register = terms.registers[side.table.register]
        found: dict[int, None] = {}
        for other in _list_moved_tables(indicator, measure, side, computation, terms):
            for row in np.flatnonzero(_explains(side.table, other, len(register), side.wanted)).tolist():
                found.setdefault(row)
            if len(found) >= _MOST_LISTED:
                break
        names = _name_rows(side.table, register, show_ids=show_ids)
        listed |= {Candidate(register.locate(row), names(row)): None for row in list(found)[:_MOST_LISTED]}
    return tuple(listed)[:_MOST_LISTED]


@dataclass(frozen=True)
class _Side:
    """A population whose counts differ, its table and which of the measure's it is, and how its numerator and denominator do."""

    population: p.Population
    table: PopulationTable
    number: int
    wanted: Mapping[str, int]


def _list_sides(measure: m.Measure, computation: Computation, wanted: Mapping[str, int]) -> Iterator[_Side]:
    """The populations of a measure that could explain the difference: its own, or that of either side of a difference."""
    if not computation.tables:
        return
    if isinstance(measure, m.Ratio | m.Mean | m.Count):
        yield _Side(measure.population, computation.tables[0], 0, wanted)
    elif isinstance(measure, m.Difference):
        sides = (("minuend", measure.minuend.population), ("subtrahend", measure.subtrahend.population))
        counted = [(name, population) for name, population in sides if population is not None]
        for number, (name, population) in enumerate(counted):
            own = {role: wanted[f"{name}.{role}"] for role in ("numerator", "denominator") if f"{name}.{role}" in wanted}
            if own:
                yield _Side(population, computation.tables[number], number, own)


def _list_moved_tables(
    indicator: Indicator, measure: m.Measure, side: _Side, computation: Computation, terms: Terms
) -> Iterator[PopulationTable]:
    """The table with its windows or one of its bounds moved, the least step of each first."""
    for step, days in enumerate(_SHIFTS):
        for periods in _list_shifted(terms.periods, days):
            tables = compute_measure(indicator, measure, replace(terms, periods=periods, by=None)).tables
            yield from tables[side.number : side.number + 1]
        for population in list_moved(side.population, step):
            yield tabulate(population, computation.acceptance.scope)


def _explains(before: PopulationTable, after: PopulationTable, rows: int, wanted: Mapping[str, int]) -> Mask:
    """Which rows of the register move as the submitted figures ask: add more to a figure, or less."""
    moved = np.zeros(rows, dtype=bool)
    for role in ("numerator", "denominator"):
        way = wanted.get(role, 0)
        if way:
            was, is_now = _spread_amounts(before, role, rows), _spread_amounts(after, role, rows)
            moved |= (was < is_now) if way > 0 else (was > is_now)
    return moved


def _spread_amounts(table: PopulationTable, role: str, rows: int) -> Amounts:
    """What the subject of each row of the register adds to a figure; nothing for a row that is outside."""
    own = table.numerator_amounts if role == "numerator" else table.denominator_amounts
    amounts = np.zeros(rows, dtype=own.dtype)
    amounts[table.rows] = own
    return amounts


def _list_shifted(periods: Periods, days: int) -> Iterator[Periods]:
    """The periods with every window longer, and shorter, by some days at either end."""
    for way in (1, -1):
        by = dt.timedelta(days=days * way)
        spans = {name: (start - by, end + by) for name, (start, end) in periods.spans.items()}
        spans = {name: span if span[0] <= span[1] else periods.spans[name] for name, span in spans.items()}
        yield replace(periods, as_of=periods.as_of + by, spans=spans)
        yield replace(periods, as_of=periods.as_of, spans=spans)


def _name_rows(table: PopulationTable, register: TypedRegister, *, show_ids: bool) -> Callable[[int], str]:
    """What names a row's subject: the columns by which subjects are told apart, else the register's key."""
    keys = [name for name in table.each if name in register.frame.columns] or [
        column.name for column in register.spec.columns if column.key and column.name in register.frame.columns
    ][:1]
    private = any(column.private for column in register.spec.columns if column.key or column.name in keys)

    def name(row: int) -> str:
        cells = (register.frame[key].iloc[[row]] for key in keys)
        text = "／".join("" if cell.isna().any() else str(cell.iat[0]) for cell in cells)
        return mask_identifier(text) if private and text and not show_ids else text

    return name
