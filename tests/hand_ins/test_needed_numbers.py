"""What a month needs: the least numerator of the year by hand, a twelfth of it rounded up; of an upper limit the greatest."""

import datetime as dt
from fractions import Fraction

import pytest

from antidrug_kpi.forms.printed.needed_numbers import say_needed
from antidrug_kpi.measures.results import MeasureResult, Number, Status
from antidrug_kpi.measures.target_status import find_needed_numerator
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.measure_specs import Comparator

END = dt.date(2025, 12, 31)


@pytest.mark.parametrize(
    ("denominator", "comparator", "target", "needed"),
    [
        # 65 % of 19 are 12.35, of 20 exactly 13, of 21 13.65.
        (19, ">=", Fraction(65, 100), 13),
        (20, ">=", Fraction(65, 100), 13),
        (21, ">=", Fraction(65, 100), 14),
        (19, ">", Fraction(65, 100), 13),
        (20, ">", Fraction(65, 100), 14),
        (21, ">", Fraction(65, 100), 14),
        # 15 % of 19 are 2.85, of 20 exactly 3, of 21 3.15.
        (19, "<=", Fraction(15, 100), 2),
        (20, "<=", Fraction(15, 100), 3),
        (21, "<=", Fraction(15, 100), 3),
        (19, "=", Fraction(1), 19),
        (19, "=", Fraction(65, 100), None),
        (20, "=", Fraction(65, 100), 13),
        (0, ">=", Fraction(65, 100), None),
    ],
)
def test_the_least_or_the_greatest_that_meets_the_target(
    denominator: int, comparator: Comparator, target: Fraction, needed: int | None
) -> None:
    assert find_needed_numerator(Fraction(denominator), comparator, target) == needed


def find_measure(measure_id: str) -> m.Measure:
    return next(measure for _, measure in load_plan("mohw-113").measures if measure.id == measure_id)


def say(measure_id: str, numerator: Number | None, denominator: Number | None, county: str | None = "高雄市") -> str | None:
    before = MeasureResult(
        id=measure_id,
        indicator="",
        title="",
        status=Status.MISSED,
        unit="%",
        numerator=numerator,
        denominator=denominator,
        subject="人",
    )
    return say_needed(find_measure(measure_id), before, END, county)


@pytest.mark.parametrize(
    ("denominator", "said"),
    [
        (14, "每月 1 人（全年 12 人）"),  # 80 % of 14 are 11.2
        (15, "每月 1 人（全年 12 人）"),
        (16, "每月 2 人（全年 13 人）"),  # 12.8
    ],
)
def test_a_twelfth_is_rounded_up(denominator: int, said: str) -> None:
    assert say("1.5", 1, denominator) == said


def test_an_upper_limit_says_how_many_at_most() -> None:
    assert say("1.3", 4, 26) == "全年至多 3 人"  # 15 % of 26 are 3.9
    assert say("1.3", 4, 6) == "全年至多 0 人"


def test_a_target_that_is_last_years_ratio_is_the_baselines_own() -> None:
    assert say("1.2", 850, 87_990) == "每月 71 人（全年 850 人）"


def test_a_denominator_of_months_is_made_whole_again() -> None:
    """30 cases a year for 5 months, 0.42 of a worker's year in a result file: 12.5, so 13."""
    assert say("2.3.2", 1, Fraction(5, 12)) == say("2.3.2", 1, Fraction(42, 100)) == "每月 2 人（全年 13 人）"


def test_evidence_says_its_items() -> None:
    assert say("2.4", 0, None) == "全年 1 項"


@pytest.mark.parametrize("measure_id", ["4.1.3", "4.6.2"])
def test_a_difference_has_none(measure_id: str) -> None:
    assert say(measure_id, None, None) is None


def test_without_target_denominator_or_baseline_it_is_blank() -> None:
    assert say("1.5", None, None) is None
    assert say("1.5", 0, 0) is None
    assert say("4.6.1.1", 3, 4) is None  # attendance is reported alone
    assert say_needed(find_measure("1.5"), None, END, "高雄市") is None
    assert say("2.3.2", 1, 2, county=None) is None  # another target on islands


def test_the_target_is_that_of_the_planned_year() -> None:
    """The plan's values hold from 2024 on: for the year before there is none."""
    before = MeasureResult("1.5", "", "", Status.MET, "%", numerator=1, denominator=10, subject="人")
    assert say_needed(find_measure("1.5"), before, dt.date(2023, 12, 31), None) is None
