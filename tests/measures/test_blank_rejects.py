"""A blank that a measure's own rule does not allow rejects its row and is told with its address, wherever the rule stands."""

from collections.abc import Mapping
from typing import Any

import pytest

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.population_specs import Population
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers

NESTED = {
    "population": {
        "register": "treatment_institutions",
        "derive": [
            {
                "denominator": "人數",
                "numerator": "篩檢人數",
                "on": "機構代碼",
                "tally": {
                    "register": "substitution_patients",
                    "blank_rejects": ["曾檢出C肝陽性"],
                    "numerator": {"column": "C肝篩檢日期", "within": "period"},
                },
            }
        ],
        "numerator": {"column": "篩檢人數", "at_least": 1},
    }
}
TWO_ON_ONE_REGISTER = {
    "population": {
        "register": "substitution_patients",
        "blank_rejects": ["曾檢出C肝陽性"],
        "numerator": {"column": "曾檢出C肝陽性", "is": "否"},
    },
    "added": {"register": "substitution_patients", "blank_rejects": ["C肝篩檢日期"]},
}
INSTITUTIONS = [["機構代碼", "替代治療"], ["H1", "是"]]
PATIENTS = [
    ["機構代碼", "個案編號", "收案日期", "結案日期", "曾檢出C肝陽性", "C肝篩檢日期"],
    ["H1", "A1", "113/1/1", "", "否", "113/2/1"],
    ["H1", "A2", "113/1/1", "", "", "113/2/1"],
    ["H1", "A3", "113/1/1", "", "否", ""],
]


def make_plan(populations: Mapping[str, Any]) -> Plan:
    """The shipped plan with 3.6.1 alone, made of these populations."""
    plan = load_plan("mohw-113")
    indicator, measure = next(pair for pair in plan.measures if pair[1].id == "3.6.1")
    own = measure.model_copy(update={name: Population.model_validate(part) for name, part in populations.items()})
    return plan.model_copy(update={"indicators": (indicator.model_copy(update={"measures": (own,)}),)})


def compute(plan: Plan) -> OfficeResult:
    tables = {"治療機構.csv": INSTITUTIONS, "替代治療個案.csv": PATIENTS}
    sheets = [Sheet(name, None, number_rows(rows), range(1, len(rows) + 1)) for name, rows in tables.items()]
    reading = read_registers([FileReading(sheet.file, "", (sheet,), ()) for sheet in sheets], plan)
    periods = resolve_periods(plan.windows, plan.reports, plan.year, "final")
    return compute_office(reading, Terms(plan, reading.registers, periods), plan.measures)[0]


@pytest.mark.parametrize(
    ("populations", "told"),
    [
        (NESTED, ["替代治療個案.csv 第 3 列 欄「曾檢出C肝陽性」"]),
        (TWO_ON_ONE_REGISTER, ["替代治療個案.csv 第 3 列 欄「曾檢出C肝陽性」", "替代治療個案.csv 第 4 列 欄「C肝篩檢日期」"]),
    ],
)
def test_every_blank_that_rejects_is_told(populations: Mapping[str, Any], told: list[str]) -> None:
    result = compute(make_plan(populations))
    sentence = "衡量項目 3.6.1 需要此欄，空白的列不予採計；請補填"
    assert [str(issue) for issue in result.issues if issue.code == "blank-rejected"] == [f"{place}：{sentence}" for place in told]
    assert [each.rejected for each in result.measures] == [len(told)]
