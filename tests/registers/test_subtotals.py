"""Rows that are the sums of the records above them: with an odd key a subtotal, with one like all others a doubt."""

import pytest

from antidrug_kpi.files import Cell
from antidrug_kpi.issues import Level

from .offices import Rows, compute_sheets, count_rows, find_measure, list_issues, list_values, make_sheet, read_sheets

SAID = ("subtotal-skipped", "sum-suspected", "key-in-words")
SKIPPED = (
    "{} 第 {} 列 欄「{}」：「{}」這一列數字都是上面 {} 筆的加總，編號空白或不是代碼，視為小計，略過不計；"
    "如果是一筆，請填正確的編號或名稱"
)
SUSPECTED = (
    "{} 第 {} 列：這一列的「{}」剛好都是上面 {} 筆的加總，編號則與其他各列一樣，照樣當作一筆列計；"
    "如果是小計，請從清冊刪去，如果不是，請確認數字無誤"
)
WORDS = (
    "{} 第 {} 列 欄「{}」：「{}」是文字，而其他各列的「{}」都是代碼，像是小計或標題，照樣當作一筆列計；"
    "如果是一筆，請填正確的代碼，如果不是，請從清冊刪去"
)

# Where the key is blank, the row is named by its first words, or by what is filled first.
NAMED_BY = {"家支社工": "服務案家數", "家屬團體": "團體名稱", "人力清冊": "人力來源"}
# Register, header, five records, and their sums with an odd key.
SUMS: list[tuple[str, list[Cell], list[list[Cell]], list[Cell], str, str]] = [
    (
        "學校清冊",
        ["學校代碼", "學生數", "特定人員數"],
        [["S1", 100, 1], ["S2", 200, 0], ["S3", "1,000", 2], ["S4", 50, 0], ["S5", 50, 0]],
        ["望海縣", "1,400", 3],
        "學校代碼",
        "望海縣",
    ),
    (
        "志工",
        ["繼續教育時數", "志工編號"],
        [[4, "V1"], [4.5, "V2"], ["3.5", "V3"], [2.1, "V4"], [0.2, "V5"]],
        [14.299999999999999, "鼓山區志工"],
        "志工編號",
        "…山區志工"[:1] + "區志工",
    ),
    (
        "家支社工",
        ["社工編號", "年月", "服務案家數", "新開案數"],
        [["W1", "113/1", 9, 1], ["W1", "113/2", 8, 2], ["W1", "113/3", 8, 0], ["W2", "113/1", 7, 1], ["W2", "113/2", 6, 1]],
        [None, None, 38, 5],
        "社工編號",
        "38",
    ),
    (
        "家屬團體",
        ["團體名稱", "團體編號", "聚會次數"],
        [["甲", "G1", 2], ["乙", "G2", 2], ["丙", "G3", 0], ["丁", "G4", 1], ["戊", "G5", 3]],
        ["共5團", None, 8],
        "團體編號",
        "共5團",
    ),
    (
        "人力清冊",
        ["人力來源", "職稱", "姓名", "到職日期", "累計個管案量", "在案案量"],
        [["本部補助", "個管", f"王{name}", "110/1/5", 10, 5] for name in "甲乙丙丁戊"],
        ["本部補助", None, None, None, 50, 25],
        "姓名",
        "本部補助",
    ),
    (
        "治療機構",
        ["機構代碼", "機構名稱", "自費人數", "總人數"],
        [
            ["0101090517", "甲院", 3, 10],
            ["0101090518", "乙院", 2, 9],
            ["H3", "丙院", 0, 4],
            ["H4", "丁院", 0, 0],
            ["H5", "戊院", 1, 1],
        ],
        ["第1區", "共5家", 6, 24],
        "機構代碼",
        "第1區",
    ),
    (
        "主責局處",
        ["組別", "局處名稱", "專責人力數"],
        [
            ["預防組", "教育局", 2],
            ["預防組", "警察局", 3],
            ["預防組", "衛生局", 1],
            ["預防組", "社會局", 1],
            ["預防組", "民政局", 1],
        ],
        ["預防組", "合計", 8],
        "局處名稱",
        "合計",
    ),
]


