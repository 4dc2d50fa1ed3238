"""Work items that tell of dropped indicators forget them, so that a plan that drops one need not restate its items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_TOLD = ("measures", "evidence")


def forget_indicators(data: dict[str, Any], dropped: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Raw data of a plan whose demands name neither these indicators nor their measures; what is no work item stays as it is,
    and is told of later.
    """
    groups = data.get("work_items")
    if not dropped or not isinstance(groups, list):
        return data
    measures = (measure for indicator in dropped for measure in indicator.get("measures") or ())
    gone = {part.get("id") for part in (*dropped, *(measure for measure in measures if isinstance(measure, dict)))}
    return {**data, "work_items": [_rewrite(group, gone) for group in groups]}


def _rewrite(group: Any, gone: set[Any]) -> Any:
    if not isinstance(group, dict) or not isinstance(group.get("items"), list):
        return group
    return {**group, "items": [_rewrite_item(item, gone) for item in group["items"]]}


def _rewrite_item(item: Any, gone: set[Any]) -> Any:
    demand = item.get("demand") if isinstance(item, dict) else None
    if not isinstance(demand, dict):
        return item
    kept = {key: [name for name in demand[key] if name not in gone] for key in _TOLD if isinstance(demand.get(key), list)}
    return {**item, "demand": {**demand, **kept}}
