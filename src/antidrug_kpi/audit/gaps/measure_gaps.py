"""What can still be done about one measure: its work, the best that can be reached, and whether that meets the target."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from antidrug_kpi.audit.gaps.evidence_work import list_evidence_work
from antidrug_kpi.audit.gaps.lacking_sentences import say_new_rows
from antidrug_kpi.audit.gaps.least_acts import ActStep
from antidrug_kpi.audit.gaps.situation import Situation, get_date
from antidrug_kpi.audit.gaps.subject_work import SubjectWork, list_subject_work
from antidrug_kpi.audit.gaps.work import MeasureGaps, WorkEntry, put_in_order
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.measures.evidence.rows_by_measure import RowsByMeasure
from antidrug_kpi.measures.figures import divide
from antidrug_kpi.measures.population_table import PopulationTable
from antidrug_kpi.measures.results import MeasureResult, Number, Status
from antidrug_kpi.measures.target_status import is_met
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p

_WITHOUT_FIGURES = frozenset({Status.NO_DATA, Status.WITHHELD, Status.NOT_APPLICABLE})


@dataclass(frozen=True)
class Computed:
    """A measure as it is at the end and, where it was computed, as it is today."""

    measure: m.Measure
    end: Computation
    today: Computation | None

    @property
    def table(self) -> PopulationTable:
        """The first table, which is the one that acts can change."""
        return self.end.tables[0]

    @property
    def table_today(self) -> PopulationTable | None:
        return self.today.tables[0] if self.today is not None and self.today.tables else None


def find_measure_gaps(computed: Computed, situation: Situation, rows_by_measure: RowsByMeasure) -> MeasureGaps:
    """What can still be done, by the kind of measure (docs/interface.md, gaps)."""
    measure, result = computed.measure, computed.end.result
    if result.status in _WITHOUT_FIGURES:
        return MeasureGaps(result)
    population = get_population(measure)
    if result.source == "figures" or is_sum(measure):
        return MeasureGaps(result, reachable=True if result.status is Status.MET else None)
    if result.comparator in {"<=", "="}:
        return _keep_as_it_is(result)
    if isinstance(measure, m.Evidence) or _adds_own_rows(measure, situation):
        return _find_own_gaps(computed, situation, rows_by_measure)
    if population is None:
        raise TypeError(measure)
    return _find_bounded_gaps(computed, list_subject_work(population, computed.table, computed.table_today, situation))


def get_population(measure: m.Measure) -> p.Population | None:
    """The population whose subjects acts can put into the numerator."""
    match measure:
        case m.Ratio() | m.Mean() | m.Count():
            return measure.population
        case m.Difference():
            return measure.minuend.population
        case _:
            return None


def is_sum(measure: m.Measure) -> bool:
    """Whether the measure is made of numbers that have no bound: sums, or figures entered by hand."""
    if isinstance(measure, m.Figure):
        return True
    population = get_population(measure)
    return population is not None and bool(population.numerator_sum or population.denominator_sum)


def _keep_as_it_is(result: MeasureResult) -> MeasureGaps:
    """Of an upper limit nothing that was done can be undone: all of its numerator is lost."""
    lost = None if result.numerator is None else int(result.numerator)
    reachable = None if result.target is None else result.status is Status.MET
    return MeasureGaps(result, reachable, result.value, result.numerator, result.denominator, lost)


def _find_bounded_gaps(computed: Computed, work: SubjectWork) -> MeasureGaps:
    """Everyone counts whom acts can bring in; nobody else is added."""
    measure, result, table = computed.measure, computed.end.result, computed.table
    more = work.to_do + work.brought_in
    entries = put_in_order(work.entries)
    if isinstance(measure, m.Difference):
        ratio = divide(table.numerator + more, table.denominator + work.brought_in, "%")
        other = computed.end.tables[1]
        less = divide(other.numerator, other.denominator, "%")
        best = ratio - less if ratio is not None and less is not None else None
        return MeasureGaps(result, _is_reachable(result, best), best, None, None, work.lost, entries)
    numerator = None if result.numerator is None else result.numerator + more
    denominator = None if result.denominator is None else result.denominator + work.brought_in
    best = _find_value(numerator, denominator, measure.unit)
    return MeasureGaps(result, _is_reachable(result, best), best, numerator, denominator, work.lost, entries)


def _find_value(numerator: Number | None, denominator: Number | None, unit: str) -> Fraction | None:
    if numerator is None:
        return None
    return Fraction(numerator) if denominator is None else divide(numerator, denominator, unit)


def _is_reachable(result: MeasureResult, best: Fraction | None) -> bool | None:
    if result.target is None or result.comparator is None:
        return None
    if result.status is Status.MET:
        return True
    return best is not None and is_met(best, cast("m.Comparator", result.comparator), result.target)


def _adds_own_rows(measure: m.Measure, situation: Situation) -> bool:
    """Whether the office can add what the measure counts: in the numerator alone, or in both."""
    return _find_own_register(measure, situation) is not None


def _find_own_register(measure: m.Measure, situation: Situation) -> str | None:
    """The register of the office's own events or schemes that the measure counts."""
    if isinstance(measure, m.Evidence):
        return situation.plan.evidence.register_ if situation.plan.evidence is not None else None
    added = measure.added if isinstance(measure, m.Counted) else None
    population = added if added is not None else get_population(measure)
    if population is None or situation.plan.find_register(population.register_).rows != "own":
        return None
    return population.register_


