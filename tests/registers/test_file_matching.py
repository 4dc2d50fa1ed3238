"""Which tables of a page are registers, and which files of text are none."""

from pathlib import Path

import pytest

from antidrug_kpi.files import read_data
from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading

from .offices import get_plan

HEADER = "<tr><th>個案編號<th>機構代碼<th>新收日期<th>結案日期<th>結案原因</tr>"
RECORDS = "<tr><td>A001<td>H1<td>113/1/5<td><td></tr><tr><td>A002<td>H2<td>113/2/1<td>113/8/1<td>死亡</tr>"
GRID = f"<table>{HEADER}{RECORDS}</table>"


def read(folder: Path, files: dict[str, str]) -> Reading:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return read_registers(read_data(folder), get_plan())


def list_cases(reading: Reading) -> list[str]:
    """The cases of 美沙冬收案 in their order."""
    return [str(case) for case in reading.registers["methadone_admissions"].frame["個案編號"]]


def list_doubts(reading: Reading) -> list[str]:
    return [str(issue) for issue in reading.issues if issue.level in {Level.FILE, Level.FAULT} or issue.kind.is_always_said]


PAGES = {
    "title above": f"<table><tr><td colspan=5>113 年度</td></tr><tr><td>列印日期<td>113/12/31</tr></table>{GRID}",
    "as wide a title": f"<table><tr><td colspan=5>美沙冬收案清單</td></tr></table>{GRID}",
    "layout around": f"<table><tr><td>選單<td>登出</tr><tr><td>查詢<td>{GRID}</td></tr></table>",
    "form above": f"<table><tr><td>個案編號：<input><td>新收日期：<input></tr></table>{GRID}",
    "form around": (
        f"<table><tr><td>個案編號：<td>新收日期：</tr><tr><td>甲<td>乙</tr><tr><td colspan=2>{GRID}</td></tr></table>"
    ),
    "totals below": f"{GRID}<table><tr><td>合計<td>2<td>人<td>次<td>。</tr></table>",
    "menus": f"<table><tr><td>首頁<td>說明</tr><tr><td>系統<td>登出</tr></table>{GRID}<table><tr><td>版權所有</tr></table>",
    "tables in cells": f"<table>{HEADER}{RECORDS.replace('113/1/5', '<table><tr><td>113/1/5</table>')}</table>",
    "a register in a cell": (
        f"<table>{HEADER}{RECORDS.replace('H1', '<table>' + HEADER + RECORDS.replace('A00', 'B00') + '</table>')}</table>"
    ),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("file", ["美沙冬收案.xls", "匯出.xls", "匯出.html"])
def test_the_one_register_of_a_page_is_found_and_nothing_else(tmp_path: Path, name: str, file: str) -> None:
    reading = read(tmp_path, {file: f"<html><body>{PAGES[name]}</body></html>"})
    assert list(reading.registers) == ["methadone_admissions"]
    assert list_cases(reading) == ["A001", "A002"]
    assert list_doubts(reading) == []
    assert "column-lacking" not in {issue.code for issue in reading.issues}


def test_each_of_several_registers_of_a_page_is_found(tmp_path: Path) -> None:
    volunteers = "<table><caption>志工</caption><tr><td>志工編號<td>繼續教育時數</tr><tr><td>V1<td>4</tr></table>"
    reading = read(tmp_path, {"匯出.xls": f"{GRID}<hr>{volunteers}{GRID.replace('A00', 'B00')}"})
    assert list_cases(reading) == ["A001", "A002", "B001", "B002"]
    assert len(reading.registers["volunteers"]) == 1
    place = reading.registers["methadone_admissions"].locate(2)
    assert str(place) == "匯出.xls 工作表「表3」 第 2 列"


@pytest.mark.parametrize(
    ("page", "sheet"),
    [
        (f"<table>{HEADER}</table><table>{RECORDS}</table>", "表2"),
        (f"{GRID}<p>第 2 頁</p><table>{RECORDS.replace('A00', 'B00')}</table>", "表2"),
        (f"<table><tr><td>標題</table>{GRID}<table>{RECORDS}</table>", "表3"),
    ],
)
def test_the_rest_of_a_register_without_a_header_is_a_doubt(tmp_path: Path, page: str, sheet: str) -> None:
    assert list_doubts(read(tmp_path, {"美沙冬收案.xls": page})) == [
        f"美沙冬收案.xls 工作表「{sheet}」：與前面「美沙冬收案」的表格同寬而沒有標題列，可能是同一份的下半部，未讀取；"
        "請把標題列補上，或合成一個表格後另存為 .xlsx"
    ]


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("匯出.xls", "匯出.xls：認不出是哪一份清冊，未讀取；請把名稱改為清冊名稱，或確認欄名"),
        (
            "美沙冬收案.xls",
            "美沙冬收案.xls：「美沙冬收案」找不到標題列；"
            "前 40 列內應有欄名 「個案編號」、「機構代碼」、「新收日期」；請確認標題列",
        ),
    ],
)
def test_a_page_without_a_register_is_one_line(tmp_path: Path, name: str, doubt: str) -> None:
    page = "<table><tr><td>甲<td>乙</tr><tr><td>1<td>2</tr></table>"
    assert list_doubts(read(tmp_path, {name: page * 3})) == [doubt]


