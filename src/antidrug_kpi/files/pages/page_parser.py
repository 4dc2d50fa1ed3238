"""A web page taken in piece by piece: its tables, and what Excel notes in it about its sheets.

The parser hands over one element at a time and builds no tree. It closes what a page leaves open; a cell or row that begins
while another is open ends that one here, whatever stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import islice

from antidrug_kpi.files import kinds
from antidrug_kpi.files.cells.growing_grid import choose_limit
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.own_outputs import OUTPUT_MARK
from antidrug_kpi.files.pages.page_table import BREAK, PageTable
from antidrug_kpi.files.refusal import RefusedError, refuse_count, refuse_damaged

END = "antidrug-kpi-end"
"""An element that is fed behind the page: where it is not met, something in the page never ended and swallowed it."""

_DEEPEST = 256  # browsers give up at 512; each unmatched end tag is looked for through all of them
MOST_TABLES = 1_000
_ASIDE = frozenset({"script", "style", "title", "noscript", "template", "xml", "object"})
_LINES = frozenset({"br", "p", "div", "li"})
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WORKSHEET = re.compile(r"<x:Name>([^<]*)</x:Name>(?:\s*<x:WorksheetSource\s[^>]*?HRef=\"([^\"]*)\")?", re.IGNORECASE)
_SHEET_HIDDEN = re.compile(r"<x:Visible>\s*Sheet(?:Very)?Hidden\s*<", re.IGNORECASE)


class PageParser:
    """The target of lxml's parser: `tables` in the order in which they begin, nested ones included."""

    def __init__(self, limits: Limits) -> None:
        self.tables: list[PageTable] = []
        self.worksheets: list[tuple[str, str]] = []
        """The names of Excel's sheets, each with the place of its part in an archive."""
        self.is_sheet_hidden = False
        self.is_whole = False
        self.ends = 0
        """How many elements have ended, by a tag or without."""
        self._limits = limits
        self._table: PageTable | None = None
        self._depth = 0
        self._caption: PageTable | None = None
        # The depth of an element that is no part of what its cell shows, and the table whose cell that is.
        self._aside: tuple[int, PageTable | None] | None = None
        # The depth of an element with tables inside that are not shown.
        self._hidden = 0
        self._filled = self._area = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise refuse_damaged(f"網頁的標記相套超過 {_DEEPEST} 層")
        if tag == "td" or tag == "th":  # noqa: PLR1714  # by far the commonest
            self._start_cell(attributes)
        elif tag == "tr":
            self._start_row(attributes)
        elif tag == "table":
            self._start_table(attributes)
        elif tag in _ASIDE:
            self._aside = self._aside or (self._depth, self._table)
        elif tag == END:
            self._finish()
        else:
            self._start_other(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._aside is not None and self._aside[0] == self._depth:
            self._aside = None
        if self._hidden == self._depth:
            self._hidden = 0
        self._depth -= 1
        self.ends += 1
        table = self._table
        if table is None:
            return
        if tag == "td" or tag == "th":  # noqa: PLR1714
            table.end_cell()
        elif tag == "tr":
            table.end_row()
        elif tag == "caption":
            self._caption = None
        elif tag == "table":
            self._end_table(table)

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._aside is not None and self._aside[1] is self._table:
            return
        if self._caption is not None:
            self._caption.caption.append(text)
        elif self._table is not None and self._table.text is not None:
            self._table.text.append(text)

    def comment(self, text: str) -> None:
        """A comment; Excel keeps the properties of the workbook in one."""
        if "<x:" in text:
            found = islice(_WORKSHEET.finditer(text), MOST_TABLES)
            self.worksheets += [(unescape(one[1]), unescape(one[2] or "")) for one in found]
            self.is_sheet_hidden = self.is_sheet_hidden or _SHEET_HIDDEN.search(text) is not None

    def close(self) -> None:
        """The parser is done."""

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._end_aside()
        table = self._table or self._start_table({})
        self._caption = None
        if attributes:
            table.start_cell(attributes.get("colspan"), attributes.get("rowspan"), attributes.get("x:num"))
        else:
            table.start_cell(None, None, None)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._end_aside()
        table = self._table or self._start_table({})
        self._caption = None
        table.start_row(is_hidden=bool(attributes) and _is_not_shown(attributes))

    def _end_aside(self) -> None:
        """What is not shown ends with its cell, also where the page forgets to say so."""
        if self._aside is not None and self._aside[1] is self._table:
            self._aside = None

    def _start_table(self, attributes: Mapping[str, str]) -> PageTable:
        parent = self._table if self._table is not None and self._table.text is not None else None
        if parent is None and self._table is not None:
            self._end_table(self._table)  # between the cells of a table there can be no other: it was never closed
        if len(self.tables) >= MOST_TABLES:
            raise refuse_count("網頁的表格", MOST_TABLES + 1, MOST_TABLES, "個以上")
        if parent is not None:
            parent.holds_tables = True
        is_hidden = bool(self._hidden) or _is_not_shown(attributes)
        self._table = PageTable(self._limits, parent, is_hidden=is_hidden)
        self.tables.append(self._table)
        return self._table

    def _end_table(self, table: PageTable) -> None:
        table.end_row()
        self._filled += table.filled
        self._area += table.area
        if self._area > choose_limit(self._filled, self._area, self._limits):
            raise refuse_count("網頁各表格的儲存格合計", self._area, self._limits.sparse_cells, "格")
        self._caption = None
        self._table = table.parent
        if self._table is not None and self._table.text is not None:
            self._table.text += [BREAK, table.tell(), BREAK]

    def _start_other(self, tag: str, attributes: Mapping[str, str]) -> None:
        table = self._table
        if tag == "meta" and OUTPUT_MARK in attributes.get("content", ""):
            raise RefusedError(kinds.FILE_OUTPUT)
        if table is not None and tag in _LINES and table.text:
            table.text.append(BREAK)
        if tag == "option" and "selected" not in attributes:
            self._aside = self._aside or (self._depth, table)
        elif tag == "caption" and table is not None and table.text is None:
            self._caption = table
        elif tag == "col":
            if table is not None:
                table.add_column(attributes.get("span"), is_hidden=_is_not_shown(attributes))
        elif attributes:
            self._start_with_attributes(table, tag, attributes)

    def _start_with_attributes(self, table: PageTable | None, tag: str, attributes: Mapping[str, str]) -> None:
        if table is not None and table.text is not None:
            self._start_in_cell(table.text, tag, attributes)
        elif _is_not_shown(attributes):
            self._hidden = self._hidden or self._depth

    def _start_in_cell(self, text: list[str], tag: str, attributes: Mapping[str, str]) -> None:
        """An element within a cell: one that is not shown, or a control, of which a page shows the state."""
        if _is_not_shown(attributes):
            self._aside = self._aside or (self._depth, self._table)
        elif tag == "input":
            kind = attributes.get("type", "text").lower()
            if kind in {"checkbox", "radio"}:
                text.append("☑" if "checked" in attributes else "☐")
            elif kind in {"text", "number", "date"}:
                text.append(attributes.get("value", ""))

    def _finish(self) -> None:
        self.is_whole = True
        if self._table is not None and (self._table.is_in_row or self._table.parent is not None):
            raise refuse_damaged("網頁在表格的一列中間結束，可能沒有下載完整")


def _is_not_shown(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and _NOT_SHOWN.search(style) is not None)
