"""A mistyped element or figure is a warning with its address that names the nearest; the row counts for nothing."""

from __future__ import annotations

import pytest

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers

PLAN = load_plan("mohw-113")


def list_warnings(title: str, rows: list[list[str]]) -> list[str]:
    sheet = Sheet(f"{title}.csv", None, number_rows(rows), range(1, len(rows) + 1))
    reading = read_registers([FileReading(sheet.file, "", (sheet,), ())], PLAN)
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    result, _ = compute_office(reading, Terms(PLAN, reading.registers, periods), PLAN.measures)
    assert [summary.warnings for summary in result.inputs] == [len(result.issues)]
    return [str(issue) for issue in result.issues]


def test_mistyped_elements() -> None:
    rows = [
        ["指標代碼", "項目名稱", "要件", "說明"],
        ["3.2", "甲", "服務對像", "青少年"],
        ["3.2", "甲", "服 務 內 容", "團體"],
        ["四(十二)", "乙", "網站簡价", "首頁"],
        ["4.12", "乙", "宣導媒體", "報紙"],
    ]
    assert list_warnings("佐證清冊", rows) == [
        "佐證清冊.csv 第 2 列 欄「要件」：「服務對像」不是此指標的要件，最接近的是「服務對象」；未列計，請確認",
        "佐證清冊.csv 第 4 列 欄「要件」：「網站簡价」不是此指標的要件，最接近的是「網站簡介」；未列計，請確認",
    ]


def test_mistyped_figures() -> None:
    rows = [["指標代碼", "項目", "數值"], ["3.7", "完成愛滋篩檢人數", "5"], ["3.7", "分母", "9"], ["4.9", "分子數", "5"]]
    assert list_warnings("填報數據", rows) == [
        "填報數據.csv 第 2 列 欄「項目」：「完成愛滋篩檢人數」不是此指標的項目，最接近的是「完成愛滋篩檢人次」；未列計，請確認",
        "填報數據.csv 第 4 列 欄「項目」：「分子數」不是此指標的項目，最接近的是「分子」；未列計，請確認",
    ]


def compute_figures(first: str, second: str) -> OfficeResult:
    rows = [["指標代碼", "項目", "數值"], ["1.3", "分子", first], ["1.3", "分子", second], ["1.3", "分母", "10"]]
    sheet = Sheet("填報數據.csv", None, number_rows(rows), range(1, len(rows) + 1))
    reading = read_registers([FileReading(sheet.file, "", (sheet,), ())], PLAN)
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    result, _ = compute_office(reading, Terms(PLAN, reading.registers, periods), PLAN.measures)
    return result


@pytest.mark.parametrize(("first", "second"), [("1", "2"), ("999999999999998", "999999999999999")])
def test_contradicting_figures_have_an_address_each(first: str, second: str) -> None:
    result = compute_figures(first, second)
    sentence = "同一衡量項目的「分子」填了不同的數值，各列均剔退；請只留正確的一列"
    assert [str(issue) for issue in result.issues] == [f"填報數據.csv 第 {row} 列 欄「數值」：{sentence}" for row in (2, 3)]
    assert [summary.rejected for summary in result.inputs] == [2]
    (measure,) = (each for each in result.measures if each.id == "1.3")
    assert measure.notes == ("缺清冊「涉毒學生」", "「填報數據」缺可用的「分子」")


def test_a_figure_given_twice_alike_holds() -> None:
    result = compute_figures("2", "2")
    assert [summary.rejected for summary in result.inputs] == [0]
    (measure,) = (each for each in result.measures if each.id == "1.3")
    assert (measure.numerator, measure.denominator) == (2, 10)
