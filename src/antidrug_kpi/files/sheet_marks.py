"""The cells of an .xlsx worksheet of which calamine hides something, found in the sheet's XML.

calamine gives an error cell and a formula without a result as empty text, and a number without its format. Where a sheet has
such cells, and only there, they are looked for, while calamine reads the same sheet in another thread.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from antidrug_kpi.files.cells import UnreadableCell
from antidrug_kpi.files.reasons import ERROR_REASON, UNCALCULATED_REASON, shorten_formula
from antidrug_kpi.files.sheet_extent import REFERENCE, Extent, cut_at_rows, read_position

_ANY = re.compile(
    rb"""<(?:[^\s<>/:"']*:)?(?:(row)(?=[\s/>])([^<>]*)>|(/)(?:[^\s<>/:"']*:)?row\s*>|c(?=[\s/>])([^<>]*)(?:/>|(?<!/)>(.*?)</(?:[^\s<>/:]*:)?c\s*>))""",
    re.DOTALL,
)
_ERROR = re.compile(rb"""t\s*=\s*["']e["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["']([^"']*)["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_VALUE = re.compile(rb"<(?:[^\s<>/:]*:)?v(?:\s[^<>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:[^\s<>/:]*:)?f(?:\s[^<>]*)?(?:/>|>([^<]*)<)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell, rows and columns from 0, with what is known of it: that it cannot be read, or its style."""

    row: int
    column: int
    finding: UnreadableCell | int


def find_marks(pieces: Iterable[bytes], part: str, styles: Collection[int], extent: Extent) -> list[Mark]:
    """The unreadable cells, and those that hold a value under one of `styles`."""
    texts = cut_at_rows(pieces, part)
    cells = _list_chosen(texts, part, styles) if extent.has_positions else _list_all(texts, part)
    marks = []
    for row, column, attributes, content in cells:
        finding = _judge(attributes, content, styles)
        if finding is not None:
            marks.append(Mark(row, column, finding))
    return marks


def _list_chosen(texts: Iterable[bytes], part: str, styles: Collection[int]) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The cells that could be marked, in a sheet in which every cell states its position."""
    chosen = _make_pattern(styles)
    for text in texts:
        # Nearly every sheet has none of the three, and these tests are many times faster than the pattern.
        if styles or (b"#" in text and _ERROR.search(text)) or (b"f" in text and _FORMULA.search(text)):
            for attributes, content in chosen.findall(text):
                found = REFERENCE.search(attributes)
                if found is not None:
                    yield *read_position(found[1], part), attributes, content


def _make_pattern(styles: Collection[int]) -> re.Pattern[bytes]:
    wanted = [rb"""t\s*=\s*["']e["']"""]
    if styles:
        numbers = "|".join(map(str, sorted(styles)))
        wanted.append(rb"""s\s*=\s*["'](?:%s)["']""" % numbers.encode())
    attributes = rb"[^<>]*\s(?:" + rb"|".join(wanted) + rb")"
    formula = rb"[^<>]*>\s*<(?:[^\s<>/:]*:)?f[\s/>]"
    return re.compile(
        rb"<(?:[^\s<>/:]*:)?c(?=" + attributes + rb"|" + formula + rb")([^<>]*)(?<!/)>(.*?)</(?:[^\s<>/:]*:)?c\s*>",
        re.DOTALL,
    )


def _list_all(texts: Iterable[bytes], part: str) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Every cell of a sheet in which some do not state their position, counted as calamine counts."""
    row = column = 0
    for text in texts:
        for start, row_attributes, end, attributes, content in _ANY.findall(text):
            if end or start:
                if start and (found := REFERENCE.search(row_attributes)):
                    row = int(found[1]) - 1
                if end or row_attributes.endswith(b"/"):
                    row, column = row + 1, 0
                continue
            at = row
            if found := REFERENCE.search(attributes):
                at, column = read_position(found[1], part)
            yield at, column, attributes, content
            column += 1


def _judge(attributes: bytes, content: bytes, styles: Collection[int]) -> UnreadableCell | int | None:
    kind = found[1] if (found := _TYPE.search(attributes)) else b"n"
    value = found[1] if (found := _VALUE.search(content)) else b""
    if kind == b"e":
        return UnreadableCell(unescape(value.decode("utf-8", "replace")), ERROR_REASON)
    if not value:
        # An empty text is a result like any other, but only where the file says that it is a text.
        formula = None if kind == b"str" else _FORMULA.search(content)
        if formula is None:
            return None
        text = unescape((formula[1] or b"").decode("utf-8", "replace"))
        return UnreadableCell(shorten_formula(f"={text}"), UNCALCULATED_REASON)
    if kind == b"n" and (found := _STYLE.search(attributes)) and int(found[1]) in styles:
        return int(found[1])
    return None
