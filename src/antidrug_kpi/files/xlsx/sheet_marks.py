"""The cells of an .xlsx worksheet of which calamine hides something, found in the sheet's XML.

calamine gives an error cell and a formula without a result as empty text, and a number without its format. Where a sheet has
such cells, and only there, they are looked for, while calamine reads the same sheet in another thread.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from antidrug_kpi.files.archives.xml_stream import unescape_xml
from antidrug_kpi.files.cells.cell_reasons import ERROR_REASON, UNCALCULATED_REASON, shorten_formula
from antidrug_kpi.files.cells.cell_types import UnreadableCell, is_uncalculated
from antidrug_kpi.files.xlsx.number_pattern import make_number_pattern
from antidrug_kpi.files.xlsx.sheet_extent import REFERENCE, Extent, read_column, read_position

_FoundCell = tuple[int, int, bytes, bytes]

_PREFIX = rb"""(?:[^\s<>/:"']*:)?"""
# A cell's content ends where the next cell begins, also without an end tag: otherwise every cell of a hostile sheet without end
# tags would be searched to the end of the sheet.
_CONTENT = rb"[^<]*+(?:<(?!/?+%bc[\s/>])[^<]*+)*+" % _PREFIX
_CELL = re.compile(rb"<%bc(?=[\s>])([^<>]*)(?<!/)>(%b)</%bc\s*>" % (_PREFIX, _CONTENT, _PREFIX))
_ROW_OR_CELL = re.compile(
    rb"<%brow(?=[\s/>])(?P<row>[^<>]*)>|<(?P<end>/)%brow\s*>"
    rb"|<%bc(?=[\s/>])(?P<cell>[^<>]*)(?:/>|(?<!/)>(?P<content>%b)</%bc\s*>)" % (_PREFIX, _PREFIX, _PREFIX, _CONTENT, _PREFIX)
)
# Each begins with a plain letter and looks back from there: `re` finds a literal first letter several times faster.
_ERROR_TYPE = re.compile(rb"""t(?<=\st)\s*=\s*["']e["']""")
_FORMULA_TAG = re.compile(rb"f(?<=[<:]f)(?=[\s/>])")
_TYPE = re.compile(rb"""\st\s*=\s*["']([^"']*)["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d{1,9})["']""")
_VALUE = re.compile(rb"<%bv(?:\s[^<>]*)?>([^<]*)<" % _PREFIX)
_ZERO = re.compile(rb"[-+]?0+(?:\.0*)?(?:[eE][-+]?\d+)?")
_FORMULA = re.compile(rb"<%bf(?:\s[^<>]*)?(?:/>|>([^<]*)<)" % _PREFIX)


# A formula that gives 0; no style has this number.
ZERO_FORMULA = -1


class Mark(NamedTuple):
    """A cell (row and column from 0) and what calamine does not say of it: that it is unreadable, ZERO_FORMULA, or its style."""

    row: int
    column: int
    finding: UnreadableCell | int


@dataclass(frozen=True)
class Marking:
    """What a workbook says of the cells of all its sheets: the styles under which a number is to be marked, and whether 0 or an
    empty text is no result of a formula.
    """

    styles: Collection[int]
    is_uncalculated: bool = False

    @cached_property
    def styled(self) -> re.Pattern[bytes]:
        """One of the styles as an attribute."""
        return re.compile(rb"""s(?<=\ss)\s*=\s*["'](?:%b)["']""" % make_number_pattern(self.styles))

    @cached_property
    def ordinary(self) -> re.Pattern[bytes]:
        """A cell of numbers under one of the styles, as programs write it."""
        numbers = make_number_pattern(self.styles)
        return re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})" s="(%b)"(?: t="n")?(?:/>|><v>[^<]+</v>)' % numbers)


