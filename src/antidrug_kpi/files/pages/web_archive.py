"""Reading a web archive (MHTML): pages, pictures and styles as the parts of one message, which is what Excel calls a single
file web page. Its pages are read as any other; each sheet of a workbook is a page of its own.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import HeaderParser
from io import BytesIO
from typing import BinaryIO
from urllib.parse import unquote

from antidrug_kpi.files.cells.sheet import Sheet
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.pages.page_parser import MOST_TABLES
from antidrug_kpi.files.pages.page_reading import WebPage, read_page
from antidrug_kpi.files.refusal import refuse_count, refuse_damaged, refuse_size
from antidrug_kpi.files.text.decoding import Encoding
from antidrug_kpi.issues import escape_controls

_MOST_PARTS = 1_000
_MOST_HEADER_BYTES = 16 * 1024
_DEEPEST = 3  # an archive in an archive in an archive
_NUMBERED_NAME = re.compile(r"表\d+")
_END_OF_HEADERS = re.compile(rb"\r?\n[ \t]*\r?\n")


@dataclass(frozen=True)
class _Part:
    """A part of the message: its headers, and where in `message` its content stands (`message` is shared, not copied)."""

    headers: Message
    message: bytes
    start: int
    end: int

    @property
    def place(self) -> str:
        """The file name in its Content-Location, by which other parts refer to it."""
        return _get_file_name(self.headers.get("Content-Location", ""))

    def decode(self) -> bytes:
        """The content, decoded from quoted-printable or base64. Raises RefusedError where base64 is cut off."""
        body = self.message[self.start : self.end]
        coding = str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower()
        if coding == "quoted-printable":
            return quopri.decodestring(body)
        if coding == "base64":
            try:
                return base64.b64decode(body)
            except binascii.Error:
                raise refuse_damaged("網頁封存檔的 base64 內容不完整") from None
        return body


def read_archive(stream: BinaryIO, file: str, limits: Limits) -> WebPage:
    """The tables of all pages in a web archive, in its order, as one page.

    Raises RefusedError where the archive is too large, its parts cannot be told apart, or one of its pages cannot be read.
    """
    size = stream.seek(0, 2)
    if size > limits.page_bytes:
        raise refuse_size("網頁封存檔", size, limits.page_bytes)
    stream.seek(0)
    parts: list[_Part] = []
    for count, part in enumerate(_list_parts(stream.read(), 0, size, 0), start=1):
        if count > _MOST_PARTS:
            raise refuse_count("網頁封存檔的內容", count, _MOST_PARTS, "份以上")
        if part is not None:
            parts.append(part)
    pages: list[tuple[str, WebPage]] = []
    tables = cells = 0
    for part in parts:
        if part.headers.get_content_type() == "text/html":
            page = read_page(BytesIO(part.decode()), file, limits, part.headers.get_content_charset())
            tables += len(page.sheets)
            cells += sum(sheet.height * sheet.width for sheet in page.sheets)
            if tables > MOST_TABLES or cells > limits.cells:
                raise refuse_damaged(f"網頁封存檔共有 {tables:,} 個表格、{cells:,} 格，過多")
            pages.append((part.place, page))
    return _join_pages(pages)


def _list_parts(message: bytes, start: int, end: int, depth: int) -> Iterator[_Part | None]:
    """The parts of a message, or of the piece from `start` to `end`.

    None stands for a part that has no content of its own, so that the caller can count it: it is empty, or holds parts.
    """
    found = _END_OF_HEADERS.search(message, start, min(end, start + _MOST_HEADER_BYTES))
    if found is None:
        yield None
        return
    text = message[start : found.start()].lstrip(b"\r\n").decode("ascii", "replace")
    part = _Part(HeaderParser().parsestr(text), message, found.end(), end)
    if part.headers.get_content_maintype() != "multipart":
        yield part
        return
    boundary = _read_boundary(part.headers)
    if not boundary or depth >= _DEEPEST:
        raise refuse_damaged("網頁封存檔的各部分無法分開")
    yield None
    mark = b"\n--" + boundary.encode("ascii", "replace")
    # Searched from the line end of the headers on, since the first boundary may follow at once.
    place = message.find(mark, found.end() - 1, end)
    while place >= 0:
        begin = place + len(mark)
        if message.startswith(b"--", begin):
            return
        place = message.find(mark, begin, end)
        yield from _list_parts(message, begin, end if place < 0 else place, depth + 1)


def _read_boundary(headers: Message) -> str | None:
    """The boundary between the parts; None where there is none, or its charset is unknown."""
    try:
        return headers.get_boundary()
    except UnicodeError:
        return None


def _join_pages(pages: Sequence[tuple[str, WebPage]]) -> WebPage:
    """The tables of all pages, one after another, as one page.

    The first table of a page has the name of Excel's sheet; others without a caption are numbered through the whole archive.
    """
    names = {_get_file_name(place): escape_controls(name) for _, page in pages for name, place in page.worksheets if place}
    sheets: list[Sheet] = []
    within: list[int | None] = []
    for place, page in pages:
        first = len(sheets)
        within += [None if outer is None else outer + first for outer in page.within]
        for sheet in page.sheets:
            is_named = sheet.name is not None and _NUMBERED_NAME.fullmatch(sheet.name) is None
            excel_name = names.get(place) if sheet is page.sheets[0] else None
            sheets.append(replace(sheet, name=excel_name or (sheet.name if is_named else f"表{len(sheets) + 1}")))
    if len(sheets) == 1 and _NUMBERED_NAME.fullmatch(sheets[0].name or ""):
        sheets = [replace(sheets[0], name=None)]
    private = next((page.encoding for _, page in pages if page.encoding.private_line is not None), Encoding("utf-8"))
    return WebPage(tuple(sheets), tuple(within), private)


def _get_file_name(address: str) -> str:
    """The last part of an address, in lower case."""
    return unquote(str(address)).replace("\\", "/").rpartition("/")[2].strip().lower()
