"""Merged cells of a register: which columns they speak for, and which rows below them are records."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from antidrug_kpi.files import Cell, Merge, Sheet, read_data
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading

from .offices import Rows, compute_reading, count_rows, get_plan, list_issues, list_values, make_sheet, read_sheets

ADMISSIONS = ("機構代碼", "個案編號", "新收日期", "結案日期", "結案原因")
SPREAD = "垂直合併的儲存格，其內容視為所涵蓋的每一列都有（第 {} 列，共 {} 列）；如果不是，請取消合併後各自填寫"
BLANK = "垂直合併的數字或日期只算在最上面一列，其餘 {} 列（第 {} 列）視為空白；請取消合併，各列填寫自己的內容"


def merge(rows: Rows, *merges: tuple[int, int, int], title: str = "美沙冬收案") -> Sheet:
    return replace(make_sheet("a.xlsx", rows, title), merged=tuple(Merge(*one) for one in merges))


def list_said(reading: Reading) -> list[str]:
    return list_issues(reading.issues, "merged-spread", "merged-blank")


CONTACTS = ("個案編號", "追輔日期", "追輔方式")
TEXTS = ("指標代碼", "項目名稱", "要件", "說明")
STAFF = ("人力來源", "職稱", "姓名", "到職日期", "業務組別")
OURS = ["本部補助", "個管"]
# Register, headers, the index of the merged column, and three rows of which the second and third lack it.
SPEAKING = [
    ("美沙冬收案", ADMISSIONS, 0, [["H1", "A1", "113/1/1"], ["", "A2", "113/1/2"], ["", "A3", "113/1/3"]]),
    ("追蹤輔導紀錄", CONTACTS, 0, [["C1", "113/1/1", "電訪"], [None, "113/1/2", "家訪"], [None, "113/1/3", "面訪"]]),
    ("追蹤輔導紀錄", CONTACTS, 2, [["C1", "113/1/1", "電訪"], ["C2", "113/1/2", ""], ["C3", "113/1/3", ""]]),
    ("主責局處", ("組別", "局處名稱", "專責人力數"), 0, [["預防組", "教育局", 1], ["", "社會局", 2], ["", "衛生局", 0]]),
    ("安置機構", ("機構名稱", "當年度安置涉毒少年"), 1, [["甲", "是"], ["乙", ""], ["丙", ""]]),
    ("佐證清冊", TEXTS, 0, [["3.2", "甲", "辦理時間", "x"], ["", "甲", "服務內容", "y"], ["", "乙", "服務內容", "z"]]),
    ("人力清冊", STAFF, 4, [[*OURS, "王一", "112/1/1", "組"], [*OURS, "王二", "112/1/1"], [*OURS, "王三", "112/1/1"]]),
]
QUIET = [
    ("美沙冬收案", ADMISSIONS, 3, [["H1", "A1", "113/1/1", "113/6/1"], ["H1", "A2", "113/1/2"], ["H1", "A3", "113/1/3"]]),
    ("學校清冊", ("學校代碼", "學生數", "特定人員數"), 1, [["1", 100, 1], ["2", "", 1], ["3", "", 1]]),
    ("學校清冊", ("學校代碼", "學生數", "特定人員數"), 2, [["1", 100, 1], ["2", 50, ""], ["3", 60, ""]]),
    ("治療機構", ("機構代碼", "機構名稱", "訪查日期"), 2, [["1", "甲", "113/5/1"], ["2", "乙"], ["3", "丙"]]),
    ("志工", ("志工編號", "繼續教育時數"), 1, [["V1", 8.5], ["V2", None], ["V3", ""]]),
]


def read_merged(title: str, headers: Sequence[str], column: int, rows: Rows) -> tuple[Reading, list[object]]:
    """What is read of three rows whose cells in a column are merged, and of that column."""
    reading = read_sheets(merge([headers, *rows], (column, 1, 3), title=title))
    register = next(spec.id for spec in get_plan().registers if spec.title == title)
    return reading, list_values(reading, register, headers[column])


@pytest.mark.parametrize(("title", "headers", "column", "rows"), SPEAKING)
def test_a_merged_word_speaks_for_all_its_rows(title: str, headers: Sequence[str], column: int, rows: Rows) -> None:
    reading, (first, *others) = read_merged(title, headers, column, rows)
    assert first is not None
    assert others == [first, first]
    assert list_said(reading) == [f"a.xlsx 工作表「{title}」 欄「{headers[column]}」：{SPREAD.format('3–4', 2)}"]
    assert not list_issues(reading.issues, "cell-blank", "blank-unused")


@pytest.mark.parametrize(("title", "headers", "column", "rows"), QUIET)
def test_of_a_merged_number_or_date_the_rows_below_are_blank(title: str, headers: Sequence[str], column: int, rows: Rows) -> None:
    reading, (first, *others) = read_merged(title, headers, column, rows)
    assert first is not None
    assert others == [None, None]
    assert list_said(reading) == [f"a.xlsx 工作表「{title}」 欄「{headers[column]}」：{BLANK.format(2, '3–4')}"]


def test_what_a_merged_cell_hides_is_not_read() -> None:
    """LibreOffice keeps the contents of the cells that it merges, and shows none of them."""
    rows = [ADMISSIONS, ["H1", "A1", "113/1/1", "113/6/1", ""], ["H9", "A2", "113/1/2", "113/7/1", ""]]
    reading = read_sheets(merge(rows, (0, 1, 2), (3, 1, 2)))
    assert list_values(reading, "methadone_admissions", "機構代碼") == ["H1", "H1"]
    assert list_values(reading, "methadone_admissions", "結案日期") == ["2024-06-01", None]


def test_rows_that_hold_nothing_else_are_no_records() -> None:
    """A cell merged down to the end of the page; two of them side by side."""
    rows = [
        ADMISSIONS,
        ["H1", "A1", "113/1/1", "", "違規"],
        ["", "", "113/1/2", "", ""],
        ["", "", "", "", ""],
        ["", "", "", "", ""],
    ]
    reading = read_sheets(merge(rows, (0, 1, 4), (1, 1, 4), (4, 1, 4)))
    assert list_values(reading, "methadone_admissions", "個案編號") == ["A1", "A1"]
    assert count_rows(compute_reading(reading, "3.3"), "methadone_admissions") == [(4, 2, 0, 2)]
    assert [said.split("（")[1] for said in list_said(reading)] == ["第 3 列，共 1 列）；如果不是，請取消合併後各自填寫"] * 3


def test_a_subtotal_among_the_rows_of_a_merged_institution_is_a_footer() -> None:
    rows = [
        ADMISSIONS,
        ["H1", "A1", "113/1/1", "", ""],
        ["", "A2", "113/1/2", "", ""],
        ["", "小計", "2", "", ""],
        ["H2", "A3", "113/1/3", "", ""],
    ]
    reading = read_sheets(merge(rows, (0, 1, 3)))
    assert list_values(reading, "methadone_admissions", "個案編號") == ["A1", "A2", "A3"]


def test_a_merged_total_is_a_footer_in_both_its_rows() -> None:
    headers = ["學校代碼", "學生數", "特定人員數"]
    rows: list[list[Cell]] = [[*headers], ["1", 100, 1], ["2", 50, 2], ["合計", 150, 3], ["", 150, 3]]
    reading = read_sheets(merge(rows, (0, 3, 4), title="學校清冊"))
    assert list_values(reading, "schools", "學校代碼") == ["1", "2"]


def test_merged_headers_titles_and_blocks_speak_for_nobody_else() -> None:
    """A header of two lines, a block whose value belongs to its first column, a merged cell that is empty."""
    rows = [
        ["機構", "個案編號", "新收日期", "結案", ""],
        ["代碼", "", "", "結案日期", "結案原因"],
        ["H1", "A1", "113/1/1", "", "違規"],
        ["", "A2", "113/1/2", "", ""],
    ]
    reading = read_sheets(merge(rows, (1, 0, 1), (2, 0, 1), (0, 2, 3), (3, 2, 3)))
    assert list_values(reading, "methadone_admissions", "個案編號") == ["A1", "A2"]
    assert list_values(reading, "methadone_admissions", "結案原因") == ["違規", None]
    assert list_said(reading) == [f"a.xlsx 工作表「美沙冬收案」 欄「機構代碼」：{SPREAD.format('4', 1)}"]


def test_what_pandas_writes_of_an_index_of_two_levels(tmp_path: Path) -> None:
    index = pd.MultiIndex.from_tuples([("H1", "A1"), ("H1", "A2"), ("H2", "A3"), ("H2", "A4")], names=ADMISSIONS[:2])
    frame = pd.DataFrame({"新收日期": ["113/1/1"] * 4, "結案日期": [None] * 4, "結案原因": [None] * 4}, index=index)
    frame.to_excel(tmp_path / "a.xlsx", sheet_name="美沙冬收案", engine="openpyxl")
    reading = read_registers(read_data(tmp_path / "a.xlsx"), get_plan())
    assert list_values(reading, "methadone_admissions", "機構代碼") == ["H1", "H1", "H2", "H2"]


def test_a_workbook_without_merged_cells_says_nothing(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "美沙冬收案"
    sheet.append(["高雄市美沙冬收案清冊"])
    sheet.merge_cells("A1:E1")
    sheet.append(ADMISSIONS)
    sheet.append(["H1", "A1", "113/1/1"])
    workbook.save(tmp_path / "a.xlsx")
    assert not list_said(read_registers(read_data(tmp_path / "a.xlsx"), get_plan()))
