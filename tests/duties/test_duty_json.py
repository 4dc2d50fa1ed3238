"""The four keys in JSON: how numbers, tables, lists and tie-outs are written, and what is masked."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from antidrug_kpi.forms.duties.duty_json import describe_duties
from antidrug_kpi.issues import Address
from antidrug_kpi.measures.duties.duty_results import (
    CrossTable,
    DemandResult,
    Duties,
    RowListing,
    StatisticResult,
    StatisticStatus,
    TieOutResult,
)

COMPUTED = StatisticStatus.COMPUTED


def make(kind: str, status: StatisticStatus = COMPUTED, **fields: Any) -> StatisticResult:
    return StatisticResult("S1", "三(六)", kind, "文字", status, **fields)


def describe(statistic: StatisticResult, *, show_ids: bool = False) -> dict[str, Any]:
    (described,) = describe_duties(Duties(statistics=(statistic,)), [], show_ids=show_ids)["statistics"]
    assert [described.pop(key) for key in ("id", "demand", "kind")] == ["S1", "三(六)", statistic.kind]
    return dict(described)


@pytest.mark.parametrize(
    ("statistic", "wanted"),
    [
        (make("count", value=Fraction(5)), {"value": "5.00"}),
        (make("sum", value=Fraction(Decimal("1234.5"))), {"value": "1234.50"}),
        (
            make("ratio", value=Fraction(200, 3), numerator=2, denominator=3),
            {"value": "66.67", "numerator": 2, "denominator": 3},
        ),
        (
            make("mean", value=Fraction(5, 2), numerator=Decimal("5"), denominator=2, parts={"電訪": Fraction(1, 3), "家訪": 2}),
            {"value": "2.50", "numerator": 5, "denominator": 2, "parts": {"電訪": "0.33", "家訪": 2}},
        ),
        (make("difference", value=Fraction(-1, 8)), {"value": "-0.13"}),
    ],
)
def test_values_have_two_digits_and_other_numbers_are_whole_where_they_can(
    statistic: StatisticResult, wanted: dict[str, Any]
) -> None:
    assert describe(statistic) == {"status": "computed", **wanted, "rejected": 0, "notes": []}


def test_a_statistic_that_no_clause_demands_says_so_by_null() -> None:
    told = Duties(statistics=(StatisticResult("S4.8.1a", "", "count", "文字", COMPUTED, value=Fraction(1)),))
    assert describe_duties(told, [], show_ids=False)["statistics"][0]["demand"] is None


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("count", {"value": None}),
        ("ratio", {"value": None, "numerator": None, "denominator": None}),
        ("table", dict.fromkeys(("rows", "columns", "cells", "row_totals", "column_totals", "total"))),
        ("list", {"columns": None, "rows": None}),
    ],
)
def test_a_blank_statistic_has_nulls(kind: str, wanted: dict[str, Any]) -> None:
    assert describe(make(kind, StatisticStatus.BLANK, rejected=2, notes=("說明",))) == {
        "status": "blank",
        **wanted,
        "rejected": 2,
        "notes": ["說明"],
    }


def test_a_table_has_its_labels_cells_and_totals() -> None:
    table = CrossTable(("海洛因",), ("男", "女"), ((5, 1),), (6,), (5, 1), 6)
    described = describe(make("table", table=table))
    assert {key: described[key] for key in ("rows", "columns", "cells", "row_totals", "column_totals", "total")} == {
        "rows": ["海洛因"],
        "columns": ["男", "女"],
        "cells": [[5, 1]],
        "row_totals": [6],
        "column_totals": [5, 1],
        "total": 6,
    }
    assert "value" not in described


def test_percentages_are_texts_also_where_they_are_whole() -> None:
    cells = ((4, 2, Fraction(50)), (0, 0, None))
    table = CrossTable(("甲", "乙"), ("抽查", "合格", "%"), cells, None, (4, 2, Fraction(50)), None, frozenset({"%"}))
    described = describe(make("table", table=table))
    assert described["cells"] == [[4, 2, "50.00"], [0, 0, None]]
    assert (described["column_totals"], described["row_totals"], described["total"]) == ([4, 2, "50.00"], None, None)


def test_labels_that_name_persons_are_masked_and_others_are_not() -> None:
    table = CrossTable(("陳大同先生", "林一"), ("很長的分類名稱",), ((1,), (2,)), is_row_private=True)
    described = describe(make("mean", value=Fraction(2), table=table))
    assert (described["rows"], described["columns"]) == (["…同先生", "…"], ["很長的分類名稱"])
    assert describe(make("mean", value=Fraction(2), table=table), show_ids=True)["rows"] == ["陳大同先生", "林一"]


def test_a_list_holds_cells_as_they_stand() -> None:
    listing = RowListing(
        ("會議日期", "出席", "人數", "時數", "討論主題"),
        (("2024-01-05", True, 3, Decimal("1.5"), "討論個案甲乙丙"), ("2024-02-05", False, None, Decimal("2"), None)),
        frozenset({"討論主題"}),
    )
    assert describe(make("list", listing=listing))["rows"] == [
        ["2024-01-05", "是", 3, "1.50", "…甲乙丙"],
        ["2024-02-05", "否", None, 2, None],
    ]
    assert describe(make("list", listing=listing), show_ids=True)["rows"][0][4] == "討論個案甲乙丙"


def describe_tie_out(tie_out: TieOutResult, *, show_ids: bool = False) -> dict[str, Any]:
    (described,) = describe_duties(Duties(tie_outs=(tie_out,)), [], show_ids=show_ids)["tie_outs"]
    return dict(described)


def test_a_tie_out_that_does_not_hold_has_its_rows_and_asks() -> None:
    places = (Address("人力清冊.csv", None, 7), Address("綜合.xlsx", "人力清冊", 8))
    tie_out = TieOutResult("T5", "<=", False, 40, 36, 4, places, "人力清冊.csv 第 7 列", question="是否互換？")
    assert describe_tie_out(tie_out) == {
        "id": "T5",
        "relation": "<=",
        "holds": False,
        "subject": "人力清冊.csv 第 7 列",
        "left": 40,
        "right": 36,
        "difference": 4,
        "rows": ["人力清冊.csv:7", "綜合.xlsx!人力清冊:8"],
        "question": "是否互換？",
    }


def test_a_tie_out_without_a_side_has_nulls() -> None:
    assert describe_tie_out(TieOutResult("T1", "=", None, None, None, None, question="是否調整？")) == {
        "id": "T1",
        "relation": "=",
        "holds": None,
        "left": None,
        "right": None,
        "difference": None,
        "rows": [],
        "question": None,
    }


def test_the_name_of_a_person_is_masked_in_a_tie_out() -> None:
    tie_out = TieOutResult("T4", "=", True, 1, 1, 0, subject="陳大同先生", is_subject_private=True)
    assert describe_tie_out(tie_out)["subject"] == "…同先生"
    assert describe_tie_out(tie_out, show_ids=True)["subject"] == "陳大同先生"


def test_a_demand_has_what_answers_it() -> None:
    demand = DemandResult("三(六)", ("plan", "final"), ("S3.6a",), "blank")
    assert describe_duties(Duties(demands=(demand,)), [])["demands"] == [
        {"number": "三(六)", "reports": ["plan", "final"], "statistics": ["S3.6a"], "state": "blank"}
    ]
