"""Workbooks of Excel 5 to 2003, written record by record."""

import datetime as dt
import struct
from pathlib import Path

import pytest

from antidrug_kpi.files import Sheet, ShownNumber, UnreadableCell, read_data, report_hidden
from antidrug_kpi.files.limits import Limits

from .builders import make_book, make_compound, make_record, make_text


def write_xls(path: Path, cells: bytes, before: bytes = b"", state: int = 0) -> Path:
    path.write_bytes(make_compound({"Workbook": make_book(cells, before, state)}))
    return path


def read_sheet(path: Path, cells: bytes, before: bytes = b"") -> Sheet:
    (reading,) = read_data(write_xls(path / "a.xls", cells, before))
    assert reading.issues == ()
    (sheet,) = reading.sheets
    return sheet


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return make_record(0x0203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, index: int) -> bytes:
    return make_record(0x00FD, struct.pack("<HHHI", row, column, 0, index))


def formula(row: int, column: int, result: bytes) -> bytes:
    return make_record(0x0006, struct.pack("<HHH", row, column, 0) + result + bytes(8))


def styles(*formats: int) -> bytes:
    return b"".join(make_record(0x00E0, struct.pack("<HH", 0, number) + bytes(16)) for number in formats)


def shared(*texts: str) -> bytes:
    return make_record(0x00FC, struct.pack("<II", len(texts), len(texts)) + b"".join(map(make_text, texts)))


def test_every_kind_of_cell(tmp_path: Path) -> None:
    cells = b"".join(
        [
            label(2, 1, 0),
            number(2, 2, 0.5),
            make_record(0x027E, struct.pack("<HHHi", 2, 3, 0, (113 << 2) | 2)),  # a whole number
            make_record(0x027E, struct.pack("<HHHi", 2, 4, 0, (1234 << 2) | 3)),  # divided by a hundred
            make_record(0x00BD, struct.pack("<HHHiHiH", 3, 0, 0, (7 << 2) | 2, 0, (8 << 2) | 2, 1)),  # two in a row
            make_record(0x0205, struct.pack("<HHHBB", 3, 2, 0, 1, 0)),
            make_record(0x0205, struct.pack("<HHHBB", 3, 3, 0, 42, 1)),
            make_record(0x0204, struct.pack("<HHH", 3, 4, 0) + make_text("標")),
            formula(4, 0, struct.pack("<d", 2.5)),
            formula(4, 1, b"\0" * 6 + b"\xff\xff") + make_record(0x0207, make_text("結果")),
            formula(4, 2, b"\1\0\1\0\0\0\xff\xff"),
            formula(4, 3, b"\2\0\7\0\0\0\xff\xff"),
            formula(4, 4, b"\3\0\0\0\0\0\xff\xff"),
        ]
    )
    calculated = make_record(0x01C1, struct.pack("<HHI", 0x01C1, 0, 191029))  # by whom; else an empty text is no result
    sheet = read_sheet(tmp_path, cells, shared("個案編號") + calculated)
    assert sheet.name == "清冊"
    assert list(sheet.numbers) == [1, 2, 3, 4, 5]
    assert sheet.rows[2] == ["", "個案編號", 0.5, 113.0, 12.34]
    assert sheet.rows[3][:3] == [7.0, 8.0, True]
    assert sheet.rows[3][4] == "標"
    assert sheet.rows[4][:3] == [2.5, "結果", True]
    assert [cell.shown for cell in (sheet.rows[3][3], sheet.rows[4][3]) if isinstance(cell, UnreadableCell)] == [
        "#N/A",
        "#DIV/0!",
    ]
    assert sheet.rows[4][4] == ""


def test_formats_dates_and_the_1904_system(tmp_path: Path) -> None:
    before = b"".join(
        [
            make_record(0x0022, struct.pack("<H", 1)),
            make_record(0x041E, struct.pack("<H", 164) + make_text("[$-404]e")),
            make_record(0x041E, struct.pack("<H", 165) + make_text("[h]:mm")),
            styles(0, 9, 2, 14, 27, 164, 165),
        ]
    )
    values = [(0.6549, 1), (4.1, 2), (43834, 3), (43834.25, 4), (43834, 5), (1.25, 6), (0.5, 3), (5, 0)]
    sheet = read_sheet(tmp_path, b"".join(number(0, at, value, style) for at, (value, style) in enumerate(values)), before)
    day = dt.date(2024, 1, 5)
    assert sheet.is_date1904
    assert list(sheet.rows[0]) == [
        ShownNumber(0.6549, "65%"),
        ShownNumber(4.1, "4.10"),
        day,
        dt.datetime(2024, 1, 5, 6),
        day,
        dt.timedelta(hours=30),
        dt.time(12),
        5.0,
    ]


def test_a_shared_text_cut_by_a_continued_record(tmp_path: Path) -> None:
    # The second text goes on in the next record, which says anew that its characters are one byte wide.
    head = struct.pack("<II", 2, 2) + make_text("甲") + struct.pack("<HB", 5, 1) + "乙丙".encode("utf-16-le")
    before = make_record(0x00FC, head) + make_record(0x003C, b"\0abc")
    assert read_sheet(tmp_path, label(0, 0, 0) + label(0, 1, 1), before).rows == [["甲", "乙丙abc"]]


