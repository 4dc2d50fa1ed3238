"""Records that look like totals, notes or signatures: they count, and every command says so."""

import pytest

from antidrug_kpi.files import Cell
from antidrug_kpi.issues import Level

from .offices import Rows, compute_sheets, count_rows, find_measure, list_issues, list_values, make_sheet, read_sheets

SCHOOLS = ["學校代碼", "學生數", "特定人員數", "前一年同期學生數", "前一年同期特定人員數", "學校日宣導"]
TOTAL = "{} 第 4 列 欄「{}」：「{}」像是合計或小計，照樣當作一筆列計；如果是，請從清冊刪去"
FOOTER = "{} 欄「{}」：「{}」與其他各列的「{}」寫法不同，像是註記或簽章，照樣當作一筆列計；如果是，請從清冊刪去"

WORDS = (
    "學校清冊.csv 第 4 列 欄「學校代碼」：「{}」是文字，而其他各列的「學校代碼」都是代碼，像是小計或標題，照樣當作一筆列計；"
    "如果是一筆，請填正確的代碼，如果不是，請從清冊刪去"
)
SUSPECTED = ("total-suspected", "footer-suspected", "key-in-words", "sum-suspected")


def list_schools(*rows: list[Cell]) -> Rows:
    return [SCHOOLS, ["000001", 100, 10, 100, 5, "是"], ["000002", 100, 10, 100, 5, "是"], *rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平均", TOTAL.format("學校清冊.csv", "學校代碼", "平均")),
        ("全部", TOTAL.format("學校清冊.csv", "學校代碼", "全部")),
        ("全部 5校", TOTAL.format("學校清冊.csv", "學校代碼", "全部5校")),
        ("總人數", TOTAL.format("學校清冊.csv", "學校代碼", "總人數")),
        ("合計國中", WORDS.format("合計國中")),
        ("平均國中", WORDS.format("平均國中")),
        ("望海縣", WORDS.format("望海縣")),
        ("第1區", WORDS.format("第1區")),
        ("東區2所", WORDS.format("東區2所")),
        ("000003", None),
    ],
)
def test_a_record_that_looks_like_a_total_counts_and_is_said(text: str, expected: str | None) -> None:
    """The first number is one more than the sum of those above, so that nothing but the word tells."""
    result = compute_sheets(make_sheet("學校清冊.csv", list_schools([text, 201, 20, 200, 10, None])))
    assert count_rows(result, "schools") == [(3, 3, 0, 0)]
    found = [issue for issue in result.issues if issue.code in SUSPECTED]
    assert [str(issue) for issue in found] == ([expected] if expected else [])
    assert {issue.level for issue in found} <= {Level.FILE}


@pytest.mark.parametrize("text", ["全市合計", "各校小計：", "本市總計（12）", "全縣", "東區小計", "全市Total"])
def test_what_ends_in_the_word_itself_is_a_footer_beside_numbers(text: str) -> None:
    result = compute_sheets(make_sheet("學校清冊.csv", list_schools([text, 201, 20, 200, 10, None])))
    assert count_rows(result, "schools") == [(3, 2, 0, 1)]
    assert list_issues(result.issues, *SUSPECTED) == []


def test_until_it_is_taken_out_it_counts() -> None:
    """特定人員 10 of 100 students at each of two schools, and a row that nearly adds the two up."""
    result = compute_sheets(make_sheet("學校清冊.csv", list_schools(["全市平均", 200, 20, 200, 11, None])))
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
    rows: Rows = [["志工編號", "繼續教育時數"], ["V0001", 4], ["V0002", 5], ["V0003平均", None]]
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
        ("A:1", True),  # a colon
        ("ABC", True),  # no digit where all others have one
        ("A00003", False),
        ("1-3", False),
    ],
)
def test_a_last_record_of_another_form_alone_in_its_row(text: str, *, is_odd: bool) -> None:
    reading = read_sheets(make_sheet("學校清冊.csv", list_schools([text])))
    assert list_values(reading, "schools", "學校代碼") == ["000001", "000002", text]
    expected = FOOTER.format("學校清冊.csv 第 4 列", "學校代碼", text, "學校代碼")
    assert list_issues(reading.issues, "footer-suspected") == ([expected] if is_odd else [])


@pytest.mark.parametrize("text", ["校長", "以各校12月資料填列"])
def test_words_alone_among_codes_are_a_heading_and_no_stray(text: str) -> None:
    reading = read_sheets(make_sheet("學校清冊.csv", list_schools([text])))
    assert list_values(reading, "schools", "學校代碼") == ["000001", "000002"]
    assert list_issues(reading.issues, *SUSPECTED) == []


