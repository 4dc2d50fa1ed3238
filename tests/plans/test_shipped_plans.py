"""The specs that are handed out: every example holds, every clause is exercised, every indicator can be told in words."""

import re
from functools import lru_cache

import pytest

from antidrug_kpi.measures.worked_examples import Coverage, Failure, run_examples
from antidrug_kpi.plans.example_specs import Example, Expectation
from antidrug_kpi.plans.loading.folders import list_plan_ids
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.prose.explain import explain_indicator, explain_measure
from antidrug_kpi.plans.prose.sentences import Words

PLANS = {name: load_plan(name) for name in list_plan_ids()}
INDICATORS = [
    pytest.param(plan, indicator, id=f"{plan.id} {indicator.id}") for plan in PLANS.values() for indicator in plan.indicators
]
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_the_plan_of_113_has_its_48_measures() -> None:
    plan = PLANS["mohw-113"]
    assert (plan.year, len(plan.indicators), len(plan.measures)) == (113, 36, 48)
    sizes = [sum(indicator.group == group for indicator in plan.indicators) for group in plan.groups]
    assert sizes == [6, 11, 7, 12]


@lru_cache
def run_all(plan_id: str, indicator_id: str) -> tuple[list[Failure], Coverage]:
    """An indicator's examples, run once for all the tests here."""
    coverage = Coverage()
    indicator = next(each for each in PLANS[plan_id].indicators if each.id == indicator_id)
    return run_examples(PLANS[plan_id], indicator, coverage), coverage


@pytest.mark.parametrize(("plan", "indicator"), INDICATORS)
def test_examples_hold(plan: Plan, indicator: Indicator) -> None:
    failures, _ = run_all(plan.id, indicator.id)
    assert [str(failure) for failure in failures] == []
    asked = {measure_id for example in indicator.examples for measure_id in example.expect}
    assert {measure.id for measure in indicator.measures} <= asked


@pytest.mark.parametrize(("plan", "indicator"), INDICATORS)
def test_every_clause_is_seen_true_and_false(plan: Plan, indicator: Indicator) -> None:
    _, coverage = run_all(plan.id, indicator.id)
    assert coverage.list_uncovered(indicator.measures, Words(plan)) == []


@pytest.mark.parametrize(("plan", "indicator"), INDICATORS)
def test_indicator_in_words(plan: Plan, indicator: Indicator) -> None:
    told = dict(explain_indicator(plan, indicator))
    assert told["指標"] == f"{indicator.label} {indicator.title}"
    assert told["分組"] == plan.groups[indicator.group]
    assert told["目標值"] == indicator.target_text
    assert told["出處"].startswith(f"{indicator.citation.document} {indicator.citation.place}")
    assert HAN.search(indicator.citation.place)
    for measure in indicator.measures:
        lines = explain_measure(plan, measure)
        labels = [label for label, _ in lines]
        assert labels[:3] == ["衡量項目", "計算", "目標"]
        assert "所需清冊" in labels
        unspoken = [text for label, text in lines if not HAN.search(text) and label != "目標"]
        assert unspoken == []
        assert not re.search(r"Part|Condition|object at|None", " ".join(text for _, text in lines))


def run_one(example: Example) -> list[Failure]:
    plan = PLANS["mohw-113"]
    indicator = next(each for each in plan.indicators if each.id == "4.8")
    return run_examples(plan, indicator.model_copy(update={"examples": (example,)}))


def test_an_example_with_a_wrong_figure_fails() -> None:
    table = "志工編號 | 繼續教育時數 | → 4.8\nV1 | 4 | 分子\nV2 | 3.99 | 分子\n"
    expected = Expectation(numerator=2, denominator=2, value="100.00")
    failures = run_one(Example(title="一人未滿", registers={"volunteers": table}, expect={"4.8": expected}))
    assert {str(failure) for failure in failures} == {
        "四(八)「一人未滿」：4.8 numerator 應為 2，算得 1",
        "四(八)「一人未滿」：4.8 value 應為 100.00，算得 50.00",
        "四(八)「一人未滿」：4.8 第 2 列應為「分子」，算得「分母」",
    }


def test_a_clause_that_no_example_makes_true_is_named() -> None:
    plan = PLANS["mohw-113"]
    indicator = next(each for each in plan.indicators if each.id == "4.8")
    table = "志工編號 | 繼續教育時數\nV1 | 3.99\n"
    example = Example(title="皆未滿", registers={"volunteers": table}, expect={"4.8": Expectation(numerator=0, denominator=1)})
    coverage = Coverage()
    assert run_examples(plan, indicator.model_copy(update={"examples": (example,)}), coverage) == []
    assert coverage.list_uncovered(indicator.measures, Words(plan)) == ["條件「「繼續教育時數」≥ 4」在範例中從未成立"]


def test_a_clause_that_no_example_asks_is_named() -> None:
    plan = PLANS["mohw-113"]
    indicator = next(each for each in plan.indicators if each.id == "4.8")
    assert Coverage().list_uncovered(indicator.measures, Words(plan)) == [
        "條件「「繼續教育時數」≥ 4」在範例中從未成立",
        "條件「「繼續教育時數」≥ 4」在範例中從未不成立",
    ]


def test_schema_names_every_condition_and_refuses_other_keys() -> None:
    schema = Plan.model_json_schema()
    assert schema["type"] == "object"
    assert {"id", "registers", "windows", "indicators", "progress"} <= set(schema["required"])
    definitions = schema["$defs"]
    assert {"All", "AnyOf", "Not", "AnyRow", "Exists", "OpenIn", "Is", "In", "Within", "AtLeast"} <= set(definitions)
    # The schema speaks the words of the YAML, not those of Python.
    assert set(definitions["Is"]["properties"]) == {"column", "is"}
    assert set(definitions["Population"]["properties"]) >= {"register", "each", "rows", "exclude", "numerator"}
    # What an alternative restates of a measure is checked once it is laid over the measure.
    closed = {name for name, part in definitions.items() if part.get("type") == "object"} - {"RestatedMeasure"}
    assert all(definitions[name]["additionalProperties"] is False for name in closed)
