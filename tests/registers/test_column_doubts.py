"""What only a whole column shows: one odd time of day, percentages as fractions, months first, covered identifiers."""

import datetime as dt

import pytest

from antidrug_kpi.files import Cell, ShownNumber

from .offices import Rows, compute_sheets, find_measure, list_issues, list_values, make_sheet, read_sheets

DAY = dt.datetime(2024, 1, 5)
ODD = dt.time(16)


def at(time: dt.time, day: int = 0) -> dt.datetime:
    return dt.datetime.combine((DAY + dt.timedelta(days=day)).date(), time)


def list_short(
    cells: list[Cell], register: str = "講習場次", column: str = "辦理日期", flag: str = "含藥愛及愛滋防治"
) -> list[str]:
    rows: Rows = [[column, flag], *([cell, "是"] for cell in cells)]
    return list_issues(read_sheets(make_sheet(f"{register}.csv", rows)).issues, "days-short")


@pytest.mark.parametrize(("odd", "is_said"), [(8, False), (9, True), (10, True)])
def test_nine_of_ten(odd: int, *, is_said: bool) -> None:
    cells: list[Cell] = [at(ODD if number < odd else dt.time(), number) for number in range(10)]
    said = f"講習場次.csv 欄「辦理日期」：10 個日期中有 {odd} 個的時刻都是 16:00:00，可能換算過時區而少一天；"
    said += "請對照原系統，確有此事請以不含時刻的日期重新匯出"
    assert list_short(cells) == ([said] if is_said else [])


@pytest.mark.parametrize(("blank", "is_said"), [(0, True), (5, True)])
def test_blank_and_faulty_cells_are_no_dates(blank: int, *, is_said: bool) -> None:
    cells: list[Cell] = [*(at(ODD, number) for number in range(3)), *[None] * blank, "113/2/30"]
    assert bool(list_short(cells)) == is_said


@pytest.mark.parametrize(
    ("time", "is_said"),
    [
        *(
            (dt.time(0, 0), False),
            (dt.time(0, 0, 43), False),
            (dt.time(8, 0), False),
            (dt.time(9, 30), False),
            (dt.time(12), False),
        ),
        *((dt.time(14), False), (dt.time(15, 49), False), (dt.time(15, 50), True), (dt.time(15, 59, 17), True), (ODD, True)),
        *(
            (dt.time(16, 10), True),
            (dt.time(16, 11), False),
            (dt.time(18, 30), False),
            (dt.time(19, 59), False),
            (dt.time(20), True),
        ),
        *((dt.time(23, 59, 17), True), (dt.time(23, 59, 59), True), (dt.time(7, 13, 42), True)),
    ],
)
def test_odd_times(time: dt.time, *, is_said: bool) -> None:
    assert bool(list_short([at(time, number) for number in range(4)])) == is_said


@pytest.mark.parametrize(
    ("cells", "is_said"),
    [
        (["2024-01-05 16:00:00", "2024-01-06 16:00"], True),
        (["113/1/5 下午4:00", "113年1月6日16時"], True),
        (["2024-01-05T16:00:00Z", "2024-01-06T16:00:00Z"], False),  # the zone was told, and the day is right
        ([45296 + 16 / 24, 45297 + 16 / 24], True),
        (["2024-01-05 16:00:00"], False),  # a single meeting at four o'clock
        (["2024-01-05 16:00:00", "2024-01-06 16:00:01"], False),
        (["2024-01-05 10:12:33", "2024-01-06 16:40:05", "2024-01-07 16:00:00"], False),
    ],
)
def test_texts_and_serials(cells: list[Cell], *, is_said: bool) -> None:
    assert bool(list_short(cells)) == is_said


def test_each_sheet_is_a_column_of_its_own() -> None:
    header: list[Cell] = ["個案編號", "追輔日期", "追輔方式"]
    whole: list[list[Cell]] = [[f"A{day}", f"113/1/{day}", "電訪"] for day in range(1, 29)]
    odd: list[list[Cell]] = [[f"A{day}", at(dt.time(23, 59, 17), day), "電訪"] for day in range(3)]
    clean = make_sheet("1月.xlsx", [header, *whole], "追蹤輔導紀錄")
    short = make_sheet("2月.xlsx", [header, *odd], "追蹤輔導紀錄")
    said = list_issues(read_sheets(clean, short).issues, "days-short")
    assert [line.partition("：")[0] for line in said] == ["2月.xlsx 工作表「追蹤輔導紀錄」 欄「追輔日期」"]


def list_fractions(*cells: Cell) -> list[str]:
    rows: Rows = [["中央補助金額", "自籌金額", "最低自籌比率"], *([1000, 500, cell] for cell in cells)]
    return list_issues(read_sheets(make_sheet("經費.csv", rows)).issues, "percent-below-one")


