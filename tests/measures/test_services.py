"""Rows that follow one another are one service (4.2), held against a plain count by the days of each person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Computation, Terms, compute_measure
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers
from chance import take_examples

pytestmark = pytest.mark.slow

PLAN = load_plan("mohw-113")
AS_OF = dt.date(2024, 6, 30)
HEADER = ["人力來源", "職稱", "姓名", "到職日期", "離職日期", "異動別"]
Post = tuple[str, dt.date, dt.date | None, str]


def compute(posts: Sequence[Post], by: str | None = None) -> Computation:
    days = [[name, opened.isoformat(), closed.isoformat() if closed else "", change] for name, opened, closed, change in posts]
    rows = [HEADER, *(["本部補助", "個管", *cells] for cells in days)]
    sheet = Sheet("人力清冊.csv", None, number_rows(rows), range(1, len(rows) + 1))
    registers = read_registers([FileReading(sheet.file, "", (sheet,), ())], PLAN).registers
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "midterm")
    indicator, measure = next(pair for pair in PLAN.measures if pair[1].id == "4.2.1")
    return compute_measure(indicator, measure, Terms(PLAN, registers, periods, by=by))


def count_by_hand(posts: Sequence[Post]) -> tuple[int, int]:
    """Numerator and denominator by walking back, for each person in post, from the as-of date over every day in post."""
    numerator = denominator = 0
    for person in {name for name, *_ in posts}:
        spans = [
            (opened, closed if closed is not None and closed <= AS_OF else None)
            for name, opened, closed, change in posts
            if name == person and opened <= AS_OF and not (change != "在職" and closed is None)
        ]
        if not any(closed is None for _, closed in spans):
            continue
        denominator += 1
        days = {
            opened + dt.timedelta(days=number)
            for opened, closed in spans
            for number in range(((closed or AS_OF) - opened).days + 1)
        }
        first = AS_OF
        while first - dt.timedelta(days=1) in days:
            first -= dt.timedelta(days=1)
        numerator += first <= dt.date(2023, 7, 1)  # twelve months with both days: 1 July 2023 to 30 June 2024
    return numerator, denominator


@st.composite
def draw_posts(draw: st.DrawFn) -> list[Post]:
    """Posts around the months before the as-of date, so that they touch, overlap and leave gaps of a day."""
    posts = []
    for _ in range(draw(st.integers(1, 9))):
        opened = dt.date(2023, 6, 20) + dt.timedelta(
            days=draw(st.sampled_from([0, 10, 11, 12, 40, 60, 61, 62, 63, 370, 375, 376, 380]))
        )
        length = draw(st.sampled_from([None, 0, 19, 20, 21, 48, 49, 50, 51, 300, 400]))
        closed = None if length is None else opened + dt.timedelta(days=length)
        change = draw(st.sampled_from(["在職", "在職", "離職", "轉任他職"]))
        posts.append((draw(st.sampled_from("甲乙丙")), opened, closed, change))
    return posts


@given(posts=draw_posts())
@take_examples(150)
def test_services_are_as_counted_by_days(posts: list[Post]) -> None:
    result = compute(posts).result
    assert (result.numerator, result.denominator) == count_by_hand(posts)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("next_day", "numerator", "asked"),
    [
        ("2024-01-30", 1, True),  # before the last day of the post before
        ("2024-01-31", 1, False),  # on it
        ("2024-02-01", 1, False),  # the day after
        ("2024-02-02", 0, False),  # a day between
    ],
)
def test_the_day_on_which_the_next_post_begins(next_day: str, numerator: int, asked: bool) -> None:
    posts = [("甲", day("2022-01-01"), day("2024-01-31"), "轉任他職"), ("甲", day(next_day), None, "在職")]
    result = compute(posts).result
    assert (result.numerator, result.denominator) == (numerator, 1)
    joined = "「到職日期」與前一列「離職日期」相接而併為一段者 1 段（共 2 列），自首列「到職日期」起算"
    assert result.notes == ((joined,) if numerator else ())
    question = "請確認：「姓名」相同而起訖日重疊的列有 1 列（第 3 列），已併為一段；若為不同人，請加註以資區別"
    assert result.questions == ((question,) if asked else ())


@pytest.mark.parametrize(
    ("left", "begins", "asked"),
    [
        ("2024-06-29", "2024-07-01", False),
        ("2024-06-30", "2024-06-30", None),
        ("2024-06-30", "2024-07-01", True),
        ("2024-06-30", "2024-07-02", False),
    ],
)
def test_who_leaves_on_the_as_of_date_is_gone(left: str, begins: str, asked: bool | None) -> None:
    posts = [("甲", day("2022-01-01"), day(left), "轉任他職"), ("甲", day(begins), None, "在職")]
    result = compute(posts).result
    assert result.denominator == (1 if asked is None else 0)
    text = "請確認：「離職日期」為基準日、次日又有同一「姓名」之「到職日期」者 1 列（第 2 列），基準日視為已離開"
    assert result.questions == ((text,) if asked else ())


def test_a_row_gone_without_a_date_is_asked_about_where_another_follows() -> None:
    gone = ("甲", day("2022-01-01"), None, "離職")
    assert compute([gone]).result.questions == ()
    assert compute([gone, ("乙", day("2023-01-01"), None, "在職")]).result.questions == ()
    assert compute([gone, ("甲", day("2024-07-01"), None, "在職")]).result.questions == ()  # not there yet
    result = compute([gone, ("甲", day("2024-01-01"), None, "在職")]).result
    assert (result.numerator, result.denominator) == (0, 1)
    assert result.questions == ("請確認：已離開而無「離職日期」、其後另有同一「姓名」者 1 列（第 2 列），未併計；請補上日期",)


def test_a_service_stands_in_the_stratum_of_its_last_post() -> None:
    rows = [
        HEADER,
        ["本部補助", "個管", "甲", "111/1/1", "113/1/31", "轉任他職"],
        ["本部補助", "督導", "甲", "113/2/1", "", "在職"],
        ["本部補助", "個管", "乙", "113/2/1", "", "在職"],
    ]
    sheet = Sheet("人力清冊.csv", None, number_rows(rows), range(1, len(rows) + 1))
    registers = read_registers([FileReading(sheet.file, "", (sheet,), ())], PLAN).registers
    periods = resolve_periods(PLAN.windows, PLAN.reports, PLAN.year, "midterm")
    indicator, measure = next(pair for pair in PLAN.measures if pair[1].id == "4.2.1")
    computation = compute_measure(indicator, measure, Terms(PLAN, registers, periods, by="職稱"))
    assert [(each.key, each.numerator, each.denominator) for each in computation.result.strata] == [
        ("個管", 0, 1),
        ("督導", 1, 1),
    ]
    steps = {step.text: step.count for step in computation.result.waterfall}
    assert (steps["統計範圍內資料列"], steps["統計對象"], steps["不在統計範圍"]) == (3, 2, 0)
    table = computation.tables[0].frame
    assert table["服務首日"].dt.date.tolist() == [day("2022-01-01"), day("2024-02-01")]
