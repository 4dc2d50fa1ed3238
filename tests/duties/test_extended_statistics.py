"""Statistics of a plan that builds on another: their examples keep their year, groups are restated by their ids and dropped."""

from pathlib import Path

from antidrug_kpi.authoring import run_plan_examples
from antidrug_kpi.plans.loading.loader import load_plan
from plans.small import FILES, write_plan
from plans.test_broken_specs import list_problems

FIRST = """\
id: S1
statistics:
  - id: S1.a
    demand: 一(一)
    kind: count
    text: 收案
    population:
      register: admissions
      takes: {measure: "1.1", parts: [rows]}
examples:
  - title: 年初與年末
    registers:
      admissions: |
        個案編號 | 收案日期
        A1       | 113/12/31
        A2       | 114/1/1
    expect:
      S1.a: {value: "1.00"}
"""
SECOND = """\
id: S2
statistics:
  - {id: S2.a, demand: 一(二), kind: count, text: 訪視, population: {register: visits}}
"""
PARENT = {**FILES, "statistics/1-01.yaml": FIRST, "statistics/1-02.yaml": SECOND}
CHILD = "id: local\nextends: demo\nyear: 114\n"


def write_child(specs: Path, text: str, **files: str) -> Path:
    write_plan(specs, files=PARENT)
    return write_plan(specs, "local", {"plan.yaml": CHILD + text, **files})


def test_examples_keep_the_year_of_their_plan(tmp_path: Path) -> None:
    plan = load_plan("local", (write_child(tmp_path, ""),))
    assert (plan.year, plan.statistics[0].examples[0].year) == (114, 113)
    assert [problem for problem in run_plan_examples(plan) if problem.startswith("S1")] == []


def test_a_statistic_is_restated_by_its_id(tmp_path: Path) -> None:
    restated = "id: S1\nstatistics:\n  - {id: S1.a, text: 新收案}\n"
    plan = load_plan("local", (write_child(tmp_path, "", **{"statistics/1-01.yaml": restated}),))
    assert [(part.id, part.kind, part.text) for part in plan.all_statistics] == [
        ("S1.a", "count", "新收案"),
        ("S2.a", "count", "訪視"),
    ]


def test_what_takes_from_a_dropped_measure_goes_with_it(tmp_path: Path) -> None:
    plan = load_plan("local", (write_child(tmp_path, 'drop: ["1.1"]\n'),))
    assert [([part.id for part in group.statistics], group.examples) for group in plan.statistics] == [([], ()), (["S2.a"], ())]
    both = load_plan("local", (write_child(tmp_path, 'drop: ["1.1", S1]\n'),))
    assert [part.id for part in both.all_statistics] == ["S2.a"]


def test_places_of_statistics_behind_a_dropped_group_stay_right(tmp_path: Path) -> None:
    broken = "id: S2\nstatistics:\n  - {id: S2.a, population: {register: visit}}\n"
    (problem,) = list_problems(write_child(tmp_path, "drop: [S1]\n", **{"statistics/1-02.yaml": broken}), "local")
    assert problem.startswith("local/statistics/1-02.yaml 第 3 行：沒有清冊「visit」，最接近的是「visits」")
