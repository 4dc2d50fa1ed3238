"""The extent of a worksheet of an .xlsx (its last used row and column), found before calamine reads it.

calamine holds a sheet as one rectangle from its first to its last used cell, and a rectangle too large for the memory ends
the whole process, without an exception. A file of 2 KB can ask for one, with a single cell in the far corner. So every cell
reference is looked at first: with one regular expression over the decompressed bytes, which costs a tenth of the reading,
and exactly only where that finds something out of the ordinary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from antidrug_kpi.files.archives.xml_stream import check_prolog
from antidrug_kpi.files.refusal import refuse_damaged
from antidrug_kpi.files.xlsx.sheet_places import check_places

_LONGEST_TOKEN = 64 * 1024 * 1024

# Each finds a cell that is not ordinary: outside the first 26 columns and 1,049,999 rows; or the first 702 and 9,999; or the rows
# to 999. A cell is ordinary only as programs write it, with nothing but a style and a type behind its position: a second
# position, say, would be the one that calamine follows. "c(?<=[<:]c)" begins with a plain letter and looks back from there, which
# is searched several times faster than "[<:]c".
_TAIL = rb' r="%b"(?: s="\d++")?+(?: t="[a-zA-Z]++")?+ ?+/?+>'
_BEYOND_NARROW = re.compile(rb"c(?<=[<:]c)(?!%b)(?=[\s/>])" % (_TAIL % rb"[A-Z](?:\d{1,6}|10[0-4]\d{4})"))
_BEYOND_SHORT = re.compile(rb"c(?<=[<:]c)(?!%b)(?=[\s/>])" % (_TAIL % rb"[A-Z]{1,2}\d{1,4}"))
_BEYOND_WIDE = re.compile(rb"c(?<=[<:]c)(?!%b)(?=[\s/>])" % (_TAIL % rb"(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])\d{1,3}"))
_NAME = rb"[A-Za-z_][\w.-]*+"
_ATTRIBUTES = rb"""(?:\s++[\w:.-]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+\s*+"""
_ANY_TAG = re.compile(rb"<(?:\?[^<>]*+|/?+(?:%b:)?%b%b/?+)>" % (_NAME, _NAME, _ATTRIBUTES))
_ROW_OR_CELL = re.compile(rb"<(/?)(?:%b:)?(row|c)(?=[\s/>])(%b)(/?)>" % (_NAME, _ATTRIBUTES))
_LOST_VALUE = re.compile(rb"v\s*>\s*<!\[CDATA\[")
_END_OF_ROWS = re.compile(rb"</(?:[^\s<>/:]*:)?sheetData\s*>")
REFERENCE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([^"']*)["']""")
_POSITION = re.compile(rb"([A-Za-z]{1,3})(\d{1,10})")
_ORDINARY = b'c r="'
_LAST_ROW = re.compile(rb'c r="[A-Z](\d{1,10})"')
_LONGEST_NUMBER = 10
# Looked through again with the next piece: longer than the end tag of sheetData with any sensible prefix.
_SEAM = 256
_SPARSE = 100
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384


@dataclass(frozen=True)
class Extent:
    """The last used row and column, from 1, as exact values or as bounds; whether each cell states its position itself.

    `filled` is the number of cells that the file holds, None where they are too many to make a difference.
    """

    rows: int
    columns: int
    has_positions: bool
    filled: int | None = None

    @property
    def cells(self) -> int:
        return self.rows * self.columns

    @property
    def is_sparse(self) -> bool:
        """Whether hardly any cell of the rectangle is in the file."""
        return self.filled is not None and self.filled * _SPARSE < self.cells


NARROW = Extent(1_049_999, 26, has_positions=True)
SHORT = Extent(9_999, 702, has_positions=True)
WIDE = Extent(999, MOST_COLUMNS, has_positions=True)


def measure_extent(open_part: Callable[[], Iterable[bytes]], part: str) -> Extent:
    """The extent of the sheet whose XML `open_part` gives, read once where it is ordinary and twice where it is not."""
    is_narrow = is_short = True
    filled = last_row = 0
    for text in check_places(cut_at_tags(check_prolog(open_part(), part), part), part):
        if b"!" in text and _LOST_VALUE.search(text):
            raise refuse_damaged(f"「{part}」以 CDATA 寫儲存格的值")  # which calamine takes for an empty cell
        is_narrow = is_narrow and _BEYOND_NARROW.search(text) is None
        is_short = is_short and _BEYOND_SHORT.search(text) is None
        if not (is_narrow or is_short):
            return WIDE if _is_wide(open_part(), part) else _measure_exactly(open_part(), part)
        if filled * _SPARSE < NARROW.cells:  # with more cells no narrow sheet is sparse, and they need not be counted
            filled += text.count(_ORDINARY)
        found = _LAST_ROW.match(text, max(text.rfind(_ORDINARY), 0))
        last_row = max(last_row, int(found[1])) if found else last_row
    if is_narrow and Extent(last_row, NARROW.columns, has_positions=True, filled=filled).is_sparse:
        return _measure_exactly(open_part(), part)
    return NARROW if is_narrow else SHORT


