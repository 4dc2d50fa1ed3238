"""What is wrong in a file of statistics is refused by `plan check`: one line that names file, line and the nearest that fits."""

from pathlib import Path

import pytest

from antidrug_kpi.authoring import run_plan_examples
from antidrug_kpi.plans.loading.loader import load_plan
from plans.small import FILES, find_line, replace_once, write_plan
from plans.test_broken_specs import list_problems

FILE = "statistics/1-01.yaml"
STATISTICS = """\
id: S1
statistics:
  - id: S1.a
    demand: 一(一)
    kind: count
    text: 收案
    population:
      register: admissions
      takes: {measure: "1.1", parts: [rows]}
  - id: S1.b
    demand: 一(一)
    kind: mean
    text: 次數
    population:
      register: admissions
      rows: {column: 收案日期, within: period}
      numerator_sum: [次數]
    otherwise:
      columns: [等級]
      population: {register: visits}
  - id: S1.c
    demand: 一(一)
    kind: mean
    text: 前期次數
    population:
      register: admissions
      each: [收案日期]
      numerator_sum: [次數]
    matching: {statistic: S1.b, date: 收案日期, plus_months: 12}
  - id: S1.d
    demand: 一(一)
    kind: difference
    text: 增減
    minuend: S1.b
    subtrahend: S1.c
  - id: S1.e
    demand: 一(一)
    kind: table
    text: 等級
    population: {register: admissions}
    rows: {column: 等級, before: {label: 結案, when: {column: 結案日期, happened: true}}}
    columns: {age: 收案日期, from: [18, 30]}
  - id: S1.f
    demand: 一(一)
    kind: table
    text: 次數
    population: {register: admissions}
    rows: {column: 等級}
    figures:
      - {label: 次, sum: 次數}
      - {label: 人, distinct: [個案編號]}
      - {label: 比, percent: 次, of: 人}
    added:
      population: {register: admissions}
      counted_in: {次: {column: 結案日期, present: true}}
  - id: S1.g
    demand: 一(一)
    kind: table
    text: 結果
    results: {of: measures, rows: {甲: "1.1"}, columns: {分母: denominator}}
  - id: S1.h
    demand: 一(一)
    kind: list
    text: 各列
    population: {register: visits}
examples:
  - title: 兩件
    as_of: 113-06-30
    registers:
      admissions: |
        個案編號 | 收案日期  | 次數
        A1       | 113/6/30  | 3
        A2       | 113/7/1   | 4
    expect:
      S1.a: {value: "1.00"}
      S1.b: {value: "3.00"}
"""
WHOLE = {**FILES, FILE: STATISTICS}

