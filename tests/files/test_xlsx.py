"""Excel workbooks: values, row numbers, and what the bulk reader would hide."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from antidrug_kpi.files import Sheet, ShownNumber, UnreadableCell, read_data, report_hidden

from .builders import make_xlsx_parts, write_xlsx, write_zip

pytestmark = pytest.mark.slow

ERROR = "儲存格是錯誤值，沒有可用的內容；請修正公式或資料"
UNCALCULATED = "公式沒有計算結果，請在試算表軟體開啟並存檔"


def read_sheet(path: Path) -> Sheet:
    (reading,) = read_data(path)
    assert reading.issues == ()
    (sheet,) = reading.sheets
    return sheet


def read_cells(path: Path, rows: str, formats: tuple[str | int, ...] = (), properties: str = "") -> list[object]:
    """The cells of the only row of a workbook with these cells."""
    sheet = read_sheet(write_xlsx(path / "清冊.xlsx", rows, formats, properties))
    (row,) = sheet.rows
    return list(row)


def test_a_sheet_keeps_its_values_types_and_row_numbers(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "追蹤輔導"
    page["B3"], page["C3"] = "個案編號", "日期"
    page["B4"], page["C4"], page["D4"] = "00123", dt.date(2024, 1, 5), True
    page["B7"], page["C7"], page["D7"] = 1130105, dt.datetime(2024, 1, 5, 13, 30), "全形　空白"
    book.save(tmp_path / "a.xlsx")
    sheet = read_sheet(tmp_path / "a.xlsx")
    assert sheet.name == "追蹤輔導"
    assert list(sheet.numbers) == [3, 4, 5, 6, 7]
    assert sheet.columns_left_out == 1
    assert sheet.rows[0] == ["個案編號", "日期", ""]
    assert sheet.rows[1] == ["00123", dt.date(2024, 1, 5), True]
    assert sheet.rows[2] == ["", "", ""]
    assert sheet.rows[4] == [1130105.0, dt.datetime(2024, 1, 5, 13, 30), "全形　空白"]


def test_formats_that_display_more_than_the_value(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for column, (value, code) in enumerate([(0.6549, "0%"), (0.65, "0.00%"), (4.1, "0.00"), (123, "00000"), (6031, "#,##0")], 1):
        page.cell(1, column, value).number_format = code
    book.save(tmp_path / "a.xlsx")
    assert list(read_sheet(tmp_path / "a.xlsx").rows[0]) == [
        ShownNumber(0.6549, "65%"),
        ShownNumber(0.65, "65.00%"),
        ShownNumber(4.1, "4.10"),
        ShownNumber(123.0, "00123"),
        6031.0,
    ]


def test_a_percent_style_shows_nothing_on_texts_and_flags(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>0.5</t></is></c><c r="B1" s="1" t="b"><v>1</v></c>'
        '<c r="C1" s="1"/><c r="D1" s="1"><f>1/2</f><v>0.5</v></c></row>'
    )
    assert read_cells(tmp_path, cells, (9,)) == ["0.5", True, "", ShownNumber(0.5, "50%")]


def test_error_cells_keep_what_they_show(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1" t="e"><f>NA()</f><v>#N/A</v></c><c r="C1"><v>1</v></c></row>'
    assert read_cells(tmp_path, cells) == [UnreadableCell("#DIV/0!", ERROR), UnreadableCell("#N/A", ERROR), 1.0]


def test_a_formula_without_a_result_is_unreadable_and_an_empty_text_is_empty(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f>B1&amp;"x"</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v/></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f t="shared" si="0"/></c><c r="F1"><f>SUM(A1)</f><v>3</v></c></row>'
    )
    assert read_cells(tmp_path, cells) == [
        UnreadableCell('=B1&"x"', UNCALCULATED),
        UnreadableCell("=1+1", UNCALCULATED),
        UnreadableCell("=1+1", UNCALCULATED),
        "",
        UnreadableCell("=", UNCALCULATED),
        3.0,
    ]


def test_formulas_without_results_beyond_the_last_value_are_not_lost(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page["B2"], page["C5"], page["A7"] = "標題", "=1+1", "=2+2"
    book.save(tmp_path / "a.xlsx")
    sheet = read_sheet(tmp_path / "a.xlsx")
    assert list(sheet.numbers) == [2, 3, 4, 5, 6, 7]
    assert sheet.rows[0] == ["", "標題", ""]
    assert sheet.rows[3] == ["", "", UnreadableCell("=1+1", UNCALCULATED)]
    assert sheet.rows[5] == [UnreadableCell("=2+2", UNCALCULATED), "", ""]


def test_a_sheet_of_nothing_but_uncalculated_formulas(tmp_path: Path) -> None:
    sheet = read_sheet(write_xlsx(tmp_path / "a.xlsx", '<row r="4"><c r="C4"><f>1+1</f></c></row>'))
    assert (list(sheet.numbers), list(sheet.rows)) == ([4], [[UnreadableCell("=1+1", UNCALCULATED)]])


@pytest.mark.parametrize(
    "code",
    [
        *("[$-404]e/m/d", '[$-404]e"年"m"月"d"日";@', "[$-404]e", 'ggge"年"m"月"d"日"', "[$-404]aaaa"),
        *(14, *range(27, 32), 36, 50, 51, 54, 57, 58),  # by number, without a definition
    ],
)
def test_a_date_under_any_format_comes_out_as_a_date(tmp_path: Path, code: str | int) -> None:
    cells = '<row r="1"><c r="A1" s="1"><v>45296</v></c><c r="B1"><v>45296</v></c></row>'
    assert read_cells(tmp_path, cells, (code,)) == [dt.date(2024, 1, 5), 45296.0]


@pytest.mark.parametrize("code", ["[$-404]e/m/d", "[$-404]e"])
def test_dates_of_the_1904_system(tmp_path: Path, code: str) -> None:
    cells = '<row r="1"><c r="A1" s="1"><v>43834</v></c><c r="B1"><v>43834</v></c></row>'
    sheet = read_sheet(write_xlsx(tmp_path / "a.xlsx", cells, (code,), '<workbookPr date1904="1"/>'))
    assert sheet.is_date1904
    assert sheet.rows == [[dt.date(2024, 1, 5), 43834.0]]


def test_an_ordinary_workbook_is_not_of_the_1904_system(tmp_path: Path) -> None:
    assert not read_sheet(write_xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')).is_date1904


def test_hidden_sheets_are_read_and_said_and_chart_sheets_left_out(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    parts = make_xlsx_parts({"甲": row, "乙": row, "丙": row, "圖": row}, states={"乙": "hidden", "丙": "veryHidden"})
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(
        '/worksheet" Target="worksheets/sheet4.xml"', '/chartsheet" Target="chartsheets/sheet1.xml"'
    )
    parts["xl/chartsheets/sheet1.xml"] = "<chartsheet/>"
    (reading,) = read_data(write_zip(tmp_path / "a.xlsx", parts))
    assert [(sheet.name, sheet.is_hidden) for sheet in reading.sheets] == [("甲", False), ("乙", True), ("丙", True)]
    assert [str(issue) for sheet in reading.sheets for issue in report_hidden(sheet)] == [
        "a.xlsx 工作表「乙」：這是隱藏的工作表，照樣讀取；不應計入者請從檔案刪除",
        "a.xlsx 工作表「丙」：這是隱藏的工作表，照樣讀取；不應計入者請從檔案刪除",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c><v>1</v></c><c s="1"><v>0.5</v></c></row><row r="5"><c s="1"/><c t="e"><v>#N/A</v></c></row>',
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1" s="1"><x:v>0.5</x:v></x:c></x:row>'
        '<x:row r="5"><x:c r="B5" t="e"><x:v>#N/A</x:v></x:c></x:row>',
        "<row r='1'><c s='0' r='A1'><v>1</v></c><c s='1'\nr='B1' ><v>0.5</v></c></row>"
        "<row r='5'><c t='e' r='B5'><v>#N/A</v></c></row>",
    ],
    ids=["no positions", "prefix", "single quotes and other order"],
)
def test_every_way_of_writing_a_sheet_gives_the_same_cells(tmp_path: Path, rows: str) -> None:
    sheet = read_sheet(write_xlsx(tmp_path / "a.xlsx", rows, (9,)))
    assert list(sheet.numbers) == [1, 2, 3, 4, 5]
    assert sheet.rows[0] == [1.0, ShownNumber(0.5, "50%")]
    assert sheet.rows[4] == ["", UnreadableCell("#N/A", ERROR)]


def test_marks_are_found_in_a_sheet_of_many_megabytes(tmp_path: Path) -> None:
    count = 60_000  # about 5 MB of XML, read in pieces
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" s="1"><v>{n / count}</v></c><c r="C{n}"><v>{n}</v></c></row>'
        for n in range(1, count)
    )
    rows += f'<row r="{count}"><c r="A{count}" t="e"><v>#REF!</v></c></row>'
    sheet = read_sheet(write_xlsx(tmp_path / "a.xlsx", rows, ("0.000%",)))
    assert sheet.rows[0][1] == ShownNumber(1 / count, "0.002%")
    assert sheet.rows[29_999][1] == ShownNumber(0.5, "50.000%")
    assert all(isinstance(row[1], ShownNumber) for row in sheet.rows[:-1])
    assert sheet.rows[-1] == [UnreadableCell("#REF!", ERROR), "", ""]


def test_a_sheet_wider_than_the_alphabet(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("寬")
    for row in range(12_000):
        page.append([row, *[None] * 26, "AB"])
    book.save(tmp_path / "a.xlsx")
    sheet = read_sheet(tmp_path / "a.xlsx")
    assert (len(sheet.rows), sheet.numbers[-1]) == (12_000, 12_000)
    assert sheet.rows[-1] == [11_999.0, *[""] * 26, "AB"]


def test_a_workbook_packed_in_other_folders_is_read(tmp_path: Path) -> None:
    parts = make_xlsx_parts({"清冊": '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" t="s"><v>0</v></c></row>'}, (9,))
    moved = {name.replace("xl/", "book/").replace("sheet1", "Tabelle"): content for name, content in parts.items()}
    moved["_rels/.rels"] = str(parts["_rels/.rels"]).replace("xl/workbook.xml", "/BOOK/workbook.xml")
    moved["book/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "worksheets/sheet1.xml", "book/worksheets/Tabelle.xml"
    )
    moved["book/SharedStrings.xml"] = '<sst count="1" uniqueCount="1"><si><t>甲</t></si></sst>'
    assert read_sheet(write_zip(tmp_path / "a.xlsx", moved)).rows == [[ShownNumber(0.5, "50%"), "甲"]]


def test_the_reading_carries_the_hash_of_the_bytes(tmp_path: Path) -> None:
    import hashlib

    path = write_xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    assert read_data(path)[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_title_with_a_control_character_is_shown_escaped(tmp_path: Path) -> None:
    parts = make_xlsx_parts({"清&#10;冊": '<row r="1"><c r="A1"><v>1</v></c></row>'})
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("&amp;#10;", "&#10;")
    assert read_sheet(write_zip(tmp_path / "a.xlsx", parts)).name == "清\\n冊"


@pytest.mark.parametrize("row", [998, 999, 1_000])
@pytest.mark.parametrize(("column", "width"), [("XFC", 16_383), ("XFD", 16_384), ("XFE", None)])
def test_a_sheet_as_wide_as_any(tmp_path: Path, row: int, column: str, width: int | None) -> None:
    rows = f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="{column}{row}"><v>2</v></c></row>'
    (reading,) = read_data(write_xlsx(tmp_path / "a.xlsx", rows))
    if width is None:
        assert [issue.code for issue in reading.issues] == ["file-damaged"]
    else:
        assert reading.sheets[0].rows == [[1, *[""] * (width - 2), 2]]
        assert list(reading.sheets[0].numbers) == [row]