@pytest.mark.parametrize(("register", "header", "records", "total", "column", "shown"), SUMS)
def test_a_row_of_sums_with_an_odd_key_is_skipped_and_said(
    register: str, header: list[Cell], records: list[list[Cell]], total: list[Cell], column: str, shown: str
) -> None:
    result = compute_sheets(make_sheet(f"{register}.csv", [header, *records, total]))
    assert [(own.rows, own.accepted, own.rejected, own.skipped) for own in result.inputs] == [(6, 5, 0, 1)]
    assert list_issues(result.issues, *SAID) == [SKIPPED.format(f"{register}.csv", 7, NAMED_BY.get(register, column), shown, 5)]
    assert not [issue for issue in result.issues if issue.level in {Level.FILE, Level.FAULT}]


@pytest.mark.parametrize(("register", "header", "records", "total", "column", "shown"), SUMS[:4])
def test_sums_with_a_key_like_all_others_count_and_every_command_says_so(
    register: str, header: list[Cell], records: list[list[Cell]], total: list[Cell], column: str, shown: str
) -> None:
    del shown
    own: list[Cell] = ["Z9" if name == column else cell for name, cell in zip(header, total, strict=True)]
    own = ["113/9" if name == "年月" else cell for name, cell in zip(header, own, strict=True)]
    result = compute_sheets(make_sheet(f"{register}.csv", [header, *records, own]))
    assert [(read.rows, read.accepted, read.rejected, read.skipped) for read in result.inputs] == [(6, 6, 0, 0)]
    found = [issue for issue in result.issues if issue.code in SAID]
    assert [(issue.code, issue.level, issue.address.row) for issue in found] == [("sum-suspected", Level.FILE, 7)]


HEADER: list[Cell] = ["學校代碼", "學生數", "特定人員數"]


def read_schools(*rows: list[Cell]) -> tuple[list[object], list[str]]:
    """The codes of the schools read, and what is said of others."""
    reading = read_sheets(make_sheet("學校清冊.csv", [HEADER, *rows]))
    return list_values(reading, "schools", "學校代碼"), list_issues(reading.issues, *SAID)


@pytest.mark.parametrize(("count", "is_sum"), [(1, False), (2, True), (3, True)])
@pytest.mark.parametrize("key", ["東區", "S9"])
def test_two_records_are_enough_with_two_number_columns(key: str, count: int, *, is_sum: bool) -> None:
    records: list[list[Cell]] = [[f"S{number}", 10 + number, 1] for number in range(count)]
    total: list[Cell] = [key, sum(10 + number for number in range(count)), count]
    codes, said = read_schools(*records, total)
    row = count + 2
    if key == "S9":
        assert codes[-1] == "S9"
        assert said == ([SUSPECTED.format("學校清冊.csv", row, "學生數」、「特定人員數", count)] if is_sum else [])
    else:
        assert len(codes) == count + (not is_sum)
        skipped = SKIPPED.format("學校清冊.csv", row, "學校代碼", key, count)
        assert said == [skipped if is_sum else WORDS.format("學校清冊.csv", row, "學校代碼", key, "學校代碼")]


@pytest.mark.parametrize(("count", "is_sum"), [(4, False), (5, True), (6, True)])
@pytest.mark.parametrize("key", ["東區", "S9"])
def test_five_records_are_enough_with_one_number_column(key: str, count: int, *, is_sum: bool) -> None:
    records: list[list[Cell]] = [[f"S{number}", 10 + number, 1] for number in range(count)]
    codes, said = read_schools(*records, [key, sum(10 + number for number in range(count)), None])
    row = count + 2
    if key == "S9":
        assert said == ([SUSPECTED.format("學校清冊.csv", row, "學生數", count)] if is_sum else [])
    else:
        assert len(codes) == count + (not is_sum)
        skipped = SKIPPED.format("學校清冊.csv", row, "學校代碼", key, count)
        assert said == [skipped if is_sum else WORDS.format("學校清冊.csv", row, "學校代碼", key, "學校代碼")]


