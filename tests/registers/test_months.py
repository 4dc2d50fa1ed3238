"""Months and years as columns of their own."""

import datetime as dt

import pytest

from antidrug_kpi.files import Cell, ShownNumber
from antidrug_kpi.plans.register_specs import ColumnType

from .offices import find_fault, read_cell


@pytest.mark.parametrize(
    "cell",
    [
        "113/01",
        "11301",
        "113年1月",
        "113年01月",
        "2024-01",
        "113-1",
        "202401",
        "民國113年1月",
        "１１３／０１",
        "113/1/31",
        11301,
        202401,
        dt.date(2024, 1, 31),
        ShownNumber(11301, "11301.00"),
    ],
)
def test_months(cell: Cell) -> None:
    assert read_cell(ColumnType.MONTH, cell) == dt.date(2024, 1, 1)


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("9912", dt.date(2010, 12, 1)),
        ("1/1", dt.date(1912, 1, 1)),
        ("200/12", dt.date(2111, 12, 1)),
        (ShownNumber(113.1, "113.10"), dt.date(2024, 10, 1)),
    ],
)
def test_months_at_the_edges(cell: Cell, month: dt.date) -> None:
    assert read_cell(ColumnType.MONTH, cell) == month


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("113/0", "沒有 0 月；月份應為 1 至 12，請改正"),
        ("113/13", "沒有 13 月；月份應為 1 至 12，請改正"),
        ("11313", "沒有 13 月（讀作 113 年 13 月）；月份應為 1 至 12，請改正"),
        ("0/12", "年份超出民國 1 至 200 年；請確認年份"),
        ("201/1", "年份超出民國 1 至 200 年；請確認年份"),
        ("113", "不是看得懂的年月；應為 113/01、11301、113年1月 或 2024-01"),
        ("一月", "不是看得懂的年月；應為 113/01、11301、113年1月 或 2024-01"),
    ],
)
def test_what_is_no_month(cell: Cell, reason: str) -> None:
    assert find_fault(ColumnType.MONTH, cell) == reason


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("113", 113),
        (113, 113),
        (113.0, 113),
        ("2024", 113),
        (2024, 113),
        ("113年", 113),
        ("113年度", 113),
        ("民國113年度", 113),
        ("１１３", 113),
        ("1", 1),
        ("2", 2),
        ("199", 199),
        ("200", 200),
        ("1912", 1),
        ("2111", 200),
        (ShownNumber(113, "113.0"), 113),
    ],
)
def test_every_form_of_a_year_is_read(cell: Cell, year: int) -> None:
    assert read_cell(ColumnType.YEAR, cell) == year


@pytest.mark.parametrize("cell", ["0", "201", "1911", "2112", 0, 201])
def test_years_out_of_range(cell: Cell) -> None:
    assert find_fault(ColumnType.YEAR, cell) == "年份超出民國 1 至 200 年；請確認年份"


@pytest.mark.parametrize("cell", ["113.5", 113.5, "去年", "113/1", dt.date(2024, 1, 1)])
def test_what_is_no_year(cell: Cell) -> None:
    assert find_fault(ColumnType.YEAR, cell) == "不是看得懂的年度；應為 113 或 2024"


def test_a_number_that_is_january_or_october_is_neither() -> None:
    fault = "是數值，可能是 1 月或 10 月，無法確定；應為 113/01、11301、113年1月 或 2024-01"
    assert find_fault(ColumnType.MONTH, 113.1) == fault
