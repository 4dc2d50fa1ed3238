"""The tables of a web page, from the events of a streaming HTML parser, and what Excel notes in the page about its sheets.

No tree is built, so that a page takes no more memory than its cells. Pages leave elements open: lxml closes most of them, and a
cell or row that begins while another is open ends that one here.
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
"""An element that is fed after the page. Where the parser does not report it, a comment, quote or script of the page never
ended and swallowed it: the page is incomplete.
"""

_DEEPEST = 256  # browsers give up at 512; for each unmatched end tag lxml searches all open elements
MOST_TABLES = 1_000
_IGNORED_ELEMENTS = frozenset({"script", "style", "title", "noscript", "template", "xml", "object"})
_LINE_ELEMENTS = frozenset({"br", "p", "div", "li"})
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WORKSHEET = re.compile(r"<x:Name>([^<]*)</x:Name>(?:\s*<x:WorksheetSource\s[^>]*?HRef=\"([^\"]*)\")?", re.IGNORECASE)
_SHEET_HIDDEN = re.compile(r"<x:Visible>\s*Sheet(?:Very)?Hidden\s*<", re.IGNORECASE)


class PageParser:
    """The target of lxml's parser, which calls `start`, `end`, `data` and `comment`.

    `tables` holds the tables in the order in which they begin, nested ones included. The handlers may raise RefusedError.
    """

    def __init__(self, limits: Limits) -> None:
        self.tables: list[PageTable] = []
        self.worksheets: list[tuple[str, str]] = []
        """The name of each of Excel's sheets, and the address of its page in a web archive, empty where the page has none."""
        self.is_sheet_hidden = False
        self.is_whole = False
        """Whether the page was read to its end (see END)."""
        self.elements_ended = 0
        """How many elements have ended, by an end tag or implicitly."""
        self._limits = limits
        self._table: PageTable | None = None
        self._depth = 0
        # The table whose caption is open.
        self._caption: PageTable | None = None
        # While an element is open whose text a browser does not show (a script, an option that is not chosen): its depth, and the
        # table whose cell it stands in.
        self._ignored: tuple[int, PageTable | None] | None = None
        # The depth of an open element outside of cells that a browser does not show; tables inside it are hidden. 0: none.
        self._hidden_depth = 0
        # Filled cells, and cells in all, of the tables that have ended.
        self._filled = self._area = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Raises RefusedError where elements are nested too deep, or cells or tables are too many."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise refuse_damaged(f"網頁的標記相套超過 {_DEEPEST} 層")
        if tag == "td" or tag == "th":  # noqa: PLR1714  # by far the commonest
            self._start_cell(attributes)
        elif tag == "tr":
            self._start_row(attributes)
        elif tag == "table":
            self._start_table(attributes)
        elif tag in _IGNORED_ELEMENTS:
            self._ignored = self._ignored or (self._depth, self._table)
        elif tag == END:
            self._finish()
        else:
            self._start_other(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends, by its end tag or because the parser closes it."""
        if self._ignored is not None and self._ignored[0] == self._depth:
            self._ignored = None
        if self._hidden_depth == self._depth:
            self._hidden_depth = 0
        self._depth -= 1
        self.elements_ended += 1
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
        """Text between tags: of a cell, of a caption, or of neither, and then not kept."""
        if self._ignored is not None and self._ignored[1] is self._table:
            return
        if self._caption is not None:
            self._caption.caption.append(text)
        elif self._table is not None and self._table.text is not None:
            self._table.text.append(text)

    def comment(self, text: str) -> None:
        """A comment; Excel keeps the properties of the workbook in one."""
        if "<x:" in text:
            found = islice(_WORKSHEET.finditer(text), MOST_TABLES)
            self.worksheets += [(unescape(sheet[1]), unescape(sheet[2] or "")) for sheet in found]
            self.is_sheet_hidden = self.is_sheet_hidden or _SHEET_HIDDEN.search(text) is not None

    def close(self) -> None:
        """The end of the input, which lxml reports; nothing is left to do."""

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._stop_ignoring()
        table = self._table or self._start_table({})
        self._caption = None
        if attributes:
            table.start_cell(attributes.get("colspan"), attributes.get("rowspan"), attributes.get("x:num"))
        else:
            table.start_cell(None, None, None)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._stop_ignoring()
        table = self._table or self._start_table({})
        self._caption = None
        table.start_row(is_hidden=bool(attributes) and _is_not_shown(attributes))

    def _stop_ignoring(self) -> None:
        """End an element whose text is ignored, since its cell ends: left open by the page, it would swallow all the rest."""
        if self._ignored is not None and self._ignored[1] is self._table:
            self._ignored = None

    def _start_table(self, attributes: Mapping[str, str]) -> PageTable:
        parent = self._table if self._table is not None and self._table.text is not None else None
        if parent is None and self._table is not None:
            # A table can stand in a cell of another, not between its cells: that other one was never closed.
            self._end_table(self._table)
        if len(self.tables) >= MOST_TABLES:
            raise refuse_count("網頁的表格", MOST_TABLES + 1, MOST_TABLES, "個以上")
        if parent is not None:
            parent.holds_tables = True
        is_hidden = bool(self._hidden_depth) or _is_not_shown(attributes)
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
            self._table.text += [BREAK, table.join_contents(), BREAK]

    def _start_other(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element that is no cell, row or table begins. Raises RefusedError where it marks an output of this program."""
        table = self._table
        if tag == "meta" and OUTPUT_MARK in attributes.get("content", ""):
            raise RefusedError(kinds.FILE_OUTPUT)
        if table is not None and tag in _LINE_ELEMENTS and table.text:
            table.text.append(BREAK)
        if tag == "option" and "selected" not in attributes:
            self._ignored = self._ignored or (self._depth, table)
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
            self._hidden_depth = self._hidden_depth or self._depth

    def _start_in_cell(self, text: list[str], tag: str, attributes: Mapping[str, str]) -> None:
        """An element within a cell begins: one that is not shown, or a form control, whose state is part of the cell's text."""
        if _is_not_shown(attributes):
            self._ignored = self._ignored or (self._depth, self._table)
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
    """Whether the element itself says so; style sheets are not read."""
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and _NOT_SHOWN.search(style) is not None)
