"""`compute --monthly`: a run with the figures of every month-end beside its own, all from one reading of the data."""

from __future__ import annotations

from dataclasses import replace

from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.plans.plan import Wanted
from antidrug_kpi.stages import Stage, Step, Watch, watch_nothing


def add_months(run: Run, watch: Watch = watch_nothing) -> Run:
    """The run whose result has the month-ends of its year up to the as-of date, and with the run at the last of them.

    `watch` is called with each step.
    """
    from antidrug_kpi.measures.month_ends import compute_month_ends, list_month_ends

    ids = {measure.id for measure in run.result.measures}
    wanted = tuple((indicator, measure) for indicator, measure in run.plan.measures if measure.id in ids)
    days = list_month_ends(run.periods.year, run.periods.as_of)
    last = run if not days or days[-1] == run.periods.as_of else _move_back(run, wanted)
    known = {each.periods.as_of: each.result.measures for each in (run, last)}
    months = compute_month_ends(run.terms, wanted, known, watch)
    watch(Step(Stage.OUTPUT))
    return replace(run, result=replace(run.result, months=months), last_month=last)


def _move_back(run: Run, wanted: Wanted) -> Run:
    """The run at the last month-end before its as-of date."""
    from antidrug_kpi.measures.month_ends import list_month_ends, move_terms
    from antidrug_kpi.measures.office import compute_office

    terms = move_terms(run.terms, list_month_ends(run.periods.year, run.periods.as_of)[-1])
    result, computations = compute_office(run.reading, terms, wanted)
    return replace(run, periods=terms.periods, terms=terms, result=replace(result, by=run.result.by), computations=computations)
