"""Which indicators and measures of two plans are the same ones, whatever their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan

# Two indicators of the same id are the same one restated where their titles are at least so alike, and two different ones below.
ALIKE = 0.5
Pair = tuple[Measure | None, Measure | None]
"""A measure in the old plan and in the new one; None where a plan does not have it."""


def pair_ids(old: Plan, new: Plan) -> list[tuple[str | None, str | None]]:
    """The ids of each measure in both plans, None where a plan does not have it: in the order of the old plan, then those of
    indicators that only the new one has.
    """
    pairs = pair_indicators(old.indicators, new.indicators)
    found: list[Pair] = []
    for was in old.indicators:
        now = pairs.get(was.id)
        found += [(measure, None) for measure in was.measures] if now is None else pair_measures(was, now)
    known = {indicator.id for indicator in pairs.values()}
    found += [(None, measure) for each in new.indicators if each.id not in known for measure in each.measures]
    return [(None if was is None else was.id, None if now is None else now.id) for was, now in found]


def pair_measures(was: Indicator, now: Indicator) -> list[Pair]:
    """The measures of an indicator, paired by what follows the indicator's number."""
    before, after = ({part.id.removeprefix(each.id): part for part in each.measures} for each in (was, now))
    return [(before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after])]


def pair_indicators(old: Sequence[Indicator], new: Sequence[Indicator]) -> dict[str, Indicator]:
    """The old indicators' ids, each with the new one that it became: the same title first, whatever its number, then the same id
    with a title that is alike.
    """
    pairs: dict[str, Indicator] = {}
    free = list(new)
    for ask in (_is_unchanged, _is_renumbered, _is_restated):
        for indicator in old:
            found = (
                next((candidate for candidate in free if ask(indicator, candidate)), None) if indicator.id not in pairs else None
            )
            if found is not None:
                pairs[indicator.id] = found
                free.remove(found)
    return pairs


def _is_unchanged(was: Indicator, now: Indicator) -> bool:
    return (was.id, was.title) == (now.id, now.title)


def _is_renumbered(was: Indicator, now: Indicator) -> bool:
    return was.title == now.title


def _is_restated(was: Indicator, now: Indicator) -> bool:
    return was.id == now.id and SequenceMatcher(None, was.title, now.title).ratio() >= ALIKE
