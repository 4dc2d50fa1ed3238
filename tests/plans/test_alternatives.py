"""Alternative readings of a spec: restated measures, and every way in which one can be wrong, with file and line."""

from pathlib import Path

import pytest

from antidrug_kpi.authoring import count_examples, run_plan_examples
from antidrug_kpi.errors import UsageError
from antidrug_kpi.plans.choosing import choose_readings
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.alternative_lines import explain_alternatives
from antidrug_kpi.plans.prose.plan_difference import write_changes

from .small import FILES, replace_once, write_plan
from .test_broken_specs import list_problems

PLAN, REGISTERS, FIRST, SECOND = FILES

ALTERNATIVES = """\
alternatives:
  - id: with-middle
    of: "1.1"
    title: 中等級也算
    default: 只算高等級
    source: 高等級件數
    question: 中等級是否列入分子？
    change:
      - id: "1.1"
        population:
          numerator: {in: [中, 高]}
    examples:
      - title: 低、中、高
        registers:
          admissions: |
            個案編號 | 收案日期 | 等級 | → 1.1
            A1       | 113/1/1  | 低   | 分母
            A2       | 113/2/1  | 中   | 分子
            A3       | 113/3/1  | 高   | 分子
        expect:
          "1.1": {numerator: 2, denominator: 3}
  - id: keep-unrated
    of: "1.1"
    title: 未分級留在分母
    default: 未分級排除
    source: 收案件數
    question: 未分級是否排除？
    change:
      - id: "1.1"
        population:
          exclude: []
    examples:
      - title: 未分級
        registers:
          admissions: |
            個案編號 | 收案日期 | 等級 | → 1.1
            A1       | 113/1/1  |      | 分母
            A2       | 113/2/1  | 高   | 分子
        expect:
          "1.1": {numerator: 1, denominator: 2}
"""
MIDDLE = "          numerator: {in: [中, 高]}\n"
WITH = {
    **FILES,
    FIRST: replace_once(
        replace_once(FILES[FIRST], "numerator: {column: 等級, is: 高}", "numerator: {column: 等級, in: [高]}"),
        "examples:\n",
        f"{ALTERNATIVES}examples:\n",
    ),
}


def load(tmp_path: Path, files: dict[str, str] = WITH) -> Plan:
    return load_plan("demo", (write_plan(tmp_path, files=files),))


def edit(old: str, new: str) -> dict[str, str]:
    return {**WITH, FIRST: replace_once(WITH[FIRST], old, new)}


def show_measure(plan: Plan) -> tuple[object, int]:
    """The numerator's condition and the number of exclusions of 1.1."""
    (measure,) = plan.indicators[0].measures
    population = getattr(measure, "population")  # noqa: B009  a ratio has one
    return population.numerator.in_, len(population.exclude)


def test_a_reading_restates_what_it_says_and_no_more(tmp_path: Path) -> None:
    plan = load(tmp_path)
    assert show_measure(plan) == (("高",), 1)
    assert show_measure(choose_readings(plan, ["1.1=with-middle"])) == (("中", "高"), 1)
    assert show_measure(choose_readings(plan, ["1.1=keep-unrated"])) == (("高",), 0)
    both = choose_readings(plan, ["1.1=keep-unrated", "1.1=with-middle"])
    assert show_measure(both) == (("中", "高"), 0)
    assert both.chosen == {"1.1": ("with-middle", "keep-unrated")}
    assert choose_readings(plan, []) is plan


def test_the_readings_are_those_alone_and_those_together(tmp_path: Path) -> None:
    readings = load(tmp_path).indicators[0].readings
    assert [reading.alternatives for reading in readings] == [
        ("with-middle",),
        ("keep-unrated",),
        ("with-middle", "keep-unrated"),
    ]


