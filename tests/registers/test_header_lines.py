"""Lines below a header's words that belong to it, and headers that stand again where a page begins."""

import pytest

from antidrug_kpi.files import Cell

from .offices import Rows, compute_sheets, count_rows, list_issues, list_values, make_sheet, read_sheets

SCHOOLS: list[Cell] = ["學校代碼", "學校名稱", "學生數"]
FIRST: list[Cell] = ["000001", "第一國中", "100"]
SECOND: list[Cell] = ["000002", "第二國中", "200"]


@pytest.mark.parametrize(
    "line",
    [
        ["(A)", "(B)", "(C)"],
        ["(1)", "(2)", "(3)"],
        [None, None, "（人）"],
        ["【必填】", None, "[人]"],
        ["School code", "Name", "No. of students"],
        ["Code", None, "Students (persons)"],
    ],
)
def test_units_letters_and_an_english_twin_below_the_words(line: list[Cell]) -> None:
    result = compute_sheets(make_sheet("學校清冊.csv", [SCHOOLS, line, FIRST, SECOND]))
    assert count_rows(result, "schools") == [(2, 2, 0, 0)]
    assert list_issues(result.issues, "cell-unreadable", "cell-blank") == []


def test_two_such_lines_keep_the_row_numbers() -> None:
    rows: Rows = [SCHOOLS, ["Code", "Name", "Students"], [None, None, "(人)"], FIRST, ["000002", "第二國中", "約300"]]
    reading = read_sheets(make_sheet("學校清冊.csv", rows))
    assert list_issues(reading.issues, "cell-unreadable") == ["學校清冊.csv 第 5 列 欄「學生數」：「約300」應為數字；請改正"]
    assert [source.header for source in reading.registers["schools"].sources] == [1]


@pytest.mark.parametrize(
    "row",
    [
        ["A", "B", "100"],
        ["S1", "First", "many"],
        ["(甲)", "第一國中", "100"],
        ["AB", "CD", None],
        ["AB", "CD", 5],
        ["AMY", "BOB", "many"],
        ["AB", None, None],
    ],
)
def test_a_first_record_is_no_such_line(row: list[Cell]) -> None:
    reading = read_sheets(make_sheet("學校清冊.csv", [SCHOOLS, row, SECOND]))
    assert list_values(reading, "schools", "學校代碼") == [str(row[0]).replace("（", "("), "000002"]


def test_a_header_that_stands_again_is_skipped_with_the_titles_above_it() -> None:
    page: Rows = [["望海縣學校清冊"], [None], SCHOOLS]
    rows: Rows = [*page, FIRST, *page, SECOND, ["學 校 代 碼", "學校名稱", "學生數"], ["000003", "學校名稱", "300"]]
    result = compute_sheets(make_sheet("學校清冊.csv", rows))
    assert count_rows(result, "schools") == [(7, 3, 0, 4)]
    assert list_issues(result.issues, "cell-unreadable", "footer-suspected") == []


def test_both_lines_of_a_header_that_stands_again_are_skipped() -> None:
    header: Rows = [["個案編號", "新收", "", "結案"], ["", "日期", "機構代碼", "日期"]]
    rows: Rows = [*header, ["A1", "113/1/5", "H1", None], *header, ["A2", "113/1/6", "H1", None]]
    assert list_values(read_sheets(make_sheet("美沙冬收案.csv", rows)), "methadone_admissions", "個案編號") == ["A1", "A2"]


def test_a_title_that_stands_again_alone_is_a_record() -> None:
    rows: Rows = [["S0009"], SCHOOLS, FIRST, ["S0009", None, None]]
    assert list_values(read_sheets(make_sheet("學校清冊.csv", rows)), "schools", "學校代碼") == ["000001", "S0009"]
