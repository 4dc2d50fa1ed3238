"""Small files as other programs write them: delimited text, workbooks, OpenDocument."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

from openpyxl import Workbook

Cell = str | int | float | date | datetime | None
Rows = Sequence[Sequence[Cell]]


def csv_file(*lines: str, encoding: str = "utf-8", end: str = "\n") -> bytes:
    """Lines as they stand, each with its end."""
    return "".join(line + end for line in lines).encode(encoding)


def tsv_file(*lines: str, encoding: str = "utf-8") -> bytes:
    """Lines whose commas are tabs."""
    return csv_file(*(line.replace(",", "\t") for line in lines), encoding=encoding)


def split(*lines: str) -> list[list[Cell]]:
    """Rows of text cells from lines with commas; a blank is an empty cell."""
    return [[text or None for text in line.split(",")] for line in lines]


def save(workbook: Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def fill(workbook: Workbook, title: str, rows: Rows) -> None:
    sheet = workbook.create_sheet(title)
    for row in rows:
        sheet.append(list(row))


def xlsx_file(sheets: Mapping[str, Rows], formats: Mapping[str, str] | None = None, merged: Sequence[str] = ()) -> bytes:
    """A workbook; `formats`: cell -> number format and `merged`: ranges, both of its first sheet."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        fill(workbook, title, rows)
    first = workbook.worksheets[0]
    for place, form in (formats or {}).items():
        first[place].number_format = form
    for area in merged:
        first.merge_cells(area)
    return save(workbook)


def with_cached_zeros(workbook: bytes, *, calculates_on_loading: bool) -> bytes:
    """A workbook's formulas as a program that does not calculate leaves them: 0 for each."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/"):
                text = text.replace(b"</f><v></v>", b"</f><v>0</v>").replace(b"</f><v />", b"</f><v>0</v>")
                text = text.replace(b"</f><v/>", b"</f><v>0</v>")
            if name == "xl/workbook.xml" and not calculates_on_loading:
                text = text.replace(b' fullCalcOnLoad="1"', b"")
            new.writestr(name, text)
    return content.getvalue()


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_FOOT = "</office:spreadsheet></office:body></office:document-content>"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods_cell(cell: Cell) -> str:
    """A cell; a text that begins with `<` is taken as the cell's own markup."""
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        shown = f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        return cell if cell.startswith("<") else shown
    if isinstance(cell, date):
        kind, value = "date", f'office:date-value="{cell.isoformat()}"'
    else:
        kind, value = "float", f'office:value="{cell}"'
    return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{cell}</text:p></table:table-cell>'


def ods_date(value: str, shown: str) -> str:
    """The markup of a date cell of any year."""
    return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{shown}</text:p></table:table-cell>'


def ods_formula(formula: str) -> str:
    """The markup of a formula that was never calculated."""
    return f'<table:table-cell table:formula="of:={formula}"/>'


def ods_file(sheets: Mapping[str, Rows]) -> bytes:
    body = ""
    for title, rows in sheets.items():
        lines = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
        body += f'<table:table table:name="{title}">{lines}</table:table>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", ODS_TYPE)
        archive.writestr("content.xml", ODS_HEAD + body + ODS_FOOT)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return content.getvalue()


BROKEN = b"PK\x03\x04" + bytes(range(150))  # a workbook cut off after its first bytes
