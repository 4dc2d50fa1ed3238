"""Who is taken out of a denominator and who never is, which row of several decides, and whom a question is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.measure_scope import RowFrame, Scope
from antidrug_kpi.measures.population import tabulate
from antidrug_kpi.measures.population_table import PopulationTable
from antidrug_kpi.measures.waterfall import order_reasons
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.population_specs import Population
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers

PLAN = load_plan("mohw-113")
HEADER = ("個案編號", "開案日期", "結案日期", "結案原因", "無需轉介就業原因", "就業轉介日期")
CLOSED = {"all": [{"column": "結案日期", "happened": True}, {"column": "結案原因", "says": ["死亡", "期滿"]}]}
BY_REASON: Mapping[str, Any] = {
    "register": "cases",
    "each": ["個案編號"],
    "decisive": {"latest": "開案日期", "prefer": {"column": "無需轉介就業原因", "present": True}, "then_prefer": [CLOSED]},
    "exclude": [
        {"reason_in": {"column": "無需轉介就業原因"}},
        {
            "reason_in": {"column": "結案原因", "reasons": {"死亡": [], "期滿": ["屆滿"]}},
            "when": {"decisive_row": {"column": "結案日期", "happened": True}},
        },
    ],
}
REFERRED = {"any_row": {"column": "就業轉介日期", "within": "period"}}


def place(population: Mapping[str, Any], *rows: tuple[str, ...]) -> tuple[PopulationTable, dict[str, str]]:
    """The table of cases, and for each of them the reason of exclusion, or where it falls."""
    lines = [list(HEADER), *(list(row) + [""] * (len(HEADER) - len(row)) for row in rows)]
    sheet = Sheet("追蹤輔導個案.csv", None, number_rows(lines), range(1, len(lines) + 1))
    register = read_registers([FileReading(sheet.file, "", (sheet,), ())], PLAN).registers["cases"]
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "final")
    table = tabulate(Population.model_validate(population), Scope({"cases": RowFrame(register.frame)}, periods))
    falls = table.frame["reason"].where(table.frame["reason"].notna(), table.frame["population"])
    return table, dict(zip(table.frame["subject"], falls, strict=True))


def test_of_rows_of_one_day_the_first_preference_goes_before_the_next_wherever_it_stands() -> None:
    _, falls = place(
        BY_REASON,
        ("A1", "113/1/1"),
        ("A1", "113/1/1", "113/5/1", "死亡"),
        ("A1", "113/1/1", "", "", "入監"),
        ("A2", "113/1/1"),
        ("A2", "113/1/1", "113/5/1", "屆滿"),
        ("A2", "113/1/1", "113/5/1", "期滿"),
        ("A2", "113/1/1", "113/5/1", "死亡"),
        ("A3", "113/1/1", "113/5/1", "死亡"),
        ("A3", "113/1/2"),
        ("A4", "113/1/1", "113/12/30", "死亡"),
        ("A5", "113/1/1", "113/12/31", "死亡"),
        ("A6", "113/1/1", "114/1/1", "死亡"),
        ("A7", "113/1/1", "", "死亡"),
    )
    # 屆滿 is a reason, but no word that A2's preference asks for: the first row that says one decides.
    assert falls == {
        "A1": "入監",
        "A2": "期滿",
        "A3": "denominator",
        "A4": "死亡",
        "A5": "死亡",
        "A6": "denominator",
        "A7": "denominator",
    }


def test_a_reason_that_stands_in_two_columns_is_counted_as_one_and_once() -> None:
    table, _ = place(BY_REASON, ("A1", "113/1/1", "", "", "死亡"), ("A2", "113/1/1", "113/5/1", "死亡"), ("A3", "113/1/1"))
    order = order_reasons(PLAN, Population.model_validate(BY_REASON))
    assert [(each.reason, each.count) for each in table.count_excluded(order)] == [("死亡", 2)]
    assert table.denominator == 1


def test_nobody_who_is_exempt_is_taken_out_by_any_reason() -> None:
    rows = (
        ("A1", "113/1/1", "", "", "入監", "113/12/31"),
        ("A2", "113/1/1", "", "", "入監", "114/1/1"),
        ("A3", "113/1/1", "113/5/1", "死亡", "", "113/1/1"),
        ("A4", "113/1/1", "113/5/1", "死亡", "", "112/12/31"),
        ("A5", "113/1/1", "", "", "", "113/1/1"),
        ("A6", "113/1/1", "", "", "就養"),
    )
    alone = {"reason": "無日期", "when": {"any_row": {"column": "結案日期", "present": False}}}
    for exclude in (BY_REASON["exclude"], [*BY_REASON["exclude"], alone]):
        population = {**BY_REASON, "exclude": exclude, "exempt": REFERRED, "numerator": REFERRED}
        table, falls = place(population, *rows)
        assert falls == {
            "A1": "numerator",
            "A2": "入監",
            "A3": "numerator",
            "A4": "死亡",
            "A5": "numerator",
            "A6": "就養",
        }
        assert (table.numerator, table.denominator) == (3, 3)


def test_a_question_is_about_all_or_about_those_excluded_or_counted() -> None:
    warn = [{"text": "有轉介", "when": REFERRED, **among} for among in ({}, {"among": "excluded"}, {"among": "counted"})]
    rows = (
        ("A1", "113/1/1", "", "", "入監", "113/5/1"),
        ("A2", "113/1/1", "", "", "", "113/5/1"),
        ("A3", "113/1/1", "", "", "", "113/6/1"),
        ("A4", "113/1/1", "", "", "入監"),
        ("A5", "113/1/1"),
    )
    table, _ = place({**BY_REASON, "warn": warn}, *rows)
    assert [count for _, count in table.warnings] == [3, 1, 2]
    table, _ = place({**BY_REASON, "warn": warn, "exempt": REFERRED}, *rows)
    assert [count for _, count in table.warnings] == [3, 0, 3]
