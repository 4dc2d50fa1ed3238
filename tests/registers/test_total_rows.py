"""Totals by their word, under any column and in any position; and records that merely hold such a word."""

import pytest

from antidrug_kpi.files import Cell, UnreadableCell
from antidrug_kpi.registers.rows.total_rows import is_total_row
from antidrug_kpi.registers.vocabulary.footers import FooterColumn
from antidrug_kpi.registers.vocabulary.total_words import TotalWord, classify_total, find_total, list_totals

from .offices import Rows, compute_sheets, count_rows, list_issues, list_values, make_sheet, read_sheets

SKIPPED = "{} 欄「{}」：「{}」這一列名稱是合計，旁邊只有數字，視為小計，略過不計；如果是一筆，請填正確的編號或名稱"
SAID = (
    "heading-skipped",
    "subtotal-skipped",
    "sum-suspected",
    "key-in-words",
    "total-suspected",
    "cell-unreadable",
    "cell-blank",
)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "合計",
            "總計",
            "小計",
            "加總",
            "合計數",
            "總計數",
            "合 計",
            "總　計",
            "合\n計",
            "本頁合計",
            "全市合計",
            "各校小計：",
            "以上合計",
        ),
        *("—合計—", "【合計】", "*小計*", "《總計》", "- 合計 -", "※合計", "合計…", "（合計）", "＜小計＞"),
        *("Sum", "TOTAL", "Ｔｏｔａｌ", "Subtotal", "Sub-Total", "Grand Total", "合計 Total", "Total 合計", "total:", "合計12人"),
    ],
)
def test_words_that_are_a_total_and_nothing_else(text: str) -> None:
    assert classify_total(text) is TotalWord.CORE


@pytest.mark.parametrize(
    "text", ["計", "計數", "累計", "累計數", "總數", "共計", "承上頁", "接次頁", "過次頁", "計 3 校", "承前頁："]
)
def test_words_that_may_be_a_remark_too(text: str) -> None:
    assert classify_total(text) is TotalWord.LOOSE


@pytest.mark.parametrize("text", ["全縣", "全市", "全國", "全校", "本縣", "【全縣】", "全 縣", "全縣（5校）"])
def test_words_for_all_of_a_place(text: str) -> None:
    assert classify_total(text) is TotalWord.SCOPE


@pytest.mark.parametrize("text", ["共3校", "共 1,200 人", "（共5筆）"])
def test_words_that_say_how_many_there_are(text: str) -> None:
    assert classify_total(text) is TotalWord.NUMBER


@pytest.mark.parametrize("text", ["東區小計", "1月合計", "望海國中總計", "小計-東區", "衛生局小計：", "East Total", "113年合計"])
def test_words_that_end_in_a_total(text: str) -> None:
    assert classify_total(text) is TotalWord.ENDING


@pytest.mark.parametrize(
    "text",
    [
        "合計診所",
        "全人診所",
        "計程車工會",
        "會計室",
        "主計處",
        "統計",
        "總計處",
        "全縣醫院",
        "合計01",
        "總和診所",
        "SUM001",
        "S001",
        "",
        "家計",
    ],
)
def test_names_that_begin_or_end_so(text: str) -> None:
    assert classify_total(text) is None


