"""A plan that builds on another: it restates, adds and drops, and an error still points at the file that caused it."""

from decimal import Decimal
from pathlib import Path

import pytest

from antidrug_kpi.errors import SpecError
from antidrug_kpi.measures.duties.tie_outs.tie_out_examples import run_tie_out_examples
from antidrug_kpi.measures.worked_examples import run_examples
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.measure_specs import Ratio
from antidrug_kpi.plans.plan import Indicator, Plan

from .small import FILES, find_line, replace_once, write_plan

PLAN, REGISTERS, FIRST, SECOND = FILES

CHILD = """\
id: local
extends: demo
title: 示範縣的加嚴計畫
"""

STRICTER = """\
id: "1.1"
target_text: 70%以上
measures:
  - id: "1.1"
    target:
      text: 70%以上
      values:
        - {from: 2024-01-01, value: 70, citation: 縣府 113 年函}
examples:
  - title: 三件中兩件未達 70%
    registers:
      admissions: |
        個案編號 | 收案日期 | 等級
        A1       | 113/1/1  | 高
        A2       | 113/2/1  | 高
        A3       | 113/3/1  | 低
    expect:
      "1.1": {numerator: 2, denominator: 3, target: "70", status: missed, shortfall: 1}
"""

ADDED = FILES[SECOND].replace('"1.2"', '"1.3"').replace("一(二)", "一(三)")


def write_child(specs: Path, files: dict[str, str], parent: dict[str, str] = FILES) -> Path:
    write_plan(specs, files=parent)
    return write_plan(specs, "local", {PLAN: CHILD, **files})


def find(plan: Plan, name: str) -> Indicator:
    return next(indicator for indicator in plan.indicators if indicator.id == name)


def list_problems(specs: Path) -> list[str]:
    with pytest.raises(SpecError) as caught:
        load_plan("local", (specs,))
    return caught.value.problems


def test_restated_target_keeps_everything_else(tmp_path: Path) -> None:
    specs = write_child(tmp_path, {FIRST: STRICTER})
    plan, parent = load_plan("local", (specs,)), load_plan("demo", (specs,))
    mine, theirs = find(plan, "1.1").measures[0], find(parent, "1.1").measures[0]
    assert mine.target is not None
    assert theirs.target is not None
    assert [(each.value, each.citation) for each in mine.target.values] == [(Decimal(70), "縣府 113 年函")]
    assert [each.value for each in theirs.target.values] == [Decimal(60)]
    assert mine.model_copy(update={"target": theirs.target}) == theirs
    assert (plan.title, plan.id, plan.document) == ("示範縣的加嚴計畫", "local", parent.document)
    assert run_examples(plan, find(plan, "1.1")) == []
    assert run_examples(parent, find(parent, "1.1")) == []


def test_parents_example_fails_against_the_stricter_target(tmp_path: Path) -> None:
    without_example = STRICTER[: STRICTER.index("examples:")]
    plan = load_plan("local", (write_child(tmp_path, {FIRST: without_example}),))
    assert [str(failure) for failure in run_examples(plan, find(plan, "1.1"))] == [
        "一(一)「三件中兩件」：1.1 status 應為 met，算得 missed"
    ]


def test_added_indicator_comes_last_and_dropped_one_is_gone(tmp_path: Path) -> None:
    specs = write_child(tmp_path, {PLAN: CHILD + 'drop: ["1.1"]\n', SECOND: ADDED})
    plan = load_plan("local", (specs,))
    assert [indicator.id for indicator in plan.indicators] == ["1.2", "1.3"]
    assert [indicator.id for indicator in load_plan("demo", (specs,)).indicators] == ["1.1", "1.2"]


def test_error_of_the_restating_file(tmp_path: Path) -> None:
    broken = replace_once(STRICTER, "value: 70", "value: 七十")
    assert list_problems(write_child(tmp_path, {FIRST: broken})) == [
        f"local/{FIRST} 第 {find_line(broken, '七十')} 行：「value」應為數字，讀到「七十」；請改正"
    ]


def test_error_of_the_added_file_beside_a_dropped_indicator(tmp_path: Path) -> None:
    broken = replace_once(ADDED, "register: visits", "register: visit")
    (problem,) = list_problems(write_child(tmp_path, {PLAN: CHILD + 'drop: ["1.1"]\n', SECOND: broken}))
    assert problem.startswith(f"local/{SECOND} 第 {find_line(broken, 'exists:')} 行：沒有清冊「visit」，最接近的是「visits」")


