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

_STEP = 256 * 1024
_HEAD = 4096
_LONGEST_NAME = 60
# End tags that end nothing: each is looked for among all elements that are open.
_MOST_UNMATCHED = 2_000_000
_CHARSET = re.compile(rb"""charset\s*+=\s*+["']?\s*+([A-Za-z0-9_-]+)""", re.IGNORECASE)
# A tag with a picture written out in it may be long; one beyond this is no tag of a page.
_LONGEST_TAG = 8 * 1024 * 1024
# What a page declares is believed where the ladder would not find it; all others are on the ladder, or read anything.
_BELIEVED = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}


@dataclass(frozen=True)
class Page:
    """The tables of a page that may be registers, and for each the position of the one that it stands in, if any."""

    sheets: tuple[Sheet, ...]
    within: tuple[int | None, ...]
    encoding: Encoding
    worksheets: tuple[tuple[str, str], ...] = ()


def read_page(stream: BinaryIO, file: str, limits: Limits, declared: str | None = None) -> Page:
    """The tables of a page, `declared` being the encoding that stands outside of it. Raises RefusedError."""
    size = stream.seek(0, 2)
    if size > limits.page_bytes:
        raise refuse_size("網頁", size, limits.page_bytes)
    stream.seek(0)
    found = _CHARSET.search(stream.read(_HEAD))
    name = declared or (found[1].decode("ascii") if found else "")
    # A page has no need of line ends.
    encoding = find_encoding(stream, replace(limits, line_characters=limits.page_bytes), _BELIEVED.get(name.lower()))
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
    return Page(sheets, tuple(_find_outer(table, positions) for table in tables), encoding, tuple(parser.worksheets))


def decode_pieces(stream: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """The text of a stream, piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    stream.seek(0)
    while piece := stream.read(_STEP):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _feed(target: PageParser, stream: BinaryIO, encoding: Encoding) -> None:
    from lxml import etree

    # Its stubs think of texts in bytes, which were those of Python 2.
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)  # type: ignore[arg-type]
    tags = length = 0
    for text in decode_pieces(stream, encoding):
        last = text.rfind(">")
        length = length + len(text) if last < 0 else len(text) - last
        if length > _LONGEST_TAG:
            raise refuse_damaged("網頁有沒有結束的標記，或文字過長")
        parser.feed(text.encode("utf-8", "replace"))
        tags += text.count("</")
        if tags - target.ends > _MOST_UNMATCHED:
            raise refuse_damaged("網頁的結束標記沒有對應的開始標記")
    parser.feed(f"<{END}></{END}>".encode())
    parser.close()
    if not target.is_whole:
        raise refuse_damaged("網頁的註解、引號或程式碼沒有結束")


def _list_candidates(tables: Sequence[PageTable]) -> list[PageTable]:
    """Those that hold something; one with other tables inside is most often a layout, unless it has rows of cells itself.

    In the cells of such a one a table of a single row is no more than a way to write a value.
    """
    found: list[PageTable] = []
    for table in tables:
        is_value = table.parent in found and table.height < 2
        if table.filled and not is_value and (not table.holds_tables or table.has_rows_of_cells()):
            found.append(table)
    return found


def _name_tables(tables: Sequence[PageTable], worksheets: Sequence[str]) -> list[str | None]:
    """The caption of each, or its number; a single one has the name of Excel's sheet, or none as a delimited file has none."""
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
    """The position of the nearest table around this one that may be a register."""
    outer = table.parent
    while outer is not None and id(outer) not in positions:
        outer = outer.parent
    return None if outer is None else positions[id(outer)]
