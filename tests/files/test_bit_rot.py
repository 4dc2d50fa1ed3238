"""A single flipped bit anywhere in a workbook changes no cell in silence: the file is refused, or read as if it were whole."""

import random
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from antidrug_kpi.files import read_data
from antidrug_kpi.files.cells.sheet import FileReading
from antidrug_kpi.issues import Level

from .builders import DECLARATION, MAIN, ODS_SPACES, make_xlsx_parts

ROWS = (
    '<cols><col min="3" max="3" hidden="1"/></cols><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" s="1"><v>0.65</v></c><c r="C2" s="2"><v>45000</v></c></row>'
    '<row r="3"><c r="A3" t="s"><v>4</v></c><c r="B3"><f>1-1</f><v>0</v></c><c r="C3" s="2"><v>45001</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
)
TEXTS = "".join(f"<si><t>{text}</t></si>" for text in ("個案編號", "比率", "新收日期", "A1", "A2"))
CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
CONTENT = (
    f'{DECLARATION}<office:document-content {ODS_SPACES}><office:body><office:spreadsheet><table:table table:name="清冊">'
    f"<table:table-row>{CELL.format('個案編號')}{CELL.format('新收日期')}</table:table-row>"
    f"<table:table-row>{CELL.format('A1')}{CELL.format('113/2/29')}</table:table-row>"
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)


def make_workbook_parts() -> dict[str, str | bytes]:
    parts = make_xlsx_parts({"清冊": ""}, ("0%", "yyyy/m/d"))
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    return parts | {
        "xl/worksheets/sheet1.xml": sheet.replace("<sheetData></sheetData>", ROWS),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{TEXTS}</sst>',
        "docProps/app.xml": "<Properties><Application>openpyxl</Application></Properties>",
    }


def make_document_parts() -> dict[str, str | bytes]:
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": CONTENT,
        "meta.xml": f"<office:document-meta {ODS_SPACES}/>",
    }


def write_archive(path: Path, parts: Mapping[str, str | bytes], method: int) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return path


def write_stored_xlsx(folder: Path) -> Path:
    return write_archive(folder / "a.xlsx", make_workbook_parts(), zipfile.ZIP_STORED)


def write_deflated_xlsx(folder: Path) -> Path:
    return write_archive(folder / "a.xlsx", make_workbook_parts(), zipfile.ZIP_DEFLATED)


def write_ods(folder: Path) -> Path:
    return write_archive(folder / "a.ods", make_document_parts(), zipfile.ZIP_DEFLATED)


def read_one(path: Path) -> FileReading:
    (reading,) = read_data(path)
    return reading


def is_said(reading: FileReading) -> bool:
    return any(issue.kind.level in {Level.FILE, Level.FAULT} for issue in reading.issues)


@pytest.mark.parametrize("write", [write_stored_xlsx, write_deflated_xlsx, write_ods])
def test_a_flipped_bit_is_refused_or_changes_nothing(tmp_path: Path, write: object) -> None:
    assert callable(write)
    path: Path = write(tmp_path)
    whole = path.read_bytes()
    expected = read_one(path).sheets
    assert len(expected) == 1
    assert len(expected[0].rows) >= 2
    refused = 0
    for bit in random.Random(11).sample(range(8 * len(whole)), 300):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        reading = read_one(path)
        assert is_said(reading) or reading.sheets == expected, bit
        refused += is_said(reading)
    assert refused > 100


@pytest.mark.parametrize(
    ("write", "part"),
    [
        (write_stored_xlsx, part)
        for part in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedstrings.xml", "xl/workbook.xml", "docprops/app.xml")
    ]
    + [(write_deflated_xlsx, "xl/worksheets/sheet1.xml"), (write_ods, "content.xml"), (write_ods, "meta.xml")],
)
def test_a_part_with_another_checksum_is_refused_by_name(tmp_path: Path, write: object, part: str) -> None:
    assert callable(write)
    path: Path = write(tmp_path)
    data = bytearray(path.read_bytes())
    entry = bytes(data).lower().rfind(part.encode()) - 46
    data[entry + 16] ^= 1
    path.write_bytes(data)
    (issue,) = read_one(path).issues
    assert str(issue) == (
        f"{path.name}：檔案損壞或不合規格（「{part}」的內容與檢查碼（CRC-32）不符）；請以試算表軟體開啟、另存新檔後再試"
    )
