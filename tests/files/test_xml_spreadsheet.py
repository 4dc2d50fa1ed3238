"""XML spreadsheets: types and formats of cells, stated places, hidden parts, and what is refused."""

import datetime as dt
from pathlib import Path

import pytest

from antidrug_kpi.files import FileReading, Sheet, ShownNumber, UnreadableCell, read_data

from .apart import read_apart
from .containers import SPREADSHEET

pytestmark = pytest.mark.slow

NAME = "甲.xls"
STYLES = (
    '<Styles><Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="z"><NumberFormat ss:Format="0000"/></Style>'
    '<Style ss:ID="f" ss:Parent="z"/></Styles>'
)


def write(table: str, before: str = STYLES, after: str = "") -> str:
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}">{before}'
        f'<Worksheet ss:Name="清冊"><Table>{table}</Table>{after}</Worksheet></Workbook>'
    )


def read(folder: Path, text: str) -> FileReading:
    (folder / NAME).write_text(text, encoding="utf-8")
    (reading,) = read_data(folder / NAME)
    return reading


def read_sheet(folder: Path, text: str) -> Sheet:
    (sheet,) = read(folder, text).sheets
    return sheet


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<Cell><Data ss:Type="String">0012</Data></Cell>', "0012"),
        ('<Cell><Data ss:Type="Number">1130105</Data></Cell>', 1130105.0),
        ('<Cell ss:StyleID="p"><Data ss:Type="Number">0.655</Data></Cell>', ShownNumber(0.655, "65.50%")),
        ('<Cell ss:StyleID="d"><Data ss:Type="Number">45296</Data></Cell>', dt.date(2024, 1, 5)),
        ('<Cell ss:StyleID="z"><Data ss:Type="Number">12</Data></Cell>', ShownNumber(12, "0012")),
        ('<Cell ss:StyleID="f"><Data ss:Type="Number">12</Data></Cell>', ShownNumber(12, "0012")),
        ('<Cell><Data ss:Type="DateTime">2024-01-05T00:00:00.000</Data></Cell>', dt.date(2024, 1, 5)),
        ('<Cell><Data ss:Type="DateTime">2024-01-05T09:30:00.000</Data></Cell>', dt.datetime(2024, 1, 5, 9, 30)),
        ('<Cell><Data ss:Type="DateTime">1899-12-31T09:30:00.000</Data></Cell>', dt.time(9, 30)),
        ('<Cell><Data ss:Type="Boolean">1</Data></Cell>', True),
        ('<Cell><Data ss:Type="Boolean">0</Data></Cell>', False),
        (
            '<Cell><Data ss:Type="Error">#N/A</Data></Cell>',
            UnreadableCell("#N/A", "儲存格是錯誤值，沒有可用的內容；請修正公式或資料"),
        ),
        (
            '<Cell ss:Formula="=RC[-1]"/>',
            UnreadableCell("=RC[-1]", "公式沒有計算結果，請在試算表軟體開啟並存檔"),
        ),
        ('<Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell>', 2.0),
        ('<Cell><Data ss:Type="Number">x</Data></Cell>', UnreadableCell("x", "儲存格標示為數值，內容卻不是數字；請修正資料")),
        ('<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>甲</B>乙</ss:Data></Cell>', "甲乙"),
        ('<Cell><Data ss:Type="String">甲</Data><Comment><ss:Data>註</ss:Data></Comment></Cell>', "甲"),
    ],
)
def test_a_cell_is_what_its_type_and_format_say(tmp_path: Path, cell: str, value: object) -> None:
    row = f'<Row><Cell><Data ss:Type="String">k</Data></Cell>{cell}</Row>'
    assert list(read_sheet(tmp_path, write(row)).rows[0]) == ["k", value]


def test_rows_and_cells_stand_where_they_say(tmp_path: Path) -> None:
    cell = '<Cell{}><Data ss:Type="String">{}</Data></Cell>'.format
    table = (
        f'<Row ss:Index="2">{cell("", "a")}{cell(" ss:Index=" + chr(34) + "3" + chr(34), "b")}</Row>'
        f'<Row ss:Span="1"/><Row>{cell(" ss:MergeAcross=" + chr(34) + "1" + chr(34), "c")}{cell("", "d")}</Row>'
    )
    sheet = read_sheet(tmp_path, write(table))
    assert [list(row) for row in sheet.rows] == [["", "", ""], ["a", "", "b"], ["", "", ""], ["", "", ""], ["c", "", "d"]]
    assert list(sheet.numbers) == [1, 2, 3, 4, 5]


