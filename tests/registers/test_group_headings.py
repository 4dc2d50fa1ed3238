"""Headings of groups among records: nothing but a key, in words where all others are codes."""

import pytest

from antidrug_kpi.files import Cell
from antidrug_kpi.registers.vocabulary.key_words import is_in_words, pick_keys_in_words

from .offices import Rows, compute_sheets, count_rows, find_measure, list_issues, list_values, make_sheet, read_sheets

SAID = ("heading-skipped", "key-in-words", "cell-blank", "cell-unreadable", "footer-suspected", "rows-passed-over")
HEADING = (
    "{} 第 {} 列 欄「{}」：「{}」這一列只有「{}」，寫的是文字而其他各列都是代碼，視為分組標題，略過不計；"
    "如果是一筆，請填正確的代碼與其他欄位"
)

# Register, header, two records, and a heading of one of them.
GROUPS: list[tuple[str, list[Cell], list[list[Cell]], list[Cell], str, str]] = [
    ("學校清冊", ["學校代碼", "學校日宣導"], [["S001", "是"], ["S002", "否"]], ["國中", None], "學校代碼", "國中"),
    ("學校清冊", ["學校代碼", "學校日宣導"], [["高市001", "是"], ["高市002", "否"]], ["國民中學", "－"], "學校代碼", "國民中學"),
    (
        "學校清冊",
        ["序號", "學校代碼", "學校日宣導"],
        [[1, 193501, "是"], [2, 193502, "否"]],
        [3, "東區1組", None],
        "學校代碼",
        "東區1組",
    ),
    (
        "學校清冊",
        ["學校代碼", "學校日宣導"],
        [["S001", "是"], ["S002", "否"]],
        ["1.國中（2校）", None],
        "學校代碼",
        "1.國中（2校）",
    ),
    (
        "追蹤輔導個案",
        ["開案日期", "個案編號"],
        [["113/1/5", "A1"], ["113/1/6", "A2"]],
        [None, "鼓山區個案"],
        "個案編號",
        "…區個案",
    ),
    ("志工", ["繼續教育時數", "志工編號"], [[4, "V1"], [5, "V2"]], [None, "望海國小志工隊"], "志工編號", "…志工隊"),
    ("治療機構", ["機構代碼", "機構名稱"], [["H1", "甲院"], ["H2", "乙院"]], ["醫學中心", None], "機構代碼", "醫學中心"),
    (
        "家支社工",
        ["社工編號", "年月", "服務案家數", "新開案數"],
        [["W1", "113/1", 1, 1], ["W2", "113/1", 1, 1]],
        ["North"],
        "社工編號",
        "North",
    ),
    (
        "佐證清冊",
        ["指標代碼", "項目名稱", "要件"],
        [["3.2", "甲", "服務對象"], ["三(二)", "乙", "服務對象"]],
        ["醫療組"],
        "指標代碼",
        "醫療組",
    ),
    ("志工", ["志工編號"], [["V1"], ["V2"]], ["社區志工"], "志工編號", "…區志工"),
]


@pytest.mark.parametrize(("register", "header", "records", "heading", "column", "shown"), GROUPS)
@pytest.mark.parametrize("position", [1, 2, 3])
def test_a_heading_is_skipped_and_said(
    register: str, header: list[Cell], records: list[list[Cell]], heading: list[Cell], column: str, shown: str, position: int
) -> None:
    rows = [header, *records]
    rows.insert(position, heading)
    reading = read_sheets(make_sheet(f"{register}.xlsx", rows, register))
    read = next(iter(reading.registers.values()))
    assert [(source.rows, source.skipped) for source in read.sources] == [(3, 1)]
    expected = HEADING.format(f"{register}.xlsx 工作表「{register}」", position + 1, column, shown, column)
    assert list_issues(reading.issues, *SAID) == [expected]


