"""YAML that remembers where each value stands, so that an error of a spec can name file and line."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

# A file nested deeper, or of more values, is no plan and no mapping.
MOST_LEVELS = 100
MOST_PLACES = 100_000

Key = str | int
Trail = tuple[Key, ...]
Problem = tuple[Trail, str]


@dataclass(frozen=True)
class Place:
    """A file and a line in it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file} 第 {self.line} 行"


@dataclass(frozen=True)
class Located:
    """Plain data and the place of every value in it, by its trail of keys; `problems` are what YAML itself objects to."""

    data: Any
    places: dict[Trail, Place]
    problems: tuple[str, ...] = field(default=())

    def find_place(self, trail: Trail) -> Place | None:
        """The place of the value, or of the nearest one around it."""
        while trail and trail not in self.places:
            trail = trail[:-1]
        return self.places.get(trail)


# libyaml, where PyYAML was built with it, reads the specs six times faster.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _SpecLoader(_Loader):  # type: ignore[misc]  # libyaml's loader or the plain one, alike in all that is used
    """YAML without its surprises: `on`, `yes` and `no` are words, 2024-01-01 and 0.65 stay text until their field reads them."""


_SpecLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:null"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _construct_bool(loader: _SpecLoader, node: yaml.ScalarNode) -> Any:
    text = loader.construct_scalar(node)
    if not node.style and text in {"true", "false"}:  # libyaml says "" for a plain word, PyYAML none
        return text == "true"
    return text


_SpecLoader.add_constructor("tag:yaml.org,2002:str", _construct_bool)


class _WordLoader(_Loader):  # type: ignore[misc]
    """YAML of nothing but words: 01 stays 01, and what is left empty is an empty text."""


_WordLoader.yaml_implicit_resolvers = {}


def read_yaml(path: Path, shown: str, *, only_words: bool = False) -> Located:
    """The file's data with places; an unreadable file or a duplicate key is a problem, one line each, not an exception.

    With `only_words` numbers and true, false and null are texts as they are written.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return Located(None, {}, (f"{shown}：無法讀取，應為 UTF-8 編碼的 YAML 檔；請確認檔案存在且可讀",))
    kind = _WordLoader if only_words else _SpecLoader
    loader = kind(text)
    try:
        _refuse_depth(text, kind)
        node = loader.get_single_node()
        places: dict[Trail, Place] = {}
        problems: list[str] = []
        if node is not None:
            _refuse_cycles(node, (), set())
            _collect_places(node, (), shown, places, problems)
        data = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" 第 {mark.line + 1} 行" if mark is not None else ""
        return Located(None, {}, (f"{shown}{line}：YAML 語法有誤；請檢查縮排、冒號與引號",))
    finally:
        loader.dispose()
    return Located(data, places, tuple(problems))


def _refuse_depth(text: str, kind: Any) -> None:
    """libyaml builds its nodes by recursion, and ends the whole process on a file that is nested too deep."""
    level = 0
    for event in yaml.parse(text, Loader=kind):
        level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if level > MOST_LEVELS:
            mark: Any = event.start_mark  # libyaml's own, which has lines like any other
            raise yaml.composer.ComposerError(None, None, "nested too deep", mark)


def _refuse_cycles(node: yaml.Node, above: tuple[int, ...], done: set[int]) -> None:
    """An alias that stands within its own anchor would never end."""
    if id(node) in above:
        raise yaml.composer.ComposerError(None, None, "alias within its own anchor", node.start_mark)
    if isinstance(node, yaml.CollectionNode) and id(node) not in done:
        children = [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else node.value
        for child in children:
            _refuse_cycles(child, (*above, id(node)), done)
        done.add(id(node))


def _collect_places(node: yaml.Node, trail: Trail, file: str, places: dict[Trail, Place], problems: list[str]) -> None:
    places[trail] = Place(file, node.start_mark.line + 1)
    if len(places) > MOST_PLACES or len(trail) > MOST_LEVELS:  # by aliases of aliases ten lines can stand for a billion values
        raise yaml.composer.ComposerError(None, None, "too many values", node.start_mark)
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key that is no word", key_node.start_mark)
            key = key_node.value
            if key in seen:
                problems.append(
                    f"{file} 第 {key_node.start_mark.line + 1} 行：「{key}」重複出現；同一層每個鍵只能寫一次，請刪去其一"
                )
            seen.add(key)
            _collect_places(value_node, (*trail, key), file, places, problems)
            places[(*trail, key)] = Place(file, key_node.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _collect_places(child, (*trail, index), file, places, problems)


def graft(parent: Located, child: Located, identity: str = "id") -> Located:
    """`parent` with what `child` restates: mappings merge, lists of parts with an `id` merge part by part, all else is
    replaced.
    """
    places = dict(parent.places)
    data = _merge(parent.data, child.data, (), (), child, places, identity)
    return Located(data, places, parent.problems + child.problems)


def _merge(old: Any, new: Any, at: Trail, origin: Trail, child: Located, places: dict[Trail, Place], identity: str) -> Any:
    """Merged data standing at trail `at`; `origin` is where the new data stands in the child's file."""
    if isinstance(old, dict) and isinstance(new, dict):
        merged = dict(old)
        for key, value in new.items():
            if key in old:
                merged[key] = _merge(old[key], value, (*at, key), (*origin, key), child, places, identity)
            else:
                merged[key] = _transplant(value, (*at, key), (*origin, key), child, places)
        return merged
    if _has_identities(old, identity) and _has_identities(new, identity):
        merged_list = list(old)
        positions = {part[identity]: index for index, part in enumerate(old)}
        for number, part in enumerate(new):
            index = positions.get(part[identity])
            if index is None:
                merged_list.append(_transplant(part, (*at, len(merged_list)), (*origin, number), child, places))
            else:
                merged_list[index] = _merge(old[index], part, (*at, index), (*origin, number), child, places, identity)
        return merged_list
    return _transplant(new, at, origin, child, places)


def _has_identities(value: Any, identity: str) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(part, dict) and identity in part for part in value)


def _transplant(value: Any, at: Trail, origin: Trail, child: Located, places: dict[Trail, Place]) -> Any:
    for trail in [trail for trail in places if trail[: len(at)] == at]:
        del places[trail]
    for trail, place in child.places.items():
        if trail[: len(origin)] == origin:
            places[at + trail[len(origin) :]] = place
    return value
