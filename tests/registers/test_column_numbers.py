"""The row of column numbers that forms print below their header: left out and said, or counted and told as a doubt."""

from collections.abc import Sequence

import pytest

from antidrug_kpi.files import Cell

from .offices import Rows, compute_sheets, count_rows, list_issues, list_values, make_sheet, read_sheets

HEADER: list[Cell] = ["志工編號", "姓名", "繼續教育時數"]
RECORDS: Rows = [["V001", "王一", 5], ["V002", "王二", 6]]
SKIPPED = "志工.csv 第 {} 列：標題下的「{}」這一列是各欄的編號，視為標題的一部分，略過不計；如果是一筆，請填正確的編號或名稱"
SUSPECTED = (
    "志工.csv 第 2 列：標題下的「{}」這一列像是各欄的編號，照樣當作一筆列計；"
    "如果是欄的編號，請從清冊刪去，如果是一筆，請確認內容無誤"
)
SAID = ("column-numbers-skipped", "column-numbers-suspected")


def read_volunteers(*rows: Sequence[Cell]) -> tuple[list[object], list[str]]:
    """The numbers of the volunteers read, and what is said of column numbers."""
    reading = read_sheets(make_sheet("志工.csv", [*rows]))
    return list_values(reading, "volunteers", "志工編號"), list_issues(reading.issues, *SAID)


@pytest.mark.parametrize(
    "line",
    [
        [1, 2, 3],
        ["1", "2", "3"],
        ["①", "②", "③"],
        ["甲", "乙", "丙"],
        ["甲", "乙", "丙=甲+乙"],
        ["一", "二", "三"],
        ["A", "B", "C"],
        ["a", "b", "c"],
        ["1", "2", "3=2/1"],
        ["(1)", "(2)", "(3)=(1)+(2)"],
        ["A", "B", "C=A/B"],
        ["第1欄", "第2欄", "第3欄"],
        ["欄位1", "欄位2", "欄位3"],
    ],
)
def test_column_numbers_belong_to_the_header(line: list[Cell]) -> None:
    shown = "、".join(str(cell) for cell in line)
    result = compute_sheets(make_sheet("志工.csv", [HEADER, line, *RECORDS]))
    assert count_rows(result, "volunteers") == [(2, 2, 0, 0)]
    assert list_issues(result.issues, *SAID) == [SKIPPED.format(2, shown)]
    assert list_issues(result.issues, "cell-unreadable") == []


def test_numbers_in_brackets_are_skipped_silently_as_before() -> None:
    assert read_volunteers(HEADER, ["(1)", "(2)", "(3)"], *RECORDS) == (["V001", "V002"], [])


def test_units_may_stand_above_or_below() -> None:
    units: list[Cell] = [None, None, "(小時)"]
    line: list[Cell] = [1, 2, 3]
    assert read_volunteers(HEADER, units, line, *RECORDS) == (["V001", "V002"], [SKIPPED.format(3, "1、2、3")])
    assert read_volunteers(HEADER, line, units, *RECORDS) == (["V001", "V002"], [SKIPPED.format(2, "1、2、3")])


def test_columns_nobody_knows_are_numbered_too() -> None:
    header: list[Cell] = ["序號", "志工編號", "備註", "繼續教育時數"]
    for line in ([1, 2, 3, 4], [1, 2, None, 4], [1, 2, None, 3]):
        keys, said = read_volunteers(header, [*line], [1, "V001", None, 5], [2, "V002", None, 6])
        assert keys == ["V001", "V002"]
        assert len(said) == 1


@pytest.mark.parametrize(
    ("rows", "is_said"),
    [
        ([["1", "2", "3"], ["2", "王二", "6"]], True),  # the keys go on
        ([["A", "B", "C"], ["B", "王二", "6"]], True),
        ([["1", "2", "4"], ["V001", "王二", "6"]], False),  # not the running numbers
        ([["2", "3", "4"], ["V001", "王二", "6"]], False),
        ([["1", "王一", "3"], ["2", "王二", "6"]], False),
        ([["V001", "王二", "6"], ["1", "2", "3"]], False),  # not right below the header
    ],
)
def test_what_may_be_a_record_counts(rows: Rows, is_said: bool) -> None:
    shown = "、".join(str(cell) for cell in rows[0])
    assert read_volunteers(HEADER, *rows) == ([row[0] for row in rows], [SUSPECTED.format(shown)] if is_said else [])


def test_a_form_without_records_has_none() -> None:
    schools: list[Cell] = ["學校代碼", "學校名稱", "學校日宣導"]  # 3 is no flag, and 2 no name
    reading = read_sheets(make_sheet("學校清冊.csv", [schools, ["1", "2", "3"]]))
    assert list_values(reading, "schools", "學校代碼") == []
    assert len(list_issues(reading.issues, "column-numbers-skipped")) == 1


def test_the_only_row_counts_where_it_can_be_a_record() -> None:
    assert read_volunteers(HEADER, ["1", "2", "3"]) == (["1"], [SUSPECTED.format("1、2、3")])


@pytest.mark.parametrize(("key", "is_said"), [("2", False), ("7", False), ("V001", True)])
def test_two_columns_always_count(key: str, is_said: bool) -> None:
    keys, said = read_volunteers(["志工編號", "繼續教育時數"], ["1", "2"], [key, "5"])
    assert (keys, said) == (["1", key], [SUSPECTED.format("1、2")] if is_said else [])


def test_two_columns_with_numbers_in_rings() -> None:
    keys, said = read_volunteers(["志工編號", "繼續教育時數"], ["①", "②"], ["V001", "5"])
    assert (keys, said) == (["V001"], [SKIPPED.format(2, "①、②")])


@pytest.mark.parametrize(("key", "kept"), [("2", ["1", "2"]), ("7", ["1", "7"]), ("1", ["1", "1"]), ("190001", ["190001"])])
def test_schools_in_numbers_alone(key: str, kept: list[str]) -> None:
    header: list[Cell] = ["學校代碼", "學生數", "特定人員數"]
    reading = read_sheets(make_sheet("學校清冊.csv", [header, ["1", "2", "3"], [key, "100", "2"]]))
    assert list_values(reading, "schools", "學校代碼") == kept
    assert len(list_issues(reading.issues, "column-numbers-suspected")) == len(kept) - 1
    assert len(list_issues(reading.issues, "column-numbers-skipped")) == 2 - len(kept)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["1", "2", "3"], ["1000000", "200000", "30%"]], "column-numbers-skipped"),
        ([["1", "2", "3"]], "column-numbers-suspected"),
    ],
)
def test_a_register_without_keys_goes_by_its_first_column(rows: Rows, said: str) -> None:
    reading = read_sheets(make_sheet("經費.csv", [["中央補助金額", "自籌金額", "最低自籌比率"], *rows]))
    assert [issue.code for issue in reading.issues if issue.code in SAID] == [said]


@pytest.mark.parametrize(("texts", "count"), [("一 二 三", 1), ("三十十 十十 一二十", 0), ("一二 二一 十一十", 0)])
def test_only_numerals_below_a_hundred_are_numbers(texts: str, count: int) -> None:
    header: list[Cell] = ["志工編號", "姓名", "繼續教育時數"]
    reading = read_sheets(make_sheet("志工.csv", [header, list(texts.split()), ["V001", "甲", "5"]]))
    assert len(list_issues(reading.issues, "column-numbers-skipped")) == count
