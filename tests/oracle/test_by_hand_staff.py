"""4.2 worked by hand: the first day and as_of are both days served, and posts without a day between are one service."""

from datetime import date

import pytest

from .calculate import calculate, count_rows
from .office import add_months
from .rows import table

STAFF = "人力來源 職稱 姓名 到職日期 離職日期 異動別"


def post(row: str) -> str:
    """`姓名 到職日期 離職日期 異動別` of a 個管 paid by the ministry."""
    return f"本部補助 個管 {row}"


def served(measure: str, *rows: str, report: str = "final", as_of: date | None = None) -> tuple[object, object]:
    result = calculate({"人力清冊": table(STAFF, *rows)}, report=report, as_of=as_of)[measure]
    return result["numerator"], result["denominator"]


@pytest.mark.parametrize(
    ("began", "twelve"),
    [
        ("112/12/31", 1),  # + 12 months = 113-12-31, the day before is 113-12-30: a day to spare
        ("113/1/1", 1),  # + 12 months = 114-01-01, the day before is as_of itself
        ("113/1/2", 0),  # the day before 114-01-02 is 114-01-01: a day short
    ],
)
def test_twelve_months_on_the_last_day_of_the_year(began: str, twelve: int) -> None:
    assert served("4.2.1", post(f"甲 {began} _ 在職")) == (twelve, 1)


@pytest.mark.parametrize(("began", "eighteen"), [("112/6/30", 1), ("112/7/1", 1), ("112/7/2", 0)])
def test_eighteen_months_on_the_last_day_of_the_year(began: str, eighteen: int) -> None:
    # 112-07-01 + 18 months = 114-01-01, the day before is as_of; 112-07-02 gives 114-01-01: a day short.
    assert served("4.2.2", post(f"甲 {began} _ 在職")) == (eighteen, 1)


@pytest.mark.parametrize(("began", "twelve"), [("112/6/30", 1), ("112/7/1", 1), ("112/7/2", 0)])
def test_twelve_months_at_midterm(began: str, twelve: int) -> None:
    # as_of 113-06-30: 112-07-01 + 12 months = 113-07-01, the day before is as_of.
    assert served("4.2.1", post(f"甲 {began} _ 在職"), report="midterm") == (twelve, 1)


@pytest.mark.parametrize(
    ("began", "as_of", "twelve"),
    [
        ("112/2/28", date(2024, 2, 27), 1),  # 113-02-28, the day before is 113-02-27
        ("112/3/1", date(2024, 2, 28), 0),  # 113-03-01, the day before is the leap day 113-02-29
        ("112/3/1", date(2024, 2, 29), 1),
        ("112/2/28", date(2024, 2, 26), 0),
    ],
)
def test_twelve_months_around_a_leap_day(began: str, as_of: date, twelve: int) -> None:
    assert served("4.2.1", post(f"甲 {began} _ 在職"), as_of=as_of) == (twelve, 1)


@pytest.mark.parametrize(
    ("as_of", "eighteen"),
    [
        (date(2024, 2, 27), 0),  # 111-08-31 + 18 months = 113-02-31, cut to 113-02-29; the day before is the 28th
        (date(2024, 2, 28), 1),
        (date(2024, 2, 29), 1),
    ],
)
def test_eighteen_months_cut_to_a_leap_day(as_of: date, eighteen: int) -> None:
    assert served("4.2.2", post("甲 111/8/31 _ 在職"), as_of=as_of) == (eighteen, 1)


def test_months_cut_to_the_months_end() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2023, 8, 31), 18) == date(2025, 2, 28)
    assert add_months(date(2022, 12, 31), 18) == date(2024, 6, 30)


def test_who_is_in_post() -> None:
    rows = (
        post("甲 112/12/31 _ 在職"),
        "本部補助 督導 乙 112/06/30 _ _",
        post("丙 113/1/2 _ 在職"),  # a day short of 12 months
        post("丁 110/1/1 114/1/1 離職"),  # leaves after as_of: in post
        post("戊 110/1/1 _ 留職停薪"),  # gone, without a date
        post("己 110/1/1 113/12/31 在職"),  # left on as_of
        "本部補助 專管 庚 110/1/1 _ 在職",
        "機關自有 個管 辛 110/1/1 _ 在職",
        post("壬 114/1/1 _ 在職"),  # not hired yet
        post("癸 113/5/1 113/4/1 離職"),  # left before hired: rejected
    )
    results = calculate({"人力清冊": table(STAFF, *rows)})
    first, second = results["4.2.1"], results["4.2.2"]
    assert (first["numerator"], first["denominator"], first["rejected"]) == (3, 4, 1)  # 甲, 乙, 丁 of 甲 … 丁
    assert (first["value"], first["shortfall"]) == ("75.00", 1)  # 80 % of 4 = 3.2: 4 wanted
    assert (second["numerator"], second["value"], second["shortfall"]) == (2, "50.00", 1)  # 2.8: 3 wanted


