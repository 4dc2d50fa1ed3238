"""Descriptions in the evidence that hold the place, or name what the source does not count: asked about, and counted."""

from fractions import Fraction

import pytest

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.issues import Level
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers

PLAN = load_plan("mohw-113")


def compute(*lines: str) -> OfficeResult:
    rows = [["指標代碼", "項目名稱", "要件", "說明"], *(line.split("|") for line in lines)]
    sheet = Sheet("佐證清冊.csv", None, number_rows(rows), range(1, len(rows) + 1))
    reading = read_registers([FileReading(sheet.file, "", (sheet,), ())], PLAN)
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    return compute_office(reading, Terms(PLAN, reading.registers, periods), PLAN.measures)[0]


def find_questions(result: OfficeResult) -> list[tuple[int | None, str]]:
    return [(issue.address.row, issue.code) for issue in result.issues if issue.level is Level.QUESTION]


@pytest.mark.parametrize(
    "text",
    [
        "待補",
        "辦理中",
        "詳附件",
        "如附件",
        "（詳附件一）",
        "如附件 3。",
        "詳如附件２",
        "資料待補",
        "目前規劃中",
        "見附表1-2",
        "同上",
        "tbd",
        "詳附 件",
    ],
)
def test_a_description_that_only_holds_the_place_counts_and_is_asked_about(text: str) -> None:
    result = compute(f"4.12|網站|網站簡介|{text}")
    measure = next(each for each in result.measures if each.id == "4.12.1")
    assert (measure.numerator, measure.status.value, measure.attainment) == (1, "met", None)
    assert measure.notes_and_questions == (f"請確認：說明只寫「{text}」，尚無內容，仍予列計（1 列）",)
    assert find_questions(result) == [(2, "evidence-placeholder")]


@pytest.mark.parametrize(
    "text",
    ["每季更新，詳附件", "辦理中心簡介", "附件製作課程", "待補助款核定後於 3 月上線", "中心簡介", "略述服務項目", "1", "一"],
)
def test_a_description_with_content_is_not_asked_about(text: str) -> None:
    result = compute(f"4.12|網站|網站簡介|{text}")
    assert next(each for each in result.measures if each.id == "4.12.1").notes_and_questions == ()
    assert find_questions(result) == []


@pytest.mark.parametrize("text", ["縣府官網", "衛生局網站", "毒防中心網頁", "https://www.example.GOV.TW/a"])
def test_a_medium_that_names_a_government_page_counts_and_is_asked_about(text: str) -> None:
    result = compute(f"4.12|宣導|宣導媒體|{text}", "4.12|宣導|宣導媒體|廣播", f"4.12|網站|網站簡介|{text}")
    measure = next(each for each in result.measures if each.id == "4.12.2")
    assert (measure.numerator, measure.status.value, measure.attainment) == (2, "met", Fraction(100))
    assert measure.notes_and_questions == (f"請確認：地方政府網頁不算宣導媒體、通路；「{text}」仍予列計（1 列）",)
    assert find_questions(result) == [(2, "evidence-doubtful")]


def test_only_the_measures_own_rows_are_asked_about() -> None:
    result = compute("4.12|宣導|媒體|官網", "4.11|方案|服務對象|待補", "4.11|方案|服務物件|待補", "3.2|方案|服務對象|無")
    assert {measure.id: measure.questions for measure in result.measures if measure.questions} == {
        "4.11": ("請確認：說明只寫「待補」，尚無內容，仍予列計（1 列）",)
    }
    assert find_questions(result) == [(3, "evidence-placeholder")]


def test_a_long_text_of_such_words_is_read_at_once() -> None:
    assert find_questions(compute(f"4.12|網站|網站簡介|{'詳如' * 19}")) == []
