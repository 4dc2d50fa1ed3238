"""Records that look like totals, notes or signatures: they count, and are said."""

import pytest

from antidrug_kpi.files import Cell

from .offices import Rows, compute_sheets, count_rows, find_measure, list_issues, list_values, make_sheet, read_sheets

SCHOOLS = ["學校代碼", "學生數", "特定人員數", "前一年同期學生數", "前一年同期特定人員數", "學校日宣導"]
TOTAL = "{} 第 4 列 欄「{}」：「{}」像是合計或小計，照樣當作一筆列計；如果是，請從清冊刪去"
FOOTER = "{} 欄「{}」：「{}」與其他各列的「{}」寫法不同，像是註記或簽章，照樣當作一筆列計；如果是，請從清冊刪去"


def list_schools(*rows: list[Cell]) -> Rows:
    return [SCHOOLS, ["000001", 100, 10, 100, 5, "是"], ["000002", 100, 10, 100, 5, "是"], *rows]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("全市合計", "全市合計"),
        ("各校小計：", "各校小計:"),
        ("本市總計（12）", None),
        ("全市Total", "全市TOTAL"),
        ("平均", "平均"),
        ("全部", "全部"),
        ("全部 5校", "全部5校"),
        ("總人數", "總人數"),
        ("合計國中", None),
        ("平均國中", None),
        ("000003", None),
    ],
)
def test_a_record_that_ends_like_a_total_beside_figures_counts_and_is_said(text: str, shown: str | None) -> None:
    result = compute_sheets(make_sheet("學校清冊.csv", list_schools([text, 200, 20, 200, 10, None])))
    assert count_rows(result, "schools") == [(3, 3, 0, 0)]
    found = list_issues(result.issues, "total-suspected", "footer-suspected")
    assert found == ([TOTAL.format("學校清冊.csv", "學校代碼", shown)] if shown else [])


def test_until_it_is_taken_out_it_counts() -> None:
    """特定人員 10 of 100 students at each of two schools, and a row that adds the two up."""
    result = compute_sheets(make_sheet("學校清冊.csv", list_schools(["全市合計", 200, 20, 200, 10, None])))
    found = {name: find_measure(result, name) for name in ("1.1.2", "1.2")}
    assert {name: (own.numerator, own.denominator) for name, own in found.items()} == {"1.1.2": (2, 3), "1.2": (40, 400)}


def test_without_a_figure_a_word_for_all_is_no_total() -> None:
    rows: Rows = [["組別", "局處名稱", "專責人力數"], ["預防", "衛生局", 2], ["預防", "平均", None]]
    assert list_issues(read_sheets(make_sheet("主責局處.csv", rows)).issues, "total-suspected") == []


def test_what_stands_before_a_total_in_a_column_of_persons_is_not_shown() -> None:
    rows: Rows = [["志工編號", "繼續教育時數"], ["V0001", 4], ["V0002", 5], ["A123456789平均", 4.5]]
    assert list_issues(read_sheets(make_sheet("志工.csv", rows)).issues, "total-suspected") == [
        TOTAL.format("志工.csv", "志工編號", "平均")
    ]


def test_a_total_with_a_blank_required_cell_is_rejected_and_said_so() -> None:
    rows: Rows = [["志工編號", "繼續教育時數"], ["V0001", 4], ["V0002", 5], ["全市合計", None]]
    result = compute_sheets(make_sheet("志工.csv", rows))
    assert count_rows(result, "volunteers") == [(3, 2, 1, 0)]
    assert list_issues(result.issues, "total-suspected", "cell-blank") == [
        "志工.csv 第 4 列 欄「繼續教育時數」：必填欄位空白；請補填"
    ]


def test_what_a_plan_calls_a_figure_is_no_total() -> None:
    rows: Rows = [["指標代碼", "項目", "數值"], ["3.7", "總人數", 12]]
    assert list_issues(read_sheets(make_sheet("填報數據.csv", rows)).issues, "total-suspected") == []


@pytest.mark.parametrize(
    ("text", "is_odd"),
    [
        ("校長", True),  # no digit where all others have one
        ("以各校12月資料填列", True),  # words where no other has any
        ("A:1", True),  # a colon
        ("ABC", True),
        ("A00003", False),
        ("1-3", False),
    ],
)
def test_a_last_record_of_another_form_alone_in_its_row(text: str, *, is_odd: bool) -> None:
    reading = read_sheets(make_sheet("學校清冊.csv", list_schools([text])))
    assert list_values(reading, "schools", "學校代碼") == ["000001", "000002", text]
    expected = FOOTER.format("學校清冊.csv 第 4 列", "學校代碼", text, "學校代碼")
    assert list_issues(reading.issues, "footer-suspected") == ([expected] if is_odd else [])


@pytest.mark.parametrize(("text", "is_odd"), [("校長", False), ("校長：", True)])
def test_beside_other_cells_only_a_colon_tells(text: str, *, is_odd: bool) -> None:
    rows = list_schools([text, None, None, None, None, "是"])
    assert bool(list_issues(read_sheets(make_sheet("學校清冊.csv", rows)).issues, "footer-suspected")) == is_odd


@pytest.mark.parametrize(("below", "is_odd"), [(8, True), (9, True), (10, False)])
def test_only_the_last_ten_rows_of_a_sheet_are_looked_at(below: int, *, is_odd: bool) -> None:
    own: list[list[Cell]] = [[f"{number:06}", 1, 1, 1, 1, "是"] for number in range(10, 10 + below)]
    sheet = make_sheet("a.xlsx", list_schools(["校長"], *own), "學校清冊")
    others: list[list[Cell]] = [[f"{number:06}"] for number in range(50, 70)]
    other = make_sheet("b.xlsx", list_schools(*others), "學校清冊")
    expected = FOOTER.format("a.xlsx 工作表「學校清冊」 第 4 列", "學校代碼", "校長", "學校代碼")
    assert list_issues(read_sheets(sheet, other).issues, "footer-suspected") == ([expected] if is_odd else [])


@pytest.mark.parametrize("keys", [["甲", "乙", "校長"], ["甲1", "乙", "校長"], ["1", "校長", "局長"], ["校長"]])
def test_where_numbers_have_no_common_form_nothing_is_odd(keys: list[str]) -> None:
    rows: Rows = [["學校代碼", "學生數"], *([key] for key in keys)]
    found = list_issues(read_sheets(make_sheet("學校清冊.csv", rows)).issues, "footer-suspected")
    # every row stands alone here, so that there is nothing to compare with
    assert found == []


def test_a_last_record_of_a_person_is_masked() -> None:
    rows: Rows = [["家屬編號", "前測分數", "後測分數"], ["F0001", 1, 2], ["心理師王小明", None, None]]
    expected = FOOTER.format("家屬前後測.csv 第 3 列", "家屬編號", "…王小明", "家屬編號")
    assert list_issues(read_sheets(make_sheet("家屬前後測.csv", rows)).issues, "footer-suspected") == [expected]


def test_institutions_are_names_and_no_notes() -> None:
    header = ["機構名稱", "當年度安置涉毒少年", "辦理工作人員教育訓練"]
    rows: Rows = [header, ["第1之家", "是", None], ["希望之家", "是", None]]
    assert list_issues(read_sheets(make_sheet("安置機構.csv", rows)).issues, "footer-suspected") == []
