"""Rounding half up, from exact numbers: the figures that floats and half-even get wrong."""

from decimal import Decimal
from fractions import Fraction

import pytest

from antidrug_kpi.measures.rounding import round_half_up, show_plain, show_value


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        # 94300/3680 = 25.625 exactly: half to even would give 25.62.
        (Fraction(94300, 3680), 2, "25.63"),
        # −1200/384 = −3.125 exactly: away from zero.
        (Fraction(-1200, 384), 2, "-3.13"),
        (Fraction(97000, 1280), 2, "75.78"),
        # 97000/1280 = 75.78125 exactly.
        (Fraction(97000, 1280), 4, "75.7813"),
        (Decimal("64.996"), 2, "65.00"),
        (Decimal("64.994999"), 2, "64.99"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        # The float 1.005 lies under 1.005 and would be rounded down.
        (Decimal("1.005"), 2, "1.01"),
        (Fraction(200, 3), 2, "66.67"),
        (Fraction(100, 3), 2, "33.33"),
        (65, 2, "65.00"),
        (0, 2, "0.00"),
        (Fraction(99995, 1000), 2, "100.00"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        # A number beyond a float's 15 digits keeps every one of them.
        (Decimal("12345678901234567.885"), 2, "12345678901234567.89"),
    ],
)
def test_round_half_up(value: Fraction | Decimal | int, digits: int, shown: str) -> None:
    assert str(round_half_up(value, digits)) == shown
    assert show_value(value, digits) == shown


@pytest.mark.parametrize("value", [Fraction(-1, 1000), Decimal("-0.004"), Fraction(1, 1000)])
def test_nothing_is_shown_as_minus_zero(value: Fraction | Decimal) -> None:
    assert show_value(value) == "0.00"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("65.00"), "65"),
        (Decimal("33.30"), "33.3"),
        (Decimal("7.25"), "7.25"),
        (Fraction(100, 3), "33.33"),
        (Fraction(200, 3), "66.67"),
        (Fraction(300, 1000), "0.3"),
        (100, "100"),
        (0, "0"),
    ],
)
def test_target_is_shown_as_the_plan_writes_it(value: Fraction | Decimal | int, shown: str) -> None:
    assert show_plain(value) == shown
