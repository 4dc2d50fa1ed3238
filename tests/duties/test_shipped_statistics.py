"""The statistics of the shipped plans: every example holds, every clause is seen true and false, each has a worked value."""

from functools import lru_cache

import pytest

from antidrug_kpi.measures.duties.statistics.statistic_example_runs import run_statistic_examples
from antidrug_kpi.measures.worked_examples import Coverage, Failure
from antidrug_kpi.plans.loading.folders import list_plan_ids
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.prose.sentences import Words

PLANS = {name: load_plan(name) for name in list_plan_ids()}
GROUPS = [(name, group.id) for name, plan in PLANS.items() for group in plan.statistics]


@lru_cache
def run_all(plan_id: str, group_id: str) -> tuple[list[Failure], Coverage]:
    """The examples of a group, run once for all the tests here."""
    coverage = Coverage()
    group = next(each for each in PLANS[plan_id].statistics if each.id == group_id)
    return run_statistic_examples(PLANS[plan_id], group, coverage), coverage


@pytest.mark.parametrize(("plan_id", "group_id"), GROUPS)
def test_examples_hold(plan_id: str, group_id: str) -> None:
    failures, _ = run_all(plan_id, group_id)
    assert [str(failure) for failure in failures] == []


@pytest.mark.parametrize(("plan_id", "group_id"), GROUPS)
def test_every_clause_is_seen_true_and_false(plan_id: str, group_id: str) -> None:
    _, coverage = run_all(plan_id, group_id)
    group = next(each for each in PLANS[plan_id].statistics if each.id == group_id)
    assert coverage.list_uncovered(group.statistics, Words(PLANS[plan_id])) == []


@pytest.mark.parametrize(("plan_id", "group_id"), GROUPS)
def test_every_statistic_has_a_hand_worked_value(plan_id: str, group_id: str) -> None:
    group = next(each for each in PLANS[plan_id].statistics if each.id == group_id)
    worked = {
        name
        for example in group.examples
        for name, expected in example.expect.items()
        if expected.value or expected.table or expected.rows
    }
    assert {statistic.id for statistic in group.statistics} <= worked


def test_every_file_stands_in_the_order_of_its_statistics() -> None:
    ids = [statistic.id for statistic in PLANS["mohw-113"].all_statistics]
    assert len(ids) == len(set(ids))
    assert ids[:11] == [*(f"S1.3.2{part}" for part in "abcdef"), "S1.4.2.1a", "S1.4.2.1b", "S1.4.2.2a", "S1.4.2.2b", "S3.4.1a"]
