"""Write the pages as workbooks, delimited files and OpenDocument sheets, the same bytes every time."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import cast
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from .base import COUNTY
from .dress import Cell, Formula, Percent, shown
from .layout import Page

STAMP = (2025, 1, 6, 9, 30, 0)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
DAY_STYLE = (
    '<office:automatic-styles><number:date-style style:name="N1"><number:year number:style="long"/>'
    '<number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text>'
    '<number:day number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>'
)
COVER = {
    "計畫負責人": "王望海",
    "計畫負責人職稱": "局長",
    "計畫主辦科/單位": "衛生局心理健康科",
    "科長/主任": "林潮生",
    "科長/主任電話": "00-0000-0100",
    "計畫聯絡人": "陳海音",
    "計畫聯絡人職稱": "技士",
    "電話": "00-0000-0101",
    "電子信箱": "drugs@wanghai.example",
    "單位": f"{COUNTY}政府衛生局心理健康科",
    "單位網址": "https://wanghai.example/drugs",
    "承辦人": "陳海音",
    "傳真": "00-0000-0102",
    "地址": f"{COUNTY}青嵐區望海路 1 號",
    "計畫公告日": "113/1/15",
}
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def pack(path: Path, members: list[tuple[str, bytes]]) -> None:
    """A zip whose bytes depend on its members alone; the first member of an OpenDocument is stored."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)


def write_delimited(path: Path, page: Page) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t" if path.suffix == ".tsv" else ",", lineterminator="\r\n")
    writer.writerows([[shown(cell) for cell in row] for row in page.grid])
    path.write_bytes(buffer.getvalue().encode(page.sheet.name))


def put(target: WorkbookCell, cell: Cell) -> None:
    if isinstance(cell, Percent):
        target.value = cell.value / 100
        target.number_format = "0%"
    elif isinstance(cell, Formula):
        target.value = cell.value
    elif isinstance(cell, date):
        target.value = cell
        target.number_format = "yyyy/mm/dd"
    else:
        target.value = cell if cell != "" else None


def fill_sheet(worksheet: Worksheet, page: Page) -> None:
    for number, row in enumerate(page.grid, start=1):
        for column, cell in enumerate(row, start=1):
            target = cast("WorkbookCell", worksheet.cell(number, column))  # nothing is merged yet
            put(target, cell)
            if number == page.header_row + 1:
                target.font = Font(bold=True)
    width = max(len(row) for row in page.grid)
    for number in range(1, page.header_row + 1):
        worksheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
    merge_headers(worksheet, page, width)
    if page.sheet.hidden:
        worksheet.sheet_state = "hidden"


def merge_headers(worksheet: Worksheet, page: Page, width: int) -> None:
    if not page.sheet.groups:
        return
    top = page.header_row + 1
    spanned: set[int] = set()
    for group in page.sheet.groups:
        spanned |= set(range(group.first, group.last + 1))
        worksheet.merge_cells(start_row=top, end_row=top, start_column=group.first + 1, end_column=group.last + 1)
    for column in set(range(width)) - spanned:
        worksheet.merge_cells(start_row=top, end_row=top + 1, start_column=column + 1, end_column=column + 1)


def write_workbook(path: Path, pages: list[Page]) -> None:
    workbook = Workbook()
    del workbook[workbook.sheetnames[0]]
    for page in pages:
        fill_sheet(workbook.create_sheet(page.sheet.name), page)
    workbook.properties.creator = f"{COUNTY}毒品危害防制中心"
    workbook.properties.created = datetime(*STAMP)
    buffer = io.BytesIO()
    workbook.save(buffer)
    members: list[tuple[str, bytes]] = []
    with zipfile.ZipFile(buffer) as archive:
        for name in sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = archive.read(name)
            if name == "docProps/core.xml":  # openpyxl puts the present time there
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2025-01-06T09:30:00Z", content)
            members.append((name, content))
    pack(path, members)


def ods_cell(cell: Cell) -> str:
    text = f"<text:p>{escape(shown(cell))}</text:p>"
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, Formula):
        kind = f'table:formula={quoteattr(cell.text)} office:value-type="float" office:value="{cell.value}"'
        return f"<table:table-cell {kind}>{text}</table:table-cell>"
    if isinstance(cell, date):
        kind = f'table:style-name="day" office:value-type="date" office:date-value="{cell.isoformat()}"'
        return f"<table:table-cell {kind}><text:p>{cell:%Y/%m/%d}</text:p></table:table-cell>"
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}">{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def ods_table(page: Page) -> str:
    """A sheet as office suites save it: blank rows repeated, down to the last row there can be."""
    rows: list[str] = []
    for row in page.grid:
        if all(cell == "" for cell in row):
            rows.append('<table:table-row table:number-rows-repeated="1"><table:table-cell/></table:table-row>')
        else:
            rows.append(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>")
    rest = 1048576 - len(page.grid)
    rows.append(
        f'<table:table-row table:number-rows-repeated="{rest}">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    return f"<table:table table:name={quoteattr(page.sheet.name)}>{''.join(rows)}</table:table>"


def write_ods(path: Path, pages: list[Page]) -> None:
    spaces = " ".join(f'xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "table", "text", "style"))
    spaces += f' xmlns:number="{OFFICE}datastyle:1.0"'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    tables = "".join(ods_table(page) for page in pages)
    content = (
        f'{head}<office:document-content {spaces} office:version="1.2">{DAY_STYLE}<office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (("/", MIME), ("content.xml", "text/xml"))
    )
    manifest = f'{head}<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0" manifest:version="1.2">{entries}'
    manifest += "</manifest:manifest>"
    members = [("mimetype", MIME), ("content.xml", content), ("META-INF/manifest.xml", manifest)]
    pack(path, [(name, text.encode()) for name, text in members])


def write_office(folder: Path, pages: list[Page]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for file in dict.fromkeys(page.sheet.file for page in pages):
        own = [page for page in pages if page.sheet.file == file]
        path = folder / file
        if path.suffix == ".xlsx":
            write_workbook(path, own)
        elif path.suffix == ".ods":
            write_ods(path, own)
        else:
            write_delimited(path, own[0])
    (folder / "office.yaml").write_bytes(write_settings().encode())


def write_settings() -> str:
    """The county, and what the covers of annexes 10 to 12 ask for; nobody bears these names, and no number is anybody's."""
    return f"jurisdiction: {COUNTY}\ninvented: true\ncover:\n" + "".join(f"  {name}: {value}\n" for name, value in COVER.items())
