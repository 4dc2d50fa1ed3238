"""Messages quote a date as it was typed, and say what it was read as where that is written otherwise."""

import datetime as dt

import pytest

from antidrug_kpi.files import Cell, ShownNumber

from .offices import Rows, compute_sheets, find_measure, list_issues, make_sheet

CASES = ["個案編號", "開案日期", "結案日期"]


@pytest.mark.parametrize(
    ("closing", "quoted"),
    [
        ("113/1/4", "「113/1/4」（讀作 2024-01-04）"),
        ("民國113年1月4日", "「民國113年1月4日」（讀作 2024-01-04）"),
        ("2024-01-04", "「2024-01-04」"),
        (" 2024-01-04 ", "「 2024-01-04 」"),
        ("2024/1/4 10:30", "「2024/1/4 10:30」（讀作 2024-01-04）"),
        (dt.datetime(2024, 1, 4), "「2024-01-04」"),
        (dt.datetime(2024, 1, 4, 10, 30), "「2024-01-04 10:30:00」（讀作 2024-01-04）"),
        (45295, "「45295」（讀作 2024-01-04）"),
        (ShownNumber(1130104, "1130104"), "「1130104」（讀作 2024-01-04）"),
    ],
)
def test_a_reversed_pair_is_one_message_that_quotes_both(closing: Cell, quoted: str) -> None:
    result = compute_sheets(make_sheet("追蹤輔導個案.csv", [CASES, ["A0001", "113/1/5", closing]]))
    assert list_issues(result.issues, "dates-reversed") == [
        f"追蹤輔導個案.csv 第 2 列 欄「結案日期」：「結案日期」的{quoted}早於「開案日期」的「113/1/5」（讀作 2024-01-05）；"
        "請更正其中之一"
    ]
    (issue,) = (issue for issue in result.issues if issue.code == "dates-reversed")
    assert issue.columns == ("結案日期", "開案日期")


def test_each_row_is_quoted_as_it_was_typed() -> None:
    """One day in two ways, each read once for all its rows."""
    rows: Rows = [CASES, ["A1", "24/1/5", None], ["A2", "0024.1.5", None], ["A3", "24/1/5", None], ["A4", "113/1/5", None]]
    reading = compute_sheets(make_sheet("追蹤輔導個案.csv", rows))
    assert [(issue.address.row, issue.value) for issue in reading.issues if issue.code == "date-far"] == [
        (2, "24/1/5"),
        (3, "0024.1.5"),
        (4, "24/1/5"),
    ]


def test_an_identifier_cut_to_15_digits_weighs_where_a_measure_reads_it() -> None:
    """個案編號 of 美沙冬收案 tells persons apart; no measure reads its 機構代碼."""
    header = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]
    rows: Rows = [header, [10**15, "H1", "112/8/1"], ["A0002", 10**15, "112/8/1"]]
    result = compute_sheets(make_sheet("美沙冬收案.csv", rows))
    assert [(issue.code, issue.level.name, issue.address.column) for issue in result.issues] == [
        ("digits-lost", "FILE", "個案編號"),
        ("cell-unused", "WARNING", "機構代碼"),
    ]
    assert find_measure(result, "3.3").rejected == 0
    assert list_issues(result.issues, "cell-unused") == [
        "美沙冬收案.csv 第 3 列 欄「機構代碼」：「1000000000000000」是超過 15 位的數值，試算表只保留前 15 位；請改正"
        "（沒有衡量項目讀取此欄，不因此剔退）"
    ]
