"""How far a demand is answered: by all of its statistics, by some, by evidence alone, by nothing."""

from __future__ import annotations

import pytest

from antidrug_kpi.measures.duties.demands import judge_demands
from antidrug_kpi.measures.duties.duty_results import StatisticResult, StatisticStatus
from antidrug_kpi.measures.results import EvidenceItem, MeasureResult, Status
from antidrug_kpi.plans.loading.loader import load_plan


def make_statistic(name: str, status: StatisticStatus = StatisticStatus.COMPUTED) -> StatisticResult:
    return StatisticResult(name, "", "count", "", status)


def make_evidence(name: str) -> MeasureResult:
    items = (EvidenceItem("甲方案", (("服務對象", "青少年"),), is_counted=False),)
    return MeasureResult(name, name, "", Status.MISSED, "項", items=items)


def judge(number: str, known: str = "", *, unknown: str = "", evidence: str = "") -> str:
    """The state of a demand, where these statistics have a value, and these indicators have described items."""
    statistics = [make_statistic(name) for name in known.split()]
    statistics += [make_statistic(name, StatisticStatus.BLANK) for name in unknown.split()]
    demands = judge_demands(load_plan("mohw-113"), statistics, [make_evidence(name) for name in evidence.split()])
    return next(demand.state for demand in demands if demand.number == number)


@pytest.mark.parametrize(
    ("known", "unknown", "state"),
    [
        ("", "S4.4.3", "blank"),
        ("S4.4.3", "", "computed"),
        ("", "", "blank"),
    ],
)
def test_a_demand_of_one_statistic(known: str, unknown: str, state: str) -> None:
    assert judge("四(四)3", known, unknown=unknown) == state


def test_some_of_its_statistics() -> None:
    assert judge("四(六)1", "S4.6.1a", unknown="S4.6.1b") == "partly"
    assert judge("四(六)1", "S4.6.1a S4.6.1b") == "computed"
    assert judge("四(六)1", "S4.6.2a S4.6.2b") == "blank"


def test_what_is_not_applicable_is_an_answer() -> None:
    statistics = [make_statistic("S1.4.2.1a", StatisticStatus.NOT_APPLICABLE), make_statistic("S1.4.2.1b")]
    demands = {demand.number: demand for demand in judge_demands(load_plan("mohw-113"), statistics, [])}
    assert demands["一(四)2(1)"].state == "computed"


def test_evidence_alone_is_drafted() -> None:
    assert judge("四(四)1") == "blank"
    assert judge("四(四)1", evidence="4.11") == "drafted"
    assert judge("四(四)1", evidence="4.5") == "blank"


def test_evidence_beside_statistics() -> None:
    every = "S4.6.3a S4.6.3b S4.6.3c S4.6.3d S4.6.3e"
    assert judge("四(六)3", every, evidence="4.5") == "computed"
    assert judge("四(六)3", every) == "partly"
    assert judge("四(六)3", evidence="4.5") == "drafted"


def test_all_demands_in_the_plans_order_with_their_reports() -> None:
    demands = judge_demands(load_plan("mohw-113"), [], [])
    assert [demand.number for demand in demands][:4] == ["一(三)1", "一(三)2", "一(四)2(1)", "一(四)2(2)"]
    assert (len(demands), demands[-1].number) == (32, "四(八)3")
    found = {demand.number: demand for demand in demands}
    assert found["三(六)"].reports == ("plan", "midterm", "final")
    assert found["三(六)"].statistics == ("S3.6a", "S3.6b", "S3.6c", "S3.6d", "S3.6e")
    assert {demand.state for demand in demands} == {"blank"}
