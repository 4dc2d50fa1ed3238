"""The numbers that are shown before the items of an OpenDocument text's lists, which stand in no text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.list_counters import (
    ListCounter,
    ListLevel,
    Writer,
    write_chinese,
    write_circled,
    write_legal,
    write_letter,
)
from antidrug_kpi.forms.into.odf.odf_names import NAME, PARAGRAPHS, SHAPE, STYLE, TEXT
from antidrug_kpi.forms.into.part_xml import find_whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIST, _ITEM, _HEADING = f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}list-header"
_LIST_STYLE, _STYLE_NAME, _LEVEL = f"{TEXT}list-style", f"{TEXT}style-name", f"{TEXT}level"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_WRITERS: Mapping[str, Writer] = {
    "1": str,
    "１, ２, ３, ...": str,
    "①, ②, ③, ...": write_circled,
    "a": write_letter,
    "A": write_letter,
    "壹, 貳, 參, ...": write_legal,
    "壹, 贰, 叁, ...": write_legal,
    "一, 二, 三, ...": write_chinese,
    "一, 十, 一百(一), ...": write_chinese,
}
_MOST_LEVELS = 10


@dataclass
class ListNumbers:
    """What is shown before the paragraphs of lists: counted in the document's order, `styles` being those of its lists."""

    styles: Mapping[str, Mapping[int, ListLevel]]
    _by_id: dict[str, ListCounter] = field(default_factory=dict)
    _by_style: dict[str, ListCounter] = field(default_factory=dict)
    shown: dict[_Element, str] = field(default_factory=dict)

    def add(self, element: _Element) -> None:
        """Number the items of a list that stands in no other."""
        style, own = element.get(_STYLE_NAME, ""), element.get(_ID, "")
        counter = self._by_id.get(element.get(f"{TEXT}continue-list", ""))
        if counter is None and element.get(f"{TEXT}continue-numbering") == "true":
            counter = self._by_style.get(style)
        counter = ListCounter() if counter is None else counter
        self._by_style[style] = counter
        if own:
            self._by_id[own] = counter
        self._number_items(element, style, 0, counter)

    def _number_items(self, element: _Element, style: str, level: int, counter: ListCounter) -> None:
        for item in element.iterchildren(_ITEM, _HEADING):
            first = next(item.iterchildren(*PARAGRAPHS), None)
            if item.tag == _ITEM and first is not None:
                start = find_whole(item.get(f"{TEXT}start-value"))
                label = counter.count(level, self.styles.get(style, {}), start)
                if label:
                    self.shown[first] = label
            if level < _MOST_LEVELS:
                for inner in item.iterchildren(_LIST):
                    self._number_items(inner, inner.get(_STYLE_NAME, style), level + 1, counter)


def number_paragraphs(roots: Iterable[_Element], root: _Element) -> Mapping[_Element, str]:
    """For each paragraph that begins an item of a list the number that is shown before it; `roots` hold the styles."""
    styles = {
        style.get(NAME, ""): dict(map(_read_level, style.iterchildren(f"{TEXT}list-level-style-number")))
        for part in roots
        for style in part.iter(_LIST_STYLE)
    }
    numbers = ListNumbers(styles)
    for element in root.iter(_LIST):
        if next(element.iterancestors(_ITEM, _HEADING), None) is None:
            numbers.add(element)
    return numbers.shown


def _read_level(element: _Element) -> tuple[int, ListLevel]:
    level = max(1, find_whole(element.get(_LEVEL)) or 1)
    start = find_whole(element.get(f"{TEXT}start-value"))
    write = _WRITERS.get(element.get(f"{STYLE}num-format", ""))
    template = element.get(f"{SHAPE}num-list-format")  # of LibreOffice: (%1%)
    if template is not None:
        text = _read_template(template)
    else:
        deep = min(find_whole(element.get(f"{TEXT}display-levels")) or 1, level)
        places = ".".join(f"%{number}" for number in range(level - deep + 1, level + 1))
        text = f"{element.get(f'{STYLE}num-prefix', '')}{places}{element.get(f'{STYLE}num-suffix', '')}"
    return level - 1, ListLevel(1 if start is None else start, write, text)


def _read_template(template: str) -> str:
    for number in range(1, _MOST_LEVELS):
        template = template.replace(f"%{number}%", f"%{number}")
    return template
