"""Small workbooks that ask for much, and numbers that are none: answered in one line or read."""

import re
import struct
import zipfile
from pathlib import Path

import pytest

from antidrug_kpi.files import FileReading, read_data
from antidrug_kpi.files.cells.cell_types import ShownNumber, UnreadableCell
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.registers.office_reading import read_registers

from .apart import read_apart
from .builders import make_book, make_compound, make_record, make_text, make_xlsx_parts, write_ods, write_zip
from .encrypting import PASSWORD, WRITTEN

TEXT = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
ONE = '<table:table-cell office:value-type="float" office:value="1"/>'


def make_table(rows: str, before: str = "") -> str:
    return f'<table:table table:name="志工">{before}{rows}</table:table>'


def make_row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def read_cells(path: Path) -> list[object]:
    (reading,) = read_data(path)
    assert reading.issues == ()
    return [row[0] for row in reading.sheets[0].rows]


def read_one(path: Path, **limits: int) -> FileReading:
    (reading,) = read_data(path, Limits(**limits))
    return reading


@pytest.mark.parametrize(("count", "is_read"), [(9, True), (10, True), (11, False)])
def test_an_ods_of_more_tables_than_allowed_is_refused(tmp_path: Path, count: int, is_read: bool) -> None:
    reading = read_one(write_ods(tmp_path / "a.ods", "<table:table/>" * count), sheets=10)
    assert len(reading.sheets) == (count if is_read else 0)
    if not is_read:
        assert str(reading.issues[0]) == "a.ods：工作表為 11 張以上，超過上限 10 張，未讀取；請分成數個檔案或重新匯出"


def test_endless_tables_and_columns_repeated_zero_times_cost_no_more_than_their_length(tmp_path: Path) -> None:
    assert "工作表為 1,001 張以上" in read_apart(write_ods(tmp_path / "a.ods", "<table:table/>" * 300_000))[0]
    columns = '<table:table-column table:number-columns-repeated="0"/>' * 100_000
    path = write_ods(tmp_path / "b.ods", make_table(make_row(ONE * 5_000) * 10, columns))
    assert read_apart(path) == ["1 sheets"]


@pytest.mark.parametrize(("rows", "is_read"), [(50, True), (51, True), (52, False)])
def test_filled_cells_that_are_only_repeated_are_bounded(tmp_path: Path, rows: int, is_read: bool) -> None:
    repeated = make_row(TEXT.format("", "V1") + ONE, f' table:number-rows-repeated="{rows}"')
    reading = read_one(write_ods(tmp_path / "a.ods", make_table(repeated)), repeated_cells=100)
    assert bool(reading.sheets) is is_read
    if not is_read:
        assert "以重複次數寫成的儲存格為 102 格以上，超過上限 100 格" in str(reading.issues[0])


