"""A .docx as a form to be filled: only `word/document.xml` changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.grid import Place
from antidrug_kpi.forms.into.tables import MOST_COVERED, TextTable, TextTables, list_captions
from antidrug_kpi.forms.into.textboxes import BOX, TwinBoxes
from antidrug_kpi.forms.into.xmltext import parse_part, write_part
from antidrug_kpi.forms.safety import drop_controls

if TYPE_CHECKING:
    from lxml.etree import _Element

PART = "word/document.xml"
# A cell that holds one of these is more than text, and is left to the office.
_MORE_THAN_TEXT = tuple(qn(name) for name in ("w:tbl", "w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple"))
_TRACKED = tuple(qn(name) for name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange"))
_TEXTS = (qn("w:t"), qn("w:sym"))
_CODE = re.compile("[Ff]0[0-9A-Fa-f]{2}")
_TICKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
_VALUE = "{http://schemas.microsoft.com/office/word/2010/wordml}val"


class WordForm(TextTables):
    """The tables of a Word document, those inside text boxes and other tables too."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = parse_part(package.read_part(PART))
        self._twins = TwinBoxes(self._root)
        tables = [table for table in self._root.iter(qn("w:tbl")) if not self._twins.is_copy(table)]
        captions = list_captions(tables, self._list_lines(), _read_paragraph)
        super().__init__([_read_table(table) for table in tables], _read_cell, captions)

    def _list_lines(self) -> Iterator[_Element]:
        """Tables, and the paragraphs that stand in none, in the document's order."""
        return (
            element
            for element in self._root.iter(qn("w:p"), qn("w:tbl"))
            if element.tag == qn("w:tbl") or next(element.iterancestors(qn("w:tbl")), None) is None
        )

    def is_locked(self, place: Place) -> bool:
        cell = self.find_cell(place)
        return cell is None or next(cell.iter(*_MORE_THAN_TEXT), None) is not None or _has_control(cell)

    def read_pieces(self, place: Place) -> list[str]:
        return [_read_text(text) for text in self.get_cell(place).iter(*_TEXTS)]

    def change_pieces(self, place: Place, pieces: Sequence[str]) -> None:
        for text, piece in zip(self.get_cell(place).iter(*_TEXTS), pieces, strict=True):
            if _read_text(text) == piece:
                continue
            if text.tag == qn("w:sym"):
                text.set(qn("w:char"), f"{ord(piece):04X}")
            else:
                text.text = piece
                _set_checkbox(text, piece)

    def write_lines(self, place: Place, lines: Sequence[str]) -> None:
        cell = self.get_cell(place)
        paragraphs = [child for child in cell if child.tag == qn("w:p")]
        pattern = paragraphs[0] if paragraphs else cell.makeelement(qn("w:p"))
        at = list(cell).index(pattern) if paragraphs else len(cell)
        for child in [child for child in cell if child.tag != qn("w:tcPr")]:
            cell.remove(child)
        for offset, line in enumerate(lines):
            cell.insert(at + offset, _make_paragraph(pattern, line))
        # A row of an exact height would cut the text off.
        for height in cell.getparent().findall(f"{qn('w:trPr')}/{qn('w:trHeight')}"):  # type: ignore[union-attr]
            height.set(qn("w:hRule"), "atLeast")

    def save(self) -> bytes:
        self._twins.copy_changes()
        return self._package.replace_parts({PART: write_part(self._root)})


def _list_rows(table: _Element) -> Iterator[_Element]:
    """The table's own rows, not those of a table inside it, nor those that a reviewer has struck out."""
    deleted = f"{qn('w:trPr')}/{qn('w:del')}"
    own = (row for row in table.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is table)
    return (row for row in own if row.find(deleted) is None)


def _read_table(table: _Element) -> TextTable:
    """The cells, and for each place that a merged one covers where that begins."""
    rows: list[list[_Element | None]] = []
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(_list_rows(table)):
        places: list[_Element | None] = [None] * _read_number(row, "w:trPr", "w:gridBefore")
        for cell in row.iter(qn("w:tc")):
            if next(cell.iterancestors(qn("w:tr"))) is not row:
                continue
            column, above = len(places), (number - 1, len(places))
            before, goes_on = (number, column - 1), True
            if column and _is_continued(cell, "w:hMerge"):
                begin = covered.get(before, before)
            elif number and _is_continued(cell, "w:vMerge"):
                begin = covered.get(above, above)
            else:
                begin, goes_on = (number, column), False
            places += [None if goes_on else cell, *[None] * (_read_number(cell, "w:tcPr", "w:gridSpan", otherwise=1) - 1)]
            if len(covered) < MOST_COVERED:
                covered |= {(number, each): begin for each in range(column, len(places)) if (number, each) != begin}
        rows.append(places)
    return TextTable(rows, covered)


def _is_continued(cell: _Element, name: str) -> bool:
    """Whether the cell is a part of the one above it, or before it."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _read_number(element: _Element, properties: str, name: str, otherwise: int = 0) -> int:
    """The number in a property; a hostile one cannot make the grid larger than any page."""
    found = element.find(f"{qn(properties)}/{qn(name)}")
    value = found.get(qn("w:val"), "") if found is not None else ""
    return min(int(value), 200) if value.isdigit() else otherwise


def _read_cell(cell: _Element) -> str:
    own = (paragraph for paragraph in cell.iter(qn("w:p")) if next(paragraph.iterancestors(qn("w:tc"), BOX)) is cell)
    return "\n".join(_read_paragraph(paragraph) for paragraph in own)


def _read_paragraph(paragraph: _Element) -> str:
    words = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
    parts = paragraph.iter(*_TEXTS, *words)
    return "".join(words.get(part.tag) or _read_text(part) for part in parts)


def _read_text(element: _Element) -> str:
    """A stretch of text; a symbol of Wingdings as the one character that other programs write for it."""
    if element.tag == qn("w:t"):
        return element.text or ""
    code = element.get(qn("w:char"), "")
    is_known = element.get(qn("w:font")) == "Wingdings" and _CODE.fullmatch(code)
    return chr(int(code, 16)) if is_known else "\ufffd"


def _make_paragraph(pattern: _Element, line: str) -> _Element:
    """A paragraph with the properties of `pattern`, and a run that looks like its first one."""
    paragraph = pattern.makeelement(qn("w:p"))
    properties = pattern.find(qn("w:pPr"))
    if properties is not None:
        paragraph.append(deepcopy(properties))
    run = pattern.makeelement(qn("w:r"))
    look = next(pattern.iter(qn("w:rPr")), None)  # of the first run, or of the paragraph's own mark in an empty cell
    if look is not None:
        run.append(deepcopy(look))
        for change in [child for child in run[0] if child.tag in _TRACKED]:  # of the paragraph's mark, and none of a run's
            run[0].remove(change)
    text = pattern.makeelement(qn("w:t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = drop_controls(line)
    run.append(text)
    paragraph.append(run)
    return paragraph


def _has_control(cell: _Element) -> bool:
    """Whether the cell holds a control of Word other than a box to tick, which would be lost with the text."""
    return any(next(control.iter(_TICKED), None) is None for control in cell.iter(qn("w:sdt")))


def _set_checkbox(text: _Element, piece: str) -> None:
    """A box that is a control of Word is ticked as a control too, or a click on it would show the old state."""
    for control in text.iterancestors(qn("w:sdt")):
        state = next(control.iter(_TICKED), None)
        if state is not None:
            state.set(_VALUE, "1" if "☑" in piece or "☒" in piece else "0")
            return
