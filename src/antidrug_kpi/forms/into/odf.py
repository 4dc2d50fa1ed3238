"""An .odt as a form to be filled: only `content.xml` changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.grid import Place
from antidrug_kpi.forms.into.tables import TextTables
from antidrug_kpi.forms.into.xmltext import parse_part, write_part
from antidrug_kpi.forms.safety import drop_controls

if TYPE_CHECKING:
    from lxml.etree import _Element

PART = "content.xml"
MOST_REPEATED = 200
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_ROW, _CELL, _COVERED = f"{_TABLE}table-row", f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
# What stands in a cell's paragraphs without being its text: a reviewer's comment, a footnote, another table.
_APART = (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TABLE}table")
_MORE_THAN_TEXT = (*_APART, f"{_DRAW}frame", f"{_DRAW}control", f"{_TEXT}list")
_WORDS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


class OdfForm(TextTables):
    """The tables of an OpenDocument text, those inside other tables too."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = parse_part(package.read_part(PART))
        tables = [[list(_list_places(row)) for row in _list_rows(table)] for table in self._root.iter(f"{_TABLE}table")]
        super().__init__(tables, _read_cell)

    def is_locked(self, place: Place) -> bool:
        cell = self.find_cell(place)
        is_repeated = cell is not None and cell.get(f"{_TABLE}number-columns-repeated", "1") != "1"
        is_formula = cell is not None and cell.get(f"{_TABLE}formula") is not None
        return cell is None or is_repeated or is_formula or next(cell.iter(*_MORE_THAN_TEXT), None) is not None

    def read_pieces(self, place: Place) -> list[str]:
        return [text for _, _, text in _list_texts(self.get_cell(place))]

    def change_pieces(self, place: Place, pieces: Sequence[str]) -> None:
        for (element, is_tail, _), piece in zip(list(_list_texts(self.get_cell(place))), pieces, strict=True):
            if is_tail:
                element.tail = piece
            else:
                element.text = piece

    def write_lines(self, place: Place, lines: Sequence[str]) -> None:
        cell = self.get_cell(place)
        pattern = next(cell.iter(*_PARAGRAPHS), None)
        for child in list(cell):
            cell.remove(child)
        for name in ("value", "date-value", "time-value", "boolean-value", "string-value", "currency"):
            cell.attrib.pop(f"{_OFFICE}{name}", "")
        if cell.get(f"{_OFFICE}value-type") is not None:
            cell.set(f"{_OFFICE}value-type", "string")
        for line in lines:
            cell.append(_make_paragraph(cell, pattern, drop_controls(line)))

    def save(self) -> bytes:
        return self._package.replace_parts({PART: write_part(self._root)})


def _list_rows(table: _Element) -> Iterator[_Element]:
    """The table's own rows, not those of a table inside it; a row that stands for several is one here, since none has a name."""
    return (row for row in table.iter(_ROW) if next(row.iterancestors(f"{_TABLE}table")) is table)


def _list_places(row: _Element) -> Iterator[_Element | None]:
    """For each place of the grid the cell that begins there, none where a merged cell covers it."""
    for cell in row:
        repeated = cell.get(f"{_TABLE}number-columns-repeated", "1")
        count = min(int(repeated), MOST_REPEATED) if repeated.isdigit() else 1
        if cell.tag in {_CELL, _COVERED}:
            yield from [cell if cell.tag == _CELL else None] * count


def _read_cell(cell: _Element) -> str:
    own = (paragraph for paragraph in cell.iter(*_PARAGRAPHS) if next(paragraph.iterancestors(_CELL, *_APART)) is cell)
    return "\n".join("".join(_read_parts(paragraph)) for paragraph in own)


def _read_parts(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * (min(int(count), MOST_REPEATED) if count.isdigit() else 1)
        elif child.tag in _WORDS:
            yield _WORDS[child.tag]
        elif child.tag not in _APART:
            yield from _read_parts(child)
        yield child.tail or ""


def _list_texts(cell: _Element) -> Iterator[tuple[_Element, bool, str]]:
    """Every stretch of text in the cell: the element that holds it, whether it follows that element, the text."""
    for paragraph in cell.iter(*_PARAGRAPHS):
        for element in paragraph.iter():
            if element.text:
                yield element, False, element.text
            if element is not paragraph and element.tail:
                yield element, True, element.tail


def _make_paragraph(cell: _Element, pattern: _Element | None, line: str) -> _Element:
    """A paragraph in the style of `pattern`, its text in the look of the first stretch of that."""
    paragraph = cell.makeelement(f"{_TEXT}p")
    if pattern is None:
        paragraph.text = line
        return paragraph
    style = pattern.get(f"{_TEXT}style-name")
    if style is not None:
        paragraph.set(f"{_TEXT}style-name", style)
    span = next(pattern.iter(f"{_TEXT}span"), None)
    if span is None:
        paragraph.text = line
        return paragraph
    look = deepcopy(span)
    for child in list(look):
        look.remove(child)
    look.text, look.tail = line, None
    paragraph.append(look)
    return paragraph
