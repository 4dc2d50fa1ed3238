"""Every subject of a measure is excluded, in the denominator only, or in the numerator; strata add up to the total."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Computation, Terms
from antidrug_kpi.measures.measure_scope import RowFrame, Scope
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.measures.population import build_subjects, tabulate
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.measure_specs import Counted, Ratio
from antidrug_kpi.plans.population_specs import Population
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers
from chance import choose_seeds
from oracle.random_office import make_random_office

PLAN = load_plan("mohw-113")
Tables = Mapping[str, Sequence[Mapping[str, str]]]


def compute_tables(
    tables: Tables, columns: Mapping[str, Sequence[str]], by: str | None = None
) -> tuple[OfficeResult, tuple[Computation, ...]]:
    """The final report of an office held in memory."""
    files = []
    for title, rows in tables.items():
        lines = [list(columns[title]), *([row.get(name, "") for name in columns[title]] for row in rows)]
        sheet = Sheet(f"{title}.csv", None, number_rows(lines), range(1, len(lines) + 1))
        files.append(FileReading(sheet.file, "", (sheet,), ()))
    reading = read_registers(files, PLAN)
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    return compute_office(reading, Terms(PLAN, reading.registers, periods, "高雄市", by=by), PLAN.measures)


def make_office(seed: int) -> tuple[Tables, Mapping[str, Sequence[str]]]:
    tables, options = make_random_office(random.Random(seed), 25)
    return tables, options["columns"]  # type: ignore[return-value]


@pytest.mark.slow
@pytest.mark.parametrize("seed", choose_seeds(8, 240))
def test_figures_come_from_the_population_table(seed: int) -> None:
    _, computations = compute_tables(*make_office(seed))
    for (_, measure), computation in zip(PLAN.measures, computations, strict=True):
        result = computation.result
        if not (isinstance(measure, Ratio) and computation.tables) or measure.population.numerator_sum:
            continue
        table = computation.tables[0].frame
        assert set(table["population"]) <= {"excluded", "denominator", "numerator"}
        assert (table["population"] == "excluded").equals(table["reason"].notna())
        assert result.denominator == int(table["population"].isin(["denominator", "numerator"]).sum())
        assert sum(each.count or 0 for each in result.excluded) == int((table["population"] == "excluded").sum())
        if measure.added is None:
            assert result.numerator == int((table["population"] == "numerator").sum())
        parts = sum(step.count for step in result.waterfall if step.text.startswith("未達"))
        if measure.breakdown:
            assert result.denominator - result.numerator == parts  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.parametrize("seed", choose_seeds(8, 240))
def test_strata_add_up_to_the_total(seed: int) -> None:
    by = random.Random(seed).choice(["機構代碼", "需求等級", "職稱", "個案編號", "社工編號", "查獲來源"])
    result, computations = compute_tables(*make_office(seed), by=by)
    broken_down = 0
    for (_, measure), computation in zip(PLAN.measures, computations, strict=True):
        strata = computation.result.strata
        if strata:
            broken_down += 1
            assert isinstance(measure, Counted)
            assert sum(stratum.numerator or 0 for stratum in strata) == computation.result.numerator
            if computation.result.denominator is not None:
                assert sum(stratum.denominator or 0 for stratum in strata) == computation.result.denominator
    assert broken_down == sum(bool(each.strata) for each in result.measures)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 14, 15, 92])
def test_row_order_changes_no_figure(seed: int) -> None:
    tables, columns = make_office(seed)
    rng = random.Random(seed)
    shuffled = {title: rng.sample(list(rows), len(rows)) for title, rows in tables.items()}
    first, _ = compute_tables(tables, columns)
    second, _ = compute_tables(shuffled, columns)
    for one, other in zip(first.measures, second.measures, strict=True):
        plain, again = (replace(each, notes=(), questions=(), excluded=(), waterfall=(), items=()) for each in (one, other))
        assert plain == again
        assert len(one.questions) == len(other.questions)
        assert sum(each.count or 0 for each in one.excluded) == sum(each.count or 0 for each in other.excluded)


def test_subjects_of_two_columns_are_kept_apart_where_one_is_blank() -> None:
    header = ["機構代碼", "個案編號", "收案日期", "C肝篩檢日期"]
    days = [("H1", "113/2/1"), ("H2", "113/2/1"), ("H1", "113/3/1"), ("H2", ""), ("H2", "")]
    rows = [header, *([institution, "A1", "113/1/1", day] for institution, day in days)]
    sheet = Sheet("替代治療個案.csv", None, number_rows(rows), range(1, len(rows) + 1))
    register = read_registers([FileReading(sheet.file, "", (sheet,), ())], PLAN).registers["substitution_patients"]
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    population = Population(register_="substitution_patients", each=("機構代碼", "C肝篩檢日期"))
    table = tabulate(population, Scope({"substitution_patients": RowFrame(register.frame)}, periods))
    assert table.subjects is not None
    assert table.subjects.owner.tolist() == [0, 1, 2, 3, 3]
    names = [name.removesuffix(" 00:00:00") for name in table.frame["subject"]]
    assert names == ["H1／2024-02-01", "H2／2024-02-01", "H1／2024-03-01", "H2／"]


def test_subjects_of_many_columns_with_many_values_are_kept_apart() -> None:
    # 65,536 is 2**16: put together as numbers to that base, what stands in the first of five columns is a multiple of 2**64.
    columns = ("甲", "乙", "丙", "丁", "戊")
    numbers = np.arange(1 << 16)
    frame = pd.DataFrame({name: np.append(numbers, 1 if name == "甲" else 0) for name in columns})
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    subjects, _ = build_subjects(Population(register_="records", each=columns), Scope({"records": RowFrame(frame)}, periods))
    assert len(subjects) == len(frame)
