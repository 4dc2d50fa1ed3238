"""Registers that come in several sheets or files, and columns that are not there."""

import datetime as dt

import pytest

from antidrug_kpi.files import Cell, ShownNumber

from .offices import Rows, compute_sheets, count_rows, find_measure, list_issues, list_values, make_sheet, read_sheets

ADMISSIONS = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]


def test_two_sheets_are_joined_and_said() -> None:
    one = make_sheet("甲院.xlsx", [ADMISSIONS, ["A0001", "H1", "112/8/1", None, None]], "美沙冬收案")
    rows: Rows = [["結案原因", *ADMISSIONS[:4]], ["死亡", "B0001", "H2", "112/8/1", "112/8/9"], []]
    result = compute_sheets(one, make_sheet("美沙冬收案_113年度.csv", rows))
    assert [str(issue) for issue in result.issues] == [
        "甲院.xlsx 工作表「美沙冬收案」：「美沙冬收案」由 2 份資料合併：甲院.xlsx 工作表「美沙冬收案」、美沙冬收案_113年度.csv",
    ]
    assert count_rows(result, "methadone_admissions") == [(1, 1, 0, 0), (2, 1, 0, 1)]
    retention = find_measure(result, "3.3")
    assert (retention.numerator, retention.denominator) == (1, 1)
    assert [(own.reason, own.count) for own in retention.excluded] == [("死亡", 1)]


def test_column_that_one_of_them_lacks_is_blank_there() -> None:
    one = make_sheet("a.xlsx", [ADMISSIONS, ["A0001", "H1", "112/8/1", "112/8/9", "死亡"]], "美沙冬收案")
    two = make_sheet("b.xlsx", [ADMISSIONS[:3], ["B0001", "H2", "112/8/1"]], "美沙冬收案")
    reading = read_sheets(one, two)
    assert list_values(reading, "methadone_admissions", "結案日期") == ["2023-08-09", None]
    assert list_values(reading, "methadone_admissions", "結案原因") == ["死亡", None]
    assert [(issue.level.value, str(issue)) for issue in reading.issues if issue.code != "sheets-joined"] == [
        ("警告", "b.xlsx 工作表「美沙冬收案」：「美沙冬收案」的其他檔案有欄位「結案日期」，此處沒有，視為空白；若是漏了，請補上"),
        ("警告", "b.xlsx 工作表「美沙冬收案」：「美沙冬收案」的其他檔案有欄位「結案原因」，此處沒有，視為空白；若是漏了，請補上"),
    ]


def test_sheets_of_one_workbook_are_named_as_such() -> None:
    whole: Rows = [ADMISSIONS[:4], ["A0001", "H1", "112/8/1", "112/8/9"]]
    less: Rows = [ADMISSIONS[:3], ["B0001", "H2", "112/8/1"]]
    one, two = make_sheet("收案.xlsx", whole, "美沙冬收案"), make_sheet("收案.xlsx", less, "美沙冬收案113年2月")
    said = (
        "收案.xlsx 工作表「美沙冬收案113年2月」：「美沙冬收案」的其他{}有欄位「結案日期」，此處沒有，視為空白；若是漏了，請補上"
    )
    reading = read_sheets(one, two)
    assert list_issues(reading.issues, "column-lacking") == [said.format("工作表")]
    assert list_issues(reading.issues, "sheets-joined") == [
        "收案.xlsx 工作表「美沙冬收案」：「美沙冬收案」由 2 份資料合併：收案.xlsx 工作表「美沙冬收案」、「美沙冬收案113年2月」"
    ]
    reading = read_sheets(one, two, make_sheet("美沙冬收案.csv", whole))
    assert list_issues(reading.issues, "column-lacking") == [said.format("檔案")]


def test_required_column_that_one_of_them_lacks_is_a_blank_of_each_row() -> None:
    header = ["社工編號", "年月", "服務案家數", "新開案數"]
    one = make_sheet("a.xlsx", [header, ["W0001", "113/01", 30, 3]], "家支社工")
    two = make_sheet("b.xlsx", [header[:3], ["W0002", "113/01", 20]], "家支社工")
    result = compute_sheets(one, two)
    assert list_issues(result.issues, "cell-blank") == ["b.xlsx 工作表「家支社工」 第 2 列 欄「新開案數」：必填欄位空白；請補填"]
    assert count_rows(result, "family_workers") == [(1, 1, 0, 0), (1, 0, 1, 0)]
    assert (find_measure(result, "2.3.1").numerator, find_measure(result, "2.3.2").numerator) == (50, 3)


