"""Counts, numbers, sums of money and percentages."""

import datetime as dt
from decimal import Decimal

import pytest

from antidrug_kpi.files import Cell, ShownNumber
from antidrug_kpi.plans.register_specs import ColumnType

from .offices import find_fault, read_cell

NUMERIC = [ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT]


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("12", 12),
        (12, 12),
        (12.0, 12),
        ("12.0", 12),
        ("１２", 12),
        (" 12　", 12),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("1,234,567", 1234567),
        ("65%", 65),
        ("６５ ％", 65),
        (ShownNumber(0.65, "65%"), 65),
        (ShownNumber(0.6549, "65%"), 65),
        (ShownNumber(12, "012"), 12),
        (ShownNumber(12, "12.00"), 12),
        (ShownNumber(0.12, "12%"), 12),
        ("007", 7),
        (-0.0, 0),
        (10**15, 10**15),
    ],
)
def test_counts(cell: Cell, count: int) -> None:
    value = read_cell(ColumnType.COUNT, cell)
    assert value == count
    assert isinstance(value, int)


@pytest.mark.parametrize(
    "cell",
    [
        "-1",
        -1,
        "－1",
        "-0.5",
        "1.5",
        1.5,
        "0.1",
        0.1,
        11.999,
        ShownNumber(0.305, "30.5%"),
        ShownNumber(12.004, "12.00"),
    ],
)
def test_negative_and_fractional_counts(cell: Cell) -> None:
    assert find_fault(ColumnType.COUNT, cell) == "應為 0 以上的整數"


@pytest.mark.parametrize("cell", [10**15 + 1, "99,999,999,999,999,999,999", 1e16])
def test_a_count_that_no_register_has_is_faulty_for_its_size(cell: Cell) -> None:
    assert find_fault(ColumnType.COUNT, cell) == "超過 1,000,000,000,000,000，不像件數或人數；請改正"


@pytest.mark.parametrize("kind", [ColumnType.COUNT, *NUMERIC])
@pytest.mark.parametrize(
    "cell", ["12人", "約12", "1,23", "12,34", ",123", "1e3", "十二", "12/3", "1.2.3", True, dt.date(2024, 1, 5)]
)
def test_what_is_no_number(kind: ColumnType, cell: Cell) -> None:
    assert find_fault(kind, cell) == "應為數字"


@pytest.mark.parametrize("kind", [ColumnType.COUNT, *NUMERIC])
@pytest.mark.parametrize("cell", [float("inf"), float("-inf")])
def test_what_is_not_finite(kind: ColumnType, cell: Cell) -> None:
    assert find_fault(kind, cell) == "不是有限的數字；請改正"


@pytest.mark.parametrize("kind", NUMERIC)
@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.5", "1.5"),
        (1.5, "1.5"),
        (0.1, "0.1"),
        ("1,234.56", "1234.56"),
        ("１，２３４．５６", "1234.56"),
        ("30%", "30"),
        ("30.5 %", "30.5"),
        (ShownNumber(0.305, "30.5%"), "30.5"),
        (ShownNumber(0.3, "30%"), "30"),
        (ShownNumber(0.6549, "65%"), "65"),
        (ShownNumber(1.5, "1.50"), "1.5"),
        (3, "3"),
        (3.0, "3"),
    ],
)
def test_numbers(kind: ColumnType, cell: Cell, number: str) -> None:
    value = read_cell(kind, cell)
    assert value == Decimal(number)
    assert isinstance(value, Decimal)


@pytest.mark.parametrize(("cell", "number"), [("-1", -1), (-1, -1), ("－１", -1), ("0", 0), (1, 1)])
def test_a_score_may_be_negative(cell: Cell, number: int) -> None:
    assert read_cell(ColumnType.NUMBER, cell) == number


@pytest.mark.parametrize(
    ("cell", "reason"), [(-1, "金額不可為負數；請改正"), ("-0.01", "金額不可為負數；請改正"), (0, ""), ("0.01", "")]
)
def test_a_sum_of_money_may_not(cell: Cell, reason: str) -> None:
    assert find_fault(ColumnType.MONEY, cell) == reason
