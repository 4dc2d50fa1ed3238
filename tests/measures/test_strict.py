"""With --strict a measure that lost a row shows no figure, and nothing that figures are made of."""

from pathlib import Path

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.results import ExclusionCount, MeasureResult, Status
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers
from plans.small import write_plan

HEADER = ["個案編號", "收案日期", "等級"]
SOUND = [["A1", "113/1/1", "高"], ["A2", "113/2/1", "低"], ["A3", "113/3/1", ""]]
FAULTY = ["A4", "113/2/30", "高"]


def compute(specs: Path, rows: list[list[str]], *, is_strict: bool) -> MeasureResult:
    """1.1 of the small plan, whose subjects without 等級 are excluded."""
    plan = load_plan("demo", (write_plan(specs),))
    lines = [HEADER, *rows]
    sheet = Sheet("收案.csv", None, number_rows(lines), range(1, len(lines) + 1))
    registers = read_registers([FileReading(sheet.file, "", (sheet,), ())], plan).registers
    periods = resolve_periods(plan.windows, plan.reports, plan.year, "final")
    indicator, measure = plan.measures[0]
    return compute_measure(indicator, measure, Terms(plan, registers, periods, is_strict=is_strict)).result


def test_nothing_is_counted_where_a_row_was_rejected(tmp_path: Path) -> None:
    result = compute(tmp_path, [*SOUND, FAULTY], is_strict=True)
    assert (result.status, result.rejected) == (Status.WITHHELD, 1)
    assert (result.numerator, result.denominator, result.value, result.shortfall, result.source) == (None,) * 5
    assert (result.excluded, result.waterfall, result.parts, result.strata) == ((), (), None, ())
    assert result.notes == ("嚴格模式：有 1 列剔退，不提供數字",)


def test_all_is_counted_where_none_was_or_nobody_is_strict(tmp_path: Path) -> None:
    for rows, is_strict in ((SOUND, True), ([*SOUND, FAULTY], False)):
        result = compute(tmp_path, rows, is_strict=is_strict)
        assert (result.status, result.numerator, result.denominator) == (Status.MISSED, 1, 2)
        assert result.excluded == (ExclusionCount("未分級", 1),)
        assert result.waterfall != ()
