"""Files as offices hand them in: delimited texts in five encodings, .xlsx and .ods workbooks of several sheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from antidrug_kpi.files import Cell, ShownNumber

from .sheets import DressedSheet

ENCODINGS = ("utf-8", "utf-8-sig", "cp950", "utf-16")
ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
ODS_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
)


def write_delimited(folder: Path, sheet: DressedSheet, rng: random.Random) -> None:
    """One sheet as .csv or .tsv, or with TABs in a .csv, as some systems export it; the last line may lack its end."""
    delimiter, suffix = rng.choice(((",", "csv"), ("\t", "tsv"), ("\t", "csv")))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=rng.choice(("\n", "\r\n"))).writerows(sheet.rows)
    told = text.getvalue() if rng.random() < 0.7 else text.getvalue().rstrip("\r\n")
    try:
        content = told.encode(rng.choice(ENCODINGS))
    except UnicodeEncodeError:  # ☑ and ✓ are not in Big5
        content = told.encode("utf-8")
    (folder / f"{sheet.name}.{suffix}").write_bytes(content)


def write_xlsx(path: Path, sheets: Sequence[DressedSheet]) -> None:
    """A workbook with a sheet for each; days are real dates, whatever is shown with a format keeps it."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        worksheet = workbook.create_sheet(sheet.name)
        for row in sheet.rows:
            worksheet.append([_make_cell(worksheet, cell) for cell in row])
    workbook.save(path)


def _make_cell(worksheet: Any, cell: Cell) -> object:
    if not isinstance(cell, ShownNumber):
        return cell
    made = WriteOnlyCell(worksheet, value=float(cell))
    made.number_format = "0.00"
    return made


def write_ods(path: Path, sheets: Sequence[DressedSheet]) -> None:
    """A workbook in ODF with a table for each."""
    tables = "".join(
        f"<table:table table:name={quoteattr(sheet.name)}>{''.join(_write_row(row) for row in sheet.rows)}</table:table>"
        for sheet in sheets
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_SPACES} office:version="1.3">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)


def _write_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(_write_cell(cell) for cell in row)}</table:table-row>"


def _write_cell(cell: Cell) -> str:
    match cell:
        case None | "":
            return "<table:table-cell/>"
        case dt.date():
            kind, shown = f'office:value-type="date" office:date-value="{cell.isoformat()}"', cell.isoformat()
        case ShownNumber():
            kind, shown = f'office:value-type="float" office:value="{float(cell)}"', cell.text
        case int() | float():
            kind, shown = f'office:value-type="float" office:value="{cell}"', f"{cell:.15g}"
        case _:
            kind, shown = 'office:value-type="string"', str(cell)
    lines = "".join(f"<text:p>{_keep_blanks(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell {kind}>{lines}</table:table-cell>"


def _keep_blanks(text: str) -> str:
    return escape(text).replace("  ", " <text:s/>")
