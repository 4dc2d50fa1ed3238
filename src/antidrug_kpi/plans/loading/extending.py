"""A plan's raw data with those of the plans that it extends beneath it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from antidrug_kpi.errors import UsageError
from antidrug_kpi.plans.loading.folders import find_plan_folder
from antidrug_kpi.plans.loading.grafting import graft
from antidrug_kpi.plans.yaml_source.located import Located
from antidrug_kpi.plans.yaml_source.spec_files import read_folder
from antidrug_kpi.printable import quote_briefly

# A plan extends one of another year, and that perhaps another.
MOST_PARENTS = 20
# The parts of a plan that have worked examples.
_WITH_EXAMPLES = ("indicators", "tie_outs")


def read_raw_plan(plan_id: str, folders: tuple[Path, ...], seen: tuple[str, ...] = ()) -> Located:
    """The raw data of a plan with its parents' beneath it; `seen` are the plans that lead here. Raises UsageError where there is
    no such plan.
    """
    if plan_id in seen:
        return Located(None, {}, (f"{plan_id}/plan.yaml：extends 形成循環（{' → '.join((*seen, plan_id))}）；請改寫其中之一",))
    child = read_folder(find_plan_folder(plan_id, folders))
    if not isinstance(child.data, dict) or "extends" not in child.data:
        return child
    parent_id = child.data.pop("extends")
    dropped = child.data.pop("drop", None) or []
    problem = _find_unusable_key(parent_id, dropped, len(seen))
    if problem is not None:
        return Located(None, {}, (*child.problems, f"{child.find_place(problem[:1])}：{problem[1]}"))
    try:
        parent = read_raw_plan(parent_id, folders, (*seen, plan_id))
    except UsageError as error:
        return Located(None, {}, (*child.problems, f"{child.find_place(('extends',))}：{error}"))
    if parent.data is None:
        return Located(None, {}, child.problems + parent.problems)
    merged = graft(_keep_year(parent, child.data.get("year")), child)
    return _drop_indicators(merged, dropped, child)


def _find_unusable_key(parent_id: Any, dropped: Any, depth: int) -> tuple[str, str] | None:
    """`extends` or `drop`, where its value cannot be used, and the sentence that says why."""
    if not isinstance(parent_id, str):
        return "extends", f"「extends」應為一個計畫代號，讀到「{quote_briefly(parent_id)}」；請改正"
    if not isinstance(dropped, list) or not all(isinstance(name, str) for name in dropped):
        return "drop", f"「drop」應為指標代號的清單，讀到「{quote_briefly(dropped)}」；請改正"
    if depth >= MOST_PARENTS:
        return "extends", f"extends 超過 {MOST_PARENTS} 層；請改為直接延伸所需的計畫"
    return None


def _keep_year(parent: Located, year: Any) -> Located:
    """The parent's data for a plan of another year: its examples, whose dates are of its own year, remember that year."""
    parent_year = parent.data.get("year")
    if not isinstance(year, int) or year == parent_year:
        return parent
    dated = {
        kind: [_date_examples(part, parent_year) for part in parent.data[kind]]
        for kind in _WITH_EXAMPLES
        if _holds_mappings(parent.data.get(kind))
    }
    return Located({**parent.data, **dated}, parent.places, parent.problems)


def _date_examples(part: dict[str, Any], year: Any) -> dict[str, Any]:
    """An indicator, an alternative reading of it or a tie-out, whose examples bear the year, those of its alternatives too."""
    dated = dict(part)
    if _holds_mappings(part.get("examples")):
        dated["examples"] = [{"year": year, **example} for example in part["examples"]]
    if _holds_mappings(part.get("alternatives")):
        dated["alternatives"] = [_date_examples(alternative, year) for alternative in part["alternatives"]]
    return dated


def _holds_mappings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)


def _holds_indicators(source: Located) -> bool:
    """Whether raw data hold indicators as keys and values; what plan.yaml itself lists may be anything, which is told later."""
    return _holds_mappings(source.data.get("indicators"))


def _drop_indicators(source: Located, dropped: list[str], child: Located) -> Located:
    """The plan without the indicators that it drops, and without the tie-outs that ask figures of them."""
    if not _holds_indicators(source):
        return source
    indicators = source.data["indicators"]
    known = {part["id"] for part in indicators if isinstance(part.get("id"), str)}
    problems = [
        f"{child.find_place(('drop', number))}：drop 列出的指標「{quote_briefly(name)}」不在所延伸的計畫中；請改正或刪去"
        for number, name in enumerate(dropped)
        if name not in known
    ]
    gone = known.intersection(dropped)
    kept = [index for index, part in enumerate(indicators) if not (isinstance(part.get("id"), str) and part["id"] in gone)]
    measures = [measure for part in indicators if part.get("id") in gone for measure in _list_measure_ids(part)]
    left = _keep_parts(source, "indicators", kept)
    if _holds_mappings(left.data.get("tie_outs")):
        asking = left.data["tie_outs"]
        left = _keep_parts(left, "tie_outs", [index for index, part in enumerate(asking) if not _asks(part, measures)])
    return Located(left.data, left.places, source.problems + tuple(problems))


def _list_measure_ids(indicator: dict[str, Any]) -> list[Any]:
    measures = indicator.get("measures")
    return [measure.get("id") for measure in measures or () if isinstance(measure, dict)] if isinstance(measures, list) else []


def _asks(part: Any, measures: list[Any]) -> bool:
    """Whether a side of a tie-out is a figure of one of these measures."""
    if isinstance(part, dict):
        is_of_one = any(part.get(key) in measures for key in ("denominator_of", "measure") if isinstance(part.get(key), str))
        return is_of_one or any(_asks(inner, measures) for inner in part.values())
    return isinstance(part, list) and any(_asks(inner, measures) for inner in part)


def _keep_parts(source: Located, kind: str, kept: list[int]) -> Located:
    """The plan with those parts of a list alone; places of those behind the others move up."""
    moves = {old: new for new, old in enumerate(kept)}
    places = {}
    for trail, place in source.places.items():
        if len(trail) > 1 and trail[0] == kind:
            if trail[1] in moves:
                places[(kind, moves[int(trail[1])], *trail[2:])] = place
        else:
            places[trail] = place
    return Located({**source.data, kind: [source.data[kind][index] for index in kept]}, places, source.problems)