# The text in the file, what stands there instead, words of the line that is named, and the sentence behind the place.
BROKEN = {
    "measure": ('measure: "1.1"', 'measure: "1.9"', '"1.9"', "沒有可取用的衡量項目「1.9」，最接近的是「1."),
    "kind": ("kind: list", "kind: lists", "- id: S1.h", "「kind」應為 count、ratio、mean、difference、sum、table、list 之一"),
    "key": ("    otherwise:\n", "    otherwice:\n", "otherwice", "不認得的鍵「otherwice」，最接近的是「otherwise」"),
    "column that stands in": ("columns: [等級]", "columns: [等及]", "[等及]", "沒有欄位「等及」，最接近的是「等級」"),
    "window": ("within: period}\n      numerator_sum", "within: periods}\n      numerator_sum", "periods", "沒有期間「periods」"),
    "matching": ("statistic: S1.b", "statistic: S1.a", "statistic: S1.a", "沒有列在前面的統計「S1.a」，最接近的是「S1.b」"),
    "later statistic": ("subtrahend: S1.c", "subtrahend: S1.e", "subtrahend", "沒有列在前面的統計「S1.e」"),
    "label column": (
        "rows: {column: 等級, before",
        "rows: {column: 次數, before",
        "column: 次數, before",
        "「column」應為文字欄位",
    ),
    "condition of a label": (
        "when: {column: 結案日期, ha",
        "when: {column: 結案日, ha",
        "結案日, ha",
        "沒有欄位「結案日」，最接近的是「結案日期」",
    ),
    "ages": ("from: [18, 30]", "from: [30, 18]", "[30, 18]", "from 的年齡應由小到大；請改正"),
    "birth": ("{age: 收案日期", "{age: 次數", "age: 次數", "「age」應為日期欄位，「次數」的型別是 count"),
    "number": ("sum: 次數}", "sum: 等級}", "sum: 等級}", "「sum」應為數字欄位，「等級」的型別是 category"),
    "distinct": ("distinct: [個案編號]", "distinct: [個案編]", "[個案編]", "沒有欄位「個案編」，最接近的是「個案編號」"),
    "percent": ("of: 人}", "of: 比}", "of: 比}", "沒有列在前面的 figures「比」"),
    "label twice": ("{label: 比,", "{label: 次,", "{label: 次, percent", "「次」用了兩次；請改名"),
    "added": ("counted_in: {次:", "counted_in: {件:", "counted_in: {件", "沒有列在 figures 的名稱「件」"),
    "result": ('rows: {甲: "1.1"}', 'rows: {甲: "1.3"}', "results:", "沒有衡量項目「1.3」"),
    "register": (
        "columns: [等級]\n      population: {register: visits}",
        "columns: [等級]\n      population: {register: visit}",
        "{register: visit}",
        "沒有清冊「visit」，最接近的是「visits」",
    ),
    "column of an example": (
        "| 次數\n        A1",
        "| 次數字\n        A1",
        "      admissions: |",
        "沒有欄位「次數字」，最接近的是「次數」",
    ),
    "statistic of an example": ("S1.a: {value", "S1.i: {value", "S1.i: {value", "沒有統計「S1.i」"),
    "day of an example": ("as_of: 113-06-30", "as_of: 113-06-31", "as_of", "「as_of」應為日期"),
}


def test_the_statistics_are_valid_and_their_examples_run(tmp_path: Path) -> None:
    plan = load_plan("demo", (write_plan(tmp_path, files=WHOLE),))
    assert [statistic.kind for statistic in plan.all_statistics] == [
        *("count", "mean", "mean", "difference", "table", "table", "table", "list")
    ]
    told = [problem for problem in run_plan_examples(plan) if problem.startswith("S1")]
    assert told == [
        "S1：條件「「結案日期」不晚於基準日」在範例中從未成立",
        "S1：條件「「結案日期」有填」在範例中從未成立",
    ]


def test_a_wrong_figure_of_an_example_is_told(tmp_path: Path) -> None:
    files = {**WHOLE, FILE: replace_once(STATISTICS, 'S1.b: {value: "3.00"}', 'S1.b: {value: "3.50", status: blank}')}
    plan = load_plan("demo", (write_plan(tmp_path, files=files),))
    told = {problem for problem in run_plan_examples(plan) if "兩件" in problem}
    assert told == {"S1「兩件」：S1.b value 應為 3.50，算得 3.00", "S1「兩件」：S1.b status 應為 blank，算得 computed"}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_statistic(tmp_path: Path, case: str) -> None:
    old, new, at, sentence = BROKEN[case]
    text = replace_once(STATISTICS, old, new)
    problems = list_problems(write_plan(tmp_path, files={**WHOLE, FILE: text}))
    assert problems[0].startswith(f"demo/{FILE} 第 {find_line(text, at)} 行：{sentence}"), problems
    assert len(problems) == 1, problems


def test_an_id_that_was_used_before_is_told_where_it_stands_again(tmp_path: Path) -> None:
    text = replace_once(STATISTICS, "id: S1.h", "id: S1.g")
    (problem,) = list_problems(write_plan(tmp_path, files={**WHOLE, FILE: text}))
    line = find_line(STATISTICS, "id: S1.h")
    assert problem == f"demo/{FILE} 第 {line} 行：id「S1.g」已用過；每個 id 只能用一次，請改名"
