"""OpenDocument spreadsheets: what a cell is, what it displays, and how often it is repeated."""

import datetime as dt
from pathlib import Path

import pytest

from antidrug_kpi.files import Sheet, ShownNumber, UnreadableCell, read_data, report_hidden
from antidrug_kpi.files.limits import Limits

from .builders import write_ods

ROC_STYLE = (
    '<number:date-style style:name="N1"><number:year number:calendar="ROC"/></number:date-style>'
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>'
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def read_sheet(path: Path, body: str, before: str = "") -> Sheet:
    (reading,) = read_data(write_ods(path / "a.ods", body, ROC_STYLE, before))
    assert reading.issues == ()
    return reading.sheets[0]


def make_table(*rows: str, columns: str = "") -> str:
    return f'<table:table table:name="清冊" table:style-name="ta1">{columns}{"".join(rows)}</table:table>'


def make_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def make_cell(attributes: str, text: str | None = None) -> str:
    inner = "" if text is None else f"<text:p>{text}</text:p>"
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def make_text(text: str) -> str:
    return make_cell('office:value-type="string"', text)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (make_cell('office:value-type="float" office:value="3.7"', "3.7"), 3.7),
        (make_cell('office:value-type="float" office:value="6031"', "6,031"), 6031.0),
        (make_cell('office:value-type="float" office:value="4.1"', "4.10"), ShownNumber(4.1, "4.10")),
        (make_cell('office:value-type="float" office:value="123"', "00123"), ShownNumber(123.0, "00123")),
        (make_cell('office:value-type="percentage" office:value="0.6549"', "65%"), ShownNumber(0.6549, "65%")),
        (make_cell('office:value-type="percentage" office:value="0.65"'), ShownNumber(0.65, "65.00%")),
        (make_cell('office:value-type="currency" office:value="1234.5"', "NT$1,234.50"), 1234.5),
        (make_cell('office:value-type="date" office:date-value="2024-01-05"', "113/1/5"), dt.date(2024, 1, 5)),
        (make_cell('office:value-type="date" office:date-value="2024-01-05T13:30:00"', "x"), dt.datetime(2024, 1, 5, 13, 30)),
        (make_cell('office:value-type="date" office:date-value="無"', "113/2/30"), "113/2/30"),
        (make_cell('office:value-type="time" office:time-value="PT08H30M00S"', "8:30"), dt.time(8, 30)),
        (make_cell('office:value-type="time" office:time-value="PT30H00M00.5S"', "x"), dt.timedelta(hours=30, seconds=0.5)),
        (make_cell('office:value-type="boolean" office:boolean-value="true"', "TRUE"), True),
        (make_cell('table:formula="of:=TRUE()" office:value-type="float" office:value="1"', "TRUE"), True),
        (make_cell('office:value-type="float" office:value="0"', "FALSE"), False),
        (make_cell('office:value-type="float" office:value="1"', "1"), 1.0),
        (make_cell('office:value-type="float" office:value="2"', "TRUE"), 2.0),
        (make_cell('office:value-type="string" office:string-value="值"'), "值"),
        (make_cell('table:formula="of:=&quot;&quot;"', ""), ""),
        (make_cell('table:style-name="ce1" office:value-type="float" office:value="45296"', "113/1/5"), dt.date(2024, 1, 5)),
        (make_cell('table:style-name="ce2" office:value-type="float" office:value="45296"', "113/1/5"), dt.date(2024, 1, 5)),
        (make_text("a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d"), "a  b\tc\nd"),
        (make_text("第一段</text:p><text:p>第<text:span>二</text:span>段"), "第一段\n第二段"),
        (make_text("值<office:annotation><text:p>註解</text:p></office:annotation>"), "值"),
        (make_text("<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>ㄗˋ</text:ruby-text></text:ruby>"), "字"),
    ],
)
def test_a_cell_is_what_its_type_says(tmp_path: Path, cell: str, value: object) -> None:
    sheet = read_sheet(tmp_path, make_table(make_row(make_text("x"), cell)))
    assert list(sheet.rows[0][1:]) == ([value] if value != "" else [])


