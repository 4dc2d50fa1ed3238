"""Computes the statistics of a report, in the plan's order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.duties.duty_results import StatisticResult
from antidrug_kpi.measures.duties.statistics.computing_kinds import compute_statistic
from antidrug_kpi.measures.duties.statistics.statistic_run import StatisticRun
from antidrug_kpi.measures.results import MeasureResult, Status
from antidrug_kpi.plans.duties.statistic_specs import TableStatistic
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.resolving_statistics import resolve_parts


def compute_statistics(
    plan: Plan, terms: Terms, measures: Sequence[MeasureResult], rules: Sequence[MeasureResult]
) -> tuple[StatisticResult, ...]:
    """Every statistic of the plan. `measures` and `rules` are the results of the same run."""
    run = StatisticRun(terms, _take_lenient(plan, terms, measures), {rule.id: rule for rule in rules})
    for statistic in plan.all_statistics:
        run.results[statistic.id] = compute_statistic(resolve_parts(plan, statistic), run)
    return tuple(run.results.values())


def _take_lenient(plan: Plan, terms: Terms, measures: Sequence[MeasureResult]) -> Mapping[str, MeasureResult]:
    """The results by id; those that statistics tell again are computed anew where a strict run withheld them."""
    found = {measure.id: measure for measure in measures}
    withheld = {measure.id for measure in measures if measure.status is Status.WITHHELD}
    if not withheld:
        return found
    told = [statistic.results for statistic in plan.all_statistics if isinstance(statistic, TableStatistic)]
    wanted = {name for part in told if part is not None and part.of == "measures" for name in part.rows.values()}
    lenient = replace(terms, is_strict=False)
    for indicator, measure in plan.measures:
        if measure.id in wanted & withheld:
            found[measure.id] = compute_measure(indicator, measure, lenient).result
    return found
