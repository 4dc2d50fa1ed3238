"""From YAML's nodes to plain data: nothing that a file names is ever made, no number is too long, and all work is bounded.

PyYAML's own constructors are not used: by a tag a scalar can ask them for what it is not, and they end in a ValueError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from antidrug_kpi.printable import escape_controls, quote_briefly

# A file nested deeper, or of more values, is no plan and no mapping; the longest of our own has 1,118.
MOST_LEVELS = 100
MOST_PLACES = 30_000
# A value has a key, a list a beginning and an end.
_MOST_EVENTS = 4 * MOST_PLACES

_Trail = tuple[str | int, ...]
_PLAIN = "plain"
_TAGS = {
    yaml.ScalarNode: frozenset({_PLAIN, "tag:yaml.org,2002:str"}),
    yaml.SequenceNode: frozenset({"tag:yaml.org,2002:seq"}),
    yaml.MappingNode: frozenset({"tag:yaml.org,2002:map"}),
}
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "": None, "~": None, "null": None, "Null": None, "NULL": None}

# libyaml, where PyYAML was built with it, reads the specs six times faster.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _NodeLoader(_Loader):  # type: ignore[misc]  # libyaml's loader or the plain one, alike in all that is used
    """YAML whose scalars without quotes and tag are told from all others, and not taken for anything yet."""


_NodeLoader.yaml_implicit_resolvers = {None: [(_PLAIN, re.compile(""))]}


def compose(text: str) -> yaml.Node | None:
    """The document's node; none where the text is empty. Raises YAMLError."""
    _refuse_depth(text)
    loader = _NodeLoader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return node


def _refuse_depth(text: str) -> None:
    """libyaml builds its nodes by recursion, and ends the whole process on a file that is nested too deep."""
    level = 0
    for number, event in enumerate(yaml.parse(text, Loader=_NodeLoader)):
        level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if level > MOST_LEVELS or number > _MOST_EVENTS:
            mark: Any = event.start_mark  # libyaml's own, which has lines like any other
            raise yaml.composer.ComposerError(None, None, "nested too deep, or too long", mark)


@dataclass
class NodeReading:
    """The data of nodes, the line of each value by its trail, and what is wrong, by line.

    What an alias stands for is read again wherever it stands, and counts each time: by aliases of aliases ten lines can stand
    for a billion values.
    """

    only_words: bool
    lines: dict[_Trail, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)
    visits: int = 0

    def read(self, node: yaml.Node, trail: _Trail) -> Any:
        """The data of a node; a problem where it is no plain value, and YAMLError where there are too many."""
        self.visits += 1
        line = node.start_mark.line + 1
        if self.visits > MOST_PLACES or len(trail) > MOST_LEVELS:  # an alias within its own anchor is without end
            raise yaml.composer.ComposerError(None, None, "too many values", node.start_mark)
        self.lines.setdefault(trail, line)
        if node.tag not in _TAGS[type(node)]:
            shown = quote_briefly(node.tag.replace("tag:yaml.org,2002:", "!!"))
            self.problems.append((line, f"標記「{shown}」不能用；請刪去標記，直接寫值"))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node, trail)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*trail, index)) for index, child in enumerate(node.value)]
        return self._read_scalar(node)  # type: ignore[arg-type]  # of three kinds the last

    def _read_mapping(self, node: yaml.MappingNode, trail: _Trail) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag not in _TAGS[yaml.ScalarNode]:
                raise yaml.constructor.ConstructorError(None, None, "a key that is no word", key_node.start_mark)
            key = self._read_word(key_node)
            line = key_node.start_mark.line + 1
            if key in data:
                self.visits += 1
                problem = f"「{quote_briefly(key)}」重複出現；同一層每個鍵只能寫一次，請刪去其一"
                self.problems.append((line, problem))
                continue
            self.lines[(*trail, key)] = line
            data[key] = self.read(value_node, (*trail, key))
        return data

    def _read_scalar(self, node: yaml.ScalarNode) -> str | int | bool | None:
        text = self._read_word(node)
        if self.only_words or node.tag != _PLAIN:
            return text
        if text in _WORDS:
            return _WORDS[text]
        return int(text) if _NUMBER.fullmatch(text) else text

    def _read_word(self, node: yaml.ScalarNode) -> str:
        """The scalar's text; a problem where it would reach a terminal and move the cursor there. Headers of an office may."""
        text = str(node.value)
        if not self.only_words and not text.isprintable():
            lines = text.replace("\n", "").replace("\t", "")
            if escape_controls(lines) != lines:
                self.problems.append((node.start_mark.line + 1, f"「{quote_briefly(text)}」含控制字元或看不見的字元；請刪去"))
        return text
