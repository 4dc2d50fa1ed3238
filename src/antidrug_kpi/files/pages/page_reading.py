"""Reading a web page as tables. Nothing that it refers to is fetched, and no entity but those of HTML is known.

The rows of a table are numbered from 1, as it stands in the page (blank and hidden ones too): a spreadsheet program that opens
a page of one table shows the same numbers.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from antidrug_kpi.files.cells.numbered_columns import number_rows
from antidrug_kpi.files.cells.sheet import Sheet
from antidrug_kpi.files.collector import pause_collector
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.pages.page_parser import END, PageParser
from antidrug_kpi.files.pages.page_table import PageTable, tidy
from antidrug_kpi.files.refusal import refuse_damaged, refuse_size
from antidrug_kpi.files.text.decoding import Encoding, find_encoding
from antidrug_kpi.issues import escape_controls

_PIECE_BYTES = 256 * 1024
_HEAD_BYTES = 4096
_LONGEST_NAME = 60
# End tags without a start tag: lxml searches all open elements for each, which takes time.
_MOST_UNMATCHED = 2_000_000
_CHARSET = re.compile(rb"""charset\s*+=\s*+["']?\s*+([A-Za-z0-9_-]+)""", re.IGNORECASE)
# Characters without a ">": a tag that holds a picture as data may be long, none is longer than this.
_LONGEST_TAG = 8 * 1024 * 1024
# Declared encodings that are taken as declared, since `find_encoding` would not try them: simplified Chinese. It finds the others
# by itself, or they would accept any bytes, so that a wrong declaration would go unnoticed.
_DECLARED_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}


@dataclass(frozen=True)
class WebPage:
    """What a page holds.

    `sheets` are the tables that may be registers. `within` has for each the position in `sheets` of the table in whose cell it
    stands, or None. `worksheets` are name and address of Excel's sheets, where Excel wrote the page.
    """

    sheets: tuple[Sheet, ...]
    within: tuple[int | None, ...]
    encoding: Encoding
    worksheets: tuple[tuple[str, str], ...] = ()


def read_page(stream: BinaryIO, file: str, limits: Limits, declared: str | None = None) -> WebPage:
    """The tables of a page. `declared` is the encoding that its container states (a part of a web archive), which goes before the
    page's own. Raises RefusedError where the page is too large, incomplete or in no known encoding.
    """
    size = stream.seek(0, 2)
    if size > limits.page_bytes:
        raise refuse_size("網頁", size, limits.page_bytes)
    stream.seek(0)
    found = _CHARSET.search(stream.read(_HEAD_BYTES))
    name = declared or (found[1].decode("ascii") if found else "")
    # The bound on a line is for delimited text; a page may be one line.
    encoding = find_encoding(stream, replace(limits, line_characters=limits.page_bytes), _DECLARED_ENCODINGS.get(name.lower()))
    parser = PageParser(limits)
    with pause_collector():
        _feed(parser, stream, encoding)
        tables = _list_candidates(parser.tables)
        names = _name_tables(tables, [name for name, _ in parser.worksheets])
        sheets = tuple(
            _make_sheet(table, file, name, is_hidden=table.is_hidden or parser.is_sheet_hidden)
            for table, name in zip(tables, names, strict=True)
        )
    positions = {id(table): position for position, table in enumerate(tables)}
    return WebPage(sheets, tuple(_find_outer(table, positions) for table in tables), encoding, tuple(parser.worksheets))


def decode_pieces(stream: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """The text of a stream, piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    stream.seek(0)
    while piece := stream.read(_PIECE_BYTES):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _feed(target: PageParser, stream: BinaryIO, encoding: Encoding) -> None:
    from lxml import etree

    # lxml's stubs ask for a target that takes bytes, as in Python 2; it is given str.
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)  # type: ignore[arg-type]
    tags = length = 0
    for text in decode_pieces(stream, encoding):
        last = text.rfind(">")
        length = length + len(text) if last < 0 else len(text) - last
        if length > _LONGEST_TAG:
            raise refuse_damaged("網頁有沒有結束的標記，或文字過長")
        parser.feed(text.encode("utf-8", "replace"))
        tags += text.count("</")
        if tags - target.elements_ended > _MOST_UNMATCHED:
            raise refuse_damaged("網頁的結束標記沒有對應的開始標記")
    parser.feed(f"<{END}></{END}>".encode())
    parser.close()
    if not target.is_whole:
        raise refuse_damaged("網頁的註解、引號或程式碼沒有結束")


def _list_candidates(tables: Sequence[PageTable]) -> list[PageTable]:
    """The tables that may be registers: those that hold something, and are neither a layout nor a value.

    A layout is a table with others inside and no rows of cells itself. A value is a table of a single row in a cell of a table
    that may be a register.
    """
    found: list[PageTable] = []
    for table in tables:
        is_value = table.parent in found and table.height < 2
        if table.filled and not is_value and (not table.holds_tables or table.has_rows_of_cells()):
            found.append(table)
    return found


def _name_tables(tables: Sequence[PageTable], worksheets: Sequence[str]) -> list[str | None]:
    """The name of each table: its caption where that is short and no other's, else 表 and its number.

    A single table without a caption has the name of Excel's sheet, or None, as a delimited file has.
    """
    captions = [" ".join(tidy(table.caption).split("\n")) for table in tables]
    names: list[str | None] = []
    for number, caption in enumerate(captions, start=1):
        is_name = 0 < len(caption) <= _LONGEST_NAME and captions.count(caption) == 1
        names.append(caption if is_name else f"表{number}")
    if len(tables) == 1 and not captions[0]:
        return [worksheets[0] if len(worksheets) == 1 and worksheets[0] else None]
    return names


def _make_sheet(table: PageTable, file: str, name: str | None, *, is_hidden: bool) -> Sheet:
    rows, merged = table.finish()
    return Sheet(
        file,
        None if name is None else escape_controls(name),
        number_rows(rows),
        range(1, len(rows) + 1),
        is_hidden,
        hidden_rows=table.hidden_rows,
        hidden_columns=table.hidden_columns,
        merged=merged,
    )


def _find_outer(table: PageTable, positions: dict[int, int]) -> int | None:
    """The position of the innermost table around this one that is in `positions` (id → position); None where there is none."""
    outer = table.parent
    while outer is not None and id(outer) not in positions:
        outer = outer.parent
    return None if outer is None else positions[id(outer)]