def _is_wide(pieces: Iterable[bytes], part: str) -> bool:
    """Whether a sheet of any columns has few rows: to follow millions of cells one by one takes a minute."""
    return all(b"<!" not in text and _BEYOND_WIDE.search(text) is None for text in check_places(cut_at_tags(pieces, part), part))


def cut_at_tags(pieces: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The same bytes in pieces that begin with a tag, so that none is cut in two."""
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        cut = piece.rfind(b"<")
        if cut >= 0:
            yield b"".join([*held, piece[:cut]])
            held, length = [piece[cut:]], len(piece) - cut
        else:
            held.append(piece)
            length += len(piece)
        if length > _LONGEST_TOKEN:
            raise refuse_damaged(f"「{part}」有過長的內容")
    yield b"".join(held)


def cut_at_rows(pieces: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The bytes up to the end of the last row, in pieces that end with a row, so that no cell is cut in two."""
    held: list[bytes] = []
    length = 0
    rest = b""
    for piece in pieces:
        text = rest + piece
        end = text.rfind(b"row>")
        if end >= 0:
            yield b"".join([*held, text[: end + 4]])
            held, length, rest = [], 0, text[end + 4 :]
        elif _END_OF_ROWS.search(text):
            break
        else:  # looked through, but for its end; to look again with every piece would be quadratic
            held.append(text[:-_SEAM])
            length, rest = length + len(held[-1]), text[-_SEAM:]
        if length > _LONGEST_TOKEN:
            raise refuse_damaged(f"「{part}」有過長的內容")
    yield b"".join([*held, rest])


def read_position(reference: bytes, part: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference such as B12."""
    found = _POSITION.fullmatch(reference)
    if found is None or int(found[2]) == 0:
        raise refuse_damaged(f"「{part}」有不合規格的儲存格位置")
    return int(found[2]) - 1, read_column(found[1])


@lru_cache(maxsize=20_000)
def read_column(letters: bytes) -> int:
    """The number, from 0, of a column named by these letters."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return column - 1


def _measure_exactly(pieces: Iterable[bytes], part: str) -> Extent:
    """Follow every row and cell as calamine does; a cell that is only formatted is no content and does not count."""
    last_row = last_column = -1
    row = column = filled = 0
    has_positions = True
    for text in check_places(cut_at_tags(pieces, part), part):
        if len(_ANY_TAG.findall(text)) != text.count(b"<"):
            # A comment, say, in which rows and cells would shift the count of those that do not state their position.
            raise refuse_damaged(f"「{part}」有試算表不會寫的標籤或註解")
        for end, name, attributes, is_empty in _ROW_OR_CELL.findall(text):
            place = _find_place(attributes, part)
            if name == b"row":
                row = _read_row(place, part) if place else row
                if end or is_empty:
                    row, column = row + 1, 0
            elif not end:
                has_positions = has_positions and bool(place)
                at, column = read_position(place, part) if place else (row, column)
                if not is_empty:
                    last_row, last_column = max(last_row, at), max(last_column, column)
                    filled += 1
                column += 1
    if last_row >= MOST_ROWS or last_column >= MOST_COLUMNS:
        raise refuse_damaged(f"「{part}」有超出試算表範圍的儲存格位置")
    return Extent(last_row + 1, last_column + 1, has_positions, filled)


def _find_place(attributes: bytes, part: str) -> bytes:
    """The position that a row or cell states, empty where it states none."""
    places = REFERENCE.findall(attributes) if attributes else []
    if len(places) > 1:
        raise refuse_damaged(f"「{part}」有重複的儲存格位置")
    return places[0] if places else b""


def _read_row(place: bytes, part: str) -> int:
    if not (place.isdigit() and len(place) <= _LONGEST_NUMBER and int(place) > 0):
        raise refuse_damaged(f"「{part}」有不合規格的列號")
    return int(place) - 1
