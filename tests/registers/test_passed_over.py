"""Rows that are blank in all of a register's columns and hold something under other headers."""

import datetime as dt

import pytest

from antidrug_kpi.files import Cell, UnreadableCell

from .offices import Rows, compute_sheets, count_rows, find_measure, list_issues, make_sheet

HEADER: list[Cell] = ["序號", "縣市", "個案編號", "機構代碼", "新收日期", "姓名", "生日"]
RECORD: list[Cell] = [1, "高雄市", "A0001", "H1", "112/7/1", "王小明", "70/1/1"]
SAID = "美沙冬收案.csv：有 {} 列（第 {} 列）只在不使用的欄位「{}」有內容，未讀取；如果是漏填，請補填清冊的欄位"


def find_passed_over(*rows: list[Cell]) -> list[str]:
    result = compute_sheets(make_sheet("美沙冬收案.csv", [HEADER, RECORD, *rows]))
    assert count_rows(result, "methadone_admissions") == [(len(rows) + 1, 1, 0, len(rows))]
    return list_issues(result.issues, "rows-passed-over")


def fill(number: Cell = None, county: Cell = None, name: Cell = None, birthday: Cell = None) -> list[Cell]:
    return [number, county, None, None, None, name, birthday]


def test_a_person_without_a_number_is_skipped_and_said() -> None:
    assert find_passed_over(fill(2, "高雄市", "李大華", "71/2/2")) == [SAID.format(1, 3, "縣市」、「姓名」、「生日")]
    assert find_passed_over(fill(name="李大華")) == [SAID.format(1, 3, "姓名")]
    assert find_passed_over(fill(birthday=dt.date(1982, 2, 2))) == [SAID.format(1, 3, "生日")]


def test_the_first_rows_are_named_and_all_are_counted() -> None:
    rows = [fill(name=f"李{number}") if number % 2 else fill() for number in range(1, 14)]
    assert find_passed_over(*rows) == [SAID.format(7, "3、5、7、9、11…", "姓名")]
    assert find_passed_over(*[fill(name=f"李{number}") for number in range(13)]) == [SAID.format(13, "3–15", "姓名")]


@pytest.mark.parametrize(
    "row",
    [
        fill(),
        fill(2),
        fill("2."),
        fill("No.12"),
        fill("9999"),
        fill("－", "無資料"),
        fill("", "　"),
        fill("合計"),
        fill("填報人：王小明"),
        fill("※由衛生局填報"),
        fill(birthday=UnreadableCell("#VALUE!", "公式錯誤")),
    ],
)
def test_what_is_filled_in_beforehand_is_not_said(row: list[Cell]) -> None:
    assert find_passed_over(row) == []


@pytest.mark.parametrize(("text", "is_said"), [("1234", False), ("12345", True), ("0912345678", True)])
def test_a_running_number_has_four_digits_at_most(text: str, *, is_said: bool) -> None:
    assert find_passed_over(fill(text)) == ([SAID.format(1, 3, "序號")] if is_said else [])


@pytest.mark.parametrize(("rows", "is_said"), [(1, True), (2, False), (3, False)])
def test_what_three_cells_and_most_of_a_column_hold_is_no_content(rows: int, *, is_said: bool) -> None:
    """The record holds the county too, so that two more rows make three alike."""
    found = find_passed_over(*[fill(number, "高雄市") for number in range(rows)])
    assert found == ([SAID.format(1, 3, "縣市")] if is_said else [])


@pytest.mark.parametrize(("alike", "is_said"), [(2, True), (3, True), (4, False)])
def test_most_is_more_than_half_of_a_column(alike: int, *, is_said: bool) -> None:
    """Three records of other counties; with the row filled in beforehand 高雄市 is in 2 of 5, 3 of 6 or 4 of 7."""
    names = ["高雄市"] * (alike - 1) + ["甲縣", "乙縣", "丙縣"]
    records: list[list[Cell]] = [[1, name, f"A{row}", "H1", "112/7/1", "某", None] for row, name in enumerate(names)]
    rows: Rows = [HEADER, *records, fill(9, "高雄市")]
    found = list_issues(compute_sheets(make_sheet("美沙冬收案.csv", rows)).issues, "rows-passed-over")
    assert found == ([SAID.format(1, len(rows), "縣市")] if is_said else [])


@pytest.mark.parametrize(("alike", "is_said"), [(2, True), (3, False), (4, False)])
def test_three_alike_among_the_rows_passed_over_are_enough(alike: int, *, is_said: bool) -> None:
    """In the whole column 高雄市 is rare."""
    records: list[list[Cell]] = [[1, f"{row}縣", f"A{row}", "H1", "112/7/1", "某", None] for row in range(9)]
    rows: Rows = [HEADER, *records, *(fill(9, "高雄市") for _ in range(alike))]
    found = list_issues(compute_sheets(make_sheet("美沙冬收案.csv", rows)).issues, "rows-passed-over")
    assert found == ([SAID.format(alike, "11–12", "縣市")] if is_said else [])


def test_columns_without_a_header_hold_notes() -> None:
    rows: Rows = [["個案編號", "機構代碼", "新收日期", None], ["A0001", "H1", "112/7/1", None], [None, None, None, "見公文"]]
    assert list_issues(compute_sheets(make_sheet("美沙冬收案.csv", rows)).issues, "rows-passed-over") == []


def test_no_figure_changes() -> None:
    rows: Rows = [[*HEADER, "結案日期", "結案原因"], [*RECORD, None, None], fill(2, "高雄市", "李大華", "71/2/2")]
    result = compute_sheets(make_sheet("美沙冬收案.csv", rows))
    assert (find_measure(result, "3.3").numerator, find_measure(result, "3.3").denominator) == (1, 1)
    assert [own.warnings for own in result.inputs] == [1]
