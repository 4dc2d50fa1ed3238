"""What a report owes beside its measures, computed from a run: the rules of the annexes, statistics, tie-outs, demands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from antidrug_kpi.pipeline.resolved_settings import load_rules
from antidrug_kpi.plans.plan import Plan

if TYPE_CHECKING:  # pandas comes with these
    from antidrug_kpi.measures.compute import Terms
    from antidrug_kpi.measures.duties.duty_results import Duties
    from antidrug_kpi.measures.results import MeasureResult, OfficeResult
    from antidrug_kpi.settings import Settings


class ComputedRun(Protocol):
    """What the duties are computed from: a run, of which they become a part."""

    @property
    def plan(self) -> Plan: ...

    @property
    def terms(self) -> Terms: ...

    @property
    def result(self) -> OfficeResult: ...

    @property
    def settings(self) -> Settings: ...


def owes_more(plan: Plan) -> bool:
    """Whether a report of the plan owes anything beside its measures."""
    return plan.rules is not None or bool(plan.work_items or plan.statistics or plan.tie_outs)


def compute_duties(run: ComputedRun) -> Duties:
    """All duties of the run's report. Its plan and its registers must have been read for them (`compute(with_duties=True)`)."""
    from antidrug_kpi.measures.duties.demands import judge_demands
    from antidrug_kpi.measures.duties.duty_results import Duties
    from antidrug_kpi.measures.duties.statistics.computing import compute_statistics
    from antidrug_kpi.measures.duties.tie_outs.computing_tie_outs import compute_tie_outs

    # Nothing is withheld from statistics and tie-outs, and what is asked of the measures alone is not asked here.
    terms = replace(run.terms, is_strict=False, by=None, observe=None)
    measures = run.result.measures
    rules = _compute_rules(run, is_strict=False)
    # A strict run's measures were withheld: the statistics that tell them again compute them anew, and must know that.
    statistics = compute_statistics(run.plan, replace(terms, is_strict=run.terms.is_strict), measures, rules)
    return Duties(
        _compute_rules(run, is_strict=True) if run.terms.is_strict else rules,
        statistics,
        compute_tie_outs(run.plan, terms),
        judge_demands(run.plan, statistics, measures),
    )


def _compute_rules(run: ComputedRun, *, is_strict: bool) -> tuple[MeasureResult, ...]:
    from antidrug_kpi.measures.duties.rules import compute_rules

    rules = load_rules(run.plan, run.settings)
    if rules is None or run.plan.rules is None:
        return ()
    return compute_rules(rules, run.plan.rules.prefix, run.terms, is_strict=is_strict)
