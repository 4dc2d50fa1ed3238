"""A denominator of which each subject is a part, as worker-months are of years: exact within, two decimals where it is shown."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.errors import SpecError
from antidrug_kpi.forms.figure_words import say_result, say_step, say_stratum
from antidrug_kpi.forms.indicator_form import build_indicators
from antidrug_kpi.forms.report import write_report
from antidrug_kpi.forms.result_json import write_json
from antidrug_kpi.forms.result_table import list_rows
from antidrug_kpi.forms.result_text import write_markdown
from antidrug_kpi.forms.writers import write_document
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.prose.explain import explain_measure
from antidrug_kpi.settings import Settings
from plans.small import FILES, replace_once, write_plan

PLAN, REGISTERS, FIRST, SECOND = FILES
YEARS = """\
id: "1.2"
label: 一(二)
group: 1
title: 每人年案數
citation: {document: 說明書, place: 壹、二}
target_text: 每人年 12 案
measures:
  - id: "1.2"
    kind: mean
    title: 每人年案數
    formula: 案數除以人年數
    unit: 案
    subject: 人年
    denominator_text: 人年數（人月數÷12）
    numerator_text: 案數
    denominator_weight: 1/12
    target:
      text: 每人年 12 案
      values:
        - {from: 2024-01-01, value: 12, citation: 壹、二}
    population:
      register: admissions
      rows: {column: 收案日期, within: period}
      numerator_sum: [次數]
examples:
  - title: 五個月為 0.42 年，十二個月為 1 年
    registers:
      admissions: |
        個案編號 | 收案日期 | 次數 | → 1.2
        A1       | 113/1/1  | 1    | 分子
        A1       | 113/2/1  | 1    | 分子
        A1       | 113/3/1  | 0    | 分母
        A1       | 113/4/1  | 1    | 分子
        A1       | 113/5/1  | 1    | 分子
        A1       | 114/1/1  | 9    | 不計
    expect:
      "1.2": {numerator: 4, denominator: "0.42", value: "9.60", status: missed, shortfall: 1}
"""
WEIGHED = {**FILES, SECOND: YEARS}


def compute(tmp_path: Path, months: dict[str, list[int]], by: str | None = None) -> pipeline.Run:
    """The office in which each worker has so many cases a month."""
    lines = ["個案編號,收案日期,次數"]
    lines += [f"{name},113/{month}/1,{cases}" for name, row in months.items() for month, cases in enumerate(row, start=1)]
    data = tmp_path / "data"
    data.mkdir()
    (data / "收案.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    specs = tmp_path / "specs"
    write_plan(specs, files=WEIGHED)
    return pipeline.compute(data, Settings(plan="demo", only=("1.2",), by=by, specs=(specs,)))


@pytest.mark.parametrize(
    ("months", "denominator", "shown", "value", "shortfall"),
    [
        (11, Fraction(11, 12), "0.92", Fraction(12), 0),
        (12, 1, 1, Fraction(12), 0),
        (13, Fraction(13, 12), "1.08", Fraction(12), 0),
    ],
)
def test_a_whole_denominator_is_a_number_and_any_other_a_text_of_two_digits(
    tmp_path: Path, months: int, denominator: Fraction, shown: object, value: Fraction, shortfall: int
) -> None:
    run = compute(tmp_path, {"A1": [1] * min(months, 12), "A2": [1] * (months - 12)})
    (result,) = run.result.measures
    assert (result.denominator, result.value, result.shortfall) == (denominator, value, shortfall)
    assert type(result.denominator) is type(denominator)
    (written,) = json.loads(write_json(run.plan, run.result, is_complete=True))["measures"]
    assert (written["numerator"], written["denominator"], written["value"]) == (months, shown, "12.00")


def test_the_shortfall_is_in_whole_units_of_the_numerator(tmp_path: Path) -> None:
    # Five months are 5/12 of a year: 12 cases a year are 5 cases, and 3 of them are there.
    (result,) = compute(tmp_path, {"A1": [1, 1, 1, 0, 0]}).result.measures
    assert (result.value, result.shortfall) == (Fraction(36, 5), 2)


def test_every_output_shows_the_same_denominator(tmp_path: Path) -> None:
    run = compute(tmp_path, {"A1": [1] * 5, "A2": [2] * 12}, by="個案編號")
    (result,) = run.result.measures
    assert result.denominator == Fraction(17, 12)
    assert say_result(result) == "分子 29 案／分母 1.42 人年＝20.47 案；達成率 170.59%（達成）"
    assert [say_stratum(each, "案") for each in result.strata] == [("5", "0.42", "12.00 案"), ("24", "1", "24.00 案")]
    assert sum(Fraction(each.denominator or 0) for each in result.strata) == Fraction(17, 12)
    assert [(step.text, say_step(step)) for step in result.waterfall][-3:] == [
        ("統計對象", "17"),
        ("分母：人年數（人月數÷12）", "1.42"),
        ("分子：案數", "29"),
    ]
    table = io.StringIO()
    csv.writer(table).writerows(list_rows(run.result))
    assert [row[4] for row in csv.reader(io.StringIO(table.getvalue()))] == ["分母", "1.42", "0.42", "1"]
    (written,) = json.loads(write_json(run.plan, run.result, is_complete=True))["measures"]
    assert [each["denominator"] for each in written["strata"]] == ["0.42", 1]
    assert "29／1.42" in write_markdown(run.result)
    assert "1.42" in write_report(run.plan, run.result, show_ids=False).decode()
    assert "分母 1.42 人年＝20.47 案" in write_document(build_indicators(run.plan, run.result), ".html").decode()


def test_show_says_how_the_denominator_is_weighed(tmp_path: Path) -> None:
    write_plan(tmp_path, files=WEIGHED)
    plan = load_plan("demo", (tmp_path,))
    assert ("分母", "人年數（人月數÷12）：統計對象數 × 1/12") in explain_measure(plan, plan.measures[1][1])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("1/12", "0", "「denominator_weight」應大於 0，否則沒有分母；請改正"),
        ("1/12", "-1/12", "「denominator_weight」應大於 0，否則沒有分母；請改正"),
        ("1/12", "一年", "「denominator_weight」應為分數或小數，例如 1/30 或 0.05，讀到「一年」；請改正"),
        (
            "      values:\n        - {from: 2024-01-01, value: 12, citation: 壹、二}\n",
            "      prior: {numerator_sum: [次數], denominator_sum: [次數], citation: 壹、二}\n",
            "目標取自 prior 者，其分母也須換算，不能用 denominator_weight；請刪去其一",
        ),
        (
            "examples:",
            "    breakdown:\n      - {text: 沒有案, when: {column: 次數, equals: 0}}\nexamples:",
            "breakdown 以統計對象計數，與換算後的分母不能相減；請刪去 breakdown 或 denominator_weight",
        ),
    ],
)
def test_a_weight_that_cannot_be_used_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    write_plan(tmp_path, files={**WEIGHED, SECOND: replace_once(YEARS, old, new)})
    with pytest.raises(SpecError) as refused:
        load_plan("demo", (tmp_path,))
    assert told in str(refused.value)
