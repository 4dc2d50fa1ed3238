"""Forms as Excel workbooks: a sheet per section, every table on one grid; read back by openpyxl."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from antidrug_kpi.forms.document import Document, Section, Table, TableRow, make_cell, make_plain_paragraph
from antidrug_kpi.forms.writers.sheets.xlsx_writer import write_xlsx

from .samples import DOCUMENT, HOSTILE_SHOWN


def reopen(document: Document = DOCUMENT) -> Workbook:
    return load_workbook(io.BytesIO(write_xlsx(document)))


def list_widths(sheet: Worksheet) -> list[float]:
    return [sheet.column_dimensions[get_column_letter(number)].width for number in range(1, sheet.max_column + 1)]


def test_sheets_bear_the_sections_names_as_far_as_excel_allows() -> None:
    assert reopen().sheetnames == ["封面", "目錄", "貳、表格很長的名稱很長的名稱很長的名稱很長的名稱"]


def test_names_that_meet_are_told_apart() -> None:
    long = "很" * 40
    sections = tuple(Section(name, (make_plain_paragraph("甲"),)) for name in ("表", "表", "Ab", "aB", long, long, "[]:*?/\\'"))
    names = reopen(Document("同名", sections)).sheetnames
    assert names == ["表", "表(2)", "Ab", "aB(2)", "很" * 31, f"{'很' * 27}(2)", "表(3)"]


def test_two_tables_of_different_columns_share_a_grid() -> None:
    sheet = reopen().worksheets[2]
    # The page holds 756 points, 5.25 to a character: 20 : 40 : 10 end at 216, 648 and 756; 30 : 30 end at 378 and 756.
    assert [round(width * 5.25, 6) for width in list_widths(sheet)] == [216, 162, 270, 108]
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert merged == {
        "A1:D1",  # the heading
        "B2:C2",  # 內容, 40 to 120
        "A3:D3",  # the row over three columns
        "A4:A5",  # the cell over two rows
        "B4:C4",
        "B5:D5",
        "A6:B6",  # the second table's left half
        "C6:D6",
        "A7:D7",  # the note
    }
    assert [cell.value for cell in sheet[4]][:2] == ["直跨兩列", "上一行\n下一行"]


def test_header_repeats_only_where_one_table_stands_alone() -> None:
    cover, contents, both = reopen().worksheets
    assert [sheet.print_title_rows for sheet in (cover, contents, both)] == [None, "$8:$8", None]
    assert contents.freeze_panes == "A9"


def test_contents_link_to_the_headings() -> None:
    contents = reopen().worksheets[1]
    links = [(str(cell.value).strip(), cell.hyperlink.location) for (cell,) in contents.iter_rows(max_col=1) if cell.hyperlink]
    assert links == [
        ("壹、現況", "'目錄'!A5"),
        ("一、分析", "'目錄'!A6"),
        ("貳、表格", "'貳、表格很長的名稱很長的名稱很長的名稱很長的名稱'!A1"),
    ]
    assert [contents["A5"].value, contents["A6"].value] == ["壹、現況", "一、分析"]


def test_page_breaks_and_orientation_are_kept() -> None:
    cover, contents, both = reopen().worksheets
    assert [sheet.page_setup.orientation for sheet in (cover, contents, both)] == ["portrait", "portrait", "landscape"]
    assert {int(sheet.page_setup.paperSize or 0) for sheet in (cover, contents, both)} == {9}
    assert [page.id for page in contents.row_breaks.brk] == [4]


def test_blanks_are_shaded_until_they_are_filled() -> None:
    cover = reopen().worksheets[0]
    assert cover["A2"].value == "計畫負責人：＿＿＿＿"
    assert (cover["A1"].fill.fill_type, cover["A2"].fill.fill_type) == (None, None)
    ((where, (rule,)),) = ((str(part.sqref), part.rules) for part in cover.conditional_formatting)
    assert (where, rule.formula) == ("A2", ['OR(ISNUMBER(FIND("＿＿＿＿",A2)))'])
    assert rule.dxf.fill.bgColor.rgb == "00FFF2CC"


def test_every_cell_is_text_and_none_is_run() -> None:
    cells = [cell for sheet in reopen().worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.value in HOSTILE_SHOWN] == list(HOSTILE_SHOWN)


@pytest.mark.parametrize(("characters", "lines"), [(29, 1), (30, 1), (31, 2), (60, 2), (61, 2), (62, 3)])
def test_rows_are_high_enough_for_wide_characters(characters: int, lines: int) -> None:
    # Half of the page's 756 points is 378; without 12 lost at the edges 30.5 characters of 12 points stand in a line.
    table = Table((55, 55), (TableRow((make_cell("字" * characters), make_cell(""))),), header_rows=0)
    (sheet,) = reopen(Document("高度", (Section("表", (table,), is_landscape=True),))).worksheets
    assert sheet.row_dimensions[1].height == lines * 12 * 1.5 + 4


@pytest.mark.parametrize(("characters", "size"), [(110, 12), (140, 10.5), (155, 9.5), (400, 8)])
def test_a_table_has_the_size_at_which_its_columns_hold_what_they_promise(characters: int, size: float) -> None:
    # 756.9 points without 4 beside each cell's text hold 155 characters, each half as wide as its size, at 9.5 points.
    table = Table((10, characters - 10), (TableRow((make_cell("字"), make_cell("字"))),), header_rows=0)
    (sheet,) = reopen(Document("字級", (Section("表", (table,), is_landscape=True),))).worksheets
    assert sheet["A1"].font.size == sheet["B1"].font.size == size


def list_parts(characters: int) -> list[tuple[float | None, str, bool, bool]]:
    """Of a table whose first cell holds so many characters: each row's height, text, and whether it is closed above and below."""
    table = Table((12, 90), (TableRow((make_cell("字" * characters), make_cell("短"))),), header_rows=0)
    (sheet,) = reopen(Document("高度", (Section("表", (table,)),))).worksheets
    return [
        (sheet.row_dimensions[cell.row or 0].height, str(cell.value), bool(cell.border.top.style), bool(cell.border.bottom.style))
        for (cell,) in sheet.iter_rows(max_col=1)
    ]