@pytest.mark.parametrize(
    ("cells", "is_said"),
    [
        (["0.99"], True),
        (["1"], False),
        (["1.01"], False),
        ([0.3, "0.25"], True),
        ([0.3, 30], False),
        ([0.3, None], True),
        (["0"], False),
        (["0", "0.3"], True),
        (["0.3%"], False),
        (["０．３％"], False),
        ([ShownNumber(0.3, "30%")], False),
        ([ShownNumber(0.003, "0.3%")], False),
        ([ShownNumber(0.3, "0.30")], True),
    ],
)
def test_percentages_below_one(cells: list[Cell], *, is_said: bool) -> None:
    said = f"經費.csv 欄「最低自籌比率」：{sum(cell is not None for cell in cells)} 個百分比都小於 1 又沒有百分號，"
    said += "讀作百分之零點幾；30% 請寫成 30 或 30%，不要寫 0.3"
    assert list_fractions(*cells) == ([said] if is_said else [])


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["07/25/23", "07/01/23"], [None, None]),
        (["07/12/23", "07/01/23"], ["1918-12-23", "1918-01-23"]),  # all of them can be read year first
        (["07-13-23", "99/1/5", "113/1/5"], [None, None, "2024-01-05"]),
        (["7/31/2023", "07/01/23", "2024/1/5"], [None, None, "2024-01-05"]),
        (["13/25/23", "07/01/23"], [None, "1918-01-23"]),  # there is no 13th month either
        (["07/32/23", "07/01/23"], [None, "1918-01-23"]),
        (["07/25/23 10:30", "990105", dt.date(2024, 1, 5)], [None, None, "2024-01-05"]),
    ],
)
def test_month_first(cells: list[Cell], days: list[str | None]) -> None:
    reading = read_sheets(
        make_sheet("志工.csv", []),
        make_sheet("講習場次.csv", [["辦理日期", "含藥愛及愛滋防治"], *([one, "是"] for one in cells)]),
    )
    assert list_values(reading, "lecture_sessions", "辦理日期") == days


@pytest.mark.parametrize(
    ("register", "rows", "measures", "unaffected"),
    [
        ("尿液採驗", [["個案編號", "應採驗年度", "實際採驗日期"], ["A12***89", "113", None]], ["4.9"], []),
        (
            "美沙冬收案",
            [["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"], ["A1○○○89", "H1", "112/8/1", None, None]],
            [],
            ["3.3"],
        ),
        ("志工", [["志工編號", "繼續教育時數"], ["V**1", 4], ["V2", 4]], [], ["4.8"]),
        (
            "追蹤輔導個案",
            [
                ["個案編號", "開案日期", "初評完成日期", "結案日期", "結案原因", "需求等級", "無需轉介就業原因", "就業轉介日期"],
                ["A1●●●89", "113/1/5", "113/1/6", None, None, "低", None, None],
            ],
            ["2.9", "4.3.1", "4.3.2"],
            [],
        ),
    ],
)
def test_masked_identifiers_stop_what_counts_or_joins_by_them(
    register: str, rows: Rows, measures: list[str], unaffected: list[str]
) -> None:
    contacts = make_sheet("追蹤輔導紀錄.csv", [["個案編號", "追輔日期", "追輔方式"], ["B1", "113/1/10", "電訪"]])
    sheets = [make_sheet(f"{register}.csv", rows), *([contacts] if register == "追蹤輔導個案" else [])]
    result = compute_sheets(*sheets)
    assert len(list_issues(result.issues, "identifier-masked")) == 1
    for name in measures:
        measure = find_measure(result, name)
        column = str(rows[0][0])
        assert (measure.status.value, measure.numerator) == ("no_data", None)
        assert measure.notes == (f"「{register}」的「{column}」經過遮蔽，分不出誰是誰；請改用完整的編號",)
    assert [find_measure(result, name).numerator for name in unaffected] == [1 if name == "3.3" else 2 for name in unaffected]


def test_figures_entered_by_hand_stand_in_for_no_masked_register() -> None:
    urine = make_sheet("尿液採驗.csv", [["個案編號", "應採驗年度", "實際採驗日期"], ["A12***89", "113", None]])
    figures: Rows = [["指標代碼", "項目", "數值"], ["4.9", "分子", 7], ["4.9", "分母", 10]]
    measure = find_measure(compute_sheets(urine, make_sheet("填報數據.csv", figures)), "4.9")
    assert (measure.status.value, measure.numerator) == ("no_data", None)


def test_a_masked_key_of_another_register_stops_its_join() -> None:
    cases = make_sheet(
        "追蹤輔導個案.csv",
        [["個案編號", "開案日期", "初評完成日期", "結案日期", "需求等級"], ["A1", "113/1/5", "113/1/6", None, "低"]],
    )
    contacts = make_sheet(
        "追蹤輔導紀錄.csv", [["個案編號", "追輔日期", "追輔方式"], ["A*1", "113/1/10", "電訪"], ["A1", "113/1/9", "電訪"]]
    )
    measure = find_measure(compute_sheets(cases, contacts), "4.3.2")
    assert measure.notes == ("「追蹤輔導紀錄」的「個案編號」經過遮蔽，分不出誰是誰；請改用完整的編號",)


@pytest.mark.parametrize(("second", "count"), [("王○明", 1), ("李○明", 0), ("王小明", 0)])
def test_a_covered_name_merges_only_where_it_stands_twice(second: str, count: int) -> None:
    header = ["人力來源", "職稱", "姓名", "到職日期", "離職日期", "異動別"]
    rows: Rows = [
        header,
        ["本部補助", "個管", "王○明", "112/1/1", None, "在職"],
        ["本部補助", "個管", second, "111/1/1", None, "在職"],
    ]
    issues = read_sheets(make_sheet("人力清冊.csv", rows)).issues
    assert len(list_issues(issues, "identifier-masked")) == count


def test_a_covered_name_is_told_as_a_name_of_which_nothing_is_shown() -> None:
    header = ["人力來源", "職稱", "姓名", "到職日期", "離職日期", "異動別"]
    names = ("王○明", "李○華", "王○明", "陳小美")
    rows: Rows = [header, *(["本部補助", "個管", name, f"11{number}/1/1", None, "在職"] for number, name in enumerate(names))]
    (issue,) = list_issues(read_sheets(make_sheet("人力清冊.csv", rows)).issues, "identifier-masked")
    assert "有 3 列的姓名遮蔽了一部分（如「…○…」），" in issue
    assert issue.endswith("請改用完整的姓名")
