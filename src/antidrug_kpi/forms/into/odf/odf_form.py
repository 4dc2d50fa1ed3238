"""An .odt as a form to be filled: only `content.xml` changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING

from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.form_grid import CellPlace
from antidrug_kpi.forms.into.list_counters import join_numbered
from antidrug_kpi.forms.into.odf.odf_lists import number_paragraphs
from antidrug_kpi.forms.into.odf.odf_looks import read_looks
from antidrug_kpi.forms.into.odf.odf_names import CELLS, NAME, OFFICE, PARAGRAPHS, ROWS, SHAPE, STYLE, TABLE, TABLES, TEXT
from antidrug_kpi.forms.into.odf.odf_tables import list_rows, read_count, read_table
from antidrug_kpi.forms.into.part_xml import find_whole, parse_part, write_part
from antidrug_kpi.forms.into.raised_marks import LetterLook, TextStretch, list_kept
from antidrug_kpi.forms.into.text_tables import TextTable, TextTables, list_captions
from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.writers.document_looks import BLANK_STYLE

if TYPE_CHECKING:
    from lxml.etree import _Element

PART, _STYLES = "content.xml", "styles.xml"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MOST_BLANKS = 200
# What stands in a cell's paragraphs without being its text: a reviewer's comment, a footnote, another table.
_APART = (f"{OFFICE}annotation", f"{TEXT}note", *TABLES)
_MORE_THAN_TEXT = (*_APART, f"{_DRAW}frame", f"{_DRAW}control", f"{TEXT}list")
# What only says what is to be typed in its place: of OpenDocument, and the content control that LibreOffice has for Word's.
_SHOWING = f"{SHAPE}showing-place-holder"
_PLACEHOLDERS = (f"{TEXT}placeholder", f"{SHAPE}content-control")
_WORDS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}


class OdfForm(TextTables):
    """The tables of an OpenDocument text, those inside frames, shapes and other tables too."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = parse_part(package, PART)
        self._prepare()
        self.rows = list_rows(self._root)
        captions = list_captions(list(self.rows), self._list_lines(), _read_paragraph)
        self._paragraphs: dict[_Element, list[_Element]] = {}
        for paragraph in self._root.iter(*PARAGRAPHS):
            owner = next(paragraph.iterancestors(*CELLS, *_APART), None)
            if owner is not None:
                self._paragraphs.setdefault(owner, []).append(paragraph)
        super().__init__(map(self._read_table, self.rows), captions)

    def _read_cell(self, cell: _Element) -> str:
        return "\n".join(map(_read_paragraph, self._paragraphs.get(cell, ())))

    @cached_property
    def _style_parts(self) -> list[_Element]:
        parts = [self._root]
        if _STYLES in self._package.archive.parts:
            parts.append(parse_part(self._package, _STYLES))
        return parts

    @cached_property
    def _numbers(self) -> Mapping[_Element, str]:
        return number_paragraphs(self._style_parts, self._root)

    @cached_property
    def _letter_looks(self) -> Mapping[str, LetterLook]:
        return read_looks(self._style_parts)

    def read_shown(self, place: CellPlace) -> str:
        """A cell's text as it is seen: with the numbers that are shown before the items of its lists, without what is hidden or
        struck out and without marks of notes.
        """
        cell = self.find_cell(place)
        paragraphs = () if cell is None else self._paragraphs.get(cell, ())
        return join_numbered([(self._numbers.get(paragraph, ""), self._read_seen(paragraph)) for paragraph in paragraphs])

    def _read_seen(self, paragraph: _Element) -> str:
        stretches = list(_read_stretches(paragraph, self._letter_looks))
        kept = zip(stretches, list_kept(stretches), strict=True)
        return "".join(stretch.text for stretch, is_kept in kept if is_kept)

    def _prepare(self) -> None:
        """Give every cell its own element, so that it can be written. In a text document each has one already."""

    def _read_table(self, table: _Element) -> TextTable:
        """The cells of a table by place."""
        return read_table(self.rows[table])

    def _list_lines(self) -> Iterator[_Element]:
        """Tables, and the paragraphs that stand in none, in the document's order."""
        return (
            element
            for element in self._root.iter(*PARAGRAPHS, *TABLES)
            if element.tag in TABLES or next(element.iterancestors(*TABLES), None) is None
        )

    def holds_object(self, place: CellPlace) -> bool:
        """Whether a cell has a table or a picture of its own, in which figures may stand."""
        cell = self.find_cell(place)
        return cell is not None and next(cell.iter(f"{TABLE}table", f"{_DRAW}frame"), None) is not None

    def holds_table(self, place: CellPlace) -> bool:
        """Whether a cell has a table with figures in it, beside whatever text it has."""
        cell = self.find_cell(place)
        tables = () if cell is None else (table for table in cell.iter(*TABLES) if table is not cell)
        paragraphs = (paragraph for table in tables for paragraph in table.iter(*PARAGRAPHS))
        return any(letter.isdigit() for paragraph in paragraphs for letter in _read_paragraph(paragraph))

    def is_locked(self, place: CellPlace) -> bool:
        cell = self.find_cell(place)
        if cell is None or cell.get(f"{TABLE}formula") is not None or next(cell.iter(*_MORE_THAN_TEXT), None) is not None:
            return True
        row = next(cell.iterancestors(*ROWS))
        return read_count(cell, "number-columns-repeated") != 1 or read_count(row, "number-rows-repeated") != 1

    def list_choices(self, place: CellPlace) -> tuple[str, ...]:
        cell = self.find_cell(place)
        items = () if cell is None else cell.iterfind(f".//{_PLACEHOLDERS[1]}[@{_SHOWING}='true']/{SHAPE}list-item")
        return tuple(item.get(f"{SHAPE}display-text", "") for item in items if item.get(f"{SHAPE}value"))

    def read_pieces(self, place: CellPlace) -> list[str]:
        return [text for _, _, text in _list_texts(self.get_cell(place))]

    def change_pieces(self, place: CellPlace, pieces: Sequence[str]) -> None:
        for (element, is_tail, _), piece in zip(list(_list_texts(self.get_cell(place))), pieces, strict=True):
            if is_tail:
                element.tail = piece
            else:
                element.text = piece

    def write_lines(self, place: CellPlace, lines: Sequence[str]) -> None:
        cell = self.get_cell(place)
        pattern = next(cell.iter(*PARAGRAPHS), None)
        for child in list(cell):
            cell.remove(child)
        for name in ("value", "date-value", "time-value", "boolean-value", "string-value", "currency"):
            cell.attrib.pop(f"{OFFICE}{name}", "")
        if cell.get(f"{OFFICE}value-type") is not None:
            cell.set(f"{OFFICE}value-type", "string")
        for line in lines:
            cell.append(_make_paragraph(cell, pattern, drop_controls(line)))
        self.free_height(cell)

    @cached_property
    def _styles(self) -> dict[str, _Element]:
        """The styles that the document gives its own rows, among others."""
        return {style.get(NAME, ""): style for style in self._root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style")}

    def free_height(self, cell: _Element) -> None:
        """Let the cell's row grow, which with an exact height would cut the text off; the style of other rows stays."""
        row = next(cell.iterancestors(*ROWS))
        style = self._styles.get(row.get(f"{TABLE}style-name", ""))
        height = style.find(f"{STYLE}table-row-properties[@{STYLE}row-height]") if style is not None else None
        if style is None or height is None:
            return
        name = f"{style.get(NAME)}.grows"
        row.set(f"{TABLE}style-name", name)
        if name not in self._styles:
            grows = self._styles[name] = deepcopy(style)
            grows.set(NAME, name)
            for properties in grows.iterfind(f"{STYLE}table-row-properties[@{STYLE}row-height]"):
                properties.set(f"{STYLE}min-row-height", properties.attrib.pop(f"{STYLE}row-height"))
            style.addnext(grows)

    def save(self) -> bytes:
        return self._package.replace_parts({PART: write_part(self._root)})


def is_placeholder(element: _Element) -> bool:
    """Whether an element's text is only what it asks for."""
    return element.tag == _PLACEHOLDERS[0] or (element.tag == _PLACEHOLDERS[1] and element.get(_SHOWING) == "true")


def _read_paragraph(paragraph: _Element) -> str:
    return "".join(stretch.text for stretch in _read_stretches(paragraph, {}))


def _read_stretches(
    element: _Element, looks: Mapping[str, LetterLook], look: LetterLook = LetterLook.PLAIN
) -> Iterator[TextStretch]:
    """The text of a paragraph; a paragraph of a frame in it is one of the cell's own."""
    yield TextStretch(element.text or "", look)
    for child in element:
        if child.tag == f"{TEXT}s":
            yield TextStretch(" " * min(find_whole(child.get(f"{TEXT}c", "1")) or 1, _MOST_BLANKS), look)
        elif child.tag in _WORDS:
            yield TextStretch(_WORDS[child.tag], look)
        elif child.tag not in _APART and child.tag not in PARAGRAPHS and not is_placeholder(child):
            yield from _read_stretches(child, looks, looks.get(child.get(f"{TEXT}style-name", ""), look))
        yield TextStretch(child.tail or "", look)


def _list_texts(cell: _Element) -> Iterator[tuple[_Element, bool, str]]:
    """Every stretch of text in the cell: the element that holds it, whether it follows that element, the text."""
    for paragraph in cell.iter(*PARAGRAPHS):
        for element in paragraph.iter():
            if element.text and not any(map(is_placeholder, (element, *element.iterancestors(*_PLACEHOLDERS)))):
                yield element, False, element.text
            if element is not paragraph and element.tail:
                yield element, True, element.tail


def _make_paragraph(cell: _Element, pattern: _Element | None, line: str) -> _Element:
    """A paragraph in the style of `pattern`, its text in the look of the first stretch of that."""
    paragraph = cell.makeelement(f"{TEXT}p")
    if pattern is None:
        paragraph.text = line
        return paragraph
    style = pattern.get(f"{TEXT}style-name")
    if style is not None:
        paragraph.set(f"{TEXT}style-name", style)
    span = next(pattern.iter(f"{TEXT}span"), None)
    if span is None or span.get(f"{TEXT}style-name") == BLANK_STYLE:  # the look of a blank goes where it is filled
        paragraph.text = line
        return paragraph
    look = deepcopy(span)
    for child in list(look):
        look.remove(child)
    look.text, look.tail = line, None
    paragraph.append(look)
    return paragraph