@pytest.mark.parametrize(
    ("next_began", "twelve"),
    [
        ("113/3/31", 1),  # on the last day: no day between
        ("113/4/1", 1),  # the day after
        ("113/4/2", 0),  # a day between: the later post stands alone
    ],
)
def test_a_promotion_goes_on_without_a_day_between(next_began: str, twelve: int) -> None:
    rows = (post("甲 112/1/1 113/3/31 離職"), f"本部補助 督導 甲 {next_began} _ 在職")
    assert served("4.2.1", *rows) == (twelve, 1)


def test_names_are_compared_without_blanks_and_widths() -> None:
    rows = [
        {"人力來源": "本部補助", "職稱": "個管", "姓名": "王　Ａ", "到職日期": "112/1/1", "離職日期": "113/3/31"},
        {"人力來源": "本部補助", "職稱": "督導", "姓名": "王A", "到職日期": "113/4/1"},
    ]
    assert calculate({"人力清冊": rows})["4.2.2"]["numerator"] == 1  # from 112-01-01


def test_overlapping_and_nested_posts_are_one_service() -> None:
    # 112-01-01..113-06-30 holds 112-03-01..112-04-30; the next begins the day after the last day of both, 113-07-01.
    rows = (post("甲 112/1/1 113/6/30 離職"), post("甲 112/3/1 112/4/30 離職"), post("甲 113/7/1 _ 在職"))
    assert served("4.2.2", *rows) == (1, 1)
    assert served("4.2.2", *reversed(rows)) == (1, 1)  # whatever their order in the file


def test_a_post_still_held_leaves_no_day_to_a_later_one() -> None:
    # The first post has no last day; the second, left since, is part of its service, which is in post once.
    rows = (post("甲 112/1/1 _ 在職"), post("甲 113/5/1 113/6/30 離職"))
    assert served("4.2.2", *rows) == (1, 1)
    both_held = (post("甲 112/1/1 _ 在職"), post("甲 113/5/1 _ 在職"))
    assert served("4.2.1", *both_held) == (1, 1)
    leaving_later = (post("甲 112/1/1 114/1/5 離職"), post("甲 113/5/1 _ 在職"))  # not gone on as_of
    assert served("4.2.1", *leaving_later) == (1, 1)


def test_a_post_left_without_a_date_is_part_of_no_service() -> None:
    # Nobody knows until when 112-01-01 … ran: the later post counts from its own first day, 113-05-01.
    assert served("4.2.1", post("甲 112/1/1 _ 離職"), post("甲 113/5/1 _ 在職")) == (0, 1)


def test_a_change_dated_after_as_of_has_not_happened() -> None:
    assert served("4.2.1", post("甲 112/1/1 114/1/1 轉任他職")) == (1, 1)
    assert served("4.2.1", post("甲 112/1/1 113/12/31 在職")) == (0, 0)


def test_who_leaves_one_post_on_as_of_is_gone() -> None:
    rows = (post("甲 112/1/1 113/12/31 轉任他職"), "本部補助 督導 甲 114/1/1 _ 在職")
    assert served("4.2.1", *rows) == (0, 0)


def test_only_posts_that_count_are_joined() -> None:
    # 專管 and 機關自有 are other posts: the service of 甲 and of 乙 begins with the one that counts.
    rows = ("本部補助 專管 甲 112/1/1 113/3/31 離職", post("甲 113/4/1 _ 在職"))
    assert served("4.2.1", *rows) == (0, 1)
    assert served("4.2.1", "機關自有 個管 乙 112/1/1 113/3/31 離職", post("乙 113/4/1 _ 在職")) == (0, 1)


def test_a_rejected_post_joins_nothing() -> None:
    rows = (post("甲 112/1/1 113/2/30 離職"), post("甲 113/4/1 _ 在職"))
    result = calculate({"人力清冊": table(STAFF, *rows)})["4.2.1"]
    assert (result["numerator"], result["denominator"], result["rejected"]) == (0, 1, 1)
    assert count_rows({"人力清冊": table(STAFF, *rows)})["人力清冊"]["accepted"] == 1


def test_two_services_of_one_name_of_which_one_is_in_post() -> None:
    # 111-01-01..112-12-31, then a month's gap: 113-02-01 on is a service of its own, 11 months long on 113-12-31.
    rows = (post("甲 111/1/1 112/12/31 離職"), post("甲 113/2/1 _ 在職"), post("乙 111/1/1 _ 在職"))
    assert served("4.2.1", *rows) == (1, 2)
