"""Faulty cells of whole offices: their addresses, their sentences, and the rows that they reject."""

import pytest

from antidrug_kpi.files import Cell, ShownNumber, UnreadableCell

from .offices import Rows, compute_sheets, count_rows, find_measure, list_issues, list_values, make_sheet, read_sheets

ADMISSIONS = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]
FORMS = "113/1/5、1130105、113年1月5日 或 2024-01-05"


def test_faulty_cells_with_address_value_and_reason() -> None:
    rows: Rows = [
        ["高雄市美沙冬新收個案"],
        ADMISSIONS,
        ["A0001", "H1", "113/2/30", None, None],
        ["A0002", "H1", "112/8/1", "45296", None],
        ["A0003", "H1", UnreadableCell("#REF!", "公式錯誤"), None, "死亡"],
        ["A0004", "H1", "112/8/1", None, None],
    ]
    result = compute_sheets(make_sheet("收案.xlsx", rows, "美沙冬收案", numbers=[1, 3, 4, 5, 7, 8]))
    assert [(issue.code, issue.level.value, issue.value, str(issue)) for issue in result.issues] == [
        (
            "cell-unreadable",
            "錯誤",
            "113/2/30",
            "收案.xlsx 工作表「美沙冬收案」 第 4 列 欄「新收日期」：「113/2/30」沒有這一天；請確認月份與日數",
        ),
        ("cell-unreadable", "錯誤", "#REF!", "收案.xlsx 工作表「美沙冬收案」 第 7 列 欄「新收日期」：「#REF!」公式錯誤；請改正"),
        (
            "cell-unreadable",
            "錯誤",
            "45296",
            "收案.xlsx 工作表「美沙冬收案」 第 5 列 欄「結案日期」：「45296」"
            f"是純數字的文字，可能是試算表序號或年份，無法確定是哪一天；應為 {FORMS}；請改正",
        ),
    ]
    assert count_rows(result, "methadone_admissions") == [(4, 1, 3, 0)]
    retention = find_measure(result, "3.3")
    assert (retention.numerator, retention.denominator, retention.rejected) == (1, 1, 3)


def test_blank_cells_of_required_columns() -> None:
    rows: Rows = [
        ADMISSIONS,
        [None, "H1", "112/8/1"],
        ["A0002", "H1", "－"],
        ["A0003", None, "112/8/1"],
        ["A0004", "H1", "112/8/1"],
    ]
    result = compute_sheets(make_sheet("美沙冬收案.csv", rows))
    assert [(issue.level.value, str(issue)) for issue in result.issues] == [
        ("錯誤", "美沙冬收案.csv 第 2 列 欄「個案編號」：必填欄位空白；請補填"),
        # no measure reads 機構代碼 of this register
        ("警告", "美沙冬收案.csv 第 4 列 欄「機構代碼」：必填欄位空白，請補填（沒有衡量項目讀取此欄，不因此剔退）"),
        ("錯誤", "美沙冬收案.csv 第 3 列 欄「新收日期」：必填欄位空白；請補填"),
    ]
    assert count_rows(result, "methadone_admissions") == [(4, 2, 2, 0)]
    assert find_measure(result, "3.3").denominator == 2


@pytest.mark.parametrize(("closing", "is_faulty"), [("113/1/4", True), ("113/1/5", False), ("113/1/6", False)])
@pytest.mark.parametrize(
    ("file", "header", "row", "opening"),
    [
        ("追蹤輔導個案", ["個案編號", "結案日期", "開案日期"], ["A0001"], "開案日期"),
        ("美沙冬收案", ["個案編號", "機構代碼", "結案日期", "新收日期"], ["A0001", "H1"], "新收日期"),
        ("緩起訴個案", ["個案編號", "機構代碼", "結案日期", "收案日期"], ["A0001", "H1"], "收案日期"),
        ("替代治療個案", ["個案編號", "機構代碼", "結案日期", "收案日期"], ["A0001", "H1"], "收案日期"),
        ("人力清冊", ["姓名", "人力來源", "職稱", "離職日期", "到職日期"], ["王小明", "本部補助", "個管"], "到職日期"),
    ],
)
def test_closing_before_opening(
    file: str, header: list[Cell], row: list[Cell], opening: str, closing: str, *, is_faulty: bool
) -> None:
    later = "離職日期" if file == "人力清冊" else "結案日期"
    result = compute_sheets(make_sheet(f"{file}.csv", [header, [*row, closing, "113/1/5"]]))
    found = [str(issue) for issue in result.issues if issue.code == "dates-reversed" and issue.level.value == "錯誤"]
    days = f"「{later}」的「113/1/4」（讀作 2024-01-04）早於「{opening}」的「113/1/5」（讀作 2024-01-05）"
    assert found == ([f"{file}.csv 第 2 列 欄「{later}」：{days}；請更正其中之一"] if is_faulty else [])
    assert [own.rejected for own in result.inputs] == [int(is_faulty)]


