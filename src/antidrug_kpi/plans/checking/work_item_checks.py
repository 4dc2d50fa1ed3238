"""Whether the work items of a plan have ids of their own, and what they tell of is there."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans.duties.statistic_specs import QuotientStatistic, Statistic, SumStatistic
from antidrug_kpi.plans.duties.work_items import Demand, ToldStatistic
from antidrug_kpi.plans.measure_specs import Evidence
from antidrug_kpi.plans.placeholders import list_places
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

FIGURES = ("value", "numerator", "denominator")


def find_work_item_problems(plan: Plan) -> Iterator[Problem]:
    """Ids that were used before, and statistics, measures and evidence that the plan does not have, with their trails."""
    checker = _WorkItemChecker(plan)
    for index, group in enumerate(plan.work_items):
        for number, item in enumerate(group.items):
            trail: Trail = ("work_items", index, "items", number)
            if item.id in checker.items:
                yield (*trail, "id"), f"工作項目「{item.id}」已用過；每個編號只能用一次，請改名"
            checker.items.add(item.id)
            yield from checker.check_statistics(item.statistics, (*trail, "statistics"))
            if item.demand is not None:
                yield from checker.check_demand(item.demand, (*trail, "demand"))


class _WorkItemChecker:
    """What the plan has, and which items and statistics were met."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.items: set[str] = set()
        self.told: set[str] = set()
        self.statistics = {statistic.id: statistic for statistic in plan.all_statistics}
        self.measures = [measure.id for _, measure in plan.measures]
        self.evidence = [measure.id for _, measure in plan.measures if isinstance(measure, Evidence)]

    def check_demand(self, demand: Demand, trail: Trail) -> Iterator[Problem]:
        yield from self.check_statistics(demand.statistics, (*trail, "statistics"))
        prefix = None if self.plan.rules is None else self.plan.rules.prefix
        for number, name in enumerate(demand.measures):
            # The rules stand in another plan, which joins the results of a run and not this plan.
            if name not in self.measures and (prefix is None or not name.startswith(prefix)):
                yield (*trail, "measures", number), say_unknown("指標", name, self.measures)
        for number, name in enumerate(demand.evidence):
            if name not in self.evidence:
                yield (*trail, "evidence", number), say_unknown("以佐證清冊計項的指標", name, self.evidence)

    def check_statistics(self, statistics: tuple[ToldStatistic, ...], trail: Trail) -> Iterator[Problem]:
        for number, statistic in enumerate(statistics):
            if statistic.id in self.told:
                yield (*trail, number, "id"), f"統計「{statistic.id}」已用於另一個工作項目；每項統計只能用一次，請刪去其一"
            elif self.statistics and statistic.id not in self.statistics:
                yield (*trail, number, "id"), say_unknown("統計", statistic.id, self.statistics)
            elif self.statistics:
                yield from _check_sentence(statistic, self.statistics[statistic.id], (*trail, number, "say"))
            self.told.add(statistic.id)


def _check_sentence(told: ToldStatistic, statistic: Statistic, trail: Trail) -> Iterator[Problem]:
    """That a drafted sentence has places for what the statistic gives."""
    known = (*FIGURES, *list_part_names(statistic))
    for place in list_places(told.say):
        if place.name and place.name not in known:
            yield trail, say_unknown("統計的數字", place.name, known)


def list_part_names(statistic: Statistic) -> tuple[str, ...]:
    """The names of the figures beside a statistic's value."""
    match statistic:
        case QuotientStatistic():
            per = statistic.per
            return (*statistic.parts, *(() if per is None else (per.least, per.most, per.lacking)))
        case SumStatistic():
            return tuple(figure.label for figure in statistic.figures)
        case _:
            return ()
