"""Parts of the plan that another one drops, and with them what asks figures of them: tie-outs, statistics, and what work items
say of both. So a plan that drops an indicator need not restate what told of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from antidrug_kpi.plans.yaml_source.located import Located, Place, Trail
from antidrug_kpi.printable import quote_briefly

# What can be dropped by its id.
DROPPABLE = ("indicators", "statistics", "tie_outs")
# The keys under which a part names a measure, and those under which a work item says what it tells.
_ASKED = ("measure", "denominator_of")
_OF_STATISTICS = ("minuend", "subtrahend")
_TOLD = ("measures", "evidence", "statistics")


def drop_parts(source: Located, dropped: Sequence[str], child: Located) -> Located:
    """The plan without the parts that it drops and without what asks for them; places of those behind them move up. A name that
    is no part's id is a problem, told at its place in `child`.
    """
    fields = [field for field in DROPPABLE if holds_mappings(source.data.get(field))]
    if "indicators" not in fields:
        return source
    known = {part["id"] for field in fields for part in source.data[field] if isinstance(part.get("id"), str)}
    problems = [
        f"{child.find_place(('drop', number))}：drop 列出的指標「{quote_briefly(name)}」不在所延伸的計畫中；請改正或刪去"
        for number, name in enumerate(dropped)
        if name not in known
    ]
    gone = known.intersection(dropped)
    forgotten = {*gone, *_list_ids(source.data, fields, gone)}
    for field in fields:
        source = _keep_parts(source, (field,), lambda part: part.get("id") not in gone)
    if gone:
        source = _forget(source, forgotten)
    return Located(source.data, source.places, (*source.problems, *problems))


def holds_mappings(value: Any) -> bool:
    """Whether raw data hold parts as keys and values; what stands there instead may be anything, which is told later."""
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)


def _list_ids(data: Mapping[str, Any], fields: Sequence[str], gone: set[str]) -> Iterator[str]:
    """The ids of the measures and statistics within the parts that go."""
    for part in (part for field in fields for part in data[field] if part.get("id") in gone):
        for key in ("measures", "statistics"):
            inner = part.get(key)
            yield from (one["id"] for one in (inner if holds_mappings(inner) else ()) if isinstance(one.get("id"), str))


def _forget(source: Located, gone: set[str]) -> Located:
    """The plan without tie-outs and statistics that ask figures of what is gone, and with work items that do not tell of it."""
    if holds_mappings(source.data.get("tie_outs")):
        source = _keep_parts(source, ("tie_outs",), lambda part: not _asks(part, gone))
    groups = source.data.get("statistics")
    for index, group in enumerate(groups if holds_mappings(groups) else ()):
        if holds_mappings(group.get("statistics")):
            asking = {part.get("id") for part in group["statistics"] if _asks(part, gone)}
            gone = gone | {name for name in asking if isinstance(name, str)}
            source = _forget_statistics(source, index, frozenset(gone))
    items = source.data.get("work_items")
    if not isinstance(items, list):
        return source
    return Located({**source.data, "work_items": [_retell(group, gone) for group in items]}, source.places, source.problems)


def _asks(part: Any, gone: set[str]) -> bool:
    """Whether a part asks a figure of one that is gone."""
    if isinstance(part, dict):
        named = [part.get(key) for key in (*_ASKED, *_OF_STATISTICS)]
        if part.get("of") == "measures" and isinstance(part.get("rows"), dict):
            named += part["rows"].values()
        if any(isinstance(name, str) and name in gone for name in named):
            return True
        return any(_asks(inner, gone) for key, inner in part.items() if key != "examples")
    return isinstance(part, list) and any(_asks(inner, gone) for inner in part)


def _forget_statistics(source: Located, index: int, gone: frozenset[str]) -> Located:
    """The group of statistics with this number without those that are gone; its examples expect nothing of them."""
    group: Trail = ("statistics", index)
    source = _keep_parts(source, (*group, "statistics"), lambda part: part.get("id") not in gone)
    examples = source.data["statistics"][index].get("examples")
    if not holds_mappings(examples):
        return source
    source = _keep_parts(source, (*group, "examples"), lambda part: not _expects_only(part, gone))
    kept = [_expect_others(example, gone) for example in source.data["statistics"][index]["examples"]]
    return Located(_replace(source.data, (*group, "examples"), kept), source.places, source.problems)


def _expect_others(example: dict[str, Any], gone: frozenset[str]) -> dict[str, Any]:
    expected = example.get("expect")
    if not isinstance(expected, dict):
        return example
    return {**example, "expect": {name: value for name, value in expected.items() if name not in gone}}


def _expects_only(example: Mapping[str, Any], gone: frozenset[str]) -> bool:
    expected = example.get("expect")
    return isinstance(expected, dict) and bool(expected) and gone.issuperset(expected)


def _retell(group: Any, gone: set[str]) -> Any:
    if not isinstance(group, dict) or not isinstance(group.get("items"), list):
        return group
    return {**group, "items": [_retell_item(item, gone) for item in group["items"]]}


def _retell_item(item: Any, gone: set[str]) -> Any:
    if not isinstance(item, dict):
        return item
    retold = {**item, **_keep_told(item, gone)}
    if isinstance(item.get("demand"), dict):
        retold["demand"] = {**item["demand"], **_keep_told(item["demand"], gone)}
    return retold


def _keep_told(part: Mapping[str, Any], gone: set[str]) -> dict[str, Any]:
    return {key: [told for told in part[key] if _name(told) not in gone] for key in _TOLD if isinstance(part.get(key), list)}


def _name(told: Any) -> Any:
    """What a work item tells: an id, or a part that has one."""
    name = told.get("id") if isinstance(told, dict) else told
    return name if isinstance(name, str) else None


def _keep_parts(source: Located, at: Trail, is_kept: Callable[[dict[str, Any]], bool]) -> Located:
    """The plan with those parts of the list at a trail that are kept; places of those behind the others move up."""
    parts = source.data
    for key in at:
        parts = parts[key]
    kept = [index for index, part in enumerate(parts) if is_kept(part)]
    if len(kept) == len(parts):
        return source
    moves = {old: new for new, old in enumerate(kept)}
    places: dict[Trail, Place] = {}
    for trail, place in source.places.items():
        if trail[: len(at)] != at or len(trail) == len(at):
            places[trail] = place
        elif trail[len(at)] in moves:
            places[(*at, moves[int(trail[len(at)])], *trail[len(at) + 1 :])] = place
    return Located(_replace(source.data, at, [parts[index] for index in kept]), places, source.problems)


def _replace(data: Any, at: Trail, value: Any) -> Any:
    """The data with another value at a trail; the parts on the way are copied, so that nobody else's data change."""
    if not at:
        return value
    if isinstance(data, dict):
        return {**data, at[0]: _replace(data[at[0]], at[1:], value)}
    return [_replace(part, at[1:], value) if number == at[0] else part for number, part in enumerate(data)]