def test_error_of_the_parent_names_the_parents_file(tmp_path: Path) -> None:
    broken = replace_once(FILES[SECOND], "each: [個案編號]", "each: [編號]")
    specs = write_child(tmp_path, {PLAN: CHILD + 'drop: ["1.1"]\n'}, {**FILES, SECOND: broken})
    (problem,) = list_problems(specs)
    assert problem.startswith(f"demo/{SECOND} 第 {find_line(broken, 'each:')} 行：沒有欄位「編號」，最接近的是「個案編號」")


def test_register_restated_by_the_child_is_checked_against_the_parents_indicators(tmp_path: Path) -> None:
    registers = """\
- id: visits
  columns:
    - {name: 訪視編號, type: identifier}
"""
    problems = list_problems(write_child(tmp_path, {REGISTERS: registers}))
    line = find_line(FILES[SECOND], "exists:")
    assert f"demo/{SECOND} 第 {line} 行：沒有文字欄位「個案編號」，最接近的是「訪視編號」；請改正名稱，或先加以定義" in problems


def test_drop_of_an_unknown_indicator(tmp_path: Path) -> None:
    (problem,) = list_problems(write_child(tmp_path, {PLAN: CHILD + 'drop:\n  - "1.1"\n  - "1.9"\n'}))
    assert problem == "local/plan.yaml 第 6 行：drop 列出的指標「1.9」不在所延伸的計畫中；請改正或刪去"


def test_unknown_parent(tmp_path: Path) -> None:
    (problem,) = list_problems(write_child(tmp_path, {PLAN: CHILD.replace("demo", "demmo")}))
    assert problem.startswith("local/plan.yaml 第 2 行：找不到計畫「demmo」，最接近的是「demo」；可用的計畫：demo、")
    assert "、local、" in problem


def test_plans_that_extend_each_other(tmp_path: Path) -> None:
    specs = write_child(tmp_path, {}, {**FILES, PLAN: FILES[PLAN] + "extends: local\n"})
    (problem,) = list_problems(specs)
    assert problem == "local/plan.yaml：extends 形成循環（local → demo → local）；請改寫其中之一"


def test_shipped_plan_can_be_extended(tmp_path: Path) -> None:
    texts = {
        PLAN: "id: kaohsiung\nextends: mohw-113\ntitle: 高雄市 113 年度計畫\n",
        "indicators/3-03.yaml": 'id: "3.3"\ntarget_text: 70%\n',
    }
    plan = load_plan("kaohsiung", (write_plan(tmp_path, "kaohsiung", texts),))
    shipped = load_plan("mohw-113")
    assert [measure.id for _, measure in plan.measures] == [measure.id for _, measure in shipped.measures]
    assert find(plan, "3.3").target_text == "70%"
    assert find(plan, "3.3").measures == find(shipped, "3.3").measures


@pytest.mark.parametrize(
    ("restated", "expected"),
    [
        ("{is: 中}", {"column": "等級", "is": "中"}),
        ("{column: 次數, at_least: 3}", {"column": "次數", "at_least": Decimal(3)}),
        ("{not: {column: 等級, is: 低}}", {"not": {"column": "等級", "is": "低"}}),
    ],
)
def test_a_condition_of_another_word_takes_the_place_of_the_parents_whole(
    tmp_path: Path, restated: str, expected: dict[str, object]
) -> None:
    own = f'id: "1.1"\nmeasures:\n  - id: "1.1"\n    population:\n      numerator: {restated}\n'
    measure = find(load_plan("local", (write_child(tmp_path, {FIRST: own}),)), "1.1").measures[0]
    assert isinstance(measure, Ratio)
    assert measure.population.numerator is not None
    assert measure.population.numerator.model_dump(by_alias=True) == expected
    assert measure.population.exclude


def test_tie_outs_that_ask_a_dropped_indicator_go_with_it(tmp_path: Path) -> None:
    write_plan(tmp_path, "local", {PLAN: 'id: local\nextends: mohw-113\nyear: 114\ndrop: ["4.2"]\n'})
    plan = load_plan("local", (tmp_path,))
    whole = load_plan("mohw-113")
    gone = [tie_out.id for tie_out in whole.tie_outs if tie_out.id not in {kept.id for kept in plan.tie_outs}]
    assert gone == ["T2a", "T2b"]
    # Examples whose dates are of the parent's year remember it.
    assert {example.year for tie_out in plan.tie_outs for example in tie_out.examples} == {113, 114}
    assert [str(failure) for tie_out in plan.tie_outs for failure in run_tie_out_examples(plan, tie_out)] == []
