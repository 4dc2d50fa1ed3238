"""Whether everything a plan names is there and fits: registers, columns and their types, windows, categories, ids."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans import services as s
from antidrug_kpi.plans.checking.alternative_checks import find_unchoosable
from antidrug_kpi.plans.checking.definitions import find_misdefined
from antidrug_kpi.plans.checking.derivation_checks import check_service, check_spans, check_tally
from antidrug_kpi.plans.checking.example_checks import find_unrunnable
from antidrug_kpi.plans.checking.measure_checks import check_measure
from antidrug_kpi.plans.checking.names import NameChecker
from antidrug_kpi.plans.checking.population_checks import check_population, check_reasons, check_rows_asked
from antidrug_kpi.plans.checking.statistic_checks import check_bands, check_statistic, check_taken, find_misstated
from antidrug_kpi.plans.checking.tie_out_checks import find_untieable
from antidrug_kpi.plans.duties import statistic_specs as st
from antidrug_kpi.plans.duties.dimension_specs import AgeBands
from antidrug_kpi.plans.duties.taken_populations import TakenParts
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.walking import Visit, walk
from antidrug_kpi.plans.resolving_statistics import resolve_parts
from antidrug_kpi.plans.yaml_source.located import Problem


def find_problems(plan: Plan) -> Iterator[Problem]:
    """Every reference of the plan that leads nowhere or does not fit, with the trail of the part that makes it."""
    yield from find_misdefined(plan)
    yield from find_unchoosable(plan)
    yield from find_misstated(plan)
    checker = NameChecker(plan)
    # What a statistic takes from a measure is checked where it is used.
    for visit in walk(plan.model_copy(update={"statistics": tuple(resolve_parts(plan, group) for group in plan.statistics)})):
        yield from checker.check_names(visit)
        yield from _check_rules(checker, visit)
    yield from find_unrunnable(plan)
    yield from find_untieable(plan)


def _check_rules(checker: NameChecker, visit: Visit) -> Iterator[Problem]:
    """What must hold of a part beside its names."""
    match visit.part:
        case m.BaseMeasure():
            yield from check_measure(checker.plan, visit.part, visit.trail)
        case p.Population():
            yield from check_population(checker, visit, visit.part)
        case s.ServiceTerms():
            yield from check_service(checker, visit, visit.part)
        case p.SpanTerms():
            yield from check_spans(visit, visit.part)
        case p.Tally():
            yield from check_tally(checker, visit, visit.part)
        case st.BaseStatistic():
            yield from check_statistic(checker.plan, visit.part, visit.trail)
        case TakenParts():
            yield from check_taken(checker.plan, visit.part, visit.trail)
        case AgeBands():
            yield from check_bands(visit.part, visit.trail)
        case p.ReasonTable():
            yield from check_reasons(checker, visit, visit.part)
        case c.AnyRow() | c.DecisiveRow():
            yield from check_rows_asked(checker, visit, visit.part)
        case _:
            pass
