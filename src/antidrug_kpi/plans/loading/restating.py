"""The measures as alternative readings restate them, made of a plan's raw data before it is checked.

So a restated measure is checked like any other, and what is wrong with it is said with the file and line of the alternative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from antidrug_kpi.plans.loading.grafting import graft
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Located, Place, Trail

# With six there are 63 ways of reading one measure.
MOST_ALTERNATIVES = 6


def add_readings(source: Located) -> Located:
    """The raw plan with `readings` for each indicator that has alternatives: every measure under each alternative alone, then
    under those that can be chosen together.
    """
    indicators = source.data.get("indicators") if isinstance(source.data, dict) else None
    if not isinstance(indicators, list):
        return source
    places, problems = dict(source.places), list(source.problems)
    if "chosen" in source.data:
        problems.append(f"{source.find_place(('chosen',))}：「chosen」不能寫在計畫裡；請刪去，以 --reading 選用其他判讀")
    extended: list[Any] = []
    for index, indicator in enumerate(indicators):
        trail: Trail = ("indicators", index)
        made = indicator
        if isinstance(indicator, dict) and "readings" in indicator:
            place = source.find_place((*trail, "readings"))
            problems.append(f"{place}：「readings」由程式依 alternatives 產生；請刪去，改寫 alternatives")
        elif isinstance(indicator, dict) and _holds_parts(indicator.get("alternatives")):
            restated = _restate_indicator(_cut_out(source, trail))
            problems += restated.problems
            places |= {(*trail, *below): place for below, place in restated.places.items()}
            made = restated.data
        extended.append(made)
    return Located({**source.data, "indicators": extended}, places, tuple(problems))


def _restate_indicator(indicator: Located) -> Located:
    """The indicator with its `readings`; the places are those of the readings alone, the problems those of its alternatives."""
    problems = tuple(f"{indicator.find_place(at)}：{text}" for at, text in _find_misfits(indicator.data))
    readings: list[dict[str, Any]] = []
    places: dict[Trail, Place] = {}
    for number, (names, restated) in enumerate(_list_readings(indicator)):
        readings.append({"alternatives": list(names), "measure": restated.data})
        places |= {("readings", number, "measure", *below): place for below, place in restated.places.items()}
    data = {**indicator.data, "readings": readings} if readings else indicator.data
    return Located(data, places, problems)


@dataclass(frozen=True)
class _Change:
    """What one alternative restates of one measure, and where."""

    alternative: dict[str, Any]
    position: int
    number: int

    @property
    def measure(self) -> dict[str, Any]:
        """The restated keys, the measure's id among them."""
        found: dict[str, Any] = self.alternative["change"][self.number]
        return found

    @property
    def trail(self) -> Trail:
        """Where the restated measure stands in its indicator."""
        return ("alternatives", self.position, "change", self.number)

    def excludes(self, other: _Change) -> bool:
        """Whether the two alternatives contradict each other."""
        return other.alternative.get("id") in _list_excluded(self.alternative) or self.alternative.get("id") in _list_excluded(
            other.alternative
        )


def _list_excluded(alternative: dict[str, Any]) -> list[Any]:
    excluded = alternative.get("excludes")
    return excluded if isinstance(excluded, list) else []


def _holds_parts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(part, dict) for part in value)


def _cut_out(source: Located, trail: Trail) -> Located:
    """The value at the trail as a source of its own."""
    data = source.data
    for key in trail:
        data = data[key]
    size = len(trail)
    places = {place[size:]: found for place, found in source.places.items() if place[:size] == trail}
    return Located(data, places)


def _list_changes(indicator: dict[str, Any], measure: Any) -> list[_Change]:
    return [
        _Change(alternative, position, number)
        for position, alternative in enumerate(indicator["alternatives"])
        if _holds_parts(alternative.get("change"))
        for number, change in enumerate(alternative["change"])
        if change.get("id") == measure
    ]


def _list_measures(indicator: dict[str, Any]) -> list[Any]:
    measures = indicator.get("measures")
    return [measure.get("id") for measure in measures] if isinstance(measures, list) and _holds_parts(measures) else []


def _list_readings(indicator: Located) -> Iterator[tuple[tuple[Any, ...], Located]]:
    """The ids of the alternatives chosen together, and a measure as they restate it."""
    for index, measure in enumerate(_list_measures(indicator.data)):
        for chosen in _list_choices(_list_changes(indicator.data, measure)[:MOST_ALTERNATIVES]):
            restated = _cut_out(indicator, ("measures", index))
            for change in chosen:
                restated = graft(restated, _cut_out(indicator, change.trail))
            yield tuple(change.alternative.get("id") for change in chosen), restated


def _list_choices(changes: Sequence[_Change]) -> Iterator[tuple[_Change, ...]]:
    """Every choice of changes that do not exclude each other: first each alone, then two together, and so on."""
    for size in range(1, len(changes) + 1):
        for chosen in combinations(changes, size):
            if not any(one.excludes(other) for one, other in combinations(chosen, 2)):
                yield chosen


def _find_misfits(indicator: dict[str, Any]) -> Iterator[tuple[Trail, str]]:
    """What keeps alternatives from being laid over the measures: unknown measures, the same key restated by two."""
    known = _list_measures(indicator)
    for position, alternative in enumerate(indicator["alternatives"]):
        changes = alternative["change"] if _holds_parts(alternative.get("change")) else []
        for number, change in enumerate(changes):
            trail: Trail = ("alternatives", position, "change", number)
            if "id" in change and change["id"] not in known:
                yield (*trail, "id"), say_unknown("衡量項目", str(change["id"]), [str(name) for name in known])
            elif not list(_list_restated(change)):
                yield trail, "「change」沒有改寫任何內容；請寫出與預設判讀不同之處，或刪去這個判讀"
    for measure in known:
        changes = _list_changes(indicator, measure)
        if len(changes) > MOST_ALTERNATIVES:
            yield changes[MOST_ALTERNATIVES].trail, f"同一項目的其他判讀超過 {MOST_ALTERNATIVES} 個；請減少或合併"
        yield from _find_overlaps(changes)


def _find_overlaps(changes: Sequence[_Change]) -> Iterator[tuple[Trail, str]]:
    for one, other in combinations(changes, 2):
        if one.excludes(other):
            continue
        mine = list(_list_restated(one.measure))
        shared = next((at for at in _list_restated(other.measure) for my in mine if at[: len(my)] == my[: len(at)]), None)
        if shared is not None:
            where, name = ".".join(map(str, shared)), one.alternative.get("id")
            yield (
                other.trail,
                f"與判讀「{name}」都改寫「{where}」，無法同時選用；兩者矛盾時請列入 excludes，否則請改寫不同之處",
            )


def _list_restated(value: Any, trail: Trail = ()) -> Iterator[Trail]:
    """Where a change restates something: mappings and lists of parts with an id are gone into, all else is replaced whole."""
    if isinstance(value, dict):
        for key, part in value.items():
            if trail or key != "id":
                yield from _list_restated(part, (*trail, key))
    elif _holds_parts(value) and all("id" in part for part in value):
        for part in value:
            yield from (at for at in _list_restated({key: part[key] for key in part if key != "id"}, (*trail, part["id"])))
    else:
        yield trail
