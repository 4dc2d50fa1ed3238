"""The styles of a workbook's cells: one that wraps its text is added where a filled cell has none, and those there are stay."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.areas import MAIN
from antidrug_kpi.forms.into.xmltext import parse_part, write_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_ON = {"1", "true"}
_SIZE = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_USUAL_SIZE = 12.0


class CellStyles:
    """The part of a workbook that holds its styles; a workbook without one is left as it is."""

    def __init__(self, package: Package, part: str | None) -> None:
        self._part = part
        self._root = parse_part(package.read_part(part)) if part is not None else None
        self._formats = self._root.find(f"{MAIN}cellXfs") if self._root is not None else None
        self._wrapping: dict[int, int] = {}

    def wrap(self, cell: _Element) -> None:
        """Give a cell the style that it has, with its text wrapped."""
        number = cell.get("s", "0")
        if self._formats is None or not number.isdigit() or int(number) >= len(self._formats):
            return
        look = self._formats[int(number)]
        alignment = look.find(f"{MAIN}alignment")
        if alignment is None or alignment.get("wrapText") not in _ON:
            cell.set("s", str(self._wrapping.setdefault(int(number), len(self._formats))))
            if int(cell.get("s", "0")) == len(self._formats):
                self._add(look)

    def read_size(self, cell: _Element) -> float:
        """The size of a cell's letters in points."""
        number = cell.get("s", "0")
        if self._root is None or self._formats is None or not number.isdigit() or int(number) >= len(self._formats):
            return _USUAL_SIZE
        sizes = [each.find(f"{MAIN}sz") for each in self._root.iterfind(f"{MAIN}fonts/{MAIN}font")]
        font = self._formats[int(number)].get("fontId", "0")
        size = sizes[int(font)] if font.isdigit() and int(font) < len(sizes) else None
        value = "" if size is None else size.get("val", "")
        return float(value) if _SIZE.fullmatch(value) else _USUAL_SIZE

    def list_changed(self) -> dict[str, bytes]:
        """The part, where a style was added."""
        return {self._part: write_part(self._root)} if self._wrapping and self._part and self._root is not None else {}

    def _add(self, look: _Element) -> None:
        if self._formats is None:
            return
        made = deepcopy(look)
        alignment = made.find(f"{MAIN}alignment")
        if alignment is None:
            alignment = made.makeelement(f"{MAIN}alignment")
            made.insert(0, alignment)
        alignment.set("wrapText", "1")
        alignment.attrib.pop("shrinkToFit", "")
        made.set("applyAlignment", "1")
        self._formats.append(made)
        self._formats.set("count", str(len(self._formats)))
