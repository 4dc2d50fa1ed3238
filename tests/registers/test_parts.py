"""Half a register is no register: which sheets and files are a part of one that could not be read, and which are not."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from antidrug_kpi.files import read_data
from antidrug_kpi.issues import Level
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading

from .offices import get_plan

Rows = Sequence[Sequence[object]]

GOOD: Rows = [["志工編號", "姓名", "繼續教育時數"], ["V001", "王一", 5], ["V002", "王二", 5]]
CASES: Rows = [
    ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"],
    ["A001", "H1", "113/1/5", None, None],
    ["A002", "H1", "113/2/5", "113/8/1", "死亡"],
]
KEY_ONLY: Rows = [["志工編號", "姓名"], ["X1", "甲"], ["X2", "乙"]]
OTHER_WORD: Rows = [["志工編號", "姓名", "受訓時數"], ["X1", "甲", 1], ["X2", "乙", 1]]
NO_HEADER: Rows = [["X1", "甲", 1], ["X2", "乙", 1]]
UNKNOWN: Rows = [["案號碼", "院所", "收案之日"], ["A9", "H2", "113/1/5"], ["A10", "H2", "113/2/5"]]


def write_book(path: Path, sheets: Mapping[str, Rows]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)


def read_book(folder: Path, name: str, sheets: Mapping[str, Rows]) -> Reading:
    write_book(folder / name, sheets)
    return read_registers(read_data(folder), get_plan())


def list_unread(reading: Reading) -> dict[str, list[str]]:
    return {register: [str(place) for place in places] for register, places in reading.unread.items()}


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\n\n\n", b" \n\n", b",,\n,,\n", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["志工.csv", "03_志工_113年12月.csv", "志工清冊.txt"])
def test_a_file_of_nothing_by_the_name_of_a_register_is_not_absent(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    reading = read_registers(read_data(tmp_path), get_plan())
    assert list_unread(reading) == {"volunteers": [name]}
    assert [issue.code for issue in reading.issues if issue.level is Level.FILE] == ["header-not-found"]


@pytest.mark.parametrize("name", ["備忘.csv", "readme.txt", "志工統計.csv"])
def test_a_file_of_nothing_by_another_name_is_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf\n")
    assert list_unread(read_registers(read_data(tmp_path), get_plan())) == {}


@pytest.mark.parametrize(
    ("name", "sheets", "place"),
    [
        ("a.xlsx", {"志工": []}, "a.xlsx 工作表「志工」"),
        ("a.xlsx", {"志工": [[None, " "]]}, "a.xlsx 工作表「志工」"),
        ("a.xlsx", {"美沙冬收案": CASES, "志工": []}, "a.xlsx 工作表「志工」"),
        ("志工.xlsx", {"Sheet1": []}, "志工.xlsx 工作表「Sheet1」"),
        ("志工.xlsx", {"Sheet1": [], "Sheet2": []}, "志工.xlsx"),
    ],
)
def test_an_empty_sheet_by_the_name_of_a_register_is_not_absent(
    name: str, sheets: Mapping[str, Rows], place: str, tmp_path: Path
) -> None:
    assert list_unread(read_book(tmp_path, name, sheets)) == {"volunteers": [place]}


@pytest.mark.parametrize("rows", [KEY_ONLY, OTHER_WORD, NO_HEADER])
@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("志工.xlsx", "甲隊", "乙隊"),
        ("志工_113年12月.xlsx", "工作表1", "工作表2"),
        ("a.xlsx", "志工", "志工(乙隊)"),
        ("a.xlsx", "志工", "志工(續)"),
        ("a.xlsx", "志工", "志工b"),
        ("a.xlsx", "志工", "志工2"),
        ("a.xlsx", "志工", "乙隊志工"),
    ],
)
def test_a_part_that_cannot_be_read_makes_half_a_register(name: str, first: str, second: str, rows: Rows, tmp_path: Path) -> None:
    reading = read_book(tmp_path, name, {first: GOOD, second: rows})
    assert list_unread(reading) == {"volunteers": [f"{name} 工作表「{second}」"]}


def test_a_part_with_headers_of_its_own_is_told_by_its_records(tmp_path: Path) -> None:
    reading = read_book(tmp_path, "美沙冬收案.xlsx", {"H1": CASES, "H2": UNKNOWN})
    assert list_unread(reading) == {"methadone_admissions": ["美沙冬收案.xlsx 工作表「H2」"]}


def test_no_sheet_of_a_workbook_named_after_a_register_can_be_read(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"工作表1": [["編號碼", "時間"], ["X1", 1]], "說明": [["請填寫"]]}
    assert list_unread(read_book(tmp_path, "志工.xlsx", sheets)) == {"volunteers": ["志工.xlsx 工作表「工作表1」"]}


def test_a_delimited_part_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "志工.csv").write_text("志工編號,繼續教育時數\nV1,5\n", encoding="utf-8")
    (tmp_path / "志工2.csv").write_text("志工編號,姓名,時間\nX1,甲,1\n", encoding="utf-8")
    assert list_unread(read_registers(read_data(tmp_path), get_plan())) == {"volunteers": ["志工2.csv"]}


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("工作表2", []),
        ("工作表2", [["備註"]]),
        ("工作表2", [["隊別", "人數", "合計時數"], ["甲隊", 12, 60], ["乙隊", 8, 40]]),
        ("工作表2", [["列標籤", "加總 - 繼續教育時數"], ["V001", 5], ["V002", 5], ["總計", 10]]),
        ("Sheet3", [["月份", "場次", "時數"], ["1月", 2, 8], ["2月", 3, 12]]),
        ("統計", [["志工編號", "合計"], ["V001", 5], ["V002", 5]]),
        ("志工統計", KEY_ONLY),
        ("樞紐分析", [["V001", "王一", 5], ["V002", "王二", 5]]),
        ("對照表", [["志工編號", "姓名"], ["V001", "王一"]]),
        ("參數", [["目標", 4], ["年度", 113]]),
    ],
)
def test_other_sheets_in_a_workbook_named_after_a_register_are_ordinary(title: str, rows: Rows, tmp_path: Path) -> None:
    reading = read_book(tmp_path, "志工.xlsx", {"工作表1": GOOD, title: rows})
    assert list_unread(reading) == {}
    assert len(reading.registers["volunteers"]) == 2
    assert [issue for issue in reading.issues if issue.level in {Level.FILE, Level.FAULT}] == []


@pytest.mark.parametrize(
    "rows",
    [
        [["機構", "收案數", "結案數"], ["H1", 2, 1], ["H2", 3, 0]],
        [["機構代碼", "人數"], ["H1", 2], ["H2", 3]],
        [["新收日期", "人數"], ["113/1/5", 1], ["113/2/5", 1]],
    ],
)
def test_a_small_table_of_counts_is_no_part(rows: Rows, tmp_path: Path) -> None:
    reading = read_book(tmp_path, "美沙冬收案.xlsx", {"個案": CASES, "工作表2": rows})
    assert list_unread(reading) == {}
    assert [issue for issue in reading.issues if issue.level in {Level.FILE, Level.FAULT}] == []


def test_columns_that_stand_twice_are_no_empty_register(tmp_path: Path) -> None:
    (tmp_path / "志工.csv").write_text("志工編號,繼續教育時數,志工編號,繼續教育時數\nV1,5,V2,1\n", encoding="utf-8")
    codes = {issue.code for issue in read_registers(read_data(tmp_path), get_plan()).issues}
    assert "column-twice" in codes
    assert "register-empty" not in codes


@pytest.mark.parametrize(("delimiter", "is_table"), [("|", False), ("\t", True), (",", True)])
def test_only_what_was_read_as_a_table_is_said_to_be(delimiter: str, is_table: bool, tmp_path: Path) -> None:
    lines = [delimiter.join(row) for row in (("志工編號", "繼續教育時數"), ("V1", "5"))]
    (tmp_path / "志工.txt").write_text("\n".join(lines), encoding="utf-8")
    reading = read_registers(read_data(tmp_path), get_plan())
    assert ("file-as-table" in {issue.code for issue in reading.issues}) == is_table
    assert ("header-not-found" in {issue.code for issue in reading.issues}) != is_table
