"""The list of who does not fulfil the rules of the annexes, and what each of them lacks."""

from __future__ import annotations

from dataclasses import replace

from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.duties.duty_results import CellValue, RowListing, StatisticResult, StatisticStatus
from antidrug_kpi.measures.duties.statistics.listings import LACKING_COLUMNS, PERSON, list_lacking
from antidrug_kpi.measures.duties.statistics.statistic_terms import StatisticRows, accept_for, merge_rejected
from antidrug_kpi.plans.duties.statistic_specs import ListStatistic
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.resolving_statistics import find_population
from antidrug_kpi.plans.windows import resolve_periods


def list_rule_gaps(statistic: ListStatistic, start: StatisticResult, terms: Terms) -> StatisticResult:
    """The list over the rules that can be computed; blank where none of them can."""
    rules = terms.plan.rules
    if rules is None:
        return start
    annex = load_plan(rules.plan)
    periods = terms.periods
    annex_terms = replace(
        terms, plan=annex, periods=resolve_periods(annex.windows, annex.reports, periods.year, periods.report, periods.as_of)
    )
    accepted: list[StatisticRows] = []
    rows: list[tuple[CellValue, ...]] = []
    notes: dict[str, None] = {}
    for lacking in statistic.lacking:
        population = find_population(annex, lacking.rule.removeprefix(rules.prefix))
        if population is None:
            continue
        accepts = accept_for(population, annex_terms)
        if accepts.obstacles:
            notes |= dict.fromkeys(f"{lacking.rule}：{text}" for text in accepts.obstacles)
            continue
        accepted.append(accepts)
        rows += list_lacking(lacking, population, accepts.scope)
    if not accepted:
        return replace(start, notes=tuple(notes))
    return replace(
        start,
        status=StatisticStatus.COMPUTED,
        listing=RowListing(LACKING_COLUMNS, tuple(rows), frozenset({PERSON})),
        rejected=merge_rejected(tuple(accepted)),
        notes=(*statistic.notes, *notes),
    )
