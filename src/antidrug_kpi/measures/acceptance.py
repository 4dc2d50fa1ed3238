"""Which rows a measure accepts: a faulty cell rejects its row for every measure that reads that column, and for no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.measures.evidence.entered_figures import find_rejected_figures
from antidrug_kpi.measures.evidence.evidence_items import find_rejected_evidence
from antidrug_kpi.measures.evidence.rows_by_measure import RowsByMeasure
from antidrug_kpi.measures.measure_scope import Mask, Observer, RowFrame, Scope
from antidrug_kpi.measures.population import find_selected
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import find_columns_read, list_populations
from antidrug_kpi.plans.reads.joined_columns import find_columns_joined
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers.codes import takes_figures
from antidrug_kpi.registers.register import TypedRegister


@dataclass(frozen=True)
class Acceptance:
    """The accepted rows of a measure and what stands in the way of computing it.

    `rejected` is per register which rows are rejected; `blank` per register and column which of them because the measure's own
    rule allows no blank there; `missing` names absent registers and columns in words; `emptied` the registers of which no row is
    left because all were rejected; `masked` in words the columns that the measure counts, keys or joins by although somebody
    covered identifiers there.
    """

    scope: Scope
    rejected: Mapping[str, Mask]
    blank: Mapping[tuple[str, str], Mask]
    missing: tuple[str, ...]
    emptied: tuple[str, ...]
    masked: tuple[str, ...] = ()

    @property
    def rejected_count(self) -> int:
        """The number of rejected rows in all registers together."""
        return sum(int(mask.sum()) for mask in self.rejected.values())


def accept_rows(
    measure: m.Measure, rows_by_measure: RowsByMeasure, periods: Periods, observe: Observer | None = None
) -> Acceptance:
    """The rows that the measure accepts. Where a register or column is missing, nothing can be computed, but rejections in the
    other registers are still counted.
    """
    plan, registers = rows_by_measure.plan, rows_by_measure.registers
    reads = find_columns_read(plan, measure)
    missing = tuple(find_missing(plan, reads, registers))
    rejected = {
        name: _find_faulty(measure, registers[name], columns, rows_by_measure)
        for name, columns in reads.items()
        if name in registers
    }
    accepted = {name: RowFrame(registers[name].frame).select(~mask) for name, mask in rejected.items()}
    # Tallied populations come first: their blanks reject rows that the selection of the outer one may read.
    blank: dict[tuple[str, str], Mask] = {}
    for population in _list_nested(measure):
        name = population.register_
        if population.blank_rejects and name in accepted:
            for column, mask in _find_blanks(population, registers[name], Scope(accepted, periods)):
                blank[name, column] = mask | blank.get((name, column), mask)
                rejected[name] = rejected[name] | mask
            accepted[name] = RowFrame(registers[name].frame).select(~rejected[name])
    if plan.figures is not None and takes_figures(measure) and plan.figures.register_ in registers:
        # The figures are no column that the measure reads, but the rows about it that are faulty count as rejected.
        name = plan.figures.register_
        rejected[name] = _find_rejected_figures(measure, registers[name], rows_by_measure)
    masked = tuple(_find_masked(measure, registers))
    return Acceptance(Scope(accepted, periods, observe), rejected, blank, missing, _find_emptied(registers, accepted), masked)


def accept_columns(
    plan: Plan, reads: Mapping[str, frozenset[str]], registers: Mapping[str, TypedRegister], periods: Periods
) -> Acceptance:
    """The rows whose cells in these columns can be read, register by register: for what is printed without being a measure."""
    reads = {name: columns | set(plan.find_register(name).key_columns) for name, columns in reads.items()}
    there = {name: registers[name] for name in reads if name in registers}
    rejected = {name: register.find_faulty_rows(reads[name]) for name, register in there.items()}
    accepted = {name: RowFrame(there[name].frame).select(~mask) for name, mask in rejected.items()}
    missing = tuple(find_missing(plan, reads, registers))
    scope = Scope(accepted, periods, typed={name: register.typed for name, register in there.items()})
    return Acceptance(scope, rejected, {}, missing, _find_emptied(there, accepted))


def _find_emptied(registers: Mapping[str, TypedRegister], accepted: Mapping[str, RowFrame]) -> tuple[str, ...]:
    """The titles of the registers of which no row is left."""
    return tuple(registers[name].spec.title for name in accepted if len(registers[name]) and not len(accepted[name]))


def find_missing(plan: Plan, reads: Mapping[str, frozenset[str]], registers: Mapping[str, TypedRegister]) -> Iterator[str]:
    """A sentence for each register that is not there, and for each that lacks columns."""
    for name, columns in reads.items():
        spec = plan.find_register(name)
        if name not in registers:
            yield f"缺清冊「{spec.title}」"
            continue
        known = (*spec.columns, *spec.further_columns)
        lacking = [column.name for column in known if column.name in columns and not registers[name].has_column(column.name)]
        if lacking:
            yield f"「{spec.title}」缺欄位{'、'.join(f'「{column}」' for column in lacking)}"


def _find_masked(measure: m.Measure, registers: Mapping[str, TypedRegister]) -> Iterator[str]:
    if not any(register.masked for register in registers.values()):
        return
    for name, columns in find_columns_joined(measure).items():
        if name in registers:
            register = registers[name]
            for column in sorted(columns & register.masked):
                yield f"「{register.spec.title}」的「{column}」經過遮蔽，分不出誰是誰；請改用完整的編號"


def _find_faulty(measure: m.Measure, register: TypedRegister, columns: frozenset[str], rows_by_measure: RowsByMeasure) -> Mask:
    if isinstance(measure, m.Evidence):
        return find_rejected_evidence(rows_by_measure.plan, measure, register, rows_by_measure.find_evidence(measure))
    if isinstance(measure, m.Figure):
        return _find_rejected_figures(measure, register, rows_by_measure)
    return register.find_faulty_rows(columns)


def _find_rejected_figures(measure: m.Measure, register: TypedRegister, rows_by_measure: RowsByMeasure) -> Mask:
    rows = rows_by_measure.figures
    return np.zeros(len(register), dtype=bool) if rows is None else find_rejected_figures(rows_by_measure.plan, measure, rows)


def _find_blanks(population: p.Population, register: TypedRegister, scope: Scope) -> Iterator[tuple[str, Mask]]:
    """Each column of the register that may not be blank, and the selected rows in which it is."""
    _, rows = find_selected(population, scope, register.lacking)
    for column in population.blank_rejects:
        if register.has_column(column):
            yield column, np.isin(np.arange(len(register)), rows.index[rows[column].isna().to_numpy()])


def _list_nested(measure: m.Measure) -> Iterator[p.Population]:
    """The measure's populations, those that are tallied within them first."""
    for population in list_populations(measure):
        for part in population.derive:
            if isinstance(part, p.Tally):
                yield part.tally
        yield population
