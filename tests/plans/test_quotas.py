"""Quotas (how many named groups reach their amount) and spans that begin no earlier than a window."""

from pathlib import Path

import pytest

from antidrug_kpi.errors import SpecError
from antidrug_kpi.measures.worked_examples import run_examples
from antidrug_kpi.plans.loading.loader import load_plan

from .small import FILES, replace_once, write_plan

REGISTERS, SECOND = "registers.yaml", "indicators/1-02.yaml"
COURSES = """\
- id: courses
  title: 課程紀錄
  columns:
    - {name: 個案編號, type: identifier, required: true, key: true}
    - {name: 主題, type: name}
    - {name: 時數, type: number}
    - {name: 日期, type: date}
"""
DERIVED = """\
      derive:
        - name: 完成主題數
          quotas:
            rows: {register: courses, on: 個案編號, where: {column: 日期, happened: true}}
            by: 主題
            of: 時數
            at_least: {甲（一）: 2, 乙: 0.5, 丙: 0}
      numerator: {column: 完成主題數, at_least: 3}
"""
EXAMPLE = """\
examples:
  - title: 剛好、略少、同主題相加、全形半形、空白、基準日後
    registers:
      admissions: |
        個案編號 | 收案日期 | → 1.2
        A1       | 113/1/1  | 分子
        A2       | 113/1/1  | 分母
        A3       | 113/1/1  | 分子
        A4       | 113/1/1  | 分母
        A5       | 113/1/1  | 分母
      courses: |
        個案編號 | 主題     | 時數 | 日期
        A1       | 甲（一） | 2    | 113/5/1
        A1       | 乙       | 0.5  | 113/5/1
        A2       | 甲（一） | 1.99 | 113/5/1
        A2       | 乙       | 0.5  | 113/5/1
        A3       | 甲(一)   | 1.5  | 113/5/1
        A3       | 甲 (一)  | 0.5  | 113/5/2
        A3       | 乙       | 3    | 113/12/31
        A3       |          | 9    | 113/12/31
        A4       | 甲(一)   | 2    | 113/5/1
        A4       | 乙       | 0.5  | 114/1/1
        A4       | 乙       |      | 113/1/1
        A9       | 乙       | 5    | 113/1/1
    expect:
      "1.2": {numerator: 2, denominator: 5, value: "40.00"}
  - title: 沒有任何紀錄
    registers:
      admissions: |
        個案編號 | 收案日期 | → 1.2
        A1       | 113/1/1  | 分母
      courses: |
        個案編號 | 主題 | 時數 | 日期
    expect:
      "1.2": {numerator: 0, denominator: 1}
"""
PLAIN = "      numerator:\n        any_row:\n          exists: {register: visits, on: 個案編號}\n"
SPANS = """\
      derive:
        - due: 應訪季數
          covered: 已訪季數
          spans:
            start: 收案日期
            not_before: period
            months: 3
            times: 4
            due_in: period
            by: {register: visits, on: 個案編號}
            by_date: 訪視日期
      numerator_sum: [已訪季數]
      denominator_sum: [應訪季數]
"""
SPANS_EXAMPLE = """\
examples:
  - title: 期間首日前收案者以期間首日起算；當日收案；期間中收案
    registers:
      admissions: |
        個案編號 | 收案日期   | → 1.2
        A1       | 112/12/31  | 分子
        A2       | 113/1/1    | 分母
        A3       | 113/10/1   | 分母
        A4       | 113/10/2   | 分母
      visits: |
        個案編號 | 訪視日期
        A1       | 112/12/31
        A1       | 113/1/1
        A1       | 113/3/31
        A1       | 113/7/1
        A2       | 112/12/31
        A4       | 113/11/1
    expect:
      # Four quarters due of A1 (first and third covered) and of A2, one of A3, none of A4 (it ends on 114/1/1).
      "1.2": {numerator: 2, denominator: 9}
"""


def write(tmp_path: Path, part: str, example: str = "") -> Path:
    """The small plan with the register of courses, and `part` in place of the second indicator's numerator."""
    second = replace_once(FILES[SECOND], PLAIN, part) + example
    if "spans" in part:
        second = replace_once(second, "      each: [個案編號]\n", "")
    return write_plan(tmp_path, files={**FILES, REGISTERS: FILES[REGISTERS] + COURSES, SECOND: second})


@pytest.mark.parametrize(("part", "example"), [(DERIVED, EXAMPLE), (SPANS, SPANS_EXAMPLE)])
def test_examples_hold(tmp_path: Path, part: str, example: str) -> None:
    plan = load_plan("demo", (write(tmp_path, part, example),))
    indicator = next(each for each in plan.indicators if each.id == "1.2")
    assert [str(failure) for failure in run_examples(plan, indicator)] == []


@pytest.mark.parametrize(
    ("part", "old", "new", "text"),
    [
        (DERIVED, "by: 主題", "by: 主旨", "沒有文字欄位「主旨」，最接近的是「主題」"),
        (DERIVED, "by: 主題", "by: 日期", "「by」應為文字欄位，「日期」的型別是 date"),
        (DERIVED, "of: 時數", "of: 時間", "沒有數字欄位「時間」，最接近的是「時數」"),
        (DERIVED, "register: courses", "register: course", "沒有清冊「course」，最接近的是「courses」"),
        (DERIVED, "at_least: {甲（一）: 2, 乙: 0.5, 丙: 0}", "at_least: {}", "「at_least」"),
        (SPANS, "not_before: period", "not_before: periods", "沒有期間「periods」，最接近的是「period」"),
    ],
)
def test_broken_reference_is_named(tmp_path: Path, part: str, old: str, new: str, text: str) -> None:
    specs = write(tmp_path, replace_once(part, old, new))
    with pytest.raises(SpecError) as error:
        load_plan("demo", (specs,))
    (problem,) = error.value.problems
    assert problem.startswith("demo/indicators/1-02.yaml 第 ")
    assert text in problem