CASUAL = {
    "readme.txt": "把清冊放進這個資料夾，\n檔名即清冊名\n",
    "記事.txt": "",
    "格式.txt": "個案編號,機構代碼,新收日期,結案日期,結案原因\n",
    "記錄.txt": "\0\1\2",
    "備忘.txt": '電話,"沒有結束\n',
    "清單.txt": "名稱,電話\n甲,1\n乙,2\n",
    "新聞.html": "<table><tr><td>首頁<td>最新消息<tr><td>甲<td>乙</table>",
    "首頁.htm": "<html><body>沒有表格</body></html>",
    "斷頁.htm": "<table><tr><td>a",
}


@pytest.mark.parametrize("name", CASUAL)
def test_a_text_or_page_that_nobody_calls_a_register_is_a_note(tmp_path: Path, name: str) -> None:
    reading = read(tmp_path, {name: CASUAL[name], "志工.csv": "志工編號,繼續教育時數\nV1,4\n"})
    assert list(reading.registers) == ["volunteers"]
    assert [_tell(issue) for issue in reading.issues] == [f"說明 {name}：不像清冊，未讀取"]


@pytest.mark.parametrize(
    ("name", "content", "doubt"),
    [
        ("美沙冬收案.txt", "", "檔案是空的（0 位元組）"),
        ("113年美沙冬收案.txt", "只有一句話\n", "「美沙冬收案」找不到標題列"),
        ("美沙冬收案.htm", "<html>登入逾時</html>", "看起來是網頁（HTML），裡面沒有表格"),
        ("美沙冬收案.html", "<table><tr><td>a", "網頁在表格的一列中間結束，可能沒有下載完整"),
    ],
)
def test_one_that_is_called_a_register_and_cannot_be_read_is_a_doubt(tmp_path: Path, name: str, content: str, doubt: str) -> None:
    (found,) = list_doubts(read(tmp_path, {name: content}))
    assert found.startswith(f"{name}：")
    assert doubt in found


@pytest.mark.parametrize("name", ["匯出.txt", "匯出.htm"])
def test_one_with_the_headers_and_records_of_a_register_is_read(tmp_path: Path, name: str) -> None:
    text = "個案編號\t機構代碼\t新收日期\t結案日期\t結案原因\nA001\tH1\t113/1/5\t\t\nA002\tH2\t113/2/1\t113/8/1\t死亡\n"
    assert list_cases(read(tmp_path, {name: GRID if name.endswith("htm") else text})) == ["A001", "A002"]


def _tell(issue: Issue) -> str:
    return f"{issue.level} {issue}"