def test_formats_of_rows_and_columns_hold_where_a_cell_has_none(tmp_path: Path) -> None:
    number = '<Cell><Data ss:Type="Number">12</Data></Cell>'
    table = f'<Column ss:Index="2" ss:StyleID="z"/><Row>{number * 3}</Row><Row ss:StyleID="z">{number}</Row>'
    rows = read_sheet(tmp_path, write(table)).rows
    assert [list(row) for row in rows] == [[12.0, ShownNumber(12, "0012"), 12.0], [ShownNumber(12, "0012"), "", ""]]


def test_what_is_hidden_is_known(tmp_path: Path) -> None:
    cell = '<Cell><Data ss:Type="String">a</Data></Cell>'
    table = f'<Column/><Column ss:Hidden="1" ss:Span="1"/><Row>{cell}</Row><Row ss:Hidden="1">{cell}</Row>'
    options = '<WorksheetOptions xmlns="urn:x"><Visible>SheetHidden</Visible></WorksheetOptions>'
    sheet = read_sheet(tmp_path, write(table, after=options))
    assert (sheet.is_hidden, list(sheet.hidden_rows), list(sheet.hidden_columns)) == (True, [range(2, 3)], [range(2, 4)])


def test_the_dates_of_1904_are_known(tmp_path: Path) -> None:
    cell = '<Row><Cell><Data ss:Type="Number">43834</Data></Cell></Row>'
    assert read_sheet(tmp_path, write(cell, "<ExcelWorkbook><Date1904/></ExcelWorkbook>")).is_date1904


CELL = '<Row{}><Cell{}><Data ss:Type="String">x</Data></Cell></Row>'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (write(CELL.format("", ""))[:-30], "XML 不完整"),
        (
            '<?xml version="1.0"?><!DOCTYPE Workbook [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
            + write("<Row><Cell><Data>&b;</Data></Cell></Row>").removeprefix('<?xml version="1.0"?>'),
            "內含 DTD 或實體宣告",
        ),
        (
            '<?xml version="1.0"?><!DOCTYPE Workbook SYSTEM "http://example.org/a.dtd">'
            + write("").removeprefix('<?xml version="1.0"?>'),
            "內含 DTD 或實體宣告",
        ),
        (write(CELL.format(' ss:Index="1048577"', "")), "列數為 1,048,577 列，超過上限 1,048,576 列"),
        (write(CELL.format("", ' ss:Index="16385"')), "欄數為 16,385 欄，超過上限 16,384 欄"),
        (write(CELL.format(' ss:Index="99999999999"', "")), "XML 試算表的 Index 不是列數或欄數"),
        (write(CELL.format(' ss:Index="2"', "") * 2), "XML 試算表的列號或欄號沒有遞增"),
        (write(CELL.format(' ss:Index="900000"', ' ss:Index="16000"')), "超過上限 20,000,000 格"),
        (write("<Row>" * 300_000), "XML 的標記相套超過 256 層"),
        (write("", after="</Worksheet><Worksheet>" * 1_000), "工作表為 1,001 張以上"),
        (write(CELL.format("", "").replace("x", "x" * 131_073)), "一個儲存格的文字為 131,073 字"),
        (write('<Row ss:Hidden="1" ss:Span="100000"/>' * 100_000), "超過上限"),
        (write('<Column ss:Span="9"/>' * 100_000), "超過上限"),
    ],
)
def test_a_spreadsheet_that_is_damaged_or_made_to_exhaust_the_reader_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    lines = read_apart(tmp_path / NAME)
    assert sentence in lines[0]
    assert lines[1:] == ["0 sheets"]


@pytest.mark.parametrize(
    "table", ["<Cell>%s</Cell>", "<Row/><Cell>%s</Cell>", "<Row><Cell>%s</Cell></Row><Roe><Cell>%s</Cell></Roe>"]
)
def test_a_cell_outside_of_every_row_is_refused(tmp_path: Path, table: str) -> None:
    """One letter of a tag that was damaged must not move a record into the row above."""
    reading = read(tmp_path, write(table.replace("%s", '<Data ss:Type="String">x</Data>')))
    assert reading.sheets == ()
    assert "有不在任何一列之內的儲存格" in str(reading.issues[-1])