def find_marks(texts: Iterable[bytes], part: str, marking: Marking, extent: Extent) -> list[Mark]:
    """The unreadable cells, formulas that give 0, and the cells under one of the styles that hold a number; the texts of `part`
    are cut at rows.
    """
    if not extent.has_positions:
        return _judge_cells(_list_all(texts, part), marking)
    marks: list[Mark] = []
    for text in texts:
        # Most sheets hold neither of the two characters, and to find none is many times faster than any pattern.
        has_error = b"#" in text and (b'"e"' in text or b"'" in text)
        hits = [_ERROR_TYPE.finditer(text)] if has_error else []
        hits += [_FORMULA_TAG.finditer(text)] if b"f" in text else []
        if marking.styles:
            found = marking.ordinary.findall(text)
            if len(found) == len(marking.styled.findall(text)):
                marks += [Mark(int(row) - 1, read_column(column), int(style)) for column, row, style in found]
            else:
                hits.append(marking.styled.finditer(text))
        cells = chain.from_iterable(_list_hit(text, found, part) for found in hits)
        marks += _judge_cells(cells, marking)
    return marks


def _list_hit(text: bytes, hits: Iterable[re.Match[bytes]], part: str) -> Iterator[_FoundCell]:
    """The cells in which the hits lie, where every cell states its position; the hits come in order, and each cell once."""
    before = cell_end = 0
    tag = last = -1
    for hit in hits:
        # An attribute stands in its cell's tag; a formula's tag comes next after it. What was searched is not searched again.
        start = hit.start()
        if start < cell_end:
            continue
        if hit.re is _FORMULA_TAG:
            formula = text.rfind(b"<", before, start)
            tag = text.rfind(b"<", before, max(formula, before))
            before = max(formula, before)
        else:
            found = text.rfind(b"<", before, start)
            tag, before = (found if found >= 0 else tag), start
        if tag == last:
            continue
        last = tag
        cell = _CELL.match(text, max(tag, 0))
        place = cell and REFERENCE.search(cell[1])
        if cell and place:
            cell_end = cell.end()
            yield *read_position(place[1], part), cell[1], cell[2]


def _list_all(texts: Iterable[bytes], part: str) -> Iterator[_FoundCell]:
    """Every cell of a sheet in which some do not state their position, counted as calamine counts."""
    row = column = 0
    for text in texts:
        for found in _ROW_OR_CELL.finditer(text):
            attributes = found["cell"]
            if attributes is None:
                place = REFERENCE.search(found["row"] or b"")
                row = int(place[1]) - 1 if place else row
                if found["end"] or found["row"].endswith(b"/"):
                    row, column = row + 1, 0
                continue
            place = REFERENCE.search(attributes)
            at, column = read_position(place[1], part) if place else (row, column)
            yield at, column, attributes, found["content"] or b""
            column += 1


def _judge_cells(cells: Iterable[_FoundCell], marking: Marking) -> list[Mark]:
    return [
        Mark(row, column, finding)
        for row, column, attributes, content in cells
        for finding in _judge(attributes, content, marking)
    ]


def _judge(attributes: bytes, content: bytes, marking: Marking) -> Iterator[UnreadableCell | int]:
    kind = found[1] if (found := _TYPE.search(attributes)) else b"n"
    value = found[1] if (found := _VALUE.search(content)) else b""
    if kind == b"e":
        yield UnreadableCell(unescape_xml(value.decode("utf-8", "replace")), ERROR_REASON)
        return
    is_zero = kind == b"n" and _ZERO.fullmatch(value) is not None
    formula = _FORMULA.search(content) if is_zero or not value else None
    # An empty text is a result like any other, but only where the file says that it is a text.
    if formula is not None and (marking.is_uncalculated or not (is_zero or kind == b"str")):
        text = unescape_xml((formula[1] or b"").decode("utf-8", "replace"))
        yield UnreadableCell(shorten_formula(f"={text}"), UNCALCULATED_REASON)
        return
    if is_zero and formula is not None:
        yield ZERO_FORMULA
    if value and kind == b"n" and (found := _STYLE.search(attributes)) and int(found[1]) in marking.styles:
        yield int(found[1])


def list_idle(marks: Iterable[Mark], first_row: int, first_column: int, height: int) -> dict[int, list[int]]:
    """The formulas that give 0 or have no result, by column: the rows of a grid that begins there and is so high."""
    found = {
        (mark.column - first_column, mark.row - first_row)
        for mark in marks
        if mark.finding == ZERO_FORMULA or is_uncalculated(mark.finding)
    }
    idle: dict[int, list[int]] = {}
    for column, row in sorted(found):
        if row >= 0 and column >= 0 and row < height:
            idle.setdefault(column, []).append(row)
    return idle
