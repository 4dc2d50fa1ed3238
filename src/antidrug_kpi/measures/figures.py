"""The figures of a measure (numerator, denominator, value), computed from its population tables and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from antidrug_kpi.measures.evidence.evidence_items import count_evidence
from antidrug_kpi.measures.evidence.rows_by_measure import RowsByMeasure
from antidrug_kpi.measures.exact_sums import fill_blanks
from antidrug_kpi.measures.measure_scope import Scope
from antidrug_kpi.measures.population import tabulate
from antidrug_kpi.measures.population_table import ADDED, EXCLUDED, NUMERATOR, PopulationTable, add_up
from antidrug_kpi.measures.results import EvidenceItem, Number, Sum
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.plan import Plan


@dataclass(frozen=True)
class Figures:
    """Numerator, denominator and exact value in the measure's unit (none where a denominator is zero), with the tables behind
    them.

    `target` is set where the population itself gives it (1.2's prior ratio); `parts` where the measure names its parts.
    """

    numerator: Number | None
    denominator: Number | None
    value: Fraction | None
    tables: tuple[PopulationTable, ...]
    target: Fraction | None = None
    parts: Mapping[str, Number | None] | None = None
    notes: tuple[str, ...] = ()
    is_comparable: bool = True
    items: tuple[EvidenceItem, ...] = ()


def find_figures(plan: Plan, measure: m.Measure, scope: Scope, rows_by_measure: RowsByMeasure) -> Figures:
    """The figures of any measure that is computed from registers."""
    match measure:
        case m.Ratio() | m.Mean():
            return _find_ratio(measure, scope)
        case m.Count():
            return _find_count(measure, scope)
        case m.Difference():
            return _find_difference(measure, scope)
        case m.Evidence() if plan.evidence is not None:
            rows = rows_by_measure.select_evidence(measure, scope.rows[plan.evidence.register_])
            counted = count_evidence(plan, measure, rows)
            return Figures(
                counted.count, None, Fraction(counted.count), (counted.table,), notes=counted.notes, items=counted.items
            )
        case _:
            raise TypeError(measure)


def divide(numerator: Number, denominator: Number, unit: str) -> Fraction | None:
    """The exact ratio in its unit (percent: times 100); None for a denominator of zero."""
    if not denominator:
        return None
    return Fraction(numerator) / Fraction(denominator) * (100 if unit == "%" else 1)


def weigh(denominator: Sum, measure: m.Counted) -> Number:
    """The denominator as the measure weighs it: a whole number stays one, whatever it is made of."""
    if measure.denominator_weight is None:
        return denominator
    weighed = Fraction(denominator) * Fraction(measure.denominator_weight)
    return weighed.numerator if weighed.denominator == 1 else weighed


def _find_ratio(measure: m.Ratio | m.Mean, scope: Scope) -> Figures:
    table = tabulate(measure.population, scope)
    tables: tuple[PopulationTable, ...] = (table,)
    numerator, denominator = table.numerator, weigh(table.denominator, measure)
    if measure.added is not None:  # rows of another register that count in the numerator alone
        added = _move_to_numerator(tabulate(measure.added, scope))
        tables = (table, added)
        numerator += added.numerator
    value = divide(numerator, denominator, measure.unit)
    figures: dict[str, Number] = {"numerator": numerator, "denominator": denominator}
    target, is_comparable = None, True
    if measure.target is not None and measure.target.prior is not None:
        prior = measure.target.prior
        figures["prior_numerator"] = _sum_counted(table, prior.numerator_sum)
        figures["prior_denominator"] = _sum_counted(table, prior.denominator_sum)
        target = divide(figures["prior_numerator"], figures["prior_denominator"], measure.unit)
        is_comparable = target is not None
    parts = {name: figures[field] for name, field in measure.parts.items()} if measure.parts else None
    notes = tuple(note for part in tables for note in part.notes)
    return Figures(numerator, denominator, value, tables, target, parts, notes, is_comparable)


def _find_count(measure: m.Count, scope: Scope) -> Figures:
    table = tabulate(measure.population, scope)
    if measure.population.numerator is None and not measure.population.numerator_sum:
        places = np.where(table.places == EXCLUDED, table.places, np.int8(NUMERATOR))
        table = replace(table, places=places, numerator_amounts=table.denominator_amounts)
    has_subjects = bool((table.places != EXCLUDED).any())
    # A count of 0 misses a least number. An upper limit or an exact number is not met by having nothing to count.
    is_vacuous = not has_subjects and measure.target is not None and measure.target.comparator in {"=", "<="}
    return Figures(table.numerator, None, None if is_vacuous else Fraction(table.numerator), (table,), notes=table.notes)


def _move_to_numerator(table: PopulationTable) -> PopulationTable:
    """The table with all its subjects in the numerator and none in the denominator."""
    return replace(
        table,
        places=np.full_like(table.places, NUMERATOR),
        numerator_amounts=table.denominator_amounts,
        denominator_amounts=np.zeros(len(table), dtype=np.int64),
        label=ADDED,
    )


def _sum_counted(table: PopulationTable, columns: tuple[str, ...]) -> Sum:
    """The sum of columns of the register over the table's rows."""
    if table.subjects is None:
        raise TypeError(table)
    subjects = table.subjects
    frames = [subjects.frame if name in table.derived else subjects.rows for name in columns]
    return sum((add_up(fill_blanks(frame[name])) for frame, name in zip(frames, columns, strict=True)), 0)


@dataclass(frozen=True)
class _SideFigures:
    """One side of a difference: its exact value in percent, its parts by role (minuend.numerator), its tables, and notes."""

    value: Fraction | None
    parts: Mapping[str, Number | None]
    tables: tuple[PopulationTable, ...] = ()
    notes: tuple[str, ...] = ()


def _find_difference(measure: m.Difference, scope: Scope) -> Figures:
    first, second = _find_side("minuend", measure.minuend, scope), _find_side("subtrahend", measure.subtrahend, scope)
    # Both sides are exact, so the difference is rounded once, when it is shown.
    value = first.value - second.value if first.value is not None and second.value is not None else None
    known = {**first.parts, **second.parts}
    parts = {name: known[field] for name, field in measure.parts.items()}
    return Figures(None, None, value, first.tables + second.tables, parts=parts, notes=first.notes + second.notes)


def _find_side(role: str, side: m.Side, scope: Scope) -> _SideFigures:
    """The side of this role: the ratio of its population, or else the highest of its rates."""
    if side.population is not None:
        table = tabulate(side.population, scope, side.label)
        parts: dict[str, Number | None] = {f"{role}.numerator": table.numerator, f"{role}.denominator": table.denominator}
        for name in side.population.numerator_sum + side.population.denominator_sum:
            parts[f"{role}.{name}"] = _sum_counted(table, (name,))
        return _SideFigures(divide(table.numerator, table.denominator, "%"), parts, (table,), table.notes)
    if side.highest is None:
        raise TypeError(side)
    rates = list(scope.rows[side.highest.register_][side.highest.column].dropna().unique())
    rate = max(rates, default=None)
    notes: tuple[str, ...] = ()
    if len(rates) > 1:
        shown = "、".join(str(known) for known in sorted(rates))
        notes = (f"各列「{side.highest.column}」不同（{shown}），以最高者為準，請確認",)
    return _SideFigures(None if rate is None else Fraction(rate), {f"{role}.rate": rate}, notes=notes)
