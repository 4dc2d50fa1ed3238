"""A figure held against its target, at each edge: the day before, on, after; under, at, over."""

import datetime as dt
from fractions import Fraction

import pytest

from antidrug_kpi.measures.results import Progress, Status
from antidrug_kpi.measures.target_status import Verdict, find_elapsed, find_shortfall, find_target_value, judge, judge_nothing
from antidrug_kpi.plans.measure_specs import Comparator, DatedTarget, Target
from antidrug_kpi.plans.plan import ProgressRule

RULE = ProgressRule.model_validate({"ahead_from_attainment": 110, "ahead_up_to_limit_share": 90})


def make_target(*values: tuple[str, int, tuple[str, ...]]) -> Target:
    dated = [
        DatedTarget.model_validate({"from": day, "value": value, "citation": "頁 1", "jurisdictions": places})
        for day, value, places in values
    ]
    return Target(text="目標", values=tuple(dated))


@pytest.mark.parametrize(
    ("as_of", "value"),
    [
        ("2023-12-31", None),
        ("2024-01-01", 60),
        ("2024-01-02", 60),
        ("2024-06-30", 60),
        ("2024-07-01", 70),
        ("2024-07-02", 70),
    ],
)
def test_a_target_is_in_force_from_its_first_day(as_of: str, value: int | None) -> None:
    target = make_target(("2024-07-01", 70, ()), ("2024-01-01", 60, ()))
    assert find_target_value(target, dt.date.fromisoformat(as_of), None) == value


@pytest.mark.parametrize(("jurisdiction", "value"), [("金門縣", 50), ("臺北市", 60), (None, 60)])
def test_a_value_for_named_jurisdictions_goes_before_the_general_one_of_that_day(jurisdiction: str | None, value: int) -> None:
    day = "2024-01-01"
    for values in ([(day, 50, ("金門縣",)), (day, 60, ())], [(day, 60, ()), (day, 50, ("金門縣",))]):
        assert find_target_value(make_target(*values), dt.date(2024, 6, 30), jurisdiction) == value
    later = make_target((day, 50, ("金門縣",)), ("2024-02-01", 60, ()))
    assert find_target_value(later, dt.date(2024, 6, 30), "金門縣") == 60
    assert find_target_value(make_target((day, 50, ("金門縣",))), dt.date(2024, 6, 30), "臺北市") is None


@pytest.mark.parametrize(
    ("as_of", "twelfths"),
    [
        ("2023-12-31", 0),
        ("2024-01-30", 0),
        ("2024-01-31", 1),
        ("2024-02-01", 1),
        ("2024-12-30", 11),
        ("2024-12-31", 12),
        ("2025-01-01", 12),
        ("2025-01-31", 12),
        ("2026-12-31", 12),
    ],
)
def test_no_more_than_the_year_has_passed(as_of: str, twelfths: int) -> None:
    assert find_elapsed(113, dt.date.fromisoformat(as_of)) == Fraction(twelfths, 12)


@pytest.mark.parametrize(
    ("comparator", "of_four", "of_five"),
    [
        # Half of 4 is 2, half of 5 is 2.5: what numerators of 0 to 4 lack.
        (">=", [2, 1, 0, 0, 0], [3, 2, 1, 0, 0]),
        (">", [3, 2, 1, 0, 0], [3, 2, 1, 0, 0]),
        ("<=", [0, 0, 0, 1, 2], [0, 0, 0, 1, 2]),
        ("=", [2, 1, 0, 1, 2], [3, 2, 1, 1, 2]),
    ],
)
def test_shortfall_is_the_least_number_that_meets_the_target(
    comparator: Comparator, of_four: list[int], of_five: list[int]
) -> None:
    half = Fraction(1, 2)
    for whole, wanted in ((4, of_four), (5, of_five)):
        found = [find_shortfall(Fraction(number), Fraction(whole), comparator, half) for number in range(5)]
        assert found == wanted