@pytest.mark.parametrize("name", ["1.1=with-middle", "一(一)=with-middle", "一（一）＝ With-Middle"])
def test_a_reading_is_found_as_people_type_it(tmp_path: Path, name: str) -> None:
    assert choose_readings(load(tmp_path), [name]).chosen == {"1.1": ("with-middle",)}


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (
            ["1.1=with-midle"],
            "--reading「1.1=with-midle」不是 1.1 的判讀，最接近的是「1.1=with-middle」；可用：1.1=with-middle、1.1=keep-unrated",
        ),
        (
            ["1.2=with-middle"],
            "--reading「1.2=with-middle」不是計畫 demo 的判讀，最接近的是「1.1=with-middle」；"
            "請以 antidrug-kpi show 1.1 查看其他判讀",
        ),
        (["with-middle"], "--reading「with-middle」應為「項目=判讀」，例如 1.1=with-middle；請改正"),
    ],
)
def test_an_unknown_reading_names_the_nearest(tmp_path: Path, names: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        choose_readings(load(tmp_path), names)
    assert str(caught.value) == sentence


def test_a_plan_without_readings_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="計畫 demo 沒有其他判讀；請拿掉 --reading"):
        choose_readings(load(tmp_path, FILES), ["1.1=with-middle"])


def test_readings_that_contradict_each_other_are_not_chosen_together(tmp_path: Path) -> None:
    plan = load(
        tmp_path, edit("    question: 未分級是否排除？\n", "    question: 未分級是否排除？\n    excludes: [with-middle]\n")
    )
    assert [reading.alternatives for reading in plan.indicators[0].readings] == [("with-middle",), ("keep-unrated",)]
    with pytest.raises(UsageError) as caught:
        choose_readings(plan, ["1.1=with-middle", "1.1=keep-unrated"])
    assert str(caught.value) == "--reading：1.1=with-middle 與 1.1=keep-unrated 互相矛盾，不能同時選用；請只留其一"