@pytest.mark.parametrize(("nonzero", "is_sum"), [(1, False), (2, True), (3, True)])
def test_two_of_the_records_summed_are_not_0(nonzero: int, *, is_sum: bool) -> None:
    numbers = [3 if number < nonzero else 0 for number in range(6)]
    records: list[list[Cell]] = [[f"S{place}", number, None] for place, number in enumerate(numbers)]
    assert bool(read_schools(*records, ["S9", 3 * nonzero, None])[1]) == is_sum


def test_the_two_may_be_in_two_columns() -> None:
    assert read_schools(["S1", 5, 0], ["S2", 0, 3], ["S3", 5, 3])[1] != []
    assert read_schools(["S1", 5, 3], ["S2", 0, 0], ["S3", 5, 3])[1] == []


def test_sums_of_0_say_nothing_and_contradict_nothing() -> None:
    """Five schools without a 特定人員: the sum of their students alone tells, and 0 is no sum."""
    five: list[list[Cell]] = [[f"S{number}", 10, 0] for number in range(5)]
    assert read_schools(*five, ["東區", 50, 0])[0] == ["S0", "S1", "S2", "S3", "S4"]
    assert read_schools(*five[:4], ["東區", 40, 0])[0][-1] == "東區"
    zeros: list[list[Cell]] = [[f"S{number}", 0, 0] for number in range(5)]
    assert read_schools(*zeros, ["S9", 0, 0])[1] == []


@pytest.mark.parametrize(("students", "special"), [(31, 3), (30, 4), (30, "x"), (29, 3)])
def test_each_filled_number_is_its_sum(students: Cell, special: Cell) -> None:
    codes, said = read_schools(["S1", 10, 1], ["S2", 20, 2], ["東區", students, special])
    assert codes == ["S1", "S2", "東區"]
    assert said == [WORDS.format("學校清冊.csv", 4, "學校代碼", "東區", "學校代碼")]


def test_each_sum_begins_below_the_last_one_and_the_last_is_that_of_all() -> None:
    rows: Rows = [
        [*HEADER, "學校日宣導"],
        ["S1", 10, 1, "是"],
        ["S2", 20, 2, "是"],
        ["東區", 30, 3, None],
        ["S3", 30, 3, "否"],
        ["S4", 40, 4, "否"],
        ["西區", 70, 7, None],
        ["望海縣", 100, 10, None],
    ]
    result = compute_sheets(make_sheet("學校清冊.xlsx", rows, "學校清冊"))
    assert count_rows(result, "schools") == [(7, 4, 0, 3)]
    place = "學校清冊.xlsx 工作表「學校清冊」"
    assert list_issues(result.issues, *SAID) == [
        SKIPPED.format(place, row, "學校代碼", name, count)
        for row, name, count in [(4, "東區", 2), (7, "西區", 2), (8, "望海縣", 4)]
    ]
    found = find_measure(result, "1.1.2")
    assert (found.numerator, found.denominator) == (2, 4)


def test_a_row_with_a_total_for_a_word_begins_a_sum_anew() -> None:
    codes, said = read_schools(
        ["S1", 10, 1], ["S2", 20, 2], ["小計", 30, 3], ["S3", 5, 1], ["S4", 6, 1], ["西區", 11, 2], ["合計", 41, 5]
    )
    assert codes == ["S1", "S2", "S3", "S4"]
    assert said == [SKIPPED.format("學校清冊.csv", 7, "學校代碼", "西區", 2)]


def test_a_sum_that_counts_begins_one_anew_and_is_part_of_the_next() -> None:
    """S3 may be the total of S1 and S2: what follows is a sum without it, or with it."""
    rows: list[list[Cell]] = [["S1", 10, 1], ["S2", 20, 2], ["S3", 30, 3], ["S4", 5, 1], ["S5", 6, 1]]
    assert len(read_schools(*rows, ["東區", 11, 2])[0]) == 5
    assert len(read_schools(*rows, ["東區", 71, 8])[0]) == 5
    assert len(read_schools(*rows, ["東區", 41, 5])[0]) == 6


