"""Cells merged over several rows, as .xlsx, .xls and .ods tell of them."""

import struct
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from antidrug_kpi.files import Merge, Sheet, read_data
from antidrug_kpi.files.cells.merge_bounds import clip_merges
from antidrug_kpi.files.xlsx.sheet_merged import MergeSearch

from .builders import make_book, make_compound, make_record, make_text, make_xlsx_parts, write_ods, write_zip


def read_one(path: Path) -> Sheet:
    (reading,) = read_data(path)
    assert not reading.issues
    return reading.sheets[0]


def write_merged(path: Path, rows: str, merges: str) -> Path:
    """A workbook with these rows and what stands behind them."""
    parts = make_xlsx_parts({"清冊": rows})
    name = "xl/worksheets/sheet1.xml"
    return write_zip(path, parts | {name: str(parts[name]).replace("</sheetData>", f"</sheetData>{merges}")})


def fill_rows(first: int, last: int, column: str = "A") -> str:
    return "".join(f'<row r="{row}"><c r="{column}{row}"><v>{row}</v></c></row>' for row in range(first, last + 1))


def test_merges_of_openpyxl(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in range(1, 8):
        sheet.append([row, row, row])
    for area in ("A2:A4", "B3:C5", "A6:C6"):
        sheet.merge_cells(area)
    workbook.save(tmp_path / "a.xlsx")
    assert read_one(tmp_path / "a.xlsx").merged == (Merge(0, 1, 3), Merge(1, 2, 4))


def test_positions_are_those_of_the_rows_that_are_handed_on(tmp_path: Path) -> None:
    path = write_merged(tmp_path / "a.xlsx", fill_rows(5, 9, "C"), '<mergeCells><mergeCell ref="C6:C8"/></mergeCells>')
    sheet = read_one(path)
    assert (sheet.numbers[0], sheet.columns_left_out, sheet.merged) == (5, 2, (Merge(0, 1, 3),))


@pytest.mark.parametrize(
    "merges",
    [
        "<x:mergeCells xmlns:x='y'><x:mergeCell ref='A2:A1048576'/></x:mergeCells>",
        '<mergeCells><mergeCell  ref = "A2:A3000000" /></mergeCells>',
        '<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="A2:A4"/><mergeCell ref="A3:A4"/></mergeCells>',
        '<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="A9:A12"/><mergeCell ref="Z2:Z4"/></mergeCells>',
    ],
)
def test_merges_are_kept_within_the_sheet_and_apart(tmp_path: Path, merges: str) -> None:
    assert read_one(write_merged(tmp_path / "a.xlsx", fill_rows(1, 4), merges)).merged == (Merge(0, 1, 3),)


def test_a_million_merges_over_the_same_rows_cost_what_one_costs() -> None:
    merges = [Merge(0, 1, 50_000 + number) for number in range(200_000)]
    begun = time.perf_counter()
    assert clip_merges(merges, 60_000, 3) == (Merge(0, 1, 50_000),)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("size", [1, 7, 40, 1000])
def test_a_merge_that_is_cut_in_two_pieces(size: int) -> None:
    text = b"<a/>" * 99 + b'<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="AB7:AC9"/></mergeCells>' + b"<b/>" * 99
    search = MergeSearch()
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert list(search.scan(pieces)) == pieces
    assert sorted(set(search.merges)) == [Merge(0, 1, 3), Merge(27, 6, 8)]


def test_merges_of_an_xls(tmp_path: Path) -> None:
    cells = b"".join(make_record(0x0204, struct.pack("<HHH", row, 0, 0) + make_text("甲")) for row in range(5))
    areas = struct.pack("<H8H", 2, 1, 3, 0, 0, 4, 4, 0, 2)
    path = tmp_path / "a.xls"
    path.write_bytes(make_compound({"Workbook": make_book(cells + make_record(0x00E5, areas))}))
    assert read_one(path).merged == (Merge(0, 1, 3),)


@pytest.mark.parametrize("payload", [b"", b"\x05\x00", struct.pack("<H4H", 2, 1, 2, 0, 0)])
def test_merges_of_a_damaged_xls(tmp_path: Path, payload: bytes) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(make_compound({"Workbook": make_book(make_record(0x00E5, payload))}))
    assert [issue.code for reading in read_data(path) for issue in reading.issues] == ["file-damaged"]


def test_merges_of_an_ods(tmp_path: Path) -> None:
    def cell(text: str, spanned: int = 1) -> str:
        attributes = f'office:value-type="string" table:number-rows-spanned="{spanned}"'
        return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"

    rows = (
        f"<table:table-row>{cell('欄')}{cell('欄')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"/>'
        f"<table:table-row>{cell('甲')}{cell('乙', 3)}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="5">{cell("丙")}<table:covered-table-cell/></table:table-row>'
        f"<table:table-row>{cell('丁', 999_999_999)}</table:table-row>"
        f"<table:table-row><table:covered-table-cell/>{cell('戊')}</table:table-row>"
    )
    path = write_ods(tmp_path / "a.ods", f'<table:table table:name="清冊">{rows}</table:table>')
    assert read_one(path).merged == (Merge(0, 9, 10), Merge(1, 3, 5))
