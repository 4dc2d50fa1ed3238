"""An .odt as a form to be filled: only `content.xml` changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.grid import Place
from antidrug_kpi.forms.into.tables import MOST_COVERED, TextTable, TextTables, list_captions
from antidrug_kpi.forms.into.xmltext import parse_part, write_part
from antidrug_kpi.forms.safety import drop_controls

if TYPE_CHECKING:
    from lxml.etree import _Element

PART = "content.xml"
MOST_REPEATED = 200
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NAME = f"{STYLE}name"
# LibreOffice writes the tables inside a shape under a name of its own.
_SHAPE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
TABLES, ROWS, CELLS, COVERED = (
    (f"{TABLE}{name}", f"{_SHAPE}{name}") for name in ("table", "table-row", "table-cell", "covered-table-cell")
)
PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
# What stands in a cell's paragraphs without being its text: a reviewer's comment, a footnote, another table.
_APART = (f"{OFFICE}annotation", f"{_TEXT}note", *TABLES)
_MORE_THAN_TEXT = (*_APART, f"{_DRAW}frame", f"{_DRAW}control", f"{_TEXT}list")
_WORDS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


class OdfForm(TextTables):
    """The tables of an OpenDocument text, those inside frames, shapes and other tables too."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = parse_part(package.read_part(PART))
        self._prepare()
        tables = list(self._root.iter(*TABLES))
        captions = list_captions(tables, self._list_lines(), lambda line: "".join(_read_parts(line)))
        self.elements = tables
        super().__init__(list(map(self._read_table, tables)), _read_cell, captions)

    def _prepare(self) -> None:
        """Bring the document into a shape whose every cell can be written; that of a text has it already."""

    def _read_table(self, table: _Element) -> TextTable:
        """The cells of a table by place."""
        return read_table(table)

    def _list_lines(self) -> Iterator[_Element]:
        """Tables, and the paragraphs that stand in none, in the document's order."""
        return (
            element
            for element in self._root.iter(*PARAGRAPHS, *TABLES)
            if element.tag in TABLES or next(element.iterancestors(*TABLES), None) is None
        )

    def is_locked(self, place: Place) -> bool:
        cell = self.find_cell(place)
        if cell is None or cell.get(f"{TABLE}formula") is not None or next(cell.iter(*_MORE_THAN_TEXT), None) is not None:
            return True
        row = next(cell.iterancestors(*ROWS))
        return read_count(cell, "number-columns-repeated") != 1 or read_count(row, "number-rows-repeated") != 1

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

    def free_height(self, cell: _Element) -> None:
        """Let the cell's row grow, which with an exact height would cut the text off; the style of other rows stays."""
        row = next(cell.iterancestors(*ROWS))
        styles = {each.get(NAME, ""): each for each in self._root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style")}
        style = styles.get(row.get(f"{TABLE}style-name", ""))
        height = style.find(f"{STYLE}table-row-properties[@{STYLE}row-height]") if style is not None else None
        if style is None or height is None:
            return
        name = f"{style.get(NAME)}.grows"
        row.set(f"{TABLE}style-name", name)
        if name not in styles:
            grows = deepcopy(style)
            grows.set(NAME, name)
            for properties in grows.iterfind(f"{STYLE}table-row-properties[@{STYLE}row-height]"):
                properties.set(f"{STYLE}min-row-height", properties.attrib.pop(f"{STYLE}row-height"))
            style.addnext(grows)

    def save(self) -> bytes:
        return self._package.replace_parts({PART: write_part(self._root)})


def list_rows(table: _Element) -> Iterator[_Element]:
    """The table's own rows, not those of a table inside it; a row that stands for several is one here, since none has a name."""
    return (row for row in table.iter(*ROWS) if next(row.iterancestors(*TABLES)) is table)


def read_table(table: _Element) -> TextTable:
    """The cells, and for each place that a merged one covers where that begins."""
    rows: list[list[_Element | None]] = []
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    reach: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(list_rows(table)):
        places: list[_Element | None] = []
        for cell in row.iterchildren(*CELLS, *COVERED):
            for _ in range(read_count(cell, "number-columns-repeated")):
                place = (number, len(places))
                if cell.tag in CELLS:
                    height, width = (read_count(cell, f"number-{name}-spanned") for name in ("rows", "columns"))
                    if height > 1 or width > 1:
                        reach[place] = (number + height, len(places) + width)
                elif len(covered) < MOST_COVERED:
                    near = (covered.get(each, each) for each in ((number, len(places) - 1), (number - 1, len(places))))
                    begin = next((each for each in near if _reaches(reach.get(each, each), place)), None)
                    covered |= {place: begin} if begin is not None else {}
                places.append(cell if cell.tag in CELLS else None)
        rows.append(places)
    return TextTable(rows, covered)


def _reaches(end: tuple[int, int], place: tuple[int, int]) -> bool:
    return end[0] > place[0] and end[1] > place[1]


def read_count(element: _Element, name: str) -> int:
    """A number of rows or columns; a hostile one cannot make the grid larger than any page."""
    count = element.get(f"{TABLE}{name}", "1")
    return min(int(count), MOST_REPEATED) if count.isdigit() else 1


def _read_cell(cell: _Element) -> str:
    own = (paragraph for paragraph in cell.iter(*PARAGRAPHS) if next(paragraph.iterancestors(*CELLS, *_APART)) is cell)
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
    for paragraph in cell.iter(*PARAGRAPHS):
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