@pytest.mark.parametrize(("text", "is_odd"), [("校長", False), ("校長：", True)])
def test_beside_other_cells_only_a_colon_tells(text: str, *, is_odd: bool) -> None:
    rows = list_schools([text, None, None, None, None, "是"])
    assert bool(list_issues(read_sheets(make_sheet("學校清冊.csv", rows)).issues, "footer-suspected")) == is_odd


@pytest.mark.parametrize(("below", "is_odd"), [(8, True), (9, True), (10, False)])
def test_only_the_last_ten_rows_of_a_sheet_are_looked_at(below: int, *, is_odd: bool) -> None:
    own: list[list[Cell]] = [[f"{number:06}", 1, 1, 1, 1, "是"] for number in range(10, 10 + below)]
    sheet = make_sheet("a.xlsx", list_schools(["ABC"], *own), "學校清冊")
    others: list[list[Cell]] = [[f"{number:06}"] for number in range(50, 70)]
    other = make_sheet("b.xlsx", list_schools(*others), "學校清冊")
    expected = FOOTER.format("a.xlsx 工作表「學校清冊」 第 4 列", "學校代碼", "ABC", "學校代碼")
    assert list_issues(read_sheets(sheet, other).issues, "footer-suspected") == ([expected] if is_odd else [])


@pytest.mark.parametrize("keys", [["甲", "乙", "校長"], ["甲1", "乙", "校長"], ["1", "校長", "局長"], ["校長"]])
def test_where_numbers_have_no_common_form_nothing_is_odd(keys: list[str]) -> None:
    rows: Rows = [["學校代碼", "學生數"], *([key] for key in keys)]
    found = list_issues(read_sheets(make_sheet("學校清冊.csv", rows)).issues, "footer-suspected")
    # every row stands alone here, so that there is nothing to compare with
    assert found == []


def test_a_last_record_of_a_person_is_masked() -> None:
    rows: Rows = [["家屬編號", "前測分數", "後測分數"], ["F0001", 1, 2], ["F:0001號", None, None]]
    expected = FOOTER.format("家屬前後測.csv 第 3 列", "家屬編號", "…01號", "家屬編號")
    assert list_issues(read_sheets(make_sheet("家屬前後測.csv", rows)).issues, "footer-suspected") == [expected]


def test_institutions_are_names_and_no_notes() -> None:
    header = ["機構名稱", "當年度安置涉毒少年", "辦理工作人員教育訓練"]
    rows: Rows = [header, ["第1之家", "是", None], ["希望之家", "是", None]]
    assert list_issues(read_sheets(make_sheet("安置機構.csv", rows)).issues, "footer-suspected") == []


def test_the_name_of_a_project_may_have_a_colon() -> None:
    """Evidence is named as it likes; only what ends in a colon asks for something."""
    header = ["指標代碼", "項目名稱", "要件", "說明"]
    rows: Rows = [header, ["3.2", "甲案", "服務對象", None], ["3.2", "乙案：校園", "服務對象", None]]
    assert list_issues(read_sheets(make_sheet("佐證清冊.csv", rows)).issues, *SUSPECTED) == []


@pytest.mark.parametrize(("codes", "is_said"), [(2, False), (3, True), (4, True)])
def test_keys_in_words_are_odd_only_where_as_many_are_codes(codes: int, *, is_said: bool) -> None:
    """Three schools bear their names where others have codes; a register of names is none of codes."""
    own: list[list[Cell]] = [[f"{number:06}", 100 + number] for number in range(codes)]
    names: list[list[Cell]] = [[name, 70] for name in ("望海國中", "向陽國中", "臨港國小")]
    rows: Rows = [["學校代碼", "學生數"], *own, *names]
    reading = read_sheets(make_sheet("學校清冊.csv", rows))
    assert len(reading.registers["schools"]) == codes + 3
    assert len(list_issues(reading.issues, "key-in-words")) == (3 if is_said else 0)


@pytest.mark.parametrize("keys", [["高市001", "高市002"], ["KMUH", "KCGH"], ["三(三)", "四(一)"], ["甲", "乙"], ["AMY", "00B1"]])
def test_codes_of_any_form_are_no_words(keys: list[str]) -> None:
    records: list[list[Cell]] = [[key, 7] for key in keys]
    rows: Rows = [["團體編號", "聚會次數"], *records]
    assert list_issues(read_sheets(make_sheet("家屬團體.csv", rows)).issues, *SUSPECTED) == []
