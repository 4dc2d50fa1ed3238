"""Web pages: which tables there are, where their cells stand, and what the cells display."""

from pathlib import Path

import pytest

from antidrug_kpi.files import FileReading, ShownNumber, UnreadableCell, read_data
from antidrug_kpi.files.limits import DEFAULT_LIMITS, Limits

from .apart import read_apart

pytestmark = pytest.mark.slow

NAME = "甲.xls"


def read(folder: Path, page: str, encoding: str = "utf-8", limits: Limits = DEFAULT_LIMITS) -> FileReading:
    (folder / NAME).write_bytes(page.encode(encoding))
    (reading,) = read_data(folder / NAME, limits)
    return reading


def read_rows(folder: Path, page: str) -> list[list[object]]:
    (sheet,) = read(folder, page).sheets
    return [list(row) for row in sheet.rows]


def read_refusal(folder: Path, page: str) -> str:
    reading = read(folder, page)
    assert reading.sheets == ()
    (issue,) = reading.issues
    assert issue.level.name == "FILE"
    return str(issue)


def test_cells_that_reach_over_others_leave_their_places_blank(tmp_path: Path) -> None:
    page = """<table>
    <tr><td rowspan=2>a<td colspan=2>b<td>c</tr>
    <tr><td>d<td>e<td>f</tr>
    <tr><td colspan="3" rowspan="2">g<td>h</tr>
    <tr><td>i</tr>
    <tr><td>j<td>k<td>l<td>m</tr></table>"""
    assert read_rows(tmp_path, page) == [
        ["a", "b", "", "c"],
        ["", "d", "e", "f"],
        ["g", "", "", "h"],
        ["", "", "", "i"],
        ["j", "k", "l", "m"],
    ]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<td>甲<br>乙</td>", "甲\n乙"),
        ("<td><p>甲</p><p>乙</p></td>", "甲\n乙"),
        ("<td> 甲 \r\n  乙 </td>", "甲 乙"),
        ("<td>甲&nbsp;乙&#160;</td>", "甲 乙"),
        ("<td>&lt;甲&gt;&amp;&#20491;</td>", "<甲>&個"),
        ("<td>甲<!-- 註 --><script>乙()</script><style>a{}</style></td>", "甲"),
        ('<td><span style="display: none">20240105</span>113/1/5</td>', "113/1/5"),
        ("<td><span hidden>x</span>甲", "甲"),
        ('<td><span style="display:none">x<td>y', ""),
        ("<td><table><tr><td>113/1/5</td></tr></table></td>", "113/1/5"),
        ("<td><input type=checkbox checked></td>", "☑"),
        ("<td><input type='checkbox'></td>", "☐"),
        ("<td><select><option>甲<option selected>乙<option>丙</select></td>", "乙"),
        ("<td>0012</td>", "0012"),
        ("<td>1&nbsp;</td>", "1"),
    ],
)
def test_a_cell_is_what_a_browser_shows(tmp_path: Path, cell: str, shown: str) -> None:
    row, _ = read_rows(tmp_path, f"<table><tr><td>key</td>{cell}</tr><tr><td>1</td><td>2</td></tr></table>")
    assert ["key", shown, *(["y"] if cell.endswith("<td>y") else [])] == row


def test_the_number_beside_a_cell_is_that_of_a_workbook(tmp_path: Path) -> None:
    page = (
        '<table><tr><td>k<td x:num="3.996">4.00<td x:num="0.654">65%<td x:num="12">0012<td x:num="45296">113/1/5'
        '<td x:num="45296">#####<td>####<td x:num>7<td x:num="x">8<td x:num="1e999">9<td x:num="1234">1,234</table>'
    )
    page = page.replace("</table>", "</tr></table>")
    (row,) = read_rows(tmp_path, page)
    assert row == [
        *("k", ShownNumber(3.996, "4.00"), ShownNumber(0.654, "65%"), ShownNumber(12, "0012"), "113/1/5", 45296.0),
        UnreadableCell("####", "欄太窄，匯出時只剩 #，沒有可用的內容；請調寬欄位後重新匯出"),
        *("7", "8", "9", 1234.0),
    ]


def test_rows_have_the_numbers_of_the_table_blank_and_hidden_ones_included(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>a<td>b</tr><tr></tr><tr style='height:0;display:none'><td>c<td>d</tr><tr><td>&nbsp;</tr>"
        "<tr hidden><td>e<td>f</tr><tr><td>g</tr><tr style='display:none'></tr></table>"
    )
    (sheet,) = read(tmp_path, page).sheets
    assert [list(row) for row in sheet.rows] == [["a", "b"], ["", ""], ["c", "d"], ["", ""], ["e", "f"], ["g", ""]]
    assert list(sheet.numbers) == [1, 2, 3, 4, 5, 6]
    assert [run[0] for run in sheet.hidden_rows] == [3, 5, 7]


def test_hidden_columns_and_tables_are_known(tmp_path: Path) -> None:
    page = "<table style='display:none'><col><col span=2 style='display:none'><col><tr><td>a<td>b<td>c<td>d</tr></table>"
    (sheet,) = read(tmp_path, page).sheets
    assert (sheet.is_hidden, list(sheet.hidden_columns)) == (True, [range(2, 4)])


def test_several_tables_are_sheets_by_caption_or_number(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>標題</td></tr></table><table></table><table><caption>美沙冬\n 收案</caption><tr><td>a</tr></table>"
        "<table><tr><td>b</tr></table><table><caption>同名</caption><tr><td>c</tr></table>"
        "<table><caption>同名</caption><tr><td>d</tr></table>"
    )
    assert [sheet.name for sheet in read(tmp_path, page).sheets] == ["表1", "美沙冬 收案", "表3", "表4", "表5"]