def _find_own_gaps(computed: Computed, situation: Situation, rows_by_measure: RowsByMeasure) -> MeasureGaps:
    """The subjects that are there are judged as any others; where they do not suffice, rows of one's own are added."""
    measure, result = computed.measure, computed.end.result
    entries: tuple[WorkEntry, ...] = ()
    lost = 0
    population = get_population(measure)
    if isinstance(measure, m.Evidence):
        entries, further = _find_evidence(measure, result, situation, rows_by_measure)
    elif isinstance(measure, m.Counted) and measure.added is not None:
        further = result.shortfall or 0
    elif population is not None:
        work = list_subject_work(population, computed.table, computed.table_today, situation)
        entries, lost = work.entries, work.lost
        numerator = int(computed.table.numerator) + work.to_do
        further = _count_further(result, numerator, int(computed.table.denominator))
    register = _find_own_register(measure, situation)
    entries = put_in_order(entries)
    if further and register is not None:
        entries = (*entries, _add_rows(register, further, situation))
    return MeasureGaps(result, True if result.target is not None else None, lost=lost, entries=entries)


def _find_evidence(
    measure: m.Evidence, result: MeasureResult, situation: Situation, rows_by_measure: RowsByMeasure
) -> tuple[tuple[WorkEntry, ...], int]:
    """The items that lack something, and the rows lacking for further ones, or for further texts."""
    columns = situation.plan.evidence
    if columns is None:
        raise TypeError(measure)
    rows = rows_by_measure.select_evidence(measure, situation.scope.rows[columns.register_])
    entries = list_evidence_work(measure, columns, rows, situation)
    lacking = max(0, (result.shortfall or 0) - len(entries))
    return entries, lacking * (1 if measure.evidence.count == "texts" else len(measure.evidence.elements))


def _count_further(result: MeasureResult, numerator: int, denominator: int) -> int:
    """The least number of rows that count to be added until the target is met; none where it is, or never will be."""
    if result.target is None or result.status is not Status.MISSED:
        return 0
    share = result.target / (100 if result.unit == "%" else 1)
    if result.denominator is None:
        lacking = share - numerator
    elif denominator and is_met(Fraction(numerator, denominator), ">=", share):
        return 0
    elif share >= 1:
        return 0 if denominator else 1
    else:
        lacking = (share * denominator - numerator) / (1 - share)
    return max(1 if not denominator else 0, math.ceil(lacking))


def _add_rows(register: str, count: int, situation: Situation) -> WorkEntry:
    by = get_date(situation.end)
    sentence = say_new_rows(situation.plan.find_register(register), count, by)
    return WorkEntry(None, register, None, (sentence,), (ActStep(register, None, None, by, count),), by)
