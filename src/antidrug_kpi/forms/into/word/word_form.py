"""A .docx as a form to be filled: only `word/document.xml` changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.form_grid import CellPlace
from antidrug_kpi.forms.into.list_counters import join_numbered
from antidrug_kpi.forms.into.part_xml import parse_part, write_part
from antidrug_kpi.forms.into.text_tables import TextTables, list_captions
from antidrug_kpi.forms.into.word.content_controls import (
    CHECKED,
    CONTROL,
    find_empty_control,
    has_own_blanks_alone,
    list_controls,
    list_offered,
    list_placeholders,
    open_control,
    write_control,
)
from antidrug_kpi.forms.into.word.form_fields import FIELD_MARK, find_empty_field, list_empty_fields
from antidrug_kpi.forms.into.word.text_boxes import BOX, TwinBoxes, list_copied
from antidrug_kpi.forms.into.word.word_lists import number_paragraphs
from antidrug_kpi.forms.into.word.word_looks import list_unread
from antidrug_kpi.forms.into.word.word_tables import list_tables, read_table
from antidrug_kpi.forms.spreadsheet_safety import drop_controls

if TYPE_CHECKING:
    from lxml.etree import _Element

PART = "word/document.xml"
# A cell that holds one of these is more than text, and is left to the office.
_MORE_THAN_TEXT = tuple(qn(name) for name in ("w:tbl", "w:drawing", "w:pict", "w:object", "w:fldSimple"))
_TRACKED = tuple(qn(name) for name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange"))
_TEXTS = (qn("w:t"), qn("w:sym"))
_HOLDERS = (qn("w:tc"), BOX)
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
_SHOWN = (*_TEXTS, *_BREAKS)
_CODE = re.compile("[Ff]0[0-9A-Fa-f]{2}")
_VALUE = "{http://schemas.microsoft.com/office/word/2010/wordml}val"


class WordForm(TextTables):
    """The tables of a Word document, those inside text boxes and other tables too."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = parse_part(package, PART)
        self._twins = TwinBoxes(self._root)
        rows = {table: rows for table, rows in list_tables(self._root).items() if not self._twins.is_copy(table)}
        captions = list_captions(list(rows), self._list_lines(), _read_paragraph)
        self._hidden = _list_hidden(self._root)
        self._paragraphs: dict[_Element, list[_Element]] = {}
        for paragraph in self._root.iter(qn("w:p")):
            owner = next(paragraph.iterancestors(*_HOLDERS), None)
            if owner is not None:
                self._paragraphs.setdefault(owner, []).append(paragraph)
        super().__init__(map(read_table, rows.values()), captions)

    def _read_cell(self, cell: _Element) -> str:
        return "\n".join(_read_paragraph(paragraph, self._hidden) for paragraph in self._paragraphs.get(cell, ()))

    @cached_property
    def _numbers(self) -> Mapping[_Element, str]:
        return number_paragraphs(self._package, self._root)

    @cached_property
    def _unread(self) -> frozenset[_Element]:
        return self._hidden | list_unread(self._package, self._root)

    def read_shown(self, place: CellPlace) -> str:
        """A cell's text as it is seen: with the numbers that Word shows before the items of its lists, without what is hidden or
        struck out and without marks of notes.
        """
        cell = self.find_cell(place)
        paragraphs = () if cell is None else self._paragraphs.get(cell, ())
        return join_numbered(
            [(self._numbers.get(paragraph, ""), _read_paragraph(paragraph, self._unread)) for paragraph in paragraphs]
        )

    def _list_lines(self) -> Iterator[_Element]:
        """Tables, and the paragraphs that stand in none, in the document's order."""
        table = qn("w:tbl")
        return (
            element
            for element in self._root.iter(qn("w:p"), table)
            if element.tag == table or next(element.iterancestors(table), None) is None
        )

    def holds_object(self, place: CellPlace) -> bool:
        """Whether a cell has a table or a picture of its own, in which figures may stand."""
        cell = self.find_cell(place)
        return cell is not None and next(cell.iter(qn("w:tbl"), qn("w:drawing"), qn("w:pict"), qn("w:object")), None) is not None

    def holds_table(self, place: CellPlace) -> bool:
        """Whether a cell has a table with figures in it, beside whatever text it has."""
        cell = self.find_cell(place)
        tables = () if cell is None else cell.iter(qn("w:tbl"))
        return any(letter.isdigit() for table in tables for text in table.iter(qn("w:t")) for letter in text.text or "")

    def is_locked(self, place: CellPlace) -> bool:
        cell = self.find_cell(place)
        if cell is None or next(cell.iter(*_MORE_THAN_TEXT), None) is not None:
            return True
        if next(cell.iter(FIELD_MARK), None) is not None and (find_empty_field(cell) is None or list_controls(cell)):
            return True
        return bool(list_controls(cell)) and find_empty_control(cell) is None and not has_own_blanks_alone(cell)

    def list_choices(self, place: CellPlace) -> tuple[str, ...]:
        cell = self.find_cell(place)
        control = find_empty_control(cell) if cell is not None else None
        return () if control is None else list_offered(control)

    def _list_texts(self, place: CellPlace) -> list[_Element]:
        return [text for text in self.get_cell(place).iter(*_TEXTS) if text not in self._hidden]

    def read_pieces(self, place: CellPlace) -> list[str]:
        return [_read_text(text) for text in self._list_texts(place)]

    def change_pieces(self, place: CellPlace, pieces: Sequence[str]) -> None:
        for text, piece in zip(self._list_texts(place), pieces, strict=True):
            if _read_text(text) == piece:
                continue
            if text.tag == qn("w:sym"):
                text.set(qn("w:char"), f"{ord(piece):04X}")
            else:
                text.text = piece
                _set_checkbox(text, piece)

    def write_lines(self, place: CellPlace, lines: Sequence[str]) -> None:
        cell = self.get_cell(place)
        empty, field = find_empty_control(cell), find_empty_field(cell)
        control = open_control(empty, lines) if empty is not None else None
        if field is not None:
            field.write(lines)
        elif control is not None and cell not in control.iter(cell.tag):
            write_control(cell, control, lines)
        else:
            _replace_text(cell, lines)
        # A row of an exact height would cut the text off.
        row = next(cell.iterancestors(qn("w:tr")))
        for height in row.findall(f"{qn('w:trPr')}/{qn('w:trHeight')}"):
            height.set(qn("w:hRule"), "atLeast")

    def save(self) -> bytes:
        self._twins.copy_changes()
        return self._package.replace_parts({PART: write_part(self._root)})


