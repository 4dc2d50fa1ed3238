"""A register of another year than the report's windows ask for."""

import pytest

from antidrug_kpi.files import Cell
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.plans.windows import ReportName, resolve_periods

from .offices import Rows, compute_sheets, find_measure, get_plan, list_issues, make_sheet, read_sheets

MEETINGS = ["會議日期", "會議名稱", "主持人職稱", "秘書長或主任秘書以上主持"]


def find_other_years(
    name: str, header: list[str], rows: list[list[Cell]], report: ReportName = "final", code: str = "other-year"
) -> list[str]:
    plan = get_plan()
    table: Rows = [header, *rows]
    reading = read_sheets(make_sheet(f"{name}.csv", table))
    terms = Terms(plan, reading.registers, resolve_periods(plan.windows, plan.reports, 113, report), None)
    return list_issues(compute_office(reading, terms, plan.measures)[0].issues, code)


def meet(*days: str) -> list[str]:
    return find_other_years("跨局處會議", MEETINGS, [[day, f"第 {number} 次", "市長", "是"] for number, day in enumerate(days)])


SAID = "跨局處會議.csv 欄「會議日期」：「跨局處會議」各列的年度{} 年，這份報告要的是 113 年；請確認是否放到別的年度的清冊"


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (0, SAID.format("都是 112")),  # 20 of 20
        (1, SAID.format("幾乎都是 112")),  # 19 of 20
        (2, None),  # 18 of 20: an office may keep two years together
    ],
)
def test_nearly_all_means_19_of_20(own: int, said: str | None) -> None:
    days = ["112/5/1"] * (20 - own) + ["113/5/1"] * own
    assert meet(*days) == ([said] if said else [])


@pytest.mark.parametrize(
    ("day", "found"), [("112/12/31", "112"), ("113/1/1", None), ("113/12/31", None), ("114/1/1", "114"), ("102/1/1", "102")]
)
def test_first_and_last_day_of_the_year(day: str, found: str | None) -> None:
    assert meet(day) == ([SAID.format(f"都是 {found}")] if found else [])


def test_years_found() -> None:
    assert meet("112/1/1", "110/1/1", "110/2/1") == [SAID.format("都是 110、112")]
    assert meet("112/1/1", "110/1/1", "109/2/1") == [SAID.format("都是 109、110、112")]
    assert meet("112/1/1", "110/1/1", "109/2/1", "100/3/3") == [SAID.format("都是 100 至 112")]
    # Around the day from which days are counted.
    assert meet("58/12/31", "59/1/1", "59/1/2") == [SAID.format("都是 58、59")]


def test_nothing_is_said_of_a_register_without_dates() -> None:
    assert meet() == []
    assert meet("113/2/30") == []
    assert find_other_years("講習個案", ["案件編號", "查獲次數"], [["A0001", 1]]) == []


@pytest.mark.parametrize(
    ("before", "own", "report", "share"),
    [
        (20, 0, "final", "沒有"),
        (19, 0, "final", None),  # so few may be all there are
        (19, 1, "final", None),  # one of twenty
        (20, 1, "final", "幾乎沒有"),
        (40, 0, "midterm", None),  # its window is the year before
    ],
)
def test_a_window_over_two_years_of_which_the_last_is_lacking(
    before: int, own: int, report: ReportName, share: str | None
) -> None:
    days = ["112/8/1"] * before + ["113/2/1"] * own
    rows: list[list[Cell]] = [[f"A{number}", "H1", day, None, None] for number, day in enumerate(days)]
    header = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]
    said = (
        f"美沙冬收案.csv 欄「新收日期」：「美沙冬收案」{before + own} 筆裡{share} 113 年的，"
        "這份報告要看到 2024-06-30；請確認清冊是否少了後半，或放到別的年度的清冊"
    )
    assert find_other_years("美沙冬收案", header, rows, report, code="year-lacking") == ([said] if share else [])


@pytest.mark.parametrize(
    ("day", "report", "wanted"),
    [
        ("112/3/1", "midterm", None),
        ("113/3/1", "midterm", "112"),
        ("111/12/31", "midterm", "112"),
        ("112/3/1", "final", None),
        ("113/11/1", "final", None),
        ("111/12/31", "final", "112、113"),
        ("114/1/1", "final", "112、113"),
    ],
)
def test_the_window_of_the_report_decides(day: str, report: ReportName, wanted: str | None) -> None:
    """肆、三(三): admissions of 112 for the midterm report, of July 112 to June 113 for the final one."""
    header = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]
    found = find_other_years("美沙冬收案", header, [["A0001", "H1", day, None, None]], report)
    assert [line.partition("要的是 ")[2].partition(" 年")[0] for line in found] == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("name", "header", "row", "own"),
    [
        ("家支社工", ["社工編號", "年月", "服務案家數", "新開案數"], ["S1", "{}01", 1, 1], "113"),
        ("尿液採驗", ["個案編號", "應採驗年度", "實際採驗日期"], ["A0001", "{}", None], "113"),
        ("罰鍰案件", ["案件編號", "裁罰日期", "應移送執行"], ["A0001", "{}/5/1", "是"], "112"),
        ("講習個案", ["案件編號", "查獲次數", "裁罰日期"], ["A0001", 1, "{}/5/1"], "112、113"),
        ("春暉離校個案", ["個案編號", "離校類型", "離校日期"], ["A0001", "畢業", "{}/6/30"], "112、113"),
    ],
)
def test_dates_months_and_years(name: str, header: list[str], row: list[Cell], own: str) -> None:
    for year in ("111", "112", "113", "114"):
        filled = [cell.format(year) if isinstance(cell, str) else cell for cell in row]
        found = find_other_years(name, header, [filled])
        said = f"各列的年度都是 {year} 年，這份報告要的是 {own} 年；請確認是否放到別的年度的清冊"
        assert [line.partition("」各列")[2] for line in found] == ([] if year in own else [said.removeprefix("各列")])


