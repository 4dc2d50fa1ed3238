"""Which month-ends a year has up to a day: the day before, the day, the day after."""

import datetime as dt

import pytest

from antidrug_kpi.measures.month_ends import list_month_ends


@pytest.mark.parametrize(
    ("month", "day", "count"),
    [(1, 30, 0), (1, 31, 1), (2, 28, 1), (2, 29, 2), (5, 15, 4), (5, 31, 5), (12, 30, 11), (12, 31, 12)],
)
def test_month_ends_up_to_the_as_of_date(month: int, day: int, count: int) -> None:
    ends = list_month_ends(113, dt.date(2024, month, day))
    assert len(ends) == count
    assert all((end + dt.timedelta(days=1)).day == 1 for end in ends)


def test_a_day_of_the_next_year_adds_none() -> None:
    assert list_month_ends(112, dt.date(2024, 1, 31))[-2:] == (dt.date(2023, 11, 30), dt.date(2023, 12, 31))