def test_a_single_table_has_the_name_of_excels_sheet_or_none(tmp_path: Path) -> None:
    table = "<table><tr><td>a</tr></table>"
    named = f"<html><head><!--[if gte mso 9]><xml><x:Name>甲 &amp; 乙</x:Name></xml><![endif]--></head>{table}</html>"
    assert [read(tmp_path, page).sheets[0].name for page in (named, table)] == ["甲 & 乙", None]


def test_a_layout_is_no_sheet_and_a_table_with_others_in_its_cells_may_be_one(tmp_path: Path) -> None:
    grid = "<table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table>"
    layout = f"<table><tr><td>選單</td><td>標題</td></tr><tr><td colspan=2>{grid}</td></tr></table>"
    (sheet,) = read(tmp_path, layout).sheets
    assert (sheet.name, [list(row) for row in sheet.rows]) == (None, [["a", "b"], ["c", "d"]])
    outer = f"<table><tr><td>x<td>y</tr><tr><td>1<td>2{grid}</tr></table>"
    reading = read(tmp_path, outer)
    assert [[list(row) for row in sheet.rows] for sheet in reading.sheets] == [
        [["x", "y"], ["1", "2\na\nb\nc\nd"]],
        [["a", "b"], ["c", "d"]],
    ]
    assert reading.within == (None, 0)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<table><tr><td>a</tr><tr><td>b", "網頁在表格的一列中間結束，可能沒有下載完整"),
        ("<table><tr><td>a</td></tr><tr><td>b</td>", "網頁在表格的一列中間結束，可能沒有下載完整"),
        ("<table><tr><td>a</tr><!-- <tr><td>b</tr></table>", "網頁的註解、引號或程式碼沒有結束"),
        ("<table><tr><td title='x>a</tr><tr><td>b</tr></table>", "網頁的註解、引號或程式碼沒有結束"),
        ("<div>" * 300 + "<table><tr><td>a</table>", "網頁的標記相套超過 256 層"),
    ],
)
def test_a_page_that_is_not_whole_is_refused(tmp_path: Path, page: str, reason: str) -> None:
    assert f"檔案損壞或不合規格（{reason}）" in read_refusal(tmp_path, page)


def test_a_page_whose_table_lacks_its_last_tag_is_read(tmp_path: Path) -> None:
    assert read_rows(tmp_path, "<table><tr><td>a</td></tr><tr><td>b</td></tr>") == [["a"], ["b"]]


def test_characters_of_the_user_in_a_page_are_kept_and_said(tmp_path: Path) -> None:
    page = "<table><tr><td>王".encode("cp950") + b"\xfa\x40</td></tr></table>"
    (tmp_path / NAME).write_bytes(page)
    (reading,) = read_data(tmp_path / NAME)
    assert [list(row) for row in reading.sheets[0].rows] == [["王\ue000"]]
    assert [issue.code for issue in reading.issues] == ["file-as-table", "text-private"]


def test_a_page_in_simplified_characters_is_read_as_it_declares(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, "<meta charset=gb2312><table><tr><td>姓名</tr></table>", "gb18030").sheets
    assert sheet.rows == [["姓名"]]


@pytest.mark.parametrize("rest", [-1, 0, 1])
def test_a_page_may_be_as_large_as_the_limit(tmp_path: Path, rest: int) -> None:
    page = "<table><tr><td>a</table>"
    reading = read(tmp_path, page, limits=Limits(page_bytes=len(page) + rest))
    assert [issue.code for issue in reading.issues] == ["file-as-table" if rest >= 0 else "file-too-large"]


HOSTILE = {
    "deep": ("<div>" * 400_000, "相套超過 256 層"),
    "nested": ("<table><tr><td>" * 100_000, "相套超過 256 層"),
    "tables": ("<table><tr><td>x</table>" * 200_000, "網頁的表格為 1,001 個以上"),
    "spans": ("<table>" + ("<tr>" + "<td colspan=1000 rowspan=65534>" * 1_000 + "</tr>") * 30 + "</table>", "過多跨列的儲存格"),
    "far": ("<table>" + "<tr>" * 1_048_577 + "<td>a</tr></table>", "列數為 1,048,577 列，超過上限 1,048,576 列"),
    "blank": ("<table>" + ("<tr>" + "<td>" * 16_000 + "</tr>") * 127 + "</table>", "幾乎全空的表格為"),
    "long": ("<table><tr><td>" + "x" * 131_073 + "</tr></table>", "一個儲存格的文字為 131,073 字，超過上限 131,072 字"),
    "ends": ("<table><tr><td>" + "</i>" * 2_100_000 + "</tr></table>", "結束標記沒有對應的開始標記"),
    "attributes": ("<table><tr " + "a=1 " * 2_200_000 + "><td>x</table>", "沒有結束的標記"),
    "worksheets": ("<table><tr><td>x</table><!--" + "<x:Name></x:Name>" * 1_500_000, "註解、引號或程式碼沒有結束"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_made_to_exhaust_the_reader_is_refused(tmp_path: Path, name: str) -> None:
    page, sentence = HOSTILE[name]
    (tmp_path / NAME).write_text(page, encoding="utf-8")
    lines = read_apart(tmp_path / NAME)
    assert sentence in lines[0]
    assert lines[1:] == ["0 sheets"]


def test_a_cell_claims_at_most_as_many_columns_as_html_allows(tmp_path: Path) -> None:
    (row,) = read_rows(tmp_path, "<table><tr><td colspan=100000000>a<td>b</tr></table>")
    assert (len(row), row[0], row[1000]) == (1001, "a", "b")
