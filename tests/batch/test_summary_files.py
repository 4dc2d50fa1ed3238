"""The summary as people open it: a workbook that sorts and adds up, and a page."""

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from lxml import html
from openpyxl import Workbook, load_workbook

from antidrug_kpi.forms.summary.batch_summary import BatchSummary, OfficeOutcome, OfficeTerms
from antidrug_kpi.forms.summary.summary_page import write_summary_page
from antidrug_kpi.forms.summary.summary_workbook import write_summary_workbook
from antidrug_kpi.measures.summed_results import OfficeFigures
from antidrug_kpi.pipeline.batch.batch_run import summarise
from antidrug_kpi.settings import Settings

TERMS = OfficeTerms("mohw-113", "final", dt.date(2024, 12, 31))


@pytest.fixture
def summary() -> BatchSummary:
    """Two offices that agree, one of another report, and one that is broken, whose names a spreadsheet could run."""
    first = OfficeOutcome(
        "=甲",
        0,
        is_complete=True,
        jurisdiction="臺北市",
        terms=TERMS,
        figures={
            "3.3": OfficeFigures("missed", 1, 2, "50.00"),
            "4.3.2": OfficeFigures("reported", 9, 4, "2.25"),
            "4.8": OfficeFigures("no_data", None, None, None),
        },
    )
    second = replace(
        first,
        name="乙",
        exit_status=3,
        is_complete=False,
        reason="剔退 2 列",
        rejected=2,
        figures={**first.figures, "3.3": OfficeFigures("met", 3, 4, "75.00"), "4.8": OfficeFigures("met", 1, 1, "100.00")},
    )
    third = replace(second, name="丙", terms=replace(TERMS, report="midterm"))
    broken = OfficeOutcome("丁<b>", 1, is_complete=False, error="office.yaml 第 1 行：有誤")
    return summarise(Settings(), [first, second, third, broken], ["戊"])


def read_workbook(summary: BatchSummary) -> Workbook:
    return load_workbook(io.BytesIO(write_summary_workbook(summary)))


def test_offices_are_rows_with_their_status(summary: BatchSummary) -> None:
    rows = [list(row) for row in read_workbook(summary)["各機關"].iter_rows(min_row=2, max_row=5, values_only=True)]
    assert rows[0] == ["=甲", "臺北市", 0, "完整", 0, 1, 1, 0, 1, 0, 0, None]
    assert rows[1] == ["乙", "臺北市", 3, "不完整", 2, 0, 1, 0, 0, 0, 2, "剔退 2 列"]
    assert rows[2][-1] == "剔退 2 列；與多數機關不同（計畫 mohw-113、期中、基準日 2024-12-31），不列入合計"
    assert rows[3] == ["丁<b>", None, 1, "無法計算", *[None] * 7, "office.yaml 第 1 行：有誤"]


def test_measures_are_summed_over_the_offices_that_agree(summary: BatchSummary) -> None:
    rows = {row[1]: list(row) for row in read_workbook(summary)["指標合計"].iter_rows(min_row=2, values_only=True)}
    assert rows["3.3"][4:] == [4, 6, 66.67, "%", 2, 2, 1, "丙、丁<b>"]
    assert rows["4.3.2"][4:9] == [18, 8, 2.25, "次", 2]
    assert rows["4.8"][4:] == [1, 1, 100, "%", 1, 2, 0, "=甲、丙、丁<b>"]


def test_values_are_numbers_that_say_whether_they_meet_the_target(summary: BatchSummary) -> None:
    sheet = read_workbook(summary)["各機關數值"]
    assert [cell.value for cell in sheet[1]] == ["指標", "衡量項目", "名稱", "單位", "合計", "=甲", "乙", "丙", "丁<b>"]
    assert sheet["F1"].data_type == "s"
    cells = {row[1].value: row for row in sheet.iter_rows(min_row=2, max_row=4)}
    assert [(cell.value, cell.number_format) for cell in cells["3.3"][4:7]] == [
        (66.67, "0.00"),
        (50, '0.00 "未達成"'),
        (75, '0.00 "達成"'),
    ]
    assert [cell.value for cell in cells["4.8"][5:]] == ["資料未備", 100, 100, "無法計算"]
    assert sheet.freeze_panes == "F2"


def test_the_page_says_the_same(summary: BatchSummary) -> None:
    page: Any = html.fromstring(write_summary_page(summary).decode("utf-8"))
    offices, measures = page.xpath("//table")
    assert [row.xpath("string(th)") for row in offices.xpath(".//tbody/tr")] == ["=甲", "乙", "丙", "丁<b>"]
    row = next(row for row in measures.xpath(".//tbody/tr") if "3.3" in row.xpath("string(th)"))
    cells = [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
    assert cells[1:] == ["66.67%2 個機關 未列入：丙、丁<b>", "50.00 未達成", "75.00 達成", "75.00 達成", "無法計算"]
    facts = [" ".join(fact.text_content().split()) for fact in page.xpath("//dl/div")]
    assert facts == [
        "機關 4 個機關：完整 1、不完整 2、無法計算 1；未列為機關而略過 1 個資料夾",
        "多數機關 計畫 mohw-113、期末、基準日 2024-12-31",
        "有清冊而不屬於任何機關，未計算 戊",
    ]


def test_the_same_summary_gives_the_same_bytes(summary: BatchSummary) -> None:
    assert write_summary_workbook(summary) == write_summary_workbook(summary)
    assert write_summary_page(summary) == write_summary_page(summary)


def test_sums_of_hours_keep_their_decimals(summary: BatchSummary) -> None:
    hours = OfficeFigures("reported", Decimal("10.25"), 2, "5.13")
    offices = [replace(office, figures={"4.3.2": hours}) for office in summary.offices[:2]]
    (together,) = summarise(Settings(), offices, []).together
    assert (together.summed.numerator, together.summed.denominator) == (Decimal("20.50"), 4)
