"""Reading an XML spreadsheet (SpreadsheetML of Excel 2002 and 2003): one XML document that holds a whole workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from antidrug_kpi.files.archives.xml_stream import get_local_name, hide_encoding, parse_xml
from antidrug_kpi.files.cells.growing_grid import choose_limit
from antidrug_kpi.files.cells.numbered_columns import number_rows
from antidrug_kpi.files.cells.sheet import Sheet
from antidrug_kpi.files.collector import pause_collector
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.pages.page_reading import decode_pieces
from antidrug_kpi.files.pages.spreadsheet_styles import SpreadsheetStyles
from antidrug_kpi.files.pages.spreadsheet_table import SpreadsheetTable
from antidrug_kpi.files.refusal import refuse_count, refuse_damaged, refuse_size
from antidrug_kpi.files.text.decoding import Encoding, find_encoding
from antidrug_kpi.issues import escape_controls

_MOST_SHEETS = 1_000
_DEEPEST = 256
# Elements within a cell whose text is no part of its content: comments, and the reading aid above a word.
_IGNORED_ELEMENTS = frozenset({"Comment", "PhoneticText"})


def read_spreadsheet(stream: BinaryIO, file: str, limits: Limits) -> tuple[tuple[Sheet, ...], Encoding]:
    """The worksheets in their order, and the encoding of the text.

    Raises RefusedError where the document is too large, is no well-formed XML, or has a DTD.
    """
    size = stream.seek(0, 2)
    if size > limits.page_bytes:
        raise refuse_size("XML 試算表", size, limits.page_bytes)
    encoding = find_encoding(stream, replace(limits, line_characters=limits.page_bytes))  # it may be one line
    document = _Document(limits)
    with pause_collector():
        parse_xml(_encode(stream, encoding), file, document.start, document.end, document.characters)
        sheets = tuple(_make_sheet(table, file, document.is_date1904) for table in document.tables)
    return sheets, encoding


def _encode(stream: BinaryIO, encoding: Encoding) -> Iterator[bytes]:
    """The document in UTF-8, without its declaration, which may name another encoding than the one that was found."""
    is_first = True
    for text in decode_pieces(stream, encoding):
        piece = text.encode()
        yield hide_encoding(piece) if is_first else piece
        is_first = False


def _make_sheet(table: SpreadsheetTable, file: str, is_date1904: bool) -> Sheet:
    rows, merged = table.finish()
    return Sheet(
        file,
        escape_controls(table.name),
        number_rows(rows),
        range(1, len(rows) + 1),
        table.is_hidden,
        is_date1904,
        hidden_rows=table.hidden_rows,
        hidden_columns=table.hidden_columns,
        merged=merged,
    )


class _Document:
    """The handlers of the XML parser: they collect the worksheets in `tables`.

    Names are compared without their prefix. The commonest elements are asked about first, since there may be millions.
    """

    def __init__(self, limits: Limits) -> None:
        self.tables: list[SpreadsheetTable] = []
        self.is_date1904 = False
        self._limits = limits
        self._styles = SpreadsheetStyles()
        self._table: SpreadsheetTable | None = None
        self._text: list[str] | None = None
        self._depth = 0
        self._filled = self._area = 0
        self._ignored_depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. Raises RefusedError where elements are nested too deep, or sheets or cells are too many."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise refuse_damaged(f"XML 的標記相套超過 {_DEEPEST} 層")
        local = get_local_name(name)
        if self._ignored_depth or local in _IGNORED_ELEMENTS:
            self._ignored_depth += 1
            return
        if attributes:
            attributes = {get_local_name(key): value for key, value in attributes.items()}
        table = self._table
        if table is None:
            self._start_outside(local, attributes)
        elif local == "Cell":
            table.start_cell(attributes)
        elif local == "Data":
            self._text = []
            table.set_type(attributes.get("Type", "String"))
        elif local == "Row":
            table.start_row(attributes)
        elif local == "Column":
            table.add_column(attributes)
        elif local == "Visible":
            self._text = []

    def end(self, name: str) -> None:
        """An element ends. Raises RefusedError where the sheets together have too many cells."""
        self._depth -= 1
        if self._ignored_depth:
            self._ignored_depth -= 1
            return
        table = self._table
        if table is None:
            return
        local = get_local_name(name)
        if local == "Data" and self._text is not None:
            table.set_text("".join(self._text))
            self._text = None
        elif local == "Cell":
            table.end_cell()
        elif local == "Row":
            table.end_row()
        elif local == "Visible" and self._text is not None:
            table.is_hidden = "".join(self._text).strip() in {"SheetHidden", "SheetVeryHidden"}
            self._text = None
        elif local == "Worksheet":
            self._table = None
            self._filled += table.filled
            self._area += table.area
            if self._area > (most := choose_limit(self._filled, self._area, self._limits)):
                raise refuse_count("各工作表的儲存格合計", self._area, most, "格")

    def characters(self, text: str) -> None:
        """Text between tags, kept where it is the content of a cell or of an element that says whether a sheet is shown."""
        if self._text is not None and not self._ignored_depth:
            self._text.append(text)

    def _start_outside(self, local: str, attributes: dict[str, str]) -> None:
        if local == "Worksheet":
            if len(self.tables) >= _MOST_SHEETS:
                raise refuse_count("工作表", _MOST_SHEETS + 1, _MOST_SHEETS, "張以上")
            self._table = SpreadsheetTable(attributes.get("Name", ""), self._styles, self._limits)
            self.tables.append(self._table)
        elif local == "Date1904":
            self.is_date1904 = True
        else:
            self._styles.start(local, attributes)