def judge_plain(value: str, comparator: Comparator, target: int, *, elapsed: Fraction | None = None, has: bool = True) -> Verdict:
    return judge(Fraction(value), comparator, Fraction(target), rule=RULE, has_attainment=has, elapsed=elapsed)


@pytest.mark.parametrize(
    ("comparator", "value", "status", "attainment", "progress"),
    [
        (">=", "49.99", Status.MISSED, "99.98", Progress.BEHIND),
        (">=", "50", Status.MET, "100", Progress.ON_TRACK),
        (">=", "54.99", Status.MET, "109.98", Progress.ON_TRACK),
        (">=", "55", Status.MET, "110", Progress.AHEAD),
        (">=", "55.01", Status.MET, "110.02", Progress.AHEAD),
        (">", "49.99", Status.MISSED, "99.98", Progress.BEHIND),
        (">", "50", Status.MISSED, "100", Progress.BEHIND),
        (">", "50.01", Status.MET, "100.02", Progress.ON_TRACK),
        ("<=", "44.99", Status.MET, "100", Progress.AHEAD),
        ("<=", "45", Status.MET, "100", Progress.AHEAD),
        ("<=", "45.01", Status.MET, "100", Progress.ON_TRACK),
        ("<=", "50", Status.MET, "100", Progress.ON_TRACK),
        ("<=", "100", Status.MISSED, "50", Progress.BEHIND),
        ("=", "49.99", Status.MISSED, None, Progress.BEHIND),
        ("=", "50", Status.MET, "100", Progress.ON_TRACK),
        ("=", "50.01", Status.MISSED, None, Progress.BEHIND),
    ],
)
def test_status_attainment_and_progress_at_the_edges(
    comparator: Comparator, value: str, status: Status, attainment: str | None, progress: Progress
) -> None:
    verdict = judge_plain(value, comparator, 50)
    wanted = None if attainment is None else Fraction(attainment)
    assert (verdict.status, verdict.attainment, verdict.progress, verdict.notes) == (status, wanted, progress, ())


def test_without_attainment_nothing_is_ahead() -> None:
    verdict = judge_plain("99", ">=", 50, has=False)
    assert (verdict.status, verdict.attainment, verdict.progress) == (Status.MET, None, Progress.ON_TRACK)
    assert judge_plain("5", ">=", 0).attainment is None


@pytest.mark.parametrize(
    ("value", "elapsed", "progress"),
    [
        ("5", Fraction(0), None),
        ("24.99", Fraction(1, 2), Progress.BEHIND),
        ("25", Fraction(1, 2), Progress.ON_TRACK),
        ("27.49", Fraction(1, 2), Progress.ON_TRACK),
        ("27.5", Fraction(1, 2), Progress.AHEAD),
    ],
)
def test_what_accumulates_is_held_against_the_part_of_the_year(value: str, elapsed: Fraction, progress: Progress | None) -> None:
    verdict = judge_plain(value, ">=", 50, elapsed=elapsed)
    assert (verdict.status, verdict.progress) == (Status.MISSED, progress)


@pytest.mark.parametrize(
    ("elapsed", "progress"), [(None, Progress.BEHIND), (Fraction(0), None), (Fraction(1, 12), Progress.BEHIND)]
)
def test_nothing_to_take_a_share_of(elapsed: Fraction | None, progress: Progress | None) -> None:
    assert judge_nothing("沒有對象", elapsed) == Verdict(Status.MISSED, None, progress, ("沒有對象",))


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("49.994", ()),
        ("49.995", ("四捨五入後顯示為 50.00，惟以精確值與目標 50 比較，未達目標",)),
        ("50", ()),
    ],
)
def test_a_figure_that_would_look_met_says_that_it_is_not(value: str, note: tuple[str, ...]) -> None:
    assert judge_plain(value, ">=", 50).notes == note