def test_formatting_runs_and_phonetics_are_passed_over(tmp_path: Path) -> None:
    rich = struct.pack("<HBHI", 1, 0x0D, 1, 6) + "富".encode("utf-16-le") + bytes(4) + bytes(6)
    before = make_record(0x00FC, struct.pack("<II", 2, 2) + rich + make_text("次"))
    assert read_sheet(tmp_path, label(0, 0, 0) + label(0, 1, 1), before).rows == [["富", "次"]]


def test_a_workbook_of_excel_5_is_read_in_its_codepage(tmp_path: Path) -> None:
    title, text = "清冊".encode("cp950"), "個案編號".encode("cp950")
    begin, end = make_record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0)), make_record(0x000A)
    codepage = make_record(0x0042, struct.pack("<H", 950))
    length = len(begin + codepage + end) + 4 + 7 + len(title)
    listed = make_record(0x0085, struct.pack("<IBBB", length, 0, 0, len(title)) + title)
    cell = make_record(0x0204, struct.pack("<HHHH", 0, 0, 0, len(text)) + text)
    path = tmp_path / "a.xls"
    path.write_bytes(make_compound({"Book": begin + codepage + listed + end + begin + cell + end}))
    (reading,) = read_data(path)
    assert [(sheet.name, list(sheet.rows)) for sheet in reading.sheets] == [("清冊", [["個案編號"]])]


def test_an_embedded_chart_does_not_end_the_sheet(tmp_path: Path) -> None:
    chart = make_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x20, 0, 0, 0, 0)) + number(9, 9, 9.0) + make_record(0x000A)
    assert read_sheet(tmp_path, number(0, 0, 1.0) + chart + number(1, 0, 2.0)).rows == [[1.0], [2.0]]


def test_a_hidden_sheet_is_said(tmp_path: Path) -> None:
    (reading,) = read_data(write_xls(tmp_path / "a.xls", number(0, 0, 1.0), state=1))
    assert reading.sheets[0].is_hidden
    assert [issue.code for issue in report_hidden(reading.sheets[0])] == ["sheet-hidden"]


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        ({"Workbook": make_book(b"", make_record(0x002F, bytes(6)))}, "file-encrypted"),
        ({"WordDocument": b"x"}, "file-not-workbook"),
        ({"Workbook": make_book(label(0, 0, 5))}, "file-damaged"),  # a text that is not there
        ({"Workbook": make_book(make_record(0x0203, b"\0\0"))}, "file-damaged"),
        ({"Workbook": make_book(number(0, 0, 1.0))[:-8].ljust(4096, b"\xff")}, "file-damaged"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, streams: dict[str, bytes], code: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(make_compound(streams))
    (reading,) = read_data(path)
    assert [issue.code for issue in reading.issues] == [code]
    assert reading.sheets == ()


def test_a_false_count_of_texts_reserves_no_memory(tmp_path: Path) -> None:
    before = make_record(0x00FC, struct.pack("<II", 0, 0xFFFFFFFF) + make_text("甲"))
    assert read_sheet(tmp_path, label(0, 0, 0), before).rows == [["甲"]]


@pytest.mark.parametrize("at", [0x30, 0x3C, 0x44, 0x4C, 512, 516, 520])
@pytest.mark.parametrize("value", [0, 1, 2, 0x7FFFFFFF, 0xFFFFFFF0, 0xFFFFFFFE])
def test_chains_that_run_in_circles_or_nowhere_end_at_once(tmp_path: Path, at: int, value: int) -> None:
    content = bytearray(make_compound({"Workbook": make_book(number(0, 0, 1.0))}))
    content[at : at + 4] = struct.pack("<I", value)
    path = tmp_path / "a.xls"
    path.write_bytes(bytes(content))
    (reading,) = read_data(path)
    if reading.sheets:
        assert [sheet.rows for sheet in reading.sheets] == [[[1.0]]]
    else:
        assert [issue.code for issue in reading.issues] == ["file-damaged"]


def test_the_bound_holds_for_the_sheet(tmp_path: Path) -> None:
    (reading,) = read_data(write_xls(tmp_path / "a.xls", number(9, 10, 1.0)), Limits(cells=100))
    assert "用到第 10 列、第 11 欄，共 110 格，超過上限 100 格" in str(reading.issues[0])


@pytest.mark.parametrize("column", [254, 255, 256])  # counted from 0
def test_an_xls_has_256_columns(tmp_path: Path, column: int) -> None:
    (reading,) = read_data(write_xls(tmp_path / "a.xls", number(0, column, 5.0)))
    if column < 256:
        assert reading.sheets[0].rows == [[""] * column + [5.0]]
    else:
        assert reading.sheets == ()
        assert str(reading.issues[0]).startswith(
            "a.xls 工作表「清冊」：檔案損壞或不合規格（儲存格位於第 257 欄，舊式活頁簿只有 256 欄）"
        )
