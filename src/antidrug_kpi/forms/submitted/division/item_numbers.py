"""The numbers of a cell's items: 1., (1), 一、, 目標值1：, and the measures that they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from antidrug_kpi.forms.submitted.normal_text import NormalText
from antidrug_kpi.plans.plan import Indicator

CHINESE = "一二三四五六七八九十"
MARKER = re.compile(
    rf"\((?P<inner>\d{{1,2}}|[{CHINESE}]{{1,3}})\)[、.]?"
    rf"|(?P<outer>\d{{1,2}}|[{CHINESE}])(?:[.、)](?!\d)|\.(?=1\d\d年)|\)|-(?=\D))"
)
# An item's number right before a figure, 1.9/9: seen to be one only where the lines are numbered from 1 on.
_TIGHT = re.compile(r"(?P<inner>(?!))?(?P<outer>[1-9])\.(?=\d)")
# The same where it is the only item: counts have no point, 1.3/5 is no one and three tenths; and no number has two (2.63.64%).
_LONE_ITEM = re.compile(r"[1-9]\.\d+(?:[/項種人件家場校]|分之)")
_TWO_POINTS = re.compile(r"[1-9]\.\d+\.\d")
_LEAST_LIST = 2  # items
# What offices call an item in place of its number: 目標值1：, 第2項：.
_LABEL = re.compile(
    rf"(?:^|(?<=[\n;；。，,、]))(?:[【\[〔<〈](?:目標值?|指標|項目)?第?(?P<boxed>[1-9]|[{CHINESE[:-1]}])項?[】\]〕>〉][:、.]?"
    rf"|(?:目標值?|指標|衡量項目|衡量指標|項目)第?[(]?(?P<named>[1-9]|[{CHINESE[:-1]}])[)]?項?[:、.]"
    rf"|第(?P<counted>[1-9]|[{CHINESE[:-1]}])(?:項|款|點|個?目標|部分)(?:目標值?|指標)?[:、.，,]?)"
)
# 1-2) within 1): the second item of the first.
_NESTED = re.compile(r"(?:^|(?<=\n))[1-9]-(?P<inner>[1-9])[)、.](?!\d)")


def write_labels(whole: NormalText) -> NormalText:
    """The text with the labels of its items as numbers: 1. in place of 目標值1：, (2) in place of 1-2)."""
    for found in _NESTED.finditer(whole.text):
        whole = whole.write(found.start(), f"({found['inner']})".ljust(len(found[0])))
    for found in _LABEL.finditer(whole.text):
        number = _read_number(found["boxed"] or found["named"] or found["counted"])
        whole = whole.write(found.start(), f"{number}.".ljust(len(found[0])))
    return whole


class ItemNumbers:
    """The numbers by which a cell's items tell its measures: the source's (1., (1), (2), 2.), or their order."""

    def __init__(self, indicator: Indicator, texts: Sequence[str], lines: Sequence[str]) -> None:
        self._measures = indicator.measures
        self._paths = {indicator.find_path(measure): measure.id for measure in indicator.measures}
        self._is_nested = any(len(path) > 1 for path in self._paths)
        ids = "|".join(re.escape(measure.id) for measure in indicator.measures)
        self._id = re.compile(rf"(?P<id>{ids})(?![\d.]*\d)[.、:)]?")
        is_counted = any(_are_counted(begins) for begins in (lines, texts))
        if not is_counted and len(_list_outer(lines)) < _LEAST_LIST:
            is_counted = any(map(_LONE_ITEM.match, lines))
        self._patterns = (MARKER, _TIGHT) if is_counted or any(map(_TWO_POINTS.match, lines)) else (MARKER,)
        markers = [found for text in texts if (found := self._match(text)) is not None]
        outer = [_read_number(found["outer"]) for found in markers if found["outer"]]
        inner = [found for found in markers if found["inner"]]
        self._has_outer = bool(outer)
        count = len(self._measures)
        listed = [_read_number(found["inner"]) for found in inner]
        # Within numbered items, or more of them than measures, they are a list of something else: (1)3月16日國中場.
        self._lists_inner = not self._is_nested and bool(inner) and (self._has_outer or max(listed) > count)
        self._is_plain = self._is_nested and not inner and outer == list(range(1, count + 1))
        self._outer = 0

    def _match(self, text: str) -> re.Match[str] | None:
        return next((found for pattern in self._patterns if (found := pattern.match(text)) is not None), None)

    def numbers(self, text: str, owner: str) -> bool:
        """Whether a piece begins with the number that the source has for a measure."""
        found = self._match(text)
        number = None if found is None or not found["outer"] else _read_number(found["outer"])
        return any(name == owner and path[:1] == (number,) for path, name in self._paths.items())

    def find_outer(self, text: str) -> str | None:
        """The measure that the number without brackets stands for with which a piece begins."""
        found = self._match(text)
        number = None if found is None or not found["outer"] else _read_number(found["outer"])
        return None if number is None or self._is_plain else self._paths.get((number,))

    def precedes(self, owner: str | None, item: str) -> bool:
        """Whether the source numbers a measure before another's item, and not within it."""
        outer = {name: path[0] for path, name in self._paths.items() if path}
        return owner in outer and item in outer and outer[owner] < outer[item]

    def measure_marker(self, text: str) -> int:
        """How long the item's number is with which a piece begins."""
        found = self._id.match(text) or self._match(text)
        return 0 if found is None else found.end()

    def find(self, text: str, spoken: Set[str], worded: Set[str]) -> str | None:
        """The measure that an item's number stands for; none without a number or where it stands for none. A number in brackets
        is an outer one where the inner measure is `spoken` of elsewhere, nothing is `worded` as the outer one's, and no item has
        an outer number.
        """
        named = self._id.match(text)
        if named is not None:
            return named["id"]
        found = self._match(text)
        if found is None:
            return None
        number = _read_number(found["outer"] or found["inner"])
        if found["inner"] and self._lists_inner:
            return None
        if self._is_plain:
            return self._measures[number - 1].id if 0 < number <= len(self._measures) else None
        if self._is_nested and found["inner"]:
            inner, outer = self._paths.get((self._outer or 1, number)), self._paths.get((number,))
            is_outer = inner in spoken and outer is not None and outer not in worded and not self._has_outer
            if is_outer:
                return outer
            # The measure has an item of its own words: this one only lists what belongs to the item before.
            return None if self._has_outer and inner in spoken else inner
        self._outer = number
        return self._paths.get((number,))


def _list_outer(texts: Sequence[str]) -> list[int]:
    """The numbers without brackets with which texts begin."""
    ahead = [next((found for pattern in (MARKER, _TIGHT) if (found := pattern.match(text))), None) for text in texts]
    return [_read_number(found["outer"]) for found in ahead if found is not None and found["outer"]]


def _are_counted(texts: Sequence[str]) -> bool:
    """Whether the numbers are a list's: from 1 on, and more than one."""
    known = _list_outer(texts)
    return len(known) >= _LEAST_LIST and known == list(range(1, len(known) + 1))


def _read_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, found, ones = text.partition("十")
    if not found:
        return CHINESE.index(text[0]) + 1
    return (CHINESE.index(tens) + 1 if tens else 1) * 10 + (CHINESE.index(ones) + 1 if ones else 0)