def test_cases_and_staff_may_have_come_long_ago() -> None:
    assert find_other_years("追蹤輔導個案", ["個案編號", "開案日期"], [["A0001", "108/1/1"]]) == []
    assert (
        find_other_years("人力清冊", ["人力來源", "職稱", "姓名", "到職日期"], [["機關自有", "個管", "王小明", "95/1/1"]]) == []
    )


def test_the_figure_stays_and_the_warning_is_counted() -> None:
    result = compute_sheets(make_sheet("跨局處會議.csv", [MEETINGS, ["112/5/1", "第 1 次", "市長", "是"]]))
    assert [own.warnings for own in result.inputs] == [1]
    meetings = find_measure(result, "4.1.2")
    assert (meetings.numerator, meetings.denominator, meetings.rejected) == (0, 0, 0)


FAR = "{} 欄「{}」：「{}」讀作 {}（民國 {} 年），{}，不因此剔退；請確認年份，西元年應寫足四位數"


@pytest.mark.parametrize(
    ("day", "read", "year", "side"),
    [
        ("24/1/5", "1935-01-05", 24, "早於民國 60 年"),  # meant for 2024
        ("13/1/5", "1924-01-05", 13, "早於民國 60 年"),
        ("59/12/31", "1970-12-31", 59, "早於民國 60 年"),
        ("60/1/1", None, 60, ""),
        ("112/1/5", None, 112, ""),
        ("115/12/31", None, 115, ""),
        ("116/1/1", "2027-01-01", 116, "晚於民國 115 年"),
        ("131/1/9", "2042-01-09", 131, "晚於民國 115 年"),
        ("2103/1/5", "2103-01-05", 192, "晚於民國 115 年"),
    ],
)
def test_dates_far_from_the_report_count_and_are_said(day: str, read: str | None, year: int, side: str) -> None:
    rows: Rows = [["人力來源", "職稱", "姓名", "到職日期"], ["機關自有", "個管", "王小明", day]]
    result = compute_sheets(make_sheet("人力清冊.csv", rows))
    assert [(own.accepted, own.rejected) for own in result.inputs] == [(1, 0)]
    expected = FAR.format("人力清冊.csv 第 2 列", "到職日期", day, read, year, side)
    assert list_issues(result.issues, "date-far") == ([expected] if read else [])


def test_each_cell_is_said_in_whatever_column_it_stands() -> None:
    cases: Rows = [
        ["個案編號", "開案日期", "初評完成日期", "結案日期"],
        ["A1", "24/1/5", "113/1/9", "2103/1/5"],
        [],
        ["A2", "113/1/5", "131/1/9", None],
    ]
    workers: Rows = [["社工編號", "年月", "服務案家數", "新開案數"], ["S1", "24/1", 1, 1]]
    tests: Rows = [["個案編號", "應採驗年度", "實際採驗日期"], ["A1", "13", None]]
    sheets = [
        make_sheet("個案.xlsx", cases, "追蹤輔導個案"),
        make_sheet("家支社工.csv", workers),
        make_sheet("尿液採驗.csv", tests),
    ]
    assert list_issues(compute_sheets(*sheets).issues, "date-far") == [
        FAR.format("家支社工.csv 第 2 列", "年月", "24/1", "1935-01-01", 24, "早於民國 60 年"),
        FAR.format("個案.xlsx 工作表「追蹤輔導個案」 第 2 列", "開案日期", "24/1/5", "1935-01-05", 24, "早於民國 60 年"),
        FAR.format("個案.xlsx 工作表「追蹤輔導個案」 第 4 列", "初評完成日期", "131/1/9", "2042-01-09", 131, "晚於民國 115 年"),
        FAR.format("個案.xlsx 工作表「追蹤輔導個案」 第 2 列", "結案日期", "2103/1/5", "2103-01-05", 192, "晚於民國 115 年"),
        FAR.format("尿液採驗.csv 第 2 列", "應採驗年度", "13", "x", 13, "早於民國 60 年").replace(
            " x（民國 13 年）", "民國 13 年"
        ),
    ]


def test_the_year_of_the_report_decides_what_is_too_late() -> None:
    plan = get_plan()
    reading = read_sheets(make_sheet("跨局處會議.csv", [MEETINGS, ["116/5/1", "第 1 次", "市長", "是"]]))
    for year, count in ((113, 1), (114, 0), (115, 0)):
        terms = Terms(plan, reading.registers, resolve_periods(plan.windows, plan.reports, year, "final"), None)
        assert len(list_issues(compute_office(reading, terms, plan.measures)[0].issues, "date-far")) == count
