"""Reading .ods. Its one XML part says what a cell displays, which the bulk readers drop, so it is parsed here."""

from __future__ import annotations

from antidrug_kpi.files import kinds
from antidrug_kpi.files.archive import Archive
from antidrug_kpi.files.cells import Sheet
from antidrug_kpi.files.collector import pause_collector
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.ods_styles import StyleReader
from antidrug_kpi.files.ods_table import TableReader
from antidrug_kpi.files.refusal import RefusedError, escape_controls
from antidrug_kpi.files.xml_stream import parse_xml

_CONTENT = "content.xml"
_STYLES = "styles.xml"
_MANIFEST = "meta-inf/manifest.xml"


def read_ods(archive: Archive, file: str, limits: Limits) -> tuple[Sheet, ...]:
    """The tables of an OpenDocument spreadsheet, in its order."""
    if _MANIFEST in archive.parts and b"encryption-data" in archive.read(_MANIFEST, limits):
        raise RefusedError(kinds.FILE_ENCRYPTED)
    document = _Document(limits)
    with pause_collector():
        for part in (_STYLES, _CONTENT):
            if part in archive.parts:
                parse_xml(archive.inflate(part), part, document.start, document.end, document.characters)
    sheets = []
    for table in document.tables:
        rows = table.finish()
        is_hidden = table.style in document.styles.hidden_tables
        numbers = range(1, len(rows) + 1)
        sheets.append(Sheet(file, escape_controls(table.name), rows, numbers, is_hidden, document.is_date1904))
    return tuple(sheets)


class _Document:
    """Hands what stands in a table to the reader of that table, and the rest to the reader of the styles."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.styles = StyleReader()
        self.tables: list[TableReader] = []
        self.is_date1904 = False
        self._table: TableReader | None = None
        self._depth = 0
        self._changes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._table is not None:
            # A table within a table belongs to a drawing in a cell and holds no register.
            self._depth += name == "table:table"
            self._table.start(name, attributes)
        elif name == "table:tracked-changes" or self._changes:
            self._changes += 1  # what was deleted is still written there, cells and all
        elif name == "table:table":
            used = sum(table.cells for table in self.tables)
            self._table = TableReader(attributes, self.styles, self.is_date1904, self.limits, used)
            self.tables.append(self._table)
            self._depth = 1
        elif name == "table:null-date":
            self.is_date1904 = attributes.get("table:date-value") == "1904-01-01"
        else:
            self.styles.start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._table is not None:
            self._depth -= name == "table:table"
            if self._depth == 0:
                self._table = None
            else:
                self._table.end(name)
        elif self._changes:
            self._changes -= 1

    def characters(self, text: str) -> None:
        """Text between tags."""
        if self._table is not None:
            self._table.characters(text)
