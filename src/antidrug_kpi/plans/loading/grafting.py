"""Laying what one plan restates over the plan that it extends, each value with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from antidrug_kpi.plans.conditions import find_operator
from antidrug_kpi.plans.yaml_source.located import Key, Located, Place, Trail

_Identity = str | int


def graft(parent: Located, child: Located, identity: str = "id") -> Located:
    """`parent` with what `child` restates: mappings merge, lists of parts with an `id` merge part by part, all else is
    replaced, and so is a condition by one of another word.
    """
    graft_ = _Graft(parent, child, identity, {})
    data = graft_.merge(parent.data, child.data, (), (), ())
    return Located(data, graft_.places, parent.problems + child.problems)


@dataclass(frozen=True)
class _Graft:
    """Two sources and the places of what is made of them; each value is gone through once, however much is restated."""

    parent: Located
    child: Located
    identity: str
    places: dict[Trail, Place]

    def merge(self, old: Any, new: Any, at: Trail, old_at: Trail, new_at: Trail) -> Any:
        """Merged data standing at trail `at`; the others are where the old and the new stand in their own files."""
        if isinstance(old, dict) and isinstance(new, dict) and not _is_other_condition(old, new):
            self._keep_place(self.parent, old_at, at)
            merged = {key: self._merge_part(old[key], new, key, at, old_at, new_at) for key in old}
            added = {key: self._copy(self.child, new[key], (*new_at, key), (*at, key)) for key in new if key not in old}
            return {**merged, **added}
        old_parts, new_parts = _list_identities(old, self.identity), _list_identities(new, self.identity)
        if old_parts is not None and new_parts is not None:
            return self._merge_lists(old, new, old_parts, new_parts, (at, old_at, new_at))
        return self._copy(self.child, new, new_at, at)

    def _merge_part(self, old: Any, new: dict[str, Any], key: str, at: Trail, old_at: Trail, new_at: Trail) -> Any:
        if key in new:
            return self.merge(old, new[key], (*at, key), (*old_at, key), (*new_at, key))
        return self._copy(self.parent, old, (*old_at, key), (*at, key))

    def _merge_lists(
        self,
        old: list[Any],
        new: list[Any],
        old_parts: list[_Identity],
        new_parts: list[_Identity],
        trails: tuple[Trail, Trail, Trail],
    ) -> list[Any]:
        """The old parts in their order, restated where a new one bears the same identity, and then the others."""
        at, old_at, new_at = trails
        self._keep_place(self.parent, old_at, at)
        restated = {part: number for number, part in enumerate(new_parts)}
        known = set(old_parts)
        merged: list[Any] = []
        for index, part in enumerate(old_parts):
            number = restated.get(part)
            if number is None:
                merged.append(self._copy(self.parent, old[index], (*old_at, index), (*at, index)))
            else:
                merged.append(self.merge(old[index], new[number], (*at, index), (*old_at, index), (*new_at, number)))
        for number, part in enumerate(new_parts):
            if part not in known:
                merged.append(self._copy(self.child, new[number], (*new_at, number), (*at, len(merged))))
        return merged

    def _copy(self, source: Located, value: Any, origin: Trail, at: Trail) -> Any:
        """The value as it is, with its places below `origin` in its own file moved to below `at`."""
        self._keep_place(source, origin, at)
        for key, part in _list_parts(value):
            self._copy(source, part, (*origin, key), (*at, key))
        return value

    def _keep_place(self, source: Located, origin: Trail, at: Trail) -> None:
        place = source.places.get(origin)
        if place is not None:
            self.places[at] = place


def _is_other_condition(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether both are conditions, and not of the same word: merged, they would be one with two tests."""
    words = find_operator(old), find_operator(new)
    return None not in words and words[0] != words[1]


def _list_parts(value: Any) -> Iterator[tuple[Key, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _list_identities(value: Any, identity: str) -> list[_Identity] | None:
    """What the parts of a list are known by; none where it is no list of parts that all are known by something."""
    if not isinstance(value, list) or not value:
        return None
    found = [part.get(identity) if isinstance(part, dict) else None for part in value]
    known = [part for part in found if isinstance(part, str | int)]
    return known if len(known) == len(found) else None
