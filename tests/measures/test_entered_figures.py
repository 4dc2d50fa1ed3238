"""Figures entered by hand stand in for a register that is absent, and for none whose rows were all rejected."""

from __future__ import annotations

import pytest

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.evidence.entered_figures import Entered, question_figures
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers

PLAN = load_plan("mohw-113")
FIGURES = [["指標代碼", "項目", "數值"], ["4.3.1", "分子", "9"], ["4.3.1", "分母", "10"]]
CASES = ["個案編號", "開案日期", "初評完成日期", "結案日期", "需求等級"]
SOUND = ["A1", "113/1/5", "113/1/6", "", "低"]
FAULTY = ["A2", "113/2/30", "113/3/1", "", "低"]


def compute(tables: dict[str, list[list[str]]]) -> MeasureResult:
    """4.3.1 of an office with these sheets; it reads two registers, of which 追蹤輔導紀錄 is not there."""
    sheets = [Sheet(f"{title}.csv", None, number_rows(rows), range(1, len(rows) + 1)) for title, rows in tables.items()]
    registers = read_registers([FileReading(sheet.file, "", (sheet,), ()) for sheet in sheets], PLAN).registers
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    indicator, measure = next(pair for pair in PLAN.measures if pair[1].id == "4.3.1")
    return compute_measure(indicator, measure, Terms(PLAN, registers, periods)).result


@pytest.mark.parametrize("cases", [[SOUND], [SOUND, FAULTY]])
def test_they_are_used_where_a_register_is_absent(cases: list[list[str]]) -> None:
    result = compute({"追蹤輔導個案": [CASES, *cases], "填報數據": FIGURES})
    assert (result.numerator, result.denominator, result.source) == (9, 10, "figures")


def test_they_are_not_used_where_the_other_registers_rows_were_all_rejected() -> None:
    result = compute({"追蹤輔導個案": [CASES, FAULTY], "填報數據": FIGURES})
    assert (result.status.value, result.numerator, result.source, result.rejected) == ("no_data", None, None, 1)
    assert result.notes == ("缺清冊「追蹤輔導紀錄」", "「追蹤輔導個案」的資料列全數剔退，沒有可採計的資料")


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_asked"),
    [(9, 10, False), (10, 10, False), (11, 10, True), (1, 0, True), (0, 0, False), (None, 10, False), (11, None, False)],
)
def test_a_part_larger_than_its_whole_is_asked_about(numerator: int | None, denominator: int | None, is_asked: bool) -> None:
    asked = ("請確認：「填報數據」的分子大於分母",) if is_asked else ()
    assert question_figures(Entered(numerator, denominator)) == asked
