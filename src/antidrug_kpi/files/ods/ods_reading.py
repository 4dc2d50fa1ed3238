"""Reading .ods. Its XML says what each cell displays, which the libraries drop, so it is parsed here.

Measured, 50,000 rows: pandas with odfpy 25.6 s, calamine 0.29 s; but calamine loses percent formats, and an
.ods that declares 16,000 × 1,000,000 repeated cells makes odfpy ask for 119 GiB. Here repeats are counted before they are made
(see `cell_budget`).
"""

from __future__ import annotations

from antidrug_kpi.files.archives.archive import Archive
from antidrug_kpi.files.archives.calculation import is_ods_by_library
from antidrug_kpi.files.archives.xml_stream import parse_xml
from antidrug_kpi.files.cells.cell_budget import CellBudget
from antidrug_kpi.files.cells.growing_grid import check_characters
from antidrug_kpi.files.cells.numbered_columns import number_rows
from antidrug_kpi.files.cells.sheet import Sheet
from antidrug_kpi.files.collector import pause_collector
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.ods.encrypted_ods import open_encrypted
from antidrug_kpi.files.ods.ods_styles import StyleReader
from antidrug_kpi.files.ods.ods_table import TableReader, read_count
from antidrug_kpi.files.passwords import AskPassword
from antidrug_kpi.files.refusal import refuse_damaged
from antidrug_kpi.issues import escape_controls

_CONTENT = "content.xml"
_STYLES = "styles.xml"
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
# Elements within a table or cell whose text is no part of its content: comments, pictures (with captions and tables inside), the
# reading aid above a word, and cells that were deleted while changes were tracked.
_IGNORED_ELEMENTS = frozenset({"office:annotation", "table:shapes", "text:ruby-text", "table:tracked-changes"})
_MOST_SPACES = 1000


def read_ods(archive: Archive, file: str, limits: Limits, ask: AskPassword) -> tuple[Sheet, ...]:
    """The tables of an OpenDocument spreadsheet, in its order. `ask` gives the passwords to try where it is encrypted.

    Raises RefusedError where it is damaged, too large, unsafe or cannot be decrypted.
    """
    is_by_library = is_ods_by_library(archive, limits)
    archive = open_encrypted(archive, (_STYLES, _CONTENT), ask, limits)
    parts = [part for part in (_STYLES, _CONTENT) if part in archive.parts]
    archive.check_sizes(parts, limits)
    document = _Document(limits, is_by_library)
    with pause_collector():
        for part in parts:
            parse_xml(archive.inflate(part), part, document.start, document.end, document.characters)
    sheets = []
    for table in document.tables:
        rows = table.finish()
        is_hidden = table.style in document.styles.hidden_tables
        numbers = range(1, len(rows) + 1)
        sheets.append(
            Sheet(
                file,
                escape_controls(table.name),
                number_rows(rows),
                numbers,
                is_hidden,
                document.is_date1904,
                hidden_rows=table.hidden_rows,
                hidden_columns=table.hidden_columns,
                merged=table.list_merges(),
                idle_formulas=table.idle_formulas,
            )
        )
    return tuple(sheets)


class _Document:
    """The handlers of the XML parser: they collect the tables in `tables` and the styles in `styles`.

    The commonest elements are asked about first, since there may be millions.
    """

    def __init__(self, limits: Limits, is_by_library: bool) -> None:
        self._is_by_library = is_by_library
        self.styles = StyleReader()
        self.tables: list[TableReader] = []
        self.is_date1904 = False
        self._budget = CellBudget(limits)
        self._spaced: list[str] = []
        self._cell_spaces = 0
        self._table: TableReader | None = None
        self._cell: dict[str, str] | None = None
        self._has_paragraph = False
        self._text: list[str] = []
        self._ignored_depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. Raises RefusedError where a cell, row or table stands where it cannot."""
        if self._ignored_depth or name in _IGNORED_ELEMENTS or name.startswith("draw:"):
            self._ignored_depth += 1
        elif name == "text:p":
            if self._has_paragraph:
                self._text.append("\n")
            self._has_paragraph = self._cell is not None
        elif self._table is None:
            self._start_outside(name, attributes)
        elif name in _CELLS:
            self._cell, self._text, self._has_paragraph = attributes, [], False
        elif name == "table:table-row":
            self._table.start_row(attributes)
        elif name == "table:table-column":
            self._table.add_column(attributes)
        elif self._has_paragraph:
            self._start_inside(name, attributes)
        elif name == "table:table":
            raise refuse_damaged("表格裡還有表格", self._table.name)

    def end(self, name: str) -> None:
        """An element ends. Raises RefusedError where the table has become too large."""
        if self._ignored_depth:
            self._ignored_depth -= 1
        elif self._table is not None:
            if name in _CELLS and self._cell is not None:
                self._table.add_cell(self._cell, "".join(self._text) if self._has_paragraph else None)
                self._cell, self._has_paragraph = None, False
            elif name == "table:table-row":
                self._table.end_row()
            elif name == "table:table":
                self._table.end()
                self._table = None

    def characters(self, text: str) -> None:
        """Text between tags, kept where it stands in a paragraph of a cell."""
        if self._has_paragraph and not self._ignored_depth:
            self._text.append(text)

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._budget.add_sheet()
            self._table = TableReader(
                attributes, self.styles, self._budget, is_date1904=self.is_date1904, is_by_library=self._is_by_library
            )
            self.tables.append(self._table)
        elif name == "table:null-date":
            self.is_date1904 = attributes.get("table:date-value") == "1904-01-01"
        elif name == "table:table-row" or name in _CELLS:
            raise refuse_damaged("有不在任何工作表的列或儲存格")
        else:
            self.styles.start(name, attributes)

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "text:s":
                self._add_spaces(min(read_count(attributes, "text:c"), _MOST_SPACES))
            case "text:tab":
                self._text.append("\t")
            case "text:line-break":
                self._text.append("\n")

    def _add_spaces(self, count: int) -> None:
        """Add a run of blanks. Raises RefusedError where a cell or the document has too many.

        In the file a run is an element that states its length: a few letters could ask for any amount of memory.
        """
        if self._spaced is not self._text:
            self._spaced, self._cell_spaces = self._text, 0
        self._cell_spaces += count
        check_characters(self._cell_spaces)
        self._budget.take_spaces(count)
        self._text.append(" " * count)