@pytest.mark.parametrize("empty", [None, "", "　", "－", "N/A"])
@pytest.mark.parametrize(
    ("file", "header", "row", "register"),
    [
        ("美沙冬收案", ADMISSIONS, ["A0001", "H1", "112/8/1"], "methadone_admissions"),
        ("家屬前後測", ["家屬編號", "前測分數", "後測分數"], ["F0001"], "family_assessments"),
        ("學校清冊", ["學校代碼", "學生數", "學校日宣導"], ["001"], "schools"),
        ("追蹤輔導個案", ["個案編號", "開案日期", "需求等級", "結案日期"], ["A0001", "113/1/5"], "cases"),
    ],
)
def test_empty_cells_are_blank(file: str, header: list[str], row: list[Cell], register: str, empty: Cell) -> None:
    reading = read_sheets(make_sheet(f"{file}.csv", [header, [*row, *[empty] * (len(header) - len(row))]]))
    assert [list_values(reading, register, name) for name in header[len(row) :]] == [[None]] * (len(header) - len(row))
    assert list_issues(reading.issues, "cell-unreadable", "cell-unused", "cell-blank") == []


def test_serials_of_both_date_systems_in_one_register() -> None:
    header = ["會議日期", "秘書長或主任秘書以上主持"]
    old = make_sheet("a.xlsx", [header, [43834, "是"], [ShownNumber(43834, "43834.00"), "是"]], "跨局處會議", is_date1904=True)
    mixed: Rows = [header, [1130105, "是"], [dt.date(2024, 1, 5), "是"], ["113/1/5", "是"]]
    reading = read_sheets(
        old,
        make_sheet("b.xlsx", [header, [45296, "是"]], "跨局處會議"),
        make_sheet("c.xlsx", mixed, "跨局處會議", is_date1904=True),
    )
    assert list_values(reading, "meetings", "會議日期") == ["2024-01-05"] * 6


def test_serials_of_a_1904_workbook_at_the_ends_of_roc_1_to_200() -> None:
    header = ["會議日期", "秘書長或主任秘書以上主持"]
    # 1904-01-01 + 8 years with two leap days is the first day of ROC 1; 43,834 is 45,296 less the 1,462 days between the systems.
    rows = [[serial, "是"] for serial in (2921, 2922, 2923, 43834, 75969, 75970, 75971)]
    reading = read_sheets(make_sheet("a.xlsx", [header, *rows], "跨局處會議", is_date1904=True))
    days = ["1912-01-01", "1912-01-02", "2024-01-05", "2111-12-30", "2111-12-31"]
    assert list_values(reading, "meetings", "會議日期") == [None, *days, None]
    assert [text.partition(" 欄")[0] for text in list_issues(reading.issues, "cell-unreadable")] == [
        "a.xlsx 工作表「跨局處會議」 第 2 列",
        "a.xlsx 工作表「跨局處會議」 第 8 列",
    ]


def test_months_are_no_serials_in_either_system() -> None:
    header = ["社工編號", "年月", "服務案家數", "新開案數"]
    sheets = [
        make_sheet(file, [header, ["W0001", 11301, 30, 3]], "家支社工", is_date1904=is_date1904)
        for file, is_date1904 in (("a.xlsx", False), ("b.xlsx", True))
    ]
    assert list_values(read_sheets(*sheets), "family_workers", "年月") == ["2024-01-01"] * 2


def test_missing_column_is_named_with_its_near_miss() -> None:
    rows: Rows = [["個案編號", "機構代碼", "新收日", "結案日期"], ["A0001", "H1", "112/8/1", None]]
    result = compute_sheets(make_sheet("a.xlsx", rows, "美沙冬收案"))
    assert [(issue.level.value, str(issue)) for issue in result.issues] == [
        ("說明", "a.xlsx 工作表「美沙冬收案」 第 1 列 欄「新收日」：「美沙冬收案」不使用欄位「新收日」，未讀取"),
        (
            "警告",
            "a.xlsx 工作表「美沙冬收案」：「美沙冬收案」沒有欄位「新收日期」，最接近的是「新收日」，請改為正式欄名；"
            "需要此欄的衡量項目無法由清冊計算，請補上此欄",
        ),
        ("警告", "a.xlsx 工作表「美沙冬收案」：「美沙冬收案」沒有欄位「結案原因」；需要此欄的衡量項目無法由清冊計算，請補上此欄"),
    ]
    measure = find_measure(result, "3.3")
    assert (measure.status.value, measure.numerator, measure.denominator) == ("no_data", None, None)


def test_column_that_no_measure_reads_is_not_missed() -> None:
    reading = read_sheets(make_sheet("志工.csv", [["志工編號", "繼續教育時數"], ["V0001", 4]]))
    assert reading.issues == ()
    reading = read_sheets(make_sheet("講習場次.csv", [["辦理日期", "含藥愛及愛滋防治"], ["113/1/5", "是"]]))
    assert reading.issues == ()


def test_registers_stand_in_the_order_of_the_plan() -> None:
    volunteers = make_sheet("a.xlsx", [["志工編號", "繼續教育時數"], ["V0001", 4]], "志工")
    schools = make_sheet("a.xlsx", [["學校代碼", "學生數"], ["001", 4]], "學校清冊")
    reading = read_sheets(volunteers, schools)
    assert list(reading.registers) == ["schools", "volunteers"]
    assert reading.digests == {"a.xlsx": "digest of a.xlsx"}