# What is replaced, by what, words of the line that is named (of the first file), and the sentence behind it.
BROKEN = {
    "touches nothing": (
        f"        population:\n{MIDDLE}",
        "        population: {}\n",
        '      - id: "1.1"\n        population: {}',
        "「change」沒有改寫任何內容；請寫出與預設判讀不同之處，或刪去這個判讀",
    ),
    "is the default": (
        MIDDLE,
        "          numerator: {in: [高]}\n",
        '      - id: "1.1"\n        population:\n          numerator',
        "改寫後與預設判讀相同；請寫出不同之處，或刪去這個判讀",
    ),
    "an unknown measure": (
        f'      - id: "1.1"\n        population:\n{MIDDLE}',
        f'      - id: "1.9"\n        population:\n{MIDDLE}',
        'id: "1.9"',
        "沒有衡量項目「1.9」，最接近的是「1.1」；請改正名稱，或先加以定義",
    ),
    "chosen by nothing": (
        '  - id: with-middle\n    of: "1.1"\n',
        '  - id: with-middle\n    of: "1.3"\n',
        'of: "1.3"',
        "沒有指標或衡量項目「1.3」，最接近的是「1.1」；請改正名稱，或先加以定義",
    ),
    "contradicts nothing": (
        "    question: 未分級是否排除？\n",
        "    question: 未分級是否排除？\n    excludes: [with-midle]\n",
        "excludes:",
        "沒有同一指標的其他判讀「with-midle」，最接近的是「with-middle」；請改正名稱，或先加以定義",
    ),
    "an id twice": (
        "  - id: keep-unrated\n",
        "  - id: with-middle\n",
        None,
        "判讀的 id「with-middle」已用過；同一指標的每個 id 只能用一次，請改名",
    ),
    "the same key as another": (
        "          exclude: []\n",
        "          numerator: {in: [低, 高]}\n",
        None,
        "與判讀「with-middle」都改寫「population.numerator.in」，無法同時選用；兩者矛盾時請列入 excludes，否則請改寫不同之處",
    ),
    "an unknown column in it": (
        MIDDLE,
        "          numerator: {column: 等及, in: [中, 高]}\n",
        "等及",
        "沒有欄位「等及」，最接近的是「等級」；請改正名稱，或先加以定義",
    ),
    "readings written by hand": (
        "target_text: 60%以上\n",
        "target_text: 60%以上\nreadings: []\n",
        "readings: []",
        "「readings」由程式依 alternatives 產生；請刪去，改寫 alternatives",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_wrong_alternative_is_named_with_file_and_line(tmp_path: Path, name: str) -> None:
    old, new, words, sentence = BROKEN[name]
    files = edit(old, new)
    problems = list_problems(write_plan(tmp_path, files=files))
    found = [problem for problem in problems if problem.endswith(sentence)]
    assert len(found) == 1, problems
    line = files[FIRST][: files[FIRST].index(words)].count("\n") + 1 if words else None
    assert found[0].startswith(f"demo/{FIRST} 第 {line} 行：" if line else f"demo/{FIRST} 第 ")


def test_examples_of_an_alternative_are_run_and_must_cover_what_it_restates(tmp_path: Path) -> None:
    plan = load(tmp_path)
    assert count_examples(plan) == 3
    assert [text for text in run_plan_examples(plan) if text.startswith("一(一)")] == [
        text for text in run_plan_examples(load(tmp_path / "plain", FILES)) if text.startswith("一(一)")
    ]
    wrong = load(tmp_path / "wrong", edit("A2       | 113/2/1  | 中   | 分子\n", "A2       | 113/2/1  | 高   | 分母\n"))
    assert [text for text in run_plan_examples(wrong) if "with-middle" in text] == [
        "一(一) with-middle「低、中、高」：1.1 第 2 列應為「分母」，算得「分子」"
    ]
    uncovered = load(tmp_path / "uncovered", edit("A1       | 113/1/1  | 低   | 分母\n            A2 ", "A2 "))
    assert "一(一) with-middle：條件「「等級」為「中」、「高」之一」在範例中從未不成立" in [
        text for text in run_plan_examples(uncovered) if "with-middle：" in text
    ]


def test_an_alternative_is_told_in_words(tmp_path: Path) -> None:
    plan = load(tmp_path)
    assert explain_alternatives(plan, plan.indicators[0]) == [
        ("其他判讀", "中等級也算（--reading 1.1=with-middle）"),
        ("　", "預設判讀：只算高等級"),
        ("　", "來源：高等級件數"),
        ("　", "待釋示：中等級是否列入分子？"),
        ("　", "1.1 分子改為：高等級件數：「等級」為「中」、「高」之一"),
        ("其他判讀", "未分級留在分母（--reading 1.1=keep-unrated）"),
        ("　", "預設判讀：未分級排除"),
        ("　", "來源：收案件數"),
        ("　", "待釋示：未分級是否排除？"),
        ("　", "1.1 不再有排除：未分級：「等級」空白"),
    ]


def test_a_changed_alternative_is_a_change_of_meaning(tmp_path: Path) -> None:
    specs = write_plan(write_plan(tmp_path, files=WITH), "later", edit(MIDDLE, "          numerator: {in: [低, 高]}\n"))
    first, *lines = write_changes(load_plan("demo", (specs,)), load_plan("later", (specs,))).splitlines()
    assert first == "demo（原）與 demo（新）：1 處不同"
    assert lines == [
        "",
        "一(一)　其他判讀 with-middle",
        "  原：1.1 分子改為：高等級件數：「等級」為「中」、「高」之一",
        "  新：1.1 分子改為：高等級件數：「等級」為「低」、「高」之一",
    ]


def test_a_plan_that_extends_inherits_alternatives_laid_over_its_own_measures(tmp_path: Path) -> None:
    specs = write_plan(tmp_path, files=WITH)
    later = {
        "plan.yaml": "extends: demo\nid: later\nyear: 114\n",
        "indicators/1-01.yaml": 'id: "1.1"\nmeasures:\n  - id: "1.1"\n    title: 新名稱\n',
    }
    plan = load_plan("later", (write_plan(specs, "later", later),))
    (measure,) = choose_readings(plan, ["1.1=with-middle"]).indicators[0].measures
    assert measure.title == "新名稱"
    assert [example.year for example in plan.indicators[0].alternatives[0].examples] == [113]
