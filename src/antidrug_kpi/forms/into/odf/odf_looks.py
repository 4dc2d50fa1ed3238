"""How the spans of an OpenDocument text are shown: on the line, raised, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.odf.odf_names import NAME, STYLE, TEXT
from antidrug_kpi.forms.into.part_xml import find_whole
from antidrug_kpi.forms.into.raised_marks import LetterLook

if TYPE_CHECKING:
    from lxml.etree import _Element

_PROPERTIES = f"{STYLE}text-properties"
_LINES = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
_LEAST_RISE = 1  # percent of the line's height; what is lowered is no mark


def read_looks(roots: Iterable[_Element]) -> Mapping[str, LetterLook]:
    """The look of each style of letters that is not the plain one."""
    looks = {}
    for root in roots:
        for style in root.iter(f"{STYLE}style"):
            properties = style.find(_PROPERTIES)
            look = LetterLook.PLAIN if properties is None else _read_look(properties)
            if look is not LetterLook.PLAIN and style.get(f"{STYLE}family") == "text":
                looks[style.get(NAME, "")] = look
    return looks


def _read_look(properties: _Element) -> LetterLook:
    is_struck = any(properties.get(name, "none") != "none" for name in _LINES)
    if is_struck or properties.get(f"{TEXT}display") == "none":
        return LetterLook.UNSEEN
    position = properties.get(f"{STYLE}text-position", "").split()
    rise = find_whole(position[0].rstrip("%")) if position else None
    is_raised = position[:1] == ["super"] or (rise is not None and rise >= _LEAST_RISE)
    return LetterLook.RAISED if is_raised else LetterLook.PLAIN
