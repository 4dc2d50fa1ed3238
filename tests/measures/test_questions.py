"""What a measure asks the office to look at."""

import pytest

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.plans.conditions import Present
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.measure_specs import Ratio
from antidrug_kpi.plans.population_specs import SubjectWarning
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers

PLAN = load_plan("mohw-113")
TABLES = {
    "學校清冊.csv": [["學校代碼", "學校日宣導"], ["S1", "是"], ["S2", "是"]],
    "家長研習場次.csv": [["辦理日期", "主題"], ["113/3/1", "親職"], ["113/4/1", ""]],
}


def test_a_warning_about_subjects_of_the_numerator_alone_is_told() -> None:
    indicator, measure = next(pair for pair in PLAN.measures if pair[1].id == "1.1.1")
    assert isinstance(measure, Ratio)
    assert measure.added is not None
    warning = SubjectWarning(text="場次沒有主題", when=Present(column="主題", present=False))
    own = measure.model_copy(update={"added": measure.added.model_copy(update={"warn": (warning,)})})
    sheets = [Sheet(name, None, number_rows(rows), range(1, len(rows) + 1)) for name, rows in TABLES.items()]
    registers = read_registers([FileReading(sheet.file, "", (sheet,), ()) for sheet in sheets], PLAN).registers
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    result = compute_measure(indicator, own, Terms(PLAN, registers, periods)).result
    assert (result.numerator, result.denominator) == (2, 2)
    assert (result.notes, result.notes_and_questions) == ((), result.questions)
    assert result.questions == ("請確認：場次沒有主題（1 筆）",)


@pytest.mark.parametrize(
    ("flags", "questions"),
    [
        (("是", "否", "是"), ()),
        (("是", "否", ""), ("「學校清冊」有 1 列「學校日宣導」空白（非是亦非否）",)),
        (("是", "－", ""), ("「學校清冊」有 2 列「學校日宣導」空白（非是亦非否）",)),
    ],
)
def test_blanks_among_yes_and_no_are_asked_about(flags: tuple[str, ...], questions: tuple[str, ...]) -> None:
    indicator, measure = next(pair for pair in PLAN.measures if pair[1].id == "1.1.2")
    rows = [["學校代碼", "學校日宣導"], *([f"S{number}", flag] for number, flag in enumerate(flags))]
    sheet = Sheet("學校清冊.csv", None, number_rows(rows), range(1, len(rows) + 1))
    registers = read_registers([FileReading(sheet.file, "", (sheet,), ())], PLAN).registers
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    result = compute_measure(indicator, measure, Terms(PLAN, registers, periods)).result
    assert (result.numerator, result.denominator, result.questions) == (flags.count("是"), 3, questions)
