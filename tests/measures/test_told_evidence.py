"""What a result tells of evidence: every described element, whole, in the plan's order; nobody named, nothing for the public."""

import pytest

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.forms.evidence_words import say_prior, tell_evidence
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.measures.publishing.published_results import publish_results
from antidrug_kpi.measures.redacted_results import make_result_redaction, redact_result
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers

PLAN = load_plan("mohw-113")


def compute(*lines: str, register: str = "佐證清冊", header: str = "指標代碼|項目名稱|要件|說明") -> OfficeResult:
    rows = [line.split("|") for line in (header, *lines)]
    sheet = Sheet(f"{register}.csv", None, number_rows(rows), range(1, len(rows) + 1))
    reading = read_registers([FileReading(sheet.file, "", (sheet,), ())], PLAN)
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    return compute_office(reading, Terms(PLAN, reading.registers, periods), PLAN.measures)[0]


def list_items(result: OfficeResult, measure: str) -> list[tuple[str, bool, list[str]]]:
    (found,) = [each for each in result.measures if each.id == measure]
    return [(item.name, item.is_counted, [f"{element}={text}" for element, text in item.texts]) for item in found.items]


def test_elements_stand_in_the_plans_order_and_a_repeated_text_once() -> None:
    result = compute(
        "2.4|乙|服務內容|家屬團體 6 次",
        "2.4|甲|服務內容|宣導",
        "2.4|乙|合作矯正機關|某監獄",
        "2.4|乙|合作矯正機關|某 監獄",
        "2.4|乙|合作矯正機關|某看守所",
    )
    assert list_items(result, "2.4") == [
        ("乙", True, ["合作矯正機關=某監獄", "合作矯正機關=某看守所", "服務內容=家屬團體 6 次"]),
        ("甲", False, ["服務內容=宣導"]),
    ]


def test_an_element_that_the_measure_does_not_know_and_a_blank_one_are_not_told() -> None:
    result = compute("2.4|甲|服務內容|宣導", "2.4|甲|合作矯正機關|無", "2.4|甲|其他|附照片")
    assert list_items(result, "2.4") == [("甲", False, ["服務內容=宣導"])]


def test_texts_that_count_by_themselves() -> None:
    result = compute("4.12|專線|宣導媒體|廣播電臺", "4.12|專線|宣導媒體|公車", "4.12|網頁|宣導媒體|公 車")
    assert list_items(result, "4.12.2") == [("專線", True, ["宣導媒體=廣播電臺", "宣導媒體=公車"])]


def test_a_long_text_is_not_cut_and_its_lines_stay() -> None:
    text = "第一段" + "很長" * 2000
    result = compute(f"4.12|網站|網站簡介|{text}\n第二段")
    (measure,) = [each for each in result.measures if each.id == "4.12.1"]
    assert tell_evidence([measure]) == ("【佐證內容】", "「網站」", f"網站簡介：{text}", "第二段")


def test_an_item_that_does_not_count_is_told_nowhere_in_the_cell() -> None:
    (measure,) = [each for each in compute("2.4|甲|服務內容|宣導").measures if each.id == "2.4"]
    assert measure.items != ()
    assert tell_evidence([measure]) == ()


def test_identifiers_in_evidence_are_masked_and_nothing_of_it_is_for_the_public() -> None:
    result = compute("4.12|網站|網站簡介|洽 A123456789")
    shown = redact_result(result, make_result_redaction(result, {}))
    assert list_items(shown, "4.12.1") == [("網站", True, ["網站簡介=洽 …789"])]
    assert list_items(publish_results(PLAN, result), "4.12.1") == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("S1|600|19|600|20", ("目標值（前 1 年同期）：20／600＝3.33%",)),
        ("S1|600|20|6,000|0", ("目標值（前 1 年同期）：0／6,000＝0.00%",)),
        # Nothing to be held against.
        ("S1|600|20|0|0", ()),
    ],
)
def test_the_ratio_of_the_year_before(row: str, said: tuple[str, ...]) -> None:
    header = "學校代碼|學生數|特定人員數|前一年同期學生數|前一年同期特定人員數"
    (measure,) = [each for each in compute(row, register="學校清冊", header=header).measures if each.id == "1.2"]
    assert say_prior(measure) == said
