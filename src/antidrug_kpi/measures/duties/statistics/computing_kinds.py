"""One statistic of each kind, from the rows that it accepts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import singledispatch

from antidrug_kpi.measures.duties.duty_results import RowListing, StatisticResult, StatisticStatus
from antidrug_kpi.measures.duties.statistics.blank_notes import note_blanks
from antidrug_kpi.measures.duties.statistics.counted_subjects import count_subjects, find_count
from antidrug_kpi.measures.duties.statistics.cross_tables import build_table
from antidrug_kpi.measures.duties.statistics.figure_values import find_figures_by_label, stand_together
from antidrug_kpi.measures.duties.statistics.listings import list_rows
from antidrug_kpi.measures.duties.statistics.quotients import Quotient, divide_alone, find_quotient, find_value
from antidrug_kpi.measures.duties.statistics.result_tables import say_beside, tell_results
from antidrug_kpi.measures.duties.statistics.rule_gaps import list_rule_gaps
from antidrug_kpi.measures.duties.statistics.statistic_run import StatisticRun
from antidrug_kpi.measures.duties.statistics.statistic_terms import StatisticRows, accept_for, list_present, merge_rejected
from antidrug_kpi.plans.duties import statistic_specs as st


@singledispatch
def compute_statistic(statistic: st.BaseStatistic, run: StatisticRun) -> StatisticResult:
    """The result of a statistic whose parts are resolved."""
    raise TypeError(statistic)


@compute_statistic.register
def compute_count(statistic: st.CountStatistic, run: StatisticRun) -> StatisticResult:
    rows = accept_for(statistic.model_copy(update={"otherwise": None}), run.terms)
    population = statistic.population
    if statistic.otherwise is not None and _stands_in(statistic, statistic.otherwise, rows, run):
        population = statistic.otherwise.population
        rows = accept_for(population, run.terms)
    if rows.obstacles:
        return start_blank(statistic, rows)
    counted = count_subjects(population, rows.scope)
    notes = note_blanks(run.terms.plan, counted)
    return _finish(statistic, rows, run, notes, value=Fraction(find_count(population, counted)))


@compute_statistic.register
def compute_sum(statistic: st.SumStatistic, run: StatisticRun) -> StatisticResult:
    rows = accept_for(statistic, run.terms)
    if rows.obstacles:
        return start_blank(statistic, rows)
    counted = count_subjects(statistic.population, rows.scope)
    figures = find_figures_by_label(statistic.figures, counted, stand_together(counted))[0]
    parts = dict(zip((figure.label for figure in statistic.figures), figures, strict=True)) if len(figures) > 1 else None
    notes = note_blanks(run.terms.plan, counted, statistic.figures)
    value = None if figures[-1] is None else Fraction(figures[-1])
    return _finish(statistic, rows, run, notes, value=value, parts=parts)


@compute_statistic.register
def compute_quotient(statistic: st.QuotientStatistic, run: StatisticRun) -> StatisticResult:
    rows = accept_for(statistic.model_copy(update={"otherwise": None, "parts": {}}), run.terms)
    if statistic.otherwise is not None and _stands_in(statistic, statistic.otherwise, rows, run):
        population = statistic.otherwise.population
        rows = accept_for(population, run.terms)
        if rows.obstacles:
            return start_blank(statistic, rows)
        return _finish_quotient(statistic, (rows,), run, divide_alone(population, rows.scope, run.terms.plan))
    of_parts = {name: accept_for(population, run.terms) for name, population in statistic.parts.items()}
    everything = (rows, *of_parts.values())
    if any(each.obstacles for each in everything):
        return start_blank(statistic, *everything)
    scopes = {name: each.scope for name, each in of_parts.items()}
    quotient = find_quotient(run.terms.plan, statistic, rows.scope, scopes, run.subjects)
    if quotient.counted is not None:
        run.subjects[statistic.id] = quotient.counted
    return _finish_quotient(statistic, everything, run, quotient)


def _finish_quotient(
    statistic: st.QuotientStatistic, rows: tuple[StatisticRows, ...], run: StatisticRun, quotient: Quotient
) -> StatisticResult:
    result = _finish(
        statistic,
        rows[0],
        run,
        quotient.notes,
        value=find_value(quotient, statistic.unit),
        parts=quotient.parts,
        table=quotient.table,
    )
    status = StatisticStatus.NOT_APPLICABLE if result.value is None else result.status
    return replace(
        result,
        status=status,
        numerator=quotient.numerator,
        denominator=quotient.denominator,
        rejected=merge_rejected(rows),
    )


@compute_statistic.register
def compute_difference(statistic: st.DifferenceStatistic, run: StatisticRun) -> StatisticResult:
    """One value less the other, where both are there."""
    sides = [run.results[name] for name in (statistic.minuend, statistic.subtrahend)]
    rejected = max(side.rejected for side in sides)
    start = replace(start_blank(statistic), rejected=rejected)
    blank = next((side for side in sides if side.status is StatisticStatus.BLANK), None)
    if blank is not None:
        return replace(start, notes=blank.notes)
    left, right = sides
    differs = statistic.same_denominator and left.denominator != right.denominator
    if left.value is None or right.value is None or differs:
        notes = (f"兩者的分母不同（{left.denominator}、{right.denominator}），不相減",) if differs else ()
        return replace(start, status=StatisticStatus.NOT_APPLICABLE, notes=(*statistic.notes, *notes))
    return replace(start, status=StatisticStatus.COMPUTED, value=left.value - right.value, notes=statistic.notes)


@compute_statistic.register
def compute_table(statistic: st.TableStatistic, run: StatisticRun) -> StatisticResult:
    if statistic.results is not None:
        return _tell_measures(statistic, statistic.results, run)
    rows = accept_for(statistic, run.terms)
    if rows.obstacles or statistic.population is None:
        return start_blank(statistic, rows)
    counted = count_subjects(statistic.population, rows.scope)
    notes = note_blanks(run.terms.plan, counted, statistic.figures)
    return _finish(statistic, rows, run, notes, table=build_table(run.terms.plan, statistic, counted))


def _tell_measures(statistic: st.TableStatistic, terms: st.ResultRows, run: StatisticRun) -> StatisticResult:
    results = run.measures if terms.of == "measures" else run.rules
    told = [results[name] for name in terms.rows.values() if name in results]
    # The measures of one table read the same registers: a row that one of them rejects is mostly the other's as well.
    start = replace(start_blank(statistic), rejected=max((result.rejected for result in told), default=0))
    table = tell_results(terms, results)
    if table is None:
        return replace(start, notes=tuple(dict.fromkeys(note for result in told for note in result.notes)))
    return replace(start, status=StatisticStatus.COMPUTED, table=table, notes=statistic.notes)


@compute_statistic.register
def compute_list(statistic: st.ListStatistic, run: StatisticRun) -> StatisticResult:
    if statistic.population is None:
        return list_rule_gaps(statistic, start_blank(statistic), run.terms)
    rows = accept_for(statistic, run.terms)
    if rows.obstacles:
        return start_blank(statistic, rows)
    counted = count_subjects(statistic.population, rows.scope)
    columns = list_present(statistic.population.register_, run.terms)
    listing: RowListing = list_rows(run.terms.plan, counted, columns)
    return replace(_finish(statistic, rows, run, note_blanks(run.terms.plan, counted)), listing=listing)


def _stands_in(
    statistic: st.CountStatistic | st.QuotientStatistic, otherwise: st.Otherwise, rows: StatisticRows, run: StatisticRun
) -> bool:
    """Whether what the statistic reads is absent in the way that lets another population stand in."""
    if rows.absent_registers or statistic.population is None:
        return True
    present = list_present(statistic.population.register_, run.terms)
    return any(name not in present for name in otherwise.columns)


def start_blank(statistic: st.BaseStatistic, *rows: StatisticRows) -> StatisticResult:
    """The statistic without any value, and why."""
    return StatisticResult(
        statistic.id,
        statistic.demand,
        statistic.kind,  # type: ignore[attr-defined]  # every kind has one of its own
        statistic.text,
        StatisticStatus.BLANK,
        statistic.unit,
        rejected=merge_rejected(rows),
        notes=tuple(dict.fromkeys(text for each in rows for text in each.obstacles)),
    )


def _finish(
    statistic: st.BaseStatistic, rows: StatisticRows, run: StatisticRun, notes: tuple[str, ...], **values: object
) -> StatisticResult:
    """The statistic with its values and notes; `values` are fields of the result."""
    beside = tuple(say_beside(name, run.rules[name]) for name in statistic.beside if name in run.rules)
    start = start_blank(statistic, rows)
    return replace(start, status=StatisticStatus.COMPUTED, notes=(*statistic.notes, *notes, *beside), **values)  # type: ignore[arg-type]
