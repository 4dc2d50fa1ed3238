"""Indicators and measures that a plan means to restate under a name that the plan which it extends does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from antidrug_kpi.errors import find_closest
from antidrug_kpi.plans.loading.dropping import holds_mappings
from antidrug_kpi.plans.typed_names import strip_name
from antidrug_kpi.plans.yaml_source.located import Located, Trail
from antidrug_kpi.printable import quote_briefly

# A new part has at least one of these; one that restates another needs none.
_OF_NEW_INDICATOR = frozenset({"group", "title", "label"})
_OF_NEW_MEASURE = frozenset({"kind", "title"})


def find_misnamed(parent: Located, child: Located) -> Iterator[str]:
    """A sentence for each indicator, and each measure of one, that is neither in the parent nor a whole new one.

    Without it the author is told of every key that a new one lacks, and not that the name is wrong.
    """
    known = _list_parts(parent.data, "indicators")
    for number, indicator in _list_parts(child.data, "indicators").values():
        trail: Trail = ("indicators", number)
        _, old = known.get(str(indicator.get("id")), (0, None))
        if old is None:
            if not _OF_NEW_INDICATOR.intersection(indicator):
                yield _say(child, trail, "指標", indicator, known)
            continue
        measures = _list_parts(old, "measures")
        for position, measure in _list_parts(indicator, "measures").values():
            if str(measure.get("id")) not in measures and not _OF_NEW_MEASURE.intersection(measure):
                yield _say(child, (*trail, "measures", position), "衡量項目", measure, measures)


_Parts = Mapping[str, tuple[int, dict[str, Any]]]


def _list_parts(data: Mapping[str, Any], field: str) -> _Parts:
    """The parts of a field by id, each with its number; none where it holds something else, which is told elsewhere."""
    parts = data.get(field)
    named = enumerate(parts) if holds_mappings(parts) and parts is not None else ()
    return {part["id"]: (number, part) for number, part in named if isinstance(part.get("id"), str)}


def _say(child: Located, trail: Trail, what: str, part: Mapping[str, Any], known: _Parts) -> str:
    name = str(part["id"])
    near = _find_near(name, known)
    hint = "" if near is None else f"，最接近的是「{near}」"
    advice = "改寫既有的請用它的代號，增列的請把各鍵寫齊"
    return f"{child.find_place((*trail, 'id'))}：所延伸的計畫沒有{what}「{quote_briefly(name)}」{hint}；{advice}"


def _find_near(name: str, known: _Parts) -> str | None:
    """The id that is meant: of the part that is called so, as 三三 and 三(三) are 3.3, else the one that looks most like it."""
    called = {strip_name(str(word)): id_ for id_, (_, part) in known.items() for word in (part.get("label", id_), id_)}
    return called.get(strip_name(name)) or find_closest(name, known, cutoff=0.0)
