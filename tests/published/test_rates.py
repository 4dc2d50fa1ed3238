"""Every rate that the report on 戒毒策略 prints with its parts, and those that its parts do not give."""

import shutil
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from antidrug_kpi.measures.results import Status
from antidrug_kpi.measures.rounding import show_value
from published.offices import PUBLISHED, compute_folder, compute_published

QUIT = "mohw-quit-107"


def test_referral_success_is_printed_half_up() -> None:
    result = compute_published(QUIT)["7.4"]
    assert (result.numerator, result.denominator, result.source) == (275, 600, "figures")
    assert result.value is not None
    assert show_value(result.value, 1) == "45.8"  # as printed


@pytest.mark.parametrize(("plan", "measure"), [(QUIT, "7.1"), ("mol-107", "4")])
def test_placement_reaches_its_target_as_printed(plan: str, measure: str) -> None:
    """371 of 1,004; printed as 達計畫績效目標, which the ministry of labour's plan sets at 30 %."""
    result = compute_published(plan)[measure]
    assert (result.numerator, result.denominator, result.target) == (371, 1004, Fraction(30))
    assert result.value == Fraction(37100, 1004)
    assert result.status is Status.MET


def test_deferred_prosecution_rises_as_printed() -> None:
    """11 → 17.6 → 17.8 %: 提升 in both periods, and each between the rates of its two classes."""
    results = compute_published(QUIT)
    assert (results["4.3.1"].numerator, results["4.3.1"].denominator, results["4.3.1"].status) == (2, 2, Status.MET)
    assert (results["4.3.2"].value, results["4.3.2"].status) == (Fraction(0), Status.MET)


def test_caseload_falls_as_printed() -> None:
    """1:150 → 1:100."""
    assert compute_published(QUIT)["8.2.2"].status is Status.MET


def test_budget_growth_is_not_half_up_from_the_amounts() -> None:
    """80,580 → 226,243 thousand: 180.77 %, half up 181 %, printed 180 %, which only cutting off the decimals gives."""
    results = compute_published(QUIT)
    growth, deviation = results["8.1.1"], results["8.1.2"]
    assert (growth.numerator, growth.denominator) == (Decimal(145663), Decimal(80580))
    assert growth.value is not None
    assert show_value(growth.value) == "180.77"
    assert show_value(growth.value, 0) == "181"
    assert int(growth.value) == 180  # as printed
    assert deviation.value == growth.value - 180


def test_budget_growth_is_half_up_from_the_printed_amount(tmp_path: Path) -> None:
    """The same report prints the year's budget as 2.26億: 226,000 thousand give 180.47 %, half up 180 %."""
    office = tmp_path / "office"
    shutil.copytree(PUBLISHED / QUIT, office)
    table = office / "年度經費.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("226,243", "226,000"), encoding="utf-8")
    growth = compute_folder(office)["8.1.1"]
    assert growth.value is not None
    assert (show_value(growth.value), show_value(growth.value, 0)) == ("180.47", "180")


def test_rates_printed_without_their_parts_have_no_value() -> None:
    """94 % attendance, and a caseload per manager of 100: the report gives no counts, and none are made up from the rate."""
    results = compute_published(QUIT)
    assert {results[name].status for name in ("4.1", "8.2.1")} == {Status.NO_DATA}
