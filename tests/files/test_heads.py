"""Files of which not all is needed: how much of them is read, and what is read as a whole all the same."""

import hashlib
from collections.abc import Collection
from pathlib import Path

import pytest

from antidrug_kpi.files import FileReading, choose_all, read_data
from antidrug_kpi.files.first_rows import HEAD_BYTES, read_partly
from antidrug_kpi.files.limits import DEFAULT_LIMITS
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.files.xlsx.sheet_heads import HEAD_ROWS, read_chosen_sheets

from .builders import make_xlsx_parts, write_xlsx, write_zip

LINE = b"V01,123\n"  # a power of two, so that lines end where the head does
LINES = LINE * (HEAD_BYTES // len(LINE))
BROKEN = '<row r="5000"><c r="A5000"><v>'


def choose_none(_: FileReading) -> Collection[int]:
    return ()


def choose_second(_: FileReading) -> Collection[int]:
    return (1,)


def write_rows(count: int) -> str:
    return "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, count + 1))


def read_sheets(path: Path, choose: object = choose_none, least_bytes: int = 0) -> list[int] | None:
    """The heights of a workbook's sheets."""
    assert callable(choose)
    sheets = read_chosen_sheets(path.read_bytes(), path.name, DEFAULT_LIMITS, choose, least_bytes)
    return None if sheets is None else [sheet.height for sheet in sheets]


@pytest.mark.parametrize(
    ("content", "height"),
    [(LINES[:-1], None), (LINES, None), (LINES + b"V", len(LINES) // 8), (LINES[:-1] + b"4\nV02,1\n", len(LINES) // 8 - 1)],
)
def test_a_text_longer_than_a_head_is_read_to_its_last_line_end_there(tmp_path: Path, content: bytes, height: int | None) -> None:
    path = tmp_path / "志工.csv"
    path.write_bytes(content)
    reading = read_partly(path, "志工.csv", DEFAULT_LIMITS, choose_none)
    assert (None if reading is None else reading.sheets[0].height) == height
    if reading is not None:
        assert (reading.file, reading.sha256, reading.issues) == ("志工.csv", hashlib.sha256(content).hexdigest(), ())
        assert list(reading.sheets[0].rows[-1]) == ["V01", "123"]
        assert read_partly(path, "志工.csv", DEFAULT_LIMITS, choose_all) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.csv", b'"' + LINES + LINES, id="a record that goes on"),
        pytest.param("a.csv", LINES.replace(b"\n", b" ") + LINES, id="a line that goes on"),
        pytest.param("a.csv", LINES[:-2] + b"\xff\n" + LINES, id="no text"),
        pytest.param("a.csv", (LINES + LINES).decode().encode("utf-16"), id="UTF-16"),
        pytest.param("a.csv", b"<html><table><tr><td>a\n" + LINES, id="a page"),
        pytest.param("a.txt", LINES + LINES, id="another suffix"),
        pytest.param("a.xlsx", LINES + LINES, id="no workbook"),
    ],
)
def test_what_a_head_does_not_tell_is_read_as_a_whole(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_partly(tmp_path / name, name, DEFAULT_LIMITS, choose_none) is None
    (whole,) = read_data(tmp_path)
    assert read_data(tmp_path, choose=choose_none) == (whole,)


def test_a_file_that_does_not_open_is_left_to_whoever_reads_it(tmp_path: Path) -> None:
    assert read_partly(tmp_path / "a.csv", "a.csv", DEFAULT_LIMITS, choose_none) is None


@pytest.mark.parametrize(("rows", "height"), [(HEAD_ROWS - 1,) * 2, (HEAD_ROWS,) * 2, (HEAD_ROWS + 1, HEAD_ROWS)])
def test_of_a_sheet_that_is_not_chosen_the_first_rows_are_read(tmp_path: Path, rows: int, height: int) -> None:
    path = write_zip(tmp_path / "a.xlsx", make_xlsx_parts({"甲": write_rows(rows), "乙": write_rows(100)}))
    assert read_sheets(path, choose_none) == [height, HEAD_ROWS]
    assert read_sheets(path, choose_second) == (None if rows == height else [height, 100])
    assert read_sheets(path, choose_all) is None


def test_what_is_chosen_comes_as_if_all_were_read(tmp_path: Path) -> None:
    dated = "".join(f'<row r="{row}"><c r="B{row}" s="1"><v>{45000 + row}</v></c></row>' for row in range(3, 103))
    write_zip(tmp_path / "a.xlsx", make_xlsx_parts({"甲": write_rows(100), "乙": dated}, ("yyyy/m/d",)))
    (whole,) = read_data(tmp_path)
    sheets = read_chosen_sheets((tmp_path / "a.xlsx").read_bytes(), "a.xlsx", DEFAULT_LIMITS, choose_second, 0)
    assert sheets is not None
    assert [list(row) for row in sheets[1].rows] == [list(row) for row in whole.sheets[1].rows]
    assert (sheets[1].name, sheets[1].numbers, sheets[1].columns_left_out) == ("乙", range(3, 103), 1)


def test_what_is_wrong_beyond_the_first_rows_matters_where_these_are_wanted(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", make_xlsx_parts({"甲": write_rows(100) + BROKEN, "乙": write_rows(100)}))
    assert read_sheets(path, choose_second) == [HEAD_ROWS, 100]
    swapped = write_zip(tmp_path / "b.xlsx", make_xlsx_parts({"乙": write_rows(100), "甲": write_rows(100) + BROKEN}))
    with pytest.raises(RefusedError):
        read_sheets(swapped, choose_second)


@pytest.mark.parametrize(("more", "is_read"), [(-1, True), (0, True), (1, False)])
def test_a_small_workbook_is_read_as_a_whole(tmp_path: Path, more: int, is_read: bool) -> None:
    rows = write_rows(100)
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    size = len(str(make_xlsx_parts({"清冊": rows})["xl/worksheets/sheet1.xml"]).encode())
    assert (read_sheets(path, least_bytes=size + more) is not None) == is_read
