"""Cells as offices and foreign programs write them: the figure, the exit status and the line on standard error, as a clerk sees
them.
"""

from pathlib import Path
from typing import Any

import pytest

from cli.running import Done, run

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ADMISSIONS = "美沙冬收案"
COMPLETE = "計算完成"


def compute(case: str, only: str, cwd: Path, *options: str) -> tuple[Done, dict[str, Any]]:
    done = run("compute", HERE / case, "--only", only, "--format", "json", *options, cwd=cwd)
    (measure,) = done.data["measures"]
    return done, measure


def get_figure(measure: dict[str, Any]) -> tuple[object, ...]:
    return measure["status"], measure["numerator"], measure["denominator"], measure["value"]


@pytest.mark.parametrize(
    ("case", "only", "figure"),
    [
        ("b3-date-iso-utc-text", "3.3", ("met", 2, 2, "100.00")),
        ("f1-evidence-of-nan", "3.2", ("missed", 0, None, "0.00")),
        ("f2-evidence-of-null-and-marks", "3.2", ("missed", 0, None, "0.00")),
        ("f3-null-in-dates", "3.3", ("met", 4, 6, "66.67")),
        ("f5-whole-numbers-with-point-zero", "3.3", ("met", 4, 6, "66.67")),
        ("h3-apostrophe-before-the-number", "4.9", ("met", 1, 1, "100.00")),
    ],
)
def test_right_by_rule_and_nothing_to_say(case: str, only: str, figure: tuple[object, ...], tmp_path: Path) -> None:
    done, measure = compute(case, only, tmp_path)
    assert (get_figure(measure), measure["rejected"], done.status) == (figure, 0, 0)
    assert "［檔案］" not in done.err
    assert "［錯誤］" not in done.err


def test_one_person_under_1001_and_1001_with_point_zero(tmp_path: Path) -> None:
    done, measure = compute("f6-identifier-with-point-zero", "4.3.1", tmp_path)
    assert get_figure(measure) == ("met", 2, 2, "100.00")
    assert done.status == 3  # for the contact without a number
    assert "［錯誤］追蹤輔導紀錄.csv 第 4 列 欄「個案編號」：必填欄位空白；請補填" in done.err
    assert get_figure(compute("f6-identifier-with-point-zero", "4.3.2", tmp_path)[1])[1:3] == (2, 2)


@pytest.mark.parametrize(("case", "time"), [("b1-date-43-seconds-short", "23:59:17"), ("b2-date-16h-utc-cells", "16:00:00")])
def test_days_that_are_a_day_short(case: str, time: str, tmp_path: Path) -> None:
    done, measure = compute(case, "3.3", tmp_path)
    assert get_figure(measure)[1:3] == (1, 2)
    assert done.status == 3
    for column, count in (("新收日期", 3), ("結案日期", 2)):
        line = (
            f"［檔案］{ADMISSIONS}.xlsx 工作表「{ADMISSIONS}」 欄「{column}」：{count} 個日期中有 {count} 個的時刻都是 {time}，"
        )
        assert line in done.err


@pytest.mark.parametrize(
    ("case", "only", "column", "what", "name", "file"),
    [
        ("e1-units-in-headers-money", "4.1.3", "自籌金額(千元)", "千元", "自籌金額", "經費.csv"),
        ("e3-bracket-changes-the-meaning", "2.9", "就業轉介日期(預定)", "預定", "就業轉介日期", "追蹤輔導個案.csv"),
    ],
)
def test_brackets_that_change_the_meaning(
    case: str, only: str, column: str, what: str, name: str, file: str, tmp_path: Path
) -> None:
    done, measure = compute(case, only, tmp_path)
    assert (measure["status"], measure["numerator"], done.status) == ("no_data", None, 3)
    assert "缺欄位" in measure["notes"][0]
    assert f"「{name}」" in measure["notes"][0]
    assert (
        f"［請確認］{file} 第 1 列 欄「{column}」：「{column}」的「{what}」可能改變了意義，未當作「{name}」讀取；"
        "確是此欄的，請改為正式欄名，或以對應檔指明（--mapping）\n"
    ) in done.err


def test_a_percentage_as_a_fraction(tmp_path: Path) -> None:
    done, measure = compute("e4-percent-as-fraction", "4.1.3", tmp_path)
    assert (measure["value"], done.status) == ("8.79", 3)
    assert (
        "［檔案］經費.csv 欄「最低自籌比率」：1 個百分比都小於 1 又沒有百分號，讀作百分之零點幾；"
        "30% 請寫成 30 或 30%，不要寫 0.3\n"
    ) in done.err


@pytest.mark.parametrize(
    ("case", "only", "file", "said", "options"),
    [
        ("h1-masked-identifiers-star", "4.9", "尿液採驗", "有 3 列的編號遮蔽了一部分（如「…*89」）", ()),
        (
            "h2-masked-identifiers-circle",
            "2.10",
            "求職服務",
            "有 4 列的編號遮蔽了一部分（如「…○89」）",
            ("--jurisdiction", "高雄市"),
        ),
    ],
)
def test_masked_identifiers(case: str, only: str, file: str, said: str, options: tuple[str, ...], tmp_path: Path) -> None:
    done, measure = compute(case, only, tmp_path, *options)
    assert (get_figure(measure), done.status) == (("no_data", None, None, None), 3)
    assert measure["notes"] == [f"「{file}」的「個案編號」經過遮蔽，分不出誰是誰；請改用完整的編號"]
    assert f"［檔案］{file}.csv 第 2 列 欄「個案編號」：{said}，不同的人會變成同一人" in done.err


@pytest.mark.parametrize(
    ("case", "suffix"), [("j1-roc-date-typed-in-calc-ods", "ods"), ("j2-roc-date-typed-in-calc-xlsx", "xlsx")]
)
def test_roc_dates_that_a_spreadsheet_made_dates_of_the_year_112(case: str, suffix: str, tmp_path: Path) -> None:
    done, measure = compute(case, "3.3", tmp_path)
    assert (measure["status"], measure["rejected"], done.status) == ("no_data", 10, 3)
    assert (
        f"［錯誤］{ADMISSIONS}.{suffix} 工作表「src」 欄「新收日期」：第 2、3、4、5、6 … 列，共 9 列；例如第 2 列："
        "「7/1/12」年份在西元 1000 年以前，是否指民國 112/7/1；請把儲存格改為文字 112/7/1\n"
    ) in done.err


def test_years_of_two_digits_in_a_column_that_is_month_first(tmp_path: Path) -> None:
    done, measure = compute("j4-month-day-two-digit-year", "3.3", tmp_path)
    assert (measure["status"], measure["rejected"], done.status) == ("no_data", 10, 3)
    assert "「07/01/23」年份只有兩位數，而此欄有只能讀作月／日／年的「08/15/23」，分不出年月日" in done.err
