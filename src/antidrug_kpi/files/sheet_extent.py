"""How far a worksheet of an .xlsx reaches, found before calamine reads it.

calamine holds a sheet as one rectangle from its first to its last used cell, and a rectangle too large for the memory ends
the whole process, without an exception. A file of 2 KB can ask for one, with a single cell in the far corner. So every cell
reference is looked at first: with one regular expression over the decompressed bytes, which costs a tenth of the reading,
and exactly only where that finds something out of the ordinary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from antidrug_kpi.files import kinds
from antidrug_kpi.files.refusal import RefusedError

_LONGEST_TOKEN = 64 * 1024 * 1024
# A cell that is not in the first 26 columns and the first 1,049,999 rows, under any prefix and with any blank after the name.
_BEYOND_NARROW = re.compile(rb'c(?<=[<:]c)(?! r="[A-Z](?:\d{1,6}|10[0-4]\d{4})")(?=[\s/>])')
# A cell that is not in the first 702 columns and the first 9,999 rows.
_BEYOND_SHORT = re.compile(rb'c(?<=[<:]c)(?! r="[A-Z]{1,2}\d{1,4}")(?=[\s/>])')
_TAG = re.compile(rb"""<(/?)(?:[^\s<>/:"']*:)?(row|c)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_END_OF_ROWS = re.compile(rb"</(?:[^\s<>/:]*:)?sheetData\s*>")
REFERENCE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([^"']*)["']""")
_POSITION = re.compile(rb"([A-Za-z]{1,7})(\d{1,10})")


@dataclass(frozen=True)
class Extent:
    """The last used row and column, from 1, as exact values or as bounds; whether each cell states its position itself."""

    rows: int
    columns: int
    has_positions: bool

    @property
    def cells(self) -> int:
        return self.rows * self.columns


NARROW = Extent(1_049_999, 26, has_positions=True)
SHORT = Extent(9_999, 702, has_positions=True)


def measure_extent(open_part: Callable[[], Iterable[bytes]], part: str) -> Extent:
    """The extent of the sheet whose XML `open_part` gives, read once where it is ordinary and twice where it is not."""
    is_narrow = is_short = True
    for text in cut_at_tags(_check_head(open_part(), part), part):
        is_narrow = is_narrow and _BEYOND_NARROW.search(text) is None
        is_short = is_short and _BEYOND_SHORT.search(text) is None
        if not (is_narrow or is_short):
            return _measure_exactly(open_part(), part)
    return NARROW if is_narrow else SHORT


def cut_at_tags(pieces: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The same bytes in pieces that begin with a tag, so that none is cut in two."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = max(text.rfind(b"<"), 0)
        yield text[:cut]
        rest = text[cut:]
        if len(rest) > _LONGEST_TOKEN:
            raise RefusedError(kinds.FILE_DAMAGED, reason=f"「{part}」有過長的內容")
    yield rest


def cut_at_rows(pieces: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The bytes up to the end of the last row, in pieces that end with a row, so that no cell is cut in two."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        end = text.rfind(b"row>")
        if end >= 0:
            yield text[: end + 4]
            rest = text[end + 4 :]
        elif _END_OF_ROWS.search(text):
            break
        elif len(text) > _LONGEST_TOKEN:
            raise RefusedError(kinds.FILE_DAMAGED, reason=f"「{part}」有過長的內容")
        else:
            rest = text
    yield rest


def read_position(reference: bytes, part: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference such as B12."""
    found = _POSITION.fullmatch(reference)
    if found is None or int(found[2]) == 0:
        raise RefusedError(kinds.FILE_DAMAGED, reason=f"「{part}」有不合規格的儲存格位置")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + letter - 64
    return int(found[2]) - 1, column - 1


def _check_head(pieces: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The same pieces, after a look at the first: calamine takes a sheet in UTF-16 for an empty one, and a DTD has no place."""
    is_first = True
    for piece in pieces:
        if is_first:
            is_first = False
            declared = re.match(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""", piece)
            is_foreign = declared is not None and declared[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}
            if is_foreign or piece.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise RefusedError(kinds.FILE_DAMAGED, reason=f"「{part}」不是 UTF-8")
            if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise RefusedError(kinds.FILE_UNSAFE_XML, part=part)
        yield piece


def _measure_exactly(pieces: Iterable[bytes], part: str) -> Extent:
    """Follow every row and cell as calamine does; a cell that is only formatted is no content and does not count."""
    last_row = last_column = -1
    row = column = 0
    has_positions = True
    for text in cut_at_tags(pieces, part):
        if b"!" in text and b"<!" in text:
            # Cells inside a comment would shift the count of those that do not state their position.
            raise RefusedError(kinds.FILE_DAMAGED, reason=f"「{part}」有不應出現的註解或 CDATA")
        for is_end, name, attributes in _TAG.findall(text):
            if name == b"row":
                if is_end:
                    row, column = row + 1, 0
                    continue
                if found := REFERENCE.search(attributes):
                    row = _read_row(found[1], part)
                if attributes.endswith(b"/"):
                    row, column = row + 1, 0
            elif not is_end:
                at = row
                if found := REFERENCE.search(attributes):
                    at, column = read_position(found[1], part)
                else:
                    has_positions = False
                if not attributes.endswith(b"/"):
                    last_row, last_column = max(last_row, at), max(last_column, column)
                column += 1
    return Extent(last_row + 1, last_column + 1, has_positions)


def _read_row(reference: bytes, part: str) -> int:
    if not (reference.isdigit() and 0 < len(reference) <= 10 and int(reference) > 0):
        raise RefusedError(kinds.FILE_DAMAGED, reason=f"「{part}」有不合規格的列號")
    return int(reference) - 1
