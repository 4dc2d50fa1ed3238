"""The numbers that Word shows before the items of its automatic lists, which stand in no text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.list_counters import (
    ListCounter,
    ListLevel,
    Writer,
    write_chinese,
    write_circled,
    write_legal,
    write_letter,
)
from antidrug_kpi.forms.into.part_xml import find_whole, parse_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_VALUE, _ID = qn("w:val"), qn("w:styleId")
_LEVEL, _ABSTRACT, _NUMBER = qn("w:ilvl"), qn("w:abstractNumId"), qn("w:numId")
_MOST_STYLES = 32  # that are based on one another
_WRITERS: Mapping[str, Writer] = {
    **dict.fromkeys(("decimal", "decimalFullWidth", "decimalHalfWidth", "decimalFullWidth2"), str),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), write_circled),
    **dict.fromkeys(("upperLetter", "lowerLetter"), write_letter),
    "ideographLegalTraditional": write_legal,
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "taiwaneseDigital",
            "ideographDigital",
            "ideographTraditional",
            "japaneseCounting",
        ),
        write_chinese,
    ),
}


@dataclass(frozen=True)
class _List:
    """A list that paragraphs name: that with whose others it counts on, its levels, and where it begins anew."""

    abstract: str
    levels: Mapping[int, ListLevel]
    starts: dict[int, int] = field(default_factory=dict)


def number_paragraphs(package: Package, root: _Element) -> Mapping[_Element, str]:
    """For each paragraph of an automatic list the number that Word shows before it."""
    if _NUMBERING not in package.archive.parts:
        return {}
    lists = _read_lists(parse_part(package, _NUMBERING))
    styles = _read_styles(parse_part(package, _STYLES)) if _STYLES in package.archive.parts else {}
    counters: dict[str, ListCounter] = {}
    shown: dict[_Element, str] = {}
    for paragraph in root.iter(qn("w:p")):
        number, level = _find_list(paragraph, styles)
        known = lists.get(number)
        if known is not None:
            counter = counters.setdefault(known.abstract, ListCounter())
            label = counter.count(level, known.levels, known.starts.pop(level, None))
            if label:
                shown[paragraph] = label
    return shown


def _find_list(paragraph: _Element, styles: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    """The list and level of a paragraph, by itself or by its style; "" where it is in none."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return "", 0
    style = properties.find(qn("w:pStyle"))
    named = styles.get(style.get(_VALUE, ""), ("", 0)) if style is not None else ("", 0)
    own = _read_membership(properties)
    return named if own is None else (own[0] or named[0], own[1])


def _read_membership(properties: _Element) -> tuple[str, int] | None:
    """What a paragraph's or a style's properties say of its list."""
    member = properties.find(qn("w:numPr"))
    if member is None:
        return None
    number, level = member.find(_NUMBER), member.find(_LEVEL)
    return (
        "" if number is None else number.get(_VALUE, ""),
        0 if level is None else find_whole(level.get(_VALUE)) or 0,
    )


def _read_styles(root: _Element) -> dict[str, tuple[str, int]]:
    """The list and level of each style of paragraphs that is in one, its own or that of the style it is based on."""
    own: dict[str, tuple[str, int] | None] = {}
    bases: dict[str, str] = {}
    for style in root.iterfind(qn("w:style")):
        name = style.get(_ID, "")
        properties, base = style.find(qn("w:pPr")), style.find(qn("w:basedOn"))
        own[name] = None if properties is None else _read_membership(properties)
        bases[name] = "" if base is None else base.get(_VALUE, "")
    found: dict[str, tuple[str, int]] = {}
    for name in own:
        current = name
        for _ in range(_MOST_STYLES):
            member = own.get(current)
            if member is not None:
                found[name] = member
                break
            current = bases.get(current, "")
    return found


def _read_lists(root: _Element) -> dict[str, _List]:
    abstracts = {
        abstract.get(_ABSTRACT, ""): dict(map(_read_level, abstract.iterfind(qn("w:lvl"))))
        for abstract in root.iterfind(qn("w:abstractNum"))
    }
    lists: dict[str, _List] = {}
    for number in root.iterfind(qn("w:num")):
        reference = number.find(_ABSTRACT)
        name = "" if reference is None else reference.get(_VALUE, "")
        levels = dict(abstracts.get(name, {}))
        starts: dict[int, int] = {}
        for override in number.iterfind(qn("w:lvlOverride")):
            level = find_whole(override.get(_LEVEL)) or 0
            start, own = override.find(qn("w:startOverride")), override.find(qn("w:lvl"))
            if own is not None:
                levels[level] = _read_level(own)[1]
            if start is not None:
                starts[level] = find_whole(start.get(_VALUE)) or 0
        lists[number.get(_NUMBER, "")] = _List(name, levels, starts)
    return lists


def _read_level(element: _Element) -> tuple[int, ListLevel]:
    values = {name: _read_value(element, name) for name in ("start", "numFmt", "lvlText")}
    start = find_whole(values["start"])
    level = find_whole(element.get(_LEVEL)) or 0
    return level, ListLevel(1 if start is None else start, _WRITERS.get(values["numFmt"] or "decimal"), values["lvlText"])


def _read_value(element: _Element, name: str) -> str:
    found = element.find(qn(f"w:{name}"))
    return "" if found is None else found.get(_VALUE, "")
