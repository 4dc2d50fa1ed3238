"""Small .xlsx, .ods and .xls workbooks written cell by cell, with formulas as programs and libraries leave them, and merges."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from files.builders import make_book, make_compound, make_record, make_text, make_xlsx_parts, write_ods, write_zip

WORKBOOKS = ("xlsx", "ods", "xls")
FORMATS = ("csv", "tsv", *WORKBOOKS)


@dataclass(frozen=True)
class Formula:
    """A formula, and what the file holds as its result: nothing, 0 or an empty text."""

    result: str | None


class Writer(Enum):
    """Who wrote a workbook: a program that calculates, a library that does not, or one that asks to be calculated on loading."""

    PROGRAM = "program"
    LIBRARY = "library"
    ASKING = "asking"


@dataclass(frozen=True)
class Area:
    """Rows of a column that are merged, from 0 and with the last."""

    column: int
    first: int
    last: int


TableCell = str | Formula | None
Table = Sequence[Sequence[TableCell]]


def write_text(path: Path, rows: Table, rng: random.Random, end: str = "\n") -> None:
    """Delimited text by the file's suffix, in some encoding and with either line break."""
    delimiter = "\t" if path.suffix == ".tsv" else ","
    lines = rng.choice(("\n", "\r\n")).join(delimiter.join(str(cell or "") for cell in row) for row in rows)
    _make_folder(path).write_bytes((lines + end).encode(rng.choice(("utf-8", "utf-8-sig", "cp950"))))


def write_sheets(path: Path, sheets: Mapping[str, Table], writer: Writer = Writer.PROGRAM, merged: Sequence[Area] = ()) -> None:
    """A workbook by the file's suffix; `merged` are areas of its only sheet, of which an .xls holds one."""
    write = {".xlsx": _write_xlsx, ".ods": _write_ods, ".xls": _write_xls}[path.suffix]
    write(_make_folder(path), sheets, writer, merged)


def write_table(path: Path, title: str, rows: Table, rng: random.Random) -> None:
    """One register in whatever format the suffix says."""
    if path.suffix in {".csv", ".tsv"}:
        write_text(path, rows, rng)
    else:
        write_sheets(path, {title: rows})


def _make_folder(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _write_xlsx(path: Path, sheets: Mapping[str, Table], writer: Writer, merged: Sequence[Area]) -> None:
    asking = '<calcPr calcId="124519" fullCalcOnLoad="1"/>' if writer is Writer.ASKING else ""
    bodies = {
        title: "".join(
            f'<row r="{number}">{"".join(_make_xlsx_cell(f"{chr(65 + at)}{number}", cell) for at, cell in enumerate(row))}</row>'
            for number, row in enumerate(rows, 1)
        )
        for title, rows in sheets.items()
    }
    parts = make_xlsx_parts(bodies, workbook_properties=asking)
    application = "Go Excelize" if writer is Writer.LIBRARY else "Microsoft Excel"
    parts["docProps/app.xml"] = f"<Properties><Application>{application}</Application></Properties>"
    if merged:
        areas = "".join(
            f'<mergeCell ref="{chr(65 + area.column)}{area.first + 1}:{chr(65 + area.column)}{area.last + 1}"/>'
            for area in merged
        )
        name = "xl/worksheets/sheet1.xml"
        parts[name] = str(parts[name]).replace("</sheetData>", f"</sheetData><mergeCells>{areas}</mergeCells>")
    write_zip(path, parts)


def _make_xlsx_cell(place: str, cell: TableCell) -> str:
    if isinstance(cell, Formula):
        kind = ' t="str"' if cell.result == "" else ""
        result = "" if cell.result is None else f"<v>{cell.result}</v>"
        return f'<c r="{place}"{kind}><f>Z99</f>{result}</c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else ""


def _write_ods(path: Path, sheets: Mapping[str, Table], writer: Writer, merged: Sequence[Area]) -> None:
    spans = {(area.first, area.column): area.last - area.first + 1 for area in merged}
    body = ""
    for title, rows in sheets.items():
        lines = "".join(
            f"<table:table-row>{''.join(_make_ods_cell(cell, spans.get((at, column), 1)) for column, cell in enumerate(row))}"
            "</table:table-row>"
            for at, row in enumerate(rows)
        )
        body += f"<table:table table:name={quoteattr(title)}>{lines}</table:table>"
    write_ods(path, body)
    generator = "ODFPY/1.4.1" if writer is Writer.LIBRARY else "LibreOffice/7.4.7.2$Linux_X86_64"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("meta.xml", f"<office:meta><meta:generator>{generator}</meta:generator></office:meta>")


def _make_ods_cell(cell: TableCell, spanned: int) -> str:
    span = f' table:number-rows-spanned="{spanned}"' if spanned > 1 else ""
    if isinstance(cell, Formula):
        formula = 'table:formula="of:=[.Z99]"'
        results = {
            None: "/>",
            "0": ' office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>',
            "": ' office:value-type="string" office:string-value=""><text:p/></table:table-cell>',
        }
        return f"<table:table-cell {formula}{results[cell.result]}"
    if not cell:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"{span}><text:p>{escape(cell)}</text:p></table:table-cell>'


def _write_xls(path: Path, sheets: Mapping[str, Table], writer: Writer, merged: Sequence[Area]) -> None:
    ((title, rows),) = sheets.items()
    cells = b"".join(_make_xls_cell(at, column, cell) for at, row in enumerate(rows) for column, cell in enumerate(row) if cell)
    if merged:
        areas = b"".join(struct.pack("<4H", area.first, area.last, area.column, area.column) for area in merged)
        cells += make_record(0x00E5, struct.pack("<H", len(merged)) + areas)
    by_excel = make_record(0x01C1, struct.pack("<HHI", 0x01C1, 0, 191029))
    before = by_excel if writer is Writer.PROGRAM else b""
    path.write_bytes(make_compound({"Workbook": make_book(cells, before, title=title)}))


def _make_xls_cell(row: int, column: int, cell: TableCell) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, Formula):
        result = struct.pack("<d", 0.0) if cell.result == "0" else b"\3\0\0\0\0\0\xff\xff"
        return make_record(0x0006, place + result + bytes(8))
    return make_record(0x0204, place + make_text(str(cell)))