def test_no_school_is_counted_for_a_heading() -> None:
    rows: Rows = [["學校代碼", "學校日宣導"], ["國中"], ["S001", "是"], ["S002", "是"], ["國小"], ["S003", "否"]]
    result = compute_sheets(make_sheet("學校清冊.csv", rows))
    assert count_rows(result, "schools") == [(5, 3, 0, 2)]
    found = find_measure(result, "1.1.2")
    assert (found.numerator, found.denominator) == (2, 3)


@pytest.mark.parametrize(
    ("row", "is_heading"),
    [
        (["國中", None, None, None], True),
        (["國中", None, 7, None], True),  # a running number
        (["國中", None, None, "望海縣"], True),  # what most rows hold
        (["國中", "甲國中", None, None], False),
        (["國中", None, "07-1234567", None], False),
        (["國中", None, None, "向陽縣"], False),
        (["S009", None, None, None], False),
        (["三(二)", None, None, None], False),
    ],
)
def test_nothing_but_the_key_stands_in_a_heading(row: list[Cell], *, is_heading: bool) -> None:
    records: list[list[Cell]] = [[f"S00{number}", "某校", number, "望海縣"] for number in range(3)]
    reading = read_sheets(make_sheet("學校清冊.csv", [["學校代碼", "學校名稱", "編號", "縣市"], *records, row]))
    assert len(list_values(reading, "schools", "學校代碼")) == (3 if is_heading else 4)
    assert bool(list_issues(reading.issues, "heading-skipped")) == is_heading


@pytest.mark.parametrize(("codes", "is_heading"), [(0, False), (1, False), (2, True), (3, True)])
def test_the_other_keys_are_codes(codes: int, *, is_heading: bool) -> None:
    """Two schools bear their names for a code; where hardly any has a code, words are keys."""
    records: list[list[Cell]] = [[f"S00{number}", "是"] for number in range(codes)]
    rows: Rows = [["學校代碼", "學校日宣導"], ["望海國中", "是"], ["向陽國中", "否"], *records, ["臨港國中", None]]
    reading = read_sheets(make_sheet("學校清冊.csv", rows))
    assert len(reading.registers["schools"]) == codes + (2 if is_heading else 3)


def test_a_name_that_identifies_is_no_code() -> None:
    """Beside 甲之家 a row with nothing but a name is an institution of which a required cell is blank."""
    rows: Rows = [["機構名稱", "當年度安置涉毒少年"], ["甲之家", "是"], ["北區", None]]
    assert count_rows(compute_sheets(make_sheet("安置機構.csv", rows)), "placement_institutions") == [(2, 1, 1, 0)]


def test_headings_and_subtotals_together() -> None:
    rows: Rows = [
        ["學校代碼", "學生數", "特定人員數"],
        ["國中", None, None],
        ["S001", 10, 1],
        ["S002", 20, 1],
        ["國中共2校", 30, 2],
        ["國小", None, None],
        ["S003", 5, 1],
        ["S004", 5, 1],
        ["國小共2校", 10, 2],
        ["合計", 40, 4],
    ]
    assert count_rows(compute_sheets(make_sheet("學校清冊.csv", rows)), "schools") == [(9, 4, 0, 5)]


@pytest.mark.parametrize(("length", "is_name"), [(59, True), (60, True), (61, False)])
def test_no_name_of_a_group_is_longer_than_sixty_signs(length: int, *, is_name: bool) -> None:
    assert is_in_words("東" * (length - 1) + "區") is is_name


@pytest.mark.parametrize(("count", "is_word"), [(1, True), (2, False), (3, False), (4, False)])
def test_words_with_a_number_are_keys_where_half_of_the_keys_are_such(count: int, *, is_word: bool) -> None:
    """東區 is in words anyway; of the other four some are called 第1區2組."""
    mixed = {f"第1區{number}組" for number in range(1, count + 1)}
    found = pick_keys_in_words(["東區", *sorted(mixed), *[f"S{number}" for number in range(4 - count)]])
    assert found == {"東區", *(mixed if is_word else ())}