# Register, header, records, and a row that is a total: under each kind of column, first, in the middle and last.
TOTALS: list[tuple[str, list[Cell], list[list[Cell]], list[Cell]]] = [
    ("學校清冊", ["序號", "學校代碼", "學校名稱"], [[1, "S001", "甲國中"], [2, "S002", "乙國中"]], ["合計", 2, None]),
    ("學校清冊", ["學校代碼", "學校名稱", "學生數"], [["S001", "甲國中", 10], ["S002", "乙國中", 20]], [2, "合計", 30]),
    ("學校清冊", ["學校代碼", "學生數", "區"], [["S001", 10, "東區"], ["S002", 20, "西區"]], [2, 30, "總計"]),
    ("學校清冊", ["區", "學校代碼", "學生數"], [["東區", "S001", 10], ["東區", "S002", 20]], ["東區", "小計", 35]),
    ("學校清冊", ["區", "學校代碼", "學生數"], [["東區", "S001", 10], ["西區", "S002", 20]], ["全縣", 2, 30]),
    ("學校清冊", ["學校代碼", "學校名稱", "學生數"], [["S001", "甲國中", 10], ["S002", "乙國中", 20]], [None, "全縣", 31]),
    ("志工", ["繼續教育時數", "志工編號"], [[4, "V1"], [5, "V2"]], ["小計", 2]),
    ("志工", ["志工編號", "姓名", "繼續教育時數"], [["V1", "甲", 4], ["V2", "乙", 5]], ["2人", None, "—合計—"]),
    ("志工", ["序號", "志工編號", "繼續教育時數"], [[1, "V1", 4], [2, "V2", 5]], ["承上頁", None, "9小時"]),
    ("志工", ["志工編號", "繼續教育時數"], [["V1", 4], ["V2", 5]], ["共2人", 9]),
    ("志工", ["姓名", "志工編號", "繼續教育時數"], [["甲", "V1", 4], ["乙", "V2", 5]], ["共2人", None, 9]),
    ("安置機構", ["當年度安置涉毒少年", "機構名稱"], [["是", "甲家園"], ["否", "乙家園"]], ["小計", 1]),
    ("安置機構", ["機構名稱", "當年度安置涉毒少年"], [["甲家園", "是"], ["乙家園", "否"]], [2, "合計"]),
    ("離校追蹤", ["個案編號", "追蹤日期"], [["A1", "113/1/5"], ["A2", "113/1/6"]], [2, "總計"]),
    ("離校追蹤", ["追蹤日期", "個案編號"], [["113/1/5", "A1"], ["113/1/6", "A2"]], ["Sum", 2]),
    (
        "求職服務",
        ["個案編號", "求職登記日期", "就業結果"],
        [["A1", "113/1/5", "未就業"], ["A2", "113/1/6", None]],
        [2, 2, "合計"],
    ),
    (
        "家支社工",
        ["社工編號", "年月", "服務案家數", "新開案數"],
        [["W1", "113/1", 9, 1], ["W1", "113/2", 8, 1]],
        [None, "計", 17, 2],
    ),
    (
        "講習個案",
        ["查獲次數", "案件編號", "裁罰日期"],
        [[1, "K1", "113/1/5"], [2, "K2", "113/1/6"]],
        ["合計", "2件", UnreadableCell("=COUNT(C2:C3)", "公式沒有計算結果")],
    ),
]


@pytest.mark.parametrize(("register", "header", "records", "total"), TOTALS)
@pytest.mark.parametrize("position", [1, 2, 3])
def test_a_total_under_any_column_in_any_position(
    register: str, header: list[Cell], records: list[list[Cell]], total: list[Cell], position: int
) -> None:
    rows = [header, *records]
    rows.insert(position, total)
    result = compute_sheets(make_sheet(f"{register}.csv", rows))
    assert [(own.rows, own.accepted, own.rejected, own.skipped) for own in result.inputs] == [(3, 2, 0, 1)]
    assert list_issues(result.issues, *SAID) == []


@pytest.mark.parametrize("text", ["東區小計", "1月合計", "East Total"])
def test_the_total_of_a_group_is_skipped_and_said(text: str) -> None:
    rows: Rows = [["機構名稱", "當年度安置涉毒少年"], ["甲家園", "是"], [text, 1]]
    result = compute_sheets(make_sheet("安置機構.csv", rows))
    assert count_rows(result, "placement_institutions") == [(2, 1, 0, 1)]
    expected = SKIPPED.format("安置機構.csv 第 3 列", "機構名稱", text)
    assert list_issues(result.issues, *SAID) == [expected]