@pytest.mark.parametrize(
    ("attributes", "text", "shown"),
    [
        ('table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"', "#DIV/0!", "#DIV/0!"),
        ('table:formula="of:=1/0" office:value-type="float" office:value="0"', "#DIV/0!", "#DIV/0!"),
        ('table:formula="of:=x" office:value-type="string"', "Err:508", "Err:508"),
        ('table:formula="of:=1+1"', None, "of:=1+1"),
    ],
)
def test_errors_and_formulas_without_a_result_are_unreadable(
    tmp_path: Path, attributes: str, text: str | None, shown: str
) -> None:
    cell = read_sheet(tmp_path, make_table(make_row(make_cell(attributes, text)))).rows[0][0]
    assert isinstance(cell, UnreadableCell)
    assert cell.shown == shown


def test_rows_and_cells_are_repeated_and_numbered_as_the_spreadsheet_does(tmp_path: Path) -> None:
    body = make_table(
        make_row("<table:table-cell table:number-columns-repeated='16384'/>", attributes=' table:number-rows-repeated="2"'),
        make_row("<table:table-cell/>", make_cell('office:value-type="string" table:number-columns-repeated="2"', "甲")),
        "<table:table-row-group>",
        make_row(make_text("乙"), "<table:covered-table-cell/>", make_text("丙"), attributes=' table:number-rows-repeated="2"'),
        "</table:table-row-group>",
        make_row("<table:table-cell/>", attributes=' table:number-rows-repeated="1048570"'),
    )
    sheet = read_sheet(tmp_path, body)
    assert sheet.rows == [["", "", ""], ["", "", ""], ["", "甲", "甲"], ["乙", "", "丙"], ["乙", "", "丙"]]
    assert list(sheet.numbers) == [1, 2, 3, 4, 5]


def test_a_serial_takes_the_date_style_of_its_column_or_row(tmp_path: Path) -> None:
    number = make_cell('office:value-type="float" office:value="43834"', "113/1/5")
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ce1"/>'
    body = make_table(make_row(number, number, number), make_row(number), columns=columns)
    before = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    sheet = read_sheet(tmp_path, body, before)
    assert sheet.rows == [[43834.0, 43834.0, dt.date(2024, 1, 5)], [43834.0, "", ""]]
    assert sheet.is_date1904


def test_hidden_tables_are_said_and_deleted_cells_and_drawings_are_no_tables(tmp_path: Path) -> None:
    drawing = f"<draw:frame>{make_table(make_row(make_text('圖')))}</draw:frame>"
    cell = f"<table:table-cell>{drawing}<text:p>值</text:p></table:table-cell>"
    deleted = f"<table:tracked-changes><table:deletion>{make_row(make_text('刪'))}</table:deletion></table:tracked-changes>"
    hidden = f'<table:table table:name="隱藏" table:style-name="ta2">{make_row(make_text("x"))}</table:table>'
    path = write_ods(tmp_path / "a.ods", make_table(make_row(cell)) + hidden, ROC_STYLE, deleted)
    (reading,) = read_data(path)
    assert [(sheet.name, list(sheet.rows), sheet.is_hidden) for sheet in reading.sheets] == [
        ("清冊", [["值"]], False),
        ("隱藏", [["x"]], True),
    ]
    assert [issue.code for sheet in reading.sheets for issue in report_hidden(sheet)] == ["sheet-hidden"]


@pytest.mark.parametrize(
    "body",
    [
        make_table(make_row(make_cell('office:value-type="string" table:number-columns-repeated="1000000"', "x"))),
        make_table(make_row(make_text("x"), attributes=' table:number-rows-repeated="2000000"')),
        make_table(
            make_row(
                make_cell('office:value-type="string" table:number-columns-repeated="16000"', "x"),
                attributes=' table:number-rows-repeated="1000000"',
            )
        ),
        make_table(
            make_row(make_cell('table:number-columns-repeated="16000"'), make_text("x")),
            make_row("<table:table-cell/>", attributes=' table:number-rows-repeated="1000000"'),
            make_row(make_text("x")),
        ),
    ],
    ids=["a row too wide", "too many rows", "a block of them", "two far corners"],
)
def test_repetition_beyond_the_bounds_is_refused(tmp_path: Path, body: str) -> None:
    (reading,) = read_data(write_ods(tmp_path / "a.ods", body))
    assert reading.sheets == ()
    assert [issue.code for issue in reading.issues] == ["sheet-too-large"]
    assert "工作表「清冊」" in str(reading.issues[0])


def test_the_bound_holds_for_all_tables_together(tmp_path: Path) -> None:
    body = make_table(make_row(make_text("x"), attributes=' table:number-rows-repeated="60"')) * 2
    (reading,) = read_data(write_ods(tmp_path / "a.ods", body), Limits(cells=100))
    assert [issue.code for issue in reading.issues] == ["sheet-too-large"]
