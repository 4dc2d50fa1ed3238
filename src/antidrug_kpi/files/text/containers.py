"""What a file of text holds: a web page, a web archive, an XML spreadsheet, or a delimited table.

Systems "export to Excel" by writing one of these under a workbook's name (docs/registers.md).
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from antidrug_kpi.files.signatures import is_binary_container
from antidrug_kpi.files.text.decoding import recognise_unmarked


class Container(StrEnum):
    """What a text is, in the words of a message."""

    PAGE = "網頁（HTML）"
    ARCHIVE = "單一檔案網頁（MHTML）"
    SPREADSHEET = "XML 試算表 2003"
    TABLE = "以定位字元、逗號或分號分隔的文字"


HEAD_BYTES = 64 * 1024
"""How much of a file `recognise` needs to see."""

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What may stand before the first element. Possessive (++, *+): a long comment that never ends is not searched again from each of
# its characters.
_PROLOG = re.compile(
    r"(?:\s++|\ufeff|\u00ef\u00bb\u00bf|<!--.*?-->|<\?.*?\?>|<!DOCTYPE(?!\s+html)[^<>\[]*+(?:\[.*?\]\s*+)?>)*+", re.S | re.I
)
_ELEMENTS = (
    "html|head|meta|title|base|link|style|script|noscript|body|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|div|span|p|"
    "center|font|b|i|u|h[1-6]|br|hr|form|input|select|button|img|ul|ol|li|dl|pre|em|strong|small|label|section|article|main|"
    "header|footer|nav|frameset|iframe|xml"
)
_PAGE = re.compile(rf"<!DOCTYPE\s+html|<(?:{_ELEMENTS})(?=[\s/>])", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<table(?=[\s>])", re.IGNORECASE)
_CELL_TAG = re.compile(r"<t[dr](?=[\s>])", re.IGNORECASE)
_WORKBOOK = re.compile(r"<(?:[A-Za-z][\w.-]*:)?Workbook\s")
_SPREADSHEET_NAME = "urn:schemas-microsoft-com:office:spreadsheet"
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]*:")
_MIME = re.compile(r"^(?:MIME-Version|Content-Type|Content-Location|Snapshot-Content-Location):", re.IGNORECASE | re.MULTILINE)
_MULTIPART = re.compile(r"^Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")


def recognise(head: bytes, *, is_workbook_name: bool) -> Container | None:
    """What a file holds that begins with `head`; None where it is no text, or XML of another kind.

    Under a workbook's name a page may also begin with words of its own, since nobody would write them into a workbook.
    """
    text = _decode(head)
    if text is None:
        return None
    at = _PROLOG.match(text).end()  # type: ignore[union-attr]  # it matches nothing at least
    start = text[at : at + 256]
    if _WORKBOOK.match(start) and _SPREADSHEET_NAME in text[at : at + 4096]:
        return Container.SPREADSHEET
    if _PAGE.match(start):
        return Container.PAGE
    if _FIELD.match(start) and _MIME.search(text[:4096]) and _MULTIPART.search(text[:4096]):
        return Container.ARCHIVE
    if is_workbook_name and _TABLE_TAG.search(text) and _CELL_TAG.search(text):
        return Container.PAGE
    return None if start.startswith("<?xml") or text.lstrip().startswith("<?xml") else Container.TABLE


def _decode(head: bytes) -> str | None:
    """The beginning as text; what matters of it is ASCII in all encodings but UTF-16."""
    if head.startswith(_UTF16_MARKS):
        return head.decode("utf-16", "replace")
    if is_binary_container(head):
        return None
    if (unmarked := recognise_unmarked(head)) is not None:
        return head.decode(unmarked, "replace")
    text = head.decode("latin-1")
    return None if _CONTROLS.search(text) else text