# Records that hold the word of a total, or bare numbers, and are none.
RECORDS: list[tuple[str, list[Cell], list[list[Cell]]]] = [
    ("志工", ["志工編號", "繼續教育時數", "備註"], [[1001, 4, "累計"], [1002, 5, None], [1003, 6, None]]),
    ("志工", ["服務區域", "志工編號", "繼續教育時數"], [["全市", 1001, 4], ["全市", 1002, 5], ["東區", 1003, 6]]),
    ("志工", ["服務區域", "志工編號", "繼續教育時數"], [["全市", "V1", None], ["全市", "V2", 5], ["全市", "V3", 6]]),
    ("志工", ["服務區域", "志工編號", "繼續教育時數"], [["全市", 1, 4], ["全市", 2, 5], ["全市", 3, 6]]),
    ("家長研習場次", ["主題", "辦理日期"], [["全校", 1130105], ["全校", 45296], ["小計", "113/1/7"]]),
    ("家長研習場次", ["辦理日期", "主題"], [[1130105, "全校"], [None, "全校"], ["113/2/30", "全校"]]),
    ("講習場次", ["辦理日期", "課程名稱", "含藥愛及愛滋防治"], [[45292, "全縣", 1], [1130106, "全國", 0], [20240107, "本縣", 1]]),
    ("治療機構", ["機構名稱", "機構代碼"], [["合計診所", "H1"], ["全人診所", "H2"], ["總計", "H3"]]),
    ("安置機構", ["機構名稱", "當年度安置涉毒少年"], [["全縣", "是"], ["計程之家", "否"], ["小計之家", "是"]]),
    ("填報數據", ["指標代碼", "項目", "數值"], [["3.7", "總數", 12], ["3.7", "全校", 12], [3.7, "合計", 12]]),
    (
        "佐證清冊",
        ["指標代碼", "項目名稱", "要件"],
        [["3.2", "全縣", "服務對象"], ["3.2", "小計", "服務對象"], [3.2, "合計", None]],
    ),
    (
        "經費",
        ["項目", "中央補助金額", "自籌金額", "最低自籌比率"],
        [["113年合計", 1, 2, "30%"], ["全縣", 3, 5, "30%"], ["甲", 9, 9, "30%"]],
    ),
]


@pytest.mark.parametrize(("register", "header", "records"), RECORDS)
def test_records_with_such_a_word_stay(register: str, header: list[Cell], records: list[list[Cell]]) -> None:
    register_read = next(iter(read_sheets(make_sheet(f"{register}.csv", [header, *records])).registers.values()))
    assert [(source.rows, source.skipped) for source in register_read.sources] == [(3, 0)]


@pytest.mark.parametrize(("number", "is_day"), [(9999, False), (10_000, True), (1130105, True)])
def test_a_number_under_a_date_counts_records_up_to_four_digits(number: int, *, is_day: bool) -> None:
    """A total beside which a day stands is the topic of a workshop."""
    rows: Rows = [["辦理日期", "主題"], ["113/1/5", "甲"], [number, "合計"]]
    assert len(list_values(read_sheets(make_sheet("家長研習場次.csv", rows)), "parent_workshops", "主題")) == (2 if is_day else 1)


@pytest.mark.parametrize(("alike", "kept"), [(2, 2), (3, 3)])
def test_what_most_rows_hold_under_an_unknown_header_is_no_total(alike: int, kept: int) -> None:
    """累計 before each volunteer's hours; once or twice it is a total with its number of volunteers."""
    records: list[list[Cell]] = [["累計", 1001 + number, 4] for number in range(alike)]
    others: list[list[Cell]] = [["本月", 2001 + number, 4] for number in range(2)]
    reading = read_sheets(make_sheet("志工.csv", [["類別", "志工編號", "繼續教育時數"], *records, *others]))
    assert len(reading.registers["volunteers"]) == 2 + (kept if alike > 2 else 0)


@pytest.mark.parametrize(("cell", "is_total"), [("全市", False), ("全縣", True)])
def test_a_value_of_a_column_is_no_total_beside_a_key(cell: str, *, is_total: bool) -> None:
    """An office calls the value of a category 全市 (its mapping file says so); 全縣 is none of its values."""
    key = FooterColumn(True, True, True, False, bool, is_numbered=True)
    category = FooterColumn(False, False, False, False, lambda cell: cell == "全市")
    assert is_total_row([1001, cell], {0: key, 1: category}) is is_total


PLAIN = ["C001", "to", "tal", "Avera", "ge", "su|m", "", "A-12"]


@pytest.mark.parametrize(
    ("texts", "totals"),
    [
        (PLAIN, {}),  # no word is made of the end of one identifier and the beginning of the next
        ([*PLAIN, "to tal"], {8: "total"}),
        ([*PLAIN, "Sub\ttotal"], {8: "Subtotal"}),
        ([*PLAIN, "王小明"], {}),
        ([*PLAIN, "王小明", "東區小計"], {9: "小計"}),
        ([*PLAIN, "王小明", "ＳＵＭ"], {9: "SUM"}),
        ([], {}),
    ],
)
def test_totals_among_many_texts(texts: list[str], totals: dict[int, str]) -> None:
    assert list_totals(texts) == totals
    assert {place: find_total(texts[place]) for place in totals} == totals