@pytest.mark.parametrize(("closing", "is_faulty"), [("113/1/4", True), ("113/1/5", False), ("113/1/6", False)])
def test_both_of_two_reversed_dates_are_faulty(closing: str, *, is_faulty: bool) -> None:
    rows: Rows = [["個案編號", "開案日期", "結案日期"], ["A0001", "113/1/5", closing], ["A0002", "113/1/5", "113/1/5"]]
    register = read_sheets(make_sheet("追蹤輔導個案.csv", rows)).registers["cases"]
    for column, wanted in (("開案日期", is_faulty), ("結案日期", is_faulty), ("個案編號", False)):
        assert register.find_faulty_rows([column]).tolist() == [wanted, False]


@pytest.mark.parametrize(("second", "is_odd"), [("113/5/4", True), ("113/5/5", False), ("113/5/6", False)])
@pytest.mark.parametrize(
    ("file", "header", "row"),
    [
        ("兒少通報", ["通報編號", "派案期限", "通報日期", "派案日期"], ["R0001", "113/5/8"]),
        ("罰鍰案件", ["案件編號", "應移送執行", "裁罰日期", "移送執行日期"], ["F0001", "是"]),
        ("求職服務", ["個案編號", "就業結果", "求職登記日期", "就業日期"], ["A0001", "推介就業"]),
        ("講習個案", ["案件編號", "查獲次數", "通知參與日期", "完成講習日期"], ["L0001", 1]),
    ],
)
def test_odd_dates_are_warnings(file: str, header: list[str], row: list[Cell], second: str, *, is_odd: bool) -> None:
    result = compute_sheets(make_sheet(f"{file}.csv", [header, [*row, "113/5/5", second]]))
    first, later = header[-2:]
    days = f"「113/5/4」（讀作 2024-05-04）早於「{first}」的「113/5/5」（讀作 2024-05-05）"
    sentence = f"{file}.csv 第 2 列 欄「{later}」：「{later}」的{days}，不因此剔退；請確認日期"
    assert list_issues(result.issues, "dates-odd") == ([sentence] if is_odd else [])
    assert [(own.accepted, own.rejected) for own in result.inputs] == [(1, 0)]


def test_faulty_cell_rejects_only_where_its_column_is_read() -> None:
    # 113 has 366 days, so 高 owes 24 contacts of which these give 1: in 4.3.1 the person misses, in 4.3.2 one contact counts
    cases: Rows = [["個案編號", "開案日期", "初評完成日期", "結案日期", "需求等級"], ["A0001", "113/1/1", "113/1/1", None, "高"]]
    contacts: Rows = [
        ["個案編號", "追輔日期", "追輔方式"],
        ["A0001", "113/1/5", "電訪"],
        ["A0001", "113/2/5", "寫信"],
        ["A0001", "113/2/30", "電訪"],
    ]
    result = compute_sheets(make_sheet("追蹤輔導個案.csv", cases), make_sheet("追蹤輔導紀錄.csv", contacts))
    attainment, number = find_measure(result, "4.3.1"), find_measure(result, "4.3.2")
    assert (attainment.numerator, attainment.denominator, attainment.rejected) == (0, 1, 2)
    assert (number.numerator, number.denominator, number.rejected) == (2, 1, 1)
    assert count_rows(result, "contacts") == [(3, 1, 2, 0)]


def test_blank_that_a_rule_rejects_is_said_with_its_measure() -> None:
    header = ["學校代碼", "學生數", "特定人員數", "前一年同期學生數", "前一年同期特定人員數", "學校日宣導"]
    rows: Rows = [header, ["001", 100, 2, 100, 1, "是"], ["002", 100, 2, None, 1, "是"], ["003", "-1", 2, 100, 1, "是"]]
    result = compute_sheets(make_sheet("學校清冊.csv", rows))
    assert [str(issue) for issue in result.issues] == [
        "學校清冊.csv 第 4 列 欄「學生數」：「-1」應為 0 以上的整數；請改正",
        "學校清冊.csv 第 3 列 欄「前一年同期學生數」：衡量項目 1.2 需要此欄，空白的列不予採計；請補填",
    ]
    assert (find_measure(result, "1.2").denominator, find_measure(result, "1.2").rejected) == (100, 2)
    assert (find_measure(result, "1.1.2").denominator, find_measure(result, "1.1.2").rejected) == (3, 0)
    assert count_rows(result, "schools") == [(3, 1, 2, 0)]


def test_faulty_cell_that_no_measure_reads_is_a_warning() -> None:
    header = ["機構代碼", "機構名稱", "替代治療", "自費人數"]
    result = compute_sheets(make_sheet("治療機構.csv", [header, ["H1", "甲", "是", "-5"], ["H2", None, "是", 5]]))
    cells = list_issues(result.issues, "cell-unused", "blank-unused", "cell-unreadable", "cell-blank")
    assert cells == [
        "治療機構.csv 第 3 列 欄「機構名稱」：必填欄位空白，請補填（沒有衡量項目讀取此欄，不因此剔退）",
        "治療機構.csv 第 2 列 欄「自費人數」：「-5」應為 0 以上的整數；請改正（沒有衡量項目讀取此欄，不因此剔退）",
    ]
    assert count_rows(result, "treatment_institutions") == [(2, 2, 0, 0)]


