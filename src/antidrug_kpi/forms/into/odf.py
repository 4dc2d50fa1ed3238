"""An .odt as a form to be filled: only `content.xml` changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.grid import Place
from antidrug_kpi.forms.into.tables import MOST_COVERED, TextTable, TextTables
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
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NAME = f"{_STYLE}name"
# LibreOffice writes the tables inside a shape under a name of its own.
_SHAPE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_TABLES, _ROWS, _CELLS, _COVERED = (
    (f"{_TABLE}{name}", f"{_SHAPE}{name}") for name in ("table", "table-row", "table-cell", "covered-table-cell")
)
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
# What stands in a cell's paragraphs without being its text: a reviewer's comment, a footnote, another table.
_APART = (f"{_OFFICE}annotation", f"{_TEXT}note", *_TABLES)
_MORE_THAN_TEXT = (*_APART, f"{_DRAW}frame", f"{_DRAW}control", f"{_TEXT}list")
_WORDS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


class OdfForm(TextTables):
    """The tables of an OpenDocument text, those inside frames, shapes and other tables too."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = parse_part(package.read_part(PART))
        super().__init__([_read_table(table) for table in self._root.iter(*_TABLES)], _read_cell)

    def is_locked(self, place: Place) -> bool:
        cell = self.find_cell(place)
        if cell is None or cell.get(f"{_TABLE}formula") is not None or next(cell.iter(*_MORE_THAN_TEXT), None) is not None:
            return True
        row = next(cell.iterancestors(*_ROWS))
        return _read_count(cell, "number-columns-repeated") != 1 or _read_count(row, "number-rows-repeated") != 1

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
        self._free_height(cell)

    def _free_height(self, cell: _Element) -> None:
        """Let the cell's row grow, which with an exact height would cut the text off; the style of other rows stays."""
        row = next(cell.iterancestors(*_ROWS))
        styles = {each.get(_NAME, ""): each for each in self._root.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style")}
        style = styles.get(row.get(f"{_TABLE}style-name", ""))
        height = style.find(f"{_STYLE}table-row-properties[@{_STYLE}row-height]") if style is not None else None
        if style is None or height is None:
            return
        name = f"{style.get(_NAME)}.grows"
        row.set(f"{_TABLE}style-name", name)
        if name not in styles:
            grows = deepcopy(style)
            grows.set(_NAME, name)
            for properties in grows.iterfind(f"{_STYLE}table-row-properties[@{_STYLE}row-height]"):
                properties.set(f"{_STYLE}min-row-height", properties.attrib.pop(f"{_STYLE}row-height"))
            style.addnext(grows)

    def save(self) -> bytes:
        return self._package.replace_parts({PART: write_part(self._root)})


def _list_rows(table: _Element) -> Iterator[_Element]:
    """The table's own rows, not those of a table inside it; a row that stands for several is one here, since none has a name."""
    return (row for row in table.iter(*_ROWS) if next(row.iterancestors(*_TABLES)) is table)


def _read_table(table: _Element) -> TextTable:
    """The cells, and for each place that a merged one covers where that begins."""
    rows: list[list[_Element | None]] = []
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    reach: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(_list_rows(table)):
        places: list[_Element | None] = []
        for cell in row.iterchildren(*_CELLS, *_COVERED):
            for _ in range(_read_count(cell, "number-columns-repeated")):
                place = (number, len(places))
                if cell.tag in _CELLS:
                    height, width = (_read_count(cell, f"number-{name}-spanned") for name in ("rows", "columns"))
                    if height > 1 or width > 1:
                        reach[place] = (number + height, len(places) + width)
                elif len(covered) < MOST_COVERED:
                    near = (covered.get(each, each) for each in ((number, len(places) - 1), (number - 1, len(places))))
                    begin = next((each for each in near if _reaches(reach.get(each, each), place)), None)
                    covered |= {place: begin} if begin is not None else {}
                places.append(cell if cell.tag in _CELLS else None)
        rows.append(places)
    return TextTable(rows, covered)


def _reaches(end: tuple[int, int], place: tuple[int, int]) -> bool:
    return end[0] > place[0] and end[1] > place[1]


def _read_count(element: _Element, name: str) -> int:
    """A number of rows or columns; a hostile one cannot make the grid larger than any page."""
    count = element.get(f"{_TABLE}{name}", "1")
    return min(int(count), MOST_REPEATED) if count.isdigit() else 1


def _read_cell(cell: _Element) -> str:
    own = (paragraph for paragraph in cell.iter(*_PARAGRAPHS) if next(paragraph.iterancestors(*_CELLS, *_APART)) is cell)
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
