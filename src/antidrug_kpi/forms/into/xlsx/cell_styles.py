"""The styles of a workbook's cells: one that wraps its text is added where a filled cell has none, and those there are stay."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING

from antidrug_kpi.files.cells.number_formats import BUILT_IN
from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.part_xml import find_whole, parse_part, write_part
from antidrug_kpi.forms.into.xlsx.cell_areas import MAIN

if TYPE_CHECKING:
    from lxml.etree import _Element

_ON = {"1", "true"}
_SIZE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?")
_USUAL_SIZE = 12.0


class CellStyles:
    """The part of a workbook that holds its styles; a workbook without one is left as it is."""

    def __init__(self, package: Package, part: str | None) -> None:
        self._part = part
        self._root = parse_part(package, part) if part is not None else None
        self._formats = self._root.find(f"{MAIN}cellXfs") if self._root is not None else None
        self._looks = list(self._formats) if self._formats is not None else []
        self._sizes = _read_sizes(self._root) if self._root is not None else []
        self._wrapping: dict[int, int] = {}

    def wrap(self, cell: _Element) -> None:
        """Give a cell the style that it has, with its text wrapped."""
        look = self._find_look(cell)
        if look is None or self._formats is None or self.wraps(cell):
            return
        number = find_whole(cell.get("s", "0")) or 0
        if number not in self._wrapping:
            self._wrapping[number] = len(self._looks)
            self._looks.append(_make_wrapping(look))
            self._formats.append(self._looks[-1])
            self._formats.set("count", str(len(self._looks)))
        cell.set("s", str(self._wrapping[number]))

    def wraps(self, cell: _Element) -> bool:
        """Whether a cell's text is broken into lines."""
        look = self._find_look(cell)
        alignment = look.find(f"{MAIN}alignment") if look is not None else None
        return alignment is not None and alignment.get("wrapText") in _ON

    def read_size(self, cell: _Element) -> float:
        """The size of a cell's letters in points."""
        look = self._find_look(cell)
        font = find_whole(look.get("fontId", "0")) if look is not None else None
        value = self._sizes[font] if font is not None and font < len(self._sizes) else ""
        return (float(value) if _SIZE.fullmatch(value) else 0.0) or _USUAL_SIZE

    def read_format(self, cell: _Element) -> str:
        """The code of a cell's number format; empty where it has none that is written or built in."""
        look = self._find_look(cell)
        number = find_whole(look.get("numFmtId", "0")) if look is not None else None
        if number is None:
            return ""
        return self._codes.get(number, BUILT_IN.get(number, ""))

    @cached_property
    def _codes(self) -> dict[int, str]:
        """The formats that the workbook defines, by number."""
        if self._root is None:
            return {}
        formats = self._root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
        return {
            number: form.get("formatCode", "") for form in formats if (number := find_whole(form.get("numFmtId", ""))) is not None
        }

    def _find_look(self, cell: _Element) -> _Element | None:
        number = find_whole(cell.get("s", "0"))
        return self._looks[number] if number is not None and number < len(self._looks) else None

    def list_changed(self) -> dict[str, bytes]:
        """The part, where a style was added."""
        return {self._part: write_part(self._root)} if self._wrapping and self._part and self._root is not None else {}


def _make_wrapping(look: _Element) -> _Element:
    made = deepcopy(look)
    alignment = made.find(f"{MAIN}alignment")
    if alignment is None:
        alignment = made.makeelement(f"{MAIN}alignment")
        made.insert(0, alignment)
    alignment.set("wrapText", "1")
    alignment.attrib.pop("shrinkToFit", "")
    made.set("applyAlignment", "1")
    return made


def _read_sizes(root: _Element) -> list[str]:
    sizes = (font.find(f"{MAIN}sz") for font in root.iterfind(f"{MAIN}fonts/{MAIN}font"))
    return ["" if size is None else size.get("val", "") for size in sizes]
