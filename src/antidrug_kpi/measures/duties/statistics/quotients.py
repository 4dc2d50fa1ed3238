"""Ratios and means: a numerator over a denominator, exact, with their named parts and the table beside a mean per value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from antidrug_kpi.measures.condition_masks import filter_related
from antidrug_kpi.measures.derived.calendar_months import add_months
from antidrug_kpi.measures.duties.duty_results import CrossTable
from antidrug_kpi.measures.duties.statistics.blank_notes import note_blanks
from antidrug_kpi.measures.duties.statistics.counted_subjects import CountedSubjects, count_amount, count_subjects
from antidrug_kpi.measures.duties.statistics.cross_tables import cross
from antidrug_kpi.measures.duties.statistics.labelling import UNFILLED, label_subjects
from antidrug_kpi.measures.figures import divide
from antidrug_kpi.measures.measure_scope import Scope, get_days, number_keys
from antidrug_kpi.measures.results import Number
from antidrug_kpi.plans.duties.statistic_specs import Matching, NotedTexts, PerValue, QuotientStatistic
from antidrug_kpi.plans.duties.taken_populations import TakenPopulation
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.cells.squeezing import squeeze


@dataclass(frozen=True)
class Quotient:
    """A numerator, a denominator, and what is told beside them."""

    numerator: Number
    denominator: Number
    parts: Mapping[str, Number | None] | None = None
    table: CrossTable | None = None
    notes: tuple[str, ...] = ()
    counted: CountedSubjects | None = None


def find_quotient(
    plan: Plan,
    statistic: QuotientStatistic,
    scope: Scope,
    part_scopes: Mapping[str, Scope],
    others: Mapping[str, CountedSubjects],
) -> Quotient:
    """The quotient of a statistic. `part_scopes` have the rows that each part accepts, `others` the subjects of others."""
    if statistic.population is None:
        return _divide_amounts(plan, statistic, scope)
    counted = count_subjects(statistic.population, scope)
    if statistic.matching is not None:
        counted = _keep_matching(statistic.matching, counted, others)
    if statistic.per is not None:
        return _divide_by_values(plan, statistic.per, counted)
    kept = np.isin(counted.table.rows, counted.places)
    quotient = Quotient(
        _add_up(counted.table.numerator_amounts[kept]),
        _add_up(counted.table.denominator_amounts[kept]),
        notes=note_blanks(plan, counted),
        counted=counted,
    )
    if statistic.note_others is not None:
        quotient = replace(quotient, notes=(*quotient.notes, *_note_texts(statistic.note_others, counted)))
    if statistic.parts:
        quotient = replace(quotient, parts=_divide_parts(statistic, quotient.denominator, part_scopes))
    return quotient


def divide_alone(population: TakenPopulation, scope: Scope, plan: Plan) -> Quotient:
    """Numerator and denominator of a population that stands in for another."""
    counted = count_subjects(population, scope)
    return Quotient(counted.table.numerator, counted.table.denominator, notes=note_blanks(plan, counted))


def _add_up(amounts: np.ndarray) -> Number:
    """The exact sum of whole numbers or Decimals."""
    total: Number = sum(amounts.tolist(), 0)
    return total


def _keep_matching(terms: Matching, counted: CountedSubjects, others: Mapping[str, CountedSubjects]) -> CountedSubjects:
    days = add_months(get_days(counted.take(terms.date)), terms.plus_months)
    other = others.get(terms.statistic)
    known = get_days(other.take(terms.date)) if other is not None else days[:0]
    return counted.select(np.isin(days, known[~np.isnat(known)]))


def _divide_parts(statistic: QuotientStatistic, denominator: Number, scopes: Mapping[str, Scope]) -> dict[str, Number | None]:
    return {
        name: divide(count_subjects(population, scopes[name]).table.numerator, denominator, statistic.unit)
        for name, population in statistic.parts.items()
    }


def _divide_by_values(plan: Plan, terms: PerValue, counted: CountedSubjects) -> Quotient:
    """Subjects with a value, for each of the values."""
    labelling = label_subjects(plan, terms.by, [counted])
    numbers = dict(zip(labelling.labels, np.bincount(labelling.code, minlength=len(labelling.labels)).tolist(), strict=True))
    lacking = numbers.pop(UNFILLED, 0)
    parts: dict[str, Number | None] = {
        terms.least: min(numbers.values(), default=None),
        terms.most: max(numbers.values(), default=None),
        terms.lacking: lacking,
    }
    table = None if terms.columns is None else cross(plan, terms.by, terms.columns, counted)
    return Quotient(len(counted) - lacking, len(numbers), parts, table)


def _divide_amounts(plan: Plan, statistic: QuotientStatistic, scope: Scope) -> Quotient:
    top, bottom = ([count_amount(amount, scope) for amount in side] for side in (statistic.numerator, statistic.denominator))
    notes = (note_blanks(plan, counted) for _, counted in (*top, *bottom))
    return Quotient(
        sum((number for number, _ in top), 0),
        sum((number for number, _ in bottom), 0),
        notes=tuple(dict.fromkeys(note for of_amount in notes for note in of_amount)),
    )


def _note_texts(terms: NotedTexts, counted: CountedSubjects) -> tuple[str, ...]:
    """The texts beside the known ones, and the blanks, in the rows that belong to the subjects."""
    rows = filter_related(terms.rows, counted.scope)
    keys, others = number_keys(counted.subjects.frame[terms.rows.on], rows[terms.rows.on])
    cells = rows[terms.column].iloc[np.flatnonzero(np.isin(others, keys[keys >= 0]))]
    known = {squeeze(word) for word in terms.known}
    counts = {str(text): int(count) for text, count in cells.dropna().astype(object).value_counts(sort=False).items()}
    named = sorted((text for text in counts if squeeze(text) not in known), key=lambda text: (-counts[text], text))
    told = [f"{text} {counts[text]} 次" for text in named]
    blanks = int(cells.isna().sum())
    told += [f"空白 {blanks} 次"] if blanks else []
    return (f"「{terms.column}」未計入者：{'、'.join(told)}",) if told else ()


def find_value(quotient: Quotient, unit: str) -> Fraction | None:
    """The exact value in its unit; None for a denominator of zero."""
    return divide(quotient.numerator, quotient.denominator, unit)