def test_private_identifiers_are_masked_unless_asked_for() -> None:
    header = ["個案編號", "開案日期"]
    rows: Rows = [header, ["A123456789", "113/1/5"], ["A123456789", "113/1/5"], ["B001", "113/1/5"]]
    contacts: Rows = [["個案編號", "追輔日期", "追輔方式"], ["C987654321", "113/1/6", "電訪"], ["X12", "113/1/6", "電訪"]]
    reading = read_sheets(
        make_sheet("追蹤輔導個案.csv", [*rows, ["A123456789", "113/1/5", None]]), make_sheet("追蹤輔導紀錄.csv", contacts)
    )
    unknown = [issue for issue in reading.issues if issue.code == "parent-unknown"]
    assert [issue.write_message() for issue in unknown] == [
        "「…321」不在「追蹤輔導個案」內；請確認編號",
        "「…」不在「追蹤輔導個案」內；請確認編號",  # three characters would be all of it
    ]
    assert [issue.write_message(show_ids=True) for issue in unknown] == [
        "「C987654321」不在「追蹤輔導個案」內；請確認編號",
        "「X12」不在「追蹤輔導個案」內；請確認編號",
    ]
    assert not any("123456789" in str(issue) or "987654321" in str(issue) for issue in reading.issues)


def test_masked_name_in_a_faulty_cell() -> None:
    rows: Rows = [["個案編號", "追輔日期", "追輔方式"], [UnreadableCell("A123456789!", "公式錯誤"), "113/1/6", "電訪"]]
    issue = read_sheets(make_sheet("追蹤輔導紀錄.csv", rows)).issues[0]
    assert (issue.write_message(), issue.write_message(show_ids=True)) == (
        "「…89!」公式錯誤；請改正",
        "「A123456789!」公式錯誤；請改正",
    )


def test_cells_that_look_alike_stay_apart() -> None:
    rows: Rows = [
        ["指標代碼", "項目", "數值"],
        [ShownNumber(4.1, "4.10"), "分子", 3],
        [4.1, "分母", 4],
        ["四(十)", "分母", 4],
    ]
    reading = read_sheets(make_sheet("填報數據.csv", rows))
    assert list_values(reading, "figures", "指標代碼") == ["4.10", None, "4.10"]
    assert list_issues(reading.issues, "cell-unreadable") == [
        "填報數據.csv 第 3 列 欄「指標代碼」：「4.1」"
        "是數值，沒有對應的衡量項目；若指 4.10，請把儲存格改為文字「4.10」或「四(十)」"
    ]


@pytest.mark.parametrize(
    ("flags", "values", "faulty"),
    [
        ([True, 1, "1", 1.0], ["是", "是", "是", "是"], 0),
        ([False, 0, "0", None], ["否", "否", "否", None], 0),
        ([True, 1, 2, None], ["是", "是", None, None], 1),
    ],
)
def test_flags_of_mixed_kinds_in_one_column(flags: list[Cell], values: list[object], faulty: int) -> None:
    rows: Rows = [["學校代碼", "學校日宣導"], *([f"{row:03}", flag] for row, flag in enumerate(flags))]
    reading = read_sheets(make_sheet("學校清冊.csv", rows))
    assert list_values(reading, "schools", "學校日宣導") == values
    assert len(list_issues(reading.issues, "cell-unreadable")) == faulty


@pytest.mark.parametrize(("counts", "row_of_true"), [([True, 1], 2), ([1, True], 3), ([1.0, 1, True], 4)])
def test_true_is_no_count_beside_a_one(counts: list[Cell], row_of_true: int) -> None:
    rows: Rows = [["學校代碼", "學生數"], *([f"{row:03}", count] for row, count in enumerate(counts))]
    reading = read_sheets(make_sheet("學校清冊.csv", rows))
    assert list_values(reading, "schools", "學生數") == [None if count is True else 1 for count in counts]
    assert list_issues(reading.issues, "cell-unreadable") == [
        f"學校清冊.csv 第 {row_of_true} 列 欄「學生數」：「TRUE」應為數字；請改正"
    ]


def test_a_day_among_counts_says_nothing_of_their_digits() -> None:
    """In a column of days 113105 beside 07/25/23 could be read in several ways; six digits of a count are a number."""
    rows: Rows = [["學校代碼", "學生數"], ["S1", "07/25/23"], ["S2", "113105"]]
    assert list_values(read_sheets(make_sheet("學校清冊.csv", rows)), "schools", "學生數") == [None, 113105]