@pytest.mark.parametrize(("characters", "lengths"), [(140, [140]), (141, [141]), (142, [141, 1])])
def test_a_row_that_is_too_high_for_a_spreadsheet_goes_on_in_the_next(characters: int, lengths: list[int]) -> None:
    # 409 points, the most there can be, are 31 lines of 8.5 points. 28 of them, for one in eight is spare, each hold 10.1 Latin
    # characters, which makes 141 Chinese ones.
    assert [len(text) for _, text, _, _ in list_parts(characters)] == lengths


def test_nothing_is_cut_from_a_text_of_many_rows() -> None:
    parts = list_parts(500)
    # Three times 141 of 500 leave 77 characters, which are 16 lines and two spare ones.
    assert [height for height, _, _, _ in parts] == [31 * 12.75 + 4] * 3 + [18 * 12.75 + 4]
    assert "".join(text for _, text, _, _ in parts) == "字" * 500
    assert [closed for _, _, *closed in parts] == [[True, False], [False, False], [False, False], [False, True]]


def test_the_cover_alone_has_no_number() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(DOCUMENT))) as package:
        sheets = [package.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2, 3)]
    assert ["&amp;P " in sheet for sheet in sheets] == [False, True, True]


def test_a_gap_in_a_tables_grid_is_a_mistake_of_the_program() -> None:
    table = Table((10, 10), (TableRow((make_cell("一格"),)),))
    with pytest.raises(ValueError, match="row 1 fills 1 of 2 columns"):
        write_xlsx(Document("缺格", (Section("表", (table,)),)))


def test_same_bytes() -> None:
    assert write_xlsx(DOCUMENT) == write_xlsx(DOCUMENT)
