"""Whether the alternative readings of an indicator can be chosen: their ids, what they are chosen by, what they contradict, and
that each changes something.
"""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans.alternatives import Alternative
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail


def find_unchoosable(plan: Plan) -> Iterator[Problem]:
    """What is wrong with each alternative beside the names in its measures, which are checked like any other."""
    for index, indicator in enumerate(plan.indicators):
        for number, alternative in enumerate(indicator.alternatives):
            trail: Trail = ("indicators", index, "alternatives", number)
            yield from _check_names(indicator, number, alternative, trail)
            yield from _check_change(indicator, alternative, trail)


def _check_names(indicator: Indicator, number: int, alternative: Alternative, trail: Trail) -> Iterator[Problem]:
    measures = [measure.id for measure in indicator.measures]
    others = [other.id for other in indicator.alternatives if other is not alternative]
    if alternative.id in [other.id for other in indicator.alternatives[:number]]:
        yield (*trail, "id"), f"判讀的 id「{alternative.id}」已用過；同一指標的每個 id 只能用一次，請改名"
    if alternative.of not in {indicator.id, *measures}:
        yield (*trail, "of"), say_unknown("指標或衡量項目", alternative.of, dict.fromkeys([indicator.id, *measures]))
    elif alternative.of != indicator.id and set(alternative.measures) != {alternative.of}:
        yield (*trail, "of"), f"「of」為 {alternative.of}，change 卻改寫其他衡量項目；請改為指標代碼 {indicator.id}，或只改寫該項"
    for position, name in enumerate(alternative.excludes):
        if name not in others:
            yield (*trail, "excludes", position), say_unknown("同一指標的其他判讀", name, others)


def _check_change(indicator: Indicator, alternative: Alternative, trail: Trail) -> Iterator[Problem]:
    default = {measure.id: measure for measure in indicator.measures}
    for number, change in enumerate(alternative.change):
        place = (*trail, "change", number)
        if change.id in alternative.measures[:number]:
            yield (*place, "id"), f"「{change.id}」改寫了兩次；請合併為一項"
        for reading in indicator.readings:
            is_own = reading.alternatives == (alternative.id,) and reading.measure.id == change.id
            if is_own and reading.measure == default.get(change.id):
                yield place, "改寫後與預設判讀相同；請寫出不同之處，或刪去這個判讀"