def test_blank_cells_may_be_repeated_to_the_end_of_the_sheet(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16383"/>'
    rows = make_row(TEXT.format("", "V1") + blank) + make_row(blank, ' table:number-rows-repeated="1048575"')
    assert read_one(write_ods(tmp_path / "a.ods", make_table(rows)), repeated_cells=1).sheets[0].rows == [["V1"]]


@pytest.mark.parametrize(("runs", "is_read"), [(130, True), (131, True), (132, False)])
def test_blanks_written_as_a_number_are_bounded_in_a_cell(tmp_path: Path, runs: int, is_read: bool) -> None:
    body = make_table(make_row(TEXT.format("", '<text:s text:c="1000"/>' * runs) + TEXT.format("", '<text:s text:c="1000"/>')))
    reading = read_one(write_ods(tmp_path / "a.ods", body))
    assert bool(reading.sheets) is is_read
    if not is_read:
        assert "一個儲存格的文字為 132,000 字，超過上限 131,072 字" in str(reading.issues[0])


def test_blanks_written_as_a_number_are_bounded_in_all(tmp_path: Path) -> None:
    body = make_table(make_row(TEXT.format("", '<text:s text:c="100"/>') * 2))
    assert read_one(write_ods(tmp_path / "a.ods", body), spaces=200).sheets
    assert "以個數寫成的空白為 200 字以上，超過上限 199 字" in str(read_one(tmp_path / "a.ods", spaces=199).issues[0])


def test_a_table_in_a_table_is_refused(tmp_path: Path) -> None:
    body = make_table(make_row(f"<table:table-cell>{make_table(make_row(ONE))}</table:table-cell>"))
    assert "表格裡還有表格" in str(read_one(write_ods(tmp_path / "a.ods", body)).issues[0])


@pytest.mark.parametrize("kind", ["percentage", "float", "currency"])
@pytest.mark.parametrize("value", ["nan", "-inf", "1e999999999"])
def test_a_number_that_is_none_is_what_the_file_says(tmp_path: Path, kind: str, value: str) -> None:
    cell = f'<table:table-cell office:value-type="{kind}" office:value="{value}"/>'
    assert read_cells(write_ods(tmp_path / "a.ods", make_table(make_row(cell)))) == [value]


def test_a_percentage_of_a_huge_exponent_takes_no_memory(tmp_path: Path) -> None:
    rows = "".join(
        make_row(f'<table:table-cell office:value-type="percentage" office:value="{value}"/>')
        for value in ("1e-300000000", "0e500000000", "1e-990", "0.655")
    )
    zero = ShownNumber(0.0, "0.0%")
    assert read_cells(write_ods(tmp_path / "a.ods", make_table(rows))) == [zero, zero, zero, ShownNumber(0.655, "65.500%")]


def test_an_ancient_date_that_displays_endless_digits_is_faulty(tmp_path: Path) -> None:
    digits = "9" * 5000
    cell = (
        f'<table:table-cell office:value-type="date" office:date-value="0112-06-30"><text:p>{digits}</text:p></table:table-cell>'
    )
    (found,) = read_cells(write_ods(tmp_path / "a.ods", make_table(make_row(cell))))
    assert isinstance(found, UnreadableCell)
    assert "是否指民國 112/6/30" in found.reason


def make_number(row: int, value: float, style: int = 0) -> bytes:
    return make_record(0x0203, struct.pack("<HHHd", row, 0, style, value))


def write_xls(path: Path, stream: bytes) -> Path:
    path.write_bytes(make_compound({"Workbook": stream}))
    return path


def test_two_worksheets_on_the_same_records_are_refused(tmp_path: Path) -> None:
    book = make_book(make_number(0, 1))
    first, rest = book[:20], book[20:]
    size = 4 + struct.unpack_from("<H", rest, 2)[0]
    twice = bytearray(rest[:size] * 2)
    for at in (4, 4 + size):
        struct.pack_into("<I", twice, at, struct.unpack_from("<I", rest, 4)[0] + size)
    reading = read_one(write_xls(tmp_path / "a.xls", first + bytes(twice) + rest[size:]))
    assert "試算表的紀錄不完整" in str(reading.issues[0])
    assert len(read_one(write_xls(tmp_path / "b.xls", book)).sheets) == 1


@pytest.mark.parametrize("style", [0, 1, 2])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_double_that_is_no_number_is_faulty(tmp_path: Path, style: int, value: float) -> None:
    codes = ("[h]:mm", "yyyy/m/d")
    formats = b"".join(make_record(0x041E, struct.pack("<H", 200 + n) + make_text(code)) for n, code in enumerate(codes))
    styles = b"".join(make_record(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, 200, 201))
    (cell,) = read_cells(write_xls(tmp_path / "a.xls", make_book(make_number(0, value, style), formats + styles)))
    assert isinstance(cell, UnreadableCell)
    assert cell.shown == str(value)


@pytest.mark.parametrize("kept", [0, 1, 3])
def test_a_text_that_is_cut_off_is_damage(tmp_path: Path, kept: int) -> None:
    label = struct.pack("<HHHHB", 0, 0, 0, 2, 1) + "甲乙".encode("utf-16-le")
    assert read_cells(write_xls(tmp_path / "a.xls", make_book(make_record(0x0204, label)))) == ["甲乙"]
    reading = read_one(write_xls(tmp_path / "a.xls", make_book(make_record(0x0204, label[: 9 + kept]))))
    assert "試算表的紀錄不完整" in str(reading.issues[0])


def test_the_long_result_of_a_formula_goes_on_in_the_next_record(tmp_path: Path) -> None:
    formula = make_record(0x0006, struct.pack("<HHH", 0, 0, 0) + b"\0" * 6 + b"\xff\xff" + bytes(8))
    text = make_record(0x0207, struct.pack("<HB", 4, 1) + "甲乙".encode("utf-16-le"))
    more = make_record(0x003C, b"\x01" + "丙丁".encode("utf-16-le"))
    assert read_cells(write_xls(tmp_path / "a.xls", make_book(formula + text + more))) == ["甲乙丙丁"]
    lost = make_book(formula + make_number(1, 5) + text + more)
    assert "試算表的紀錄不完整" in str(read_one(write_xls(tmp_path / "a.xls", lost)).issues[0])


def test_the_last_list_of_sectors_may_not_name_itself(tmp_path: Path) -> None:
    content = bytearray(make_compound({"Workbook": make_book(make_number(0, 1))}))
    number = len(content) // 512 - 1
    struct.pack_into("<I", content, 68, number)
    path = tmp_path / "a.xls"
    path.write_bytes(bytes(content) + struct.pack("<I", number))
    assert "檔案結構不完整" in read_apart(path)[0]


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
@pytest.mark.parametrize("title", ["志工", "03_志工113年度"])
def test_an_empty_sheet_that_bears_a_registers_name_is_said(tmp_path: Path, suffix: str, title: str) -> None:
    path = tmp_path / f"a{suffix}"
    if suffix == ".xlsx":
        write_zip(path, make_xlsx_parts({title: "", "乙": ""}))
    elif suffix == ".ods":
        write_ods(path, f'<table:table table:name="{title}"/><table:table table:name="乙"/>')
    else:
        write_xls(path, make_book(b"", title=title))
    found = read_registers([read_one(path)], load_plan("mohw-113"))
    (issue,) = [issue for issue in found.issues if issue.register == "volunteers"]
    assert str(issue).startswith(f"a{suffix} 工作表「{title}」：「志工」找不到標題列")


@pytest.mark.parametrize("size", ["9" * 5000, "²"])
def test_a_manifest_with_an_absurd_size_is_no_traceback(tmp_path: Path, size: str) -> None:

    with zipfile.ZipFile(WRITTEN / "libreoffice.ods") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = parts["META-INF/manifest.xml"].decode()
    parts["META-INF/manifest.xml"] = re.sub(r'manifest:size="\d+"', f'manifest:size="{size}"', manifest).encode()
    (reading,) = read_data(write_zip(tmp_path / "a.ods", parts), ask=lambda: PASSWORD)
    assert [issue.code for issue in reading.issues] in (["file-too-large"], ["file-damaged"])


def test_rows_and_cells_that_do_not_stand_in_their_place_are_refused(tmp_path: Path) -> None:
    row = make_row(TEXT.format("", "V1") + ONE)
    for body, reason in (
        (row + TEXT.format("", "V2") + row, "有不在任何一列的儲存格"),
        (row.replace("</table:table-row>", row + "</table:table-row>"), "列裡還有列"),
    ):
        assert reason in str(read_one(write_ods(tmp_path / "a.ods", make_table(body))).issues[0])
