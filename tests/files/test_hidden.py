"""Rows and columns that a sheet holds and does not show: read all the same, and said."""

import struct
from pathlib import Path

import pytest
from openpyxl import Workbook

from antidrug_kpi.files import read_data, report_hidden
from antidrug_kpi.files.cells.hidden_content import group_runs
from antidrug_kpi.files.cells.sheet import name_column

from .builders import make_book, make_compound, make_record, write_ods, write_xlsx


def read_notes(path: Path) -> tuple[int, list[str]]:
    """How many rows the file's only sheet has, and what is said of those that it does not show."""
    (reading,) = read_data(path)
    (sheet,) = reading.sheets
    assert reading.issues == ()
    return len(sheet.rows), [str(issue) for issue in report_hidden(sheet)]


def say_rows(file: str, count: int, rows: str) -> str:
    return f"{file} 工作表「清冊」：有 {count:,} 列隱藏或被篩選掉（第 {rows} 列），照樣讀取；不應計入者請從檔案刪除"


def say_columns(file: str, count: int, columns: str) -> str:
    return f"{file} 工作表「清冊」：有 {count} 欄隱藏（{columns} 欄），照樣讀取；不應計入者請從檔案刪除"


def make_row(number: int, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}><c r="A{number}"><v>{number}</v></c></row>'


def test_hidden_rows_and_columns_of_a_workbook_are_said(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "清冊"
    for number in range(2, 12):
        for column in range(2, 31):
            page.cell(number, column, number)
    for number in (1, 3, 4, 5, 8, 11, 12, 40):  # 1, 12 and 40 hold nothing
        page.row_dimensions[number].hidden = True
    for letter in ("A", "C", "AB", "AC", "AZ"):  # A and AZ hold nothing
        page.column_dimensions[letter].hidden = True
    page.auto_filter.ref = "B2:AD11"
    book.save(tmp_path / "a.xlsx")
    assert read_notes(tmp_path / "a.xlsx") == (
        10,
        [say_rows("a.xlsx", 5, "3–5、8、11"), say_columns("a.xlsx", 3, "C、AB–AC")],
    )


@pytest.mark.parametrize(
    "rows",
    [
        make_row(1) + make_row(2, " hidden='true'") + make_row(3, ' spans="1:3" hidden="1" ht="0"'),
        '<row><c><v>1</v></c></row><row hidden="1"><c><v>2</v></c></row><row hidden="1"><c><v>3</v></c></row>',
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row hidden="1"><x:c r="A2"><x:v>1</x:v></x:c></x:row>'
        '<x:row r="3" hidden="1"><x:c r="A3"><x:v>1</x:v></x:c></x:row>',
    ],
    ids=["attributes", "no positions", "prefix and no number"],
)
def test_every_way_of_writing_a_hidden_row_is_understood(tmp_path: Path, rows: str) -> None:
    assert read_notes(write_xlsx(tmp_path / "a.xlsx", rows)) == (3, [say_rows("a.xlsx", 2, "2–3")])


def test_the_word_in_a_cell_hides_nothing(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>row hidden="1"</t></is></c></row>'
    assert read_notes(write_xlsx(tmp_path / "a.xlsx", row)) == (1, [])


def test_a_filter_over_many_thousand_rows_is_said_by_its_first(tmp_path: Path) -> None:
    rows = "".join(make_row(number, ' hidden="1"' if number % 2 else "") for number in range(1, 40_001))
    assert read_notes(write_xlsx(tmp_path / "a.xlsx", rows)) == (40_000, [say_rows("a.xlsx", 20_000, "1、3、5、7、9…")])


def test_filtered_and_collapsed_rows_of_an_ods_are_said(tmp_path: Path) -> None:
    def write_row(attributes: str, text: str = "<text:p>x</text:p>") -> str:
        cell = f'<table:table-cell office:value-type="string">{text}</table:table-cell>' if text else "<table:table-cell/>"
        return f"<table:table-row {attributes}>{cell}{cell}{cell}</table:table-row>"

    rows = [
        write_row('table:visibility="filter" table:number-rows-repeated="2"'),
        write_row('table:visibility="visible"'),
        write_row('table:visibility="collapse"', ""),
        write_row('table:visibility="collapse"'),
        write_row('table:visibility="collapse" table:number-rows-repeated="1048570"', ""),
    ]
    columns = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="16381"/>'
    )
    body = f'<table:table table:name="清冊">{columns}{"".join(rows)}</table:table>'
    assert read_notes(write_ods(tmp_path / "a.ods", body)) == (5, [say_rows("a.ods", 3, "1–2、5"), say_columns("a.ods", 1, "C")])


def test_hidden_rows_and_columns_of_an_xls_are_said(tmp_path: Path) -> None:
    def number(row: int, column: int) -> bytes:
        return make_record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))

    described = b"".join(
        [
            make_record(0x007D, struct.pack("<HHHHHH", 0, 0, 2000, 0, 0, 0)),
            make_record(0x007D, struct.pack("<HHHHHH", 1, 255, 0, 0, 1, 0)),
            make_record(0x0208, struct.pack("<HHHHIHH", 0, 0, 2, 300, 0, 0x0100, 0)),
            make_record(0x0208, struct.pack("<HHHHIHH", 1, 0, 2, 300, 0, 0x0120, 0)),
            make_record(0x0208, struct.pack("<HHHHIHH", 9, 0, 2, 300, 0, 0x0120, 0)),
        ]
    )
    path = tmp_path / "a.xls"
    path.write_bytes(make_compound({"Workbook": make_book(described + number(0, 0) + number(1, 1))}))
    assert read_notes(path) == (2, [say_rows("a.xls", 1, "2"), say_columns("a.xls", 1, "B")])


def test_numbers_become_runs_and_columns_letters() -> None:
    assert group_runs([1, 2, 3, 5, 7, 8]) == (range(1, 4), range(5, 6), range(7, 9))
    assert group_runs([]) == ()
    assert [name_column(number - 1) for number in (1, 26, 27, 52, 702, 703, 16_384)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]