def test_a_group_in_words_and_a_total_for_a_bureau_need_two_records() -> None:
    """預防組 has one bureau: its total is the same number, and counts as said before."""
    rows: Rows = [["組別", "局處名稱", "專責人力數"], ["預防組", "教育局", 2], ["預防組", "小計", 2], ["緝毒組", "警察局", 3]]
    reading = read_sheets(make_sheet("主責局處.csv", rows))
    assert list_values(reading, "bureaus", "局處名稱") == ["教育局", "小計", "警察局"]
    assert [issue.level for issue in reading.issues if issue.code == "total-suspected"] == [Level.FILE]
    rows = [*rows, ["緝毒組", "海巡署", 1], ["緝毒組", "小計", 8]]
    assert list_values(read_sheets(make_sheet("主責局處.csv", rows)), "bureaus", "局處名稱")[-1] == "海巡署"


def test_the_months_of_a_worker_and_their_subtotal() -> None:
    rows: Rows = [
        ["社工編號", "年月", "服務案家數", "新開案數"],
        ["W1", "113/1", 9, 1],
        ["W1", "113/2", 8, 2],
        ["W1", "小計", 17, 3],
        ["W2", "113/1", 9, 1],
        ["W2", "113/2", 7, 1],
        ["W2", "小計", 16, 2],
    ]
    assert count_rows(compute_sheets(make_sheet("家支社工.csv", rows)), "family_workers") == [(6, 4, 0, 2)]


def test_figures_by_code_and_percentages_add_up_to_nothing() -> None:
    figures: Rows = [
        ["指標代碼", "項目", "數值"],
        *([code, "分子", 2] for code in ("3.7", "4.1", "4.5", "2.6", "3.6.1")),
        ["2.2", "分子", 10],
    ]
    assert list_issues(read_sheets(make_sheet("填報數據.csv", figures)).issues, *SAID) == []
    funding: Rows = [["中央補助金額", "自籌金額", "最低自籌比率"], [100, 50, "30%"], [200, 70, "30%"], [300, 120, "60%"]]
    found = list_issues(read_sheets(make_sheet("經費.csv", funding)).issues, *SAID)
    said = SUSPECTED.format("經費.csv", 4, "中央補助金額」、「自籌金額", 2)
    assert found == [said.replace("編號則與其他各列一樣", "這份清冊沒有編號可供分辨")]


def test_records_whose_numbers_grow_are_no_sums() -> None:
    """1, 1, 2, 3, 5 … each the sum of two; doubling numbers; and one number below its fourth."""
    fibonacci: list[list[Cell]] = [[f"S{place}", number, None] for place, number in enumerate([1, 1, 2, 3, 5, 8, 13, 21, 34])]
    assert read_schools(*fibonacci)[1] == []
    fourth: list[list[Cell]] = [[f"S{place}", number, None] for place, number in enumerate([1, 2, 3, 4, 10, 19])]
    assert read_schools(*fourth)[1] == []


@pytest.mark.parametrize(("hours", "total"), [(3, 15), (0.5, 2.5), (0.25, 1.25)])
@pytest.mark.parametrize("is_sum", [True, False])
def test_parts_of_an_hour_are_added_exactly(hours: float, total: float, *, is_sum: bool) -> None:
    records: list[list[Cell]] = [[f"V{number}", hours] for number in range(5)]
    reading = read_sheets(
        make_sheet("志工.csv", [["志工編號", "繼續教育時數"], *records, ["東區", total if is_sum else total + 0.1]])
    )
    assert len(reading.registers["volunteers"]) == (5 if is_sum else 6)


def test_numbers_without_end_are_added_exactly() -> None:
    """A sum of floats would lose the 1."""
    rows: list[list[Cell]] = [["S1", 10**14, 10**14], ["S2", 1, 1], ["東區", 10**14, 10**14]]
    assert read_schools(*rows)[0] == ["S1", "S2", "東區"]
    assert read_schools(*rows[:2], ["東區", 10**14 + 1, 10**14 + 1])[0] == ["S1", "S2"]


def test_many_subtotals_take_no_longer_than_their_rows() -> None:
    """Each of 10,000 groups has two schools; beginning the search anew below each would take minutes."""
    rows: list[list[Cell]] = []
    for group in range(10_000):
        rows += [[f"S{group}A", group + 1, 1], [f"S{group}B", group + 2, 1], ["小區", 2 * group + 3, 2]]
    codes, said = read_schools(*rows)
    assert (len(codes), len(said)) == (20_000, 10_000)