def _list_hidden(root: _Element) -> frozenset[_Element]:
    """The texts that only say what is to be typed in their place, and the copies of text boxes."""
    placeholders = (text for control in list_placeholders(root) for text in control.iter(*_TEXTS, *_BREAKS))
    defaults = (text for field in list_empty_fields(root) for run in field.result for text in run.iter(*_TEXTS, *_BREAKS))
    return frozenset((*placeholders, *defaults, *list_copied(root, (*_TEXTS, *_BREAKS))))


def _replace_text(cell: _Element, lines: Sequence[str]) -> None:
    """Lines in the look of a cell's first one, in place of whatever it holds."""
    paragraphs = [child for child in cell if child.tag == qn("w:p")]
    pattern = paragraphs[0] if paragraphs else next(cell.iter(qn("w:p")), None)
    pattern = cell.makeelement(qn("w:p")) if pattern is None else pattern
    at = list(cell).index(pattern) if paragraphs else len(cell)
    for child in [child for child in cell if child.tag != qn("w:tcPr")]:
        cell.remove(child)
    for offset, line in enumerate(lines or [""]):
        cell.insert(at + offset, _make_paragraph(pattern, line))


def _read_paragraph(paragraph: _Element, hidden: Collection[_Element] = ()) -> str:
    parts = [part for part in paragraph.iter(*_SHOWN) if part not in hidden]
    if next(paragraph.iter(BOX), None) is None:
        return "".join(map(_read_part, parts))
    lines = groupby(parts, key=lambda part: next(part.iterancestors(paragraph.tag)))  # a box's paragraphs are lines of their own
    return "\n".join("".join(map(_read_part, line)) for _, line in lines)


def _read_part(part: _Element) -> str:
    return _BREAKS.get(part.tag) or _read_text(part)


def _read_text(element: _Element) -> str:
    """A stretch of text; a symbol of Wingdings as the one character that other programs write for it."""
    if element.tag == _TEXTS[0]:
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


def _set_checkbox(text: _Element, piece: str) -> None:
    """A box that is a control of Word is ticked as a control too, or a click on it would show the old state."""
    for control in text.iterancestors(CONTROL):
        state = next(control.iter(CHECKED), None)
        if state is not None:
            state.set(_VALUE, "1" if "☑" in piece or "☒" in piece else "0")
            return
