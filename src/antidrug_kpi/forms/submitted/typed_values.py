"""Typed numbers held against exact ones: rightly rounded, cut off, rounded half to even, or off by one unit of the last digit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from antidrug_kpi.forms.submitted.submitted_form import TypedNumber
from antidrug_kpi.measures.rounding import round_half_up

HALF_UP, CUT, HALF_EVEN, OFF_BY_ONE = "half_up", "cut", "half_even", "off_by_one"
_LEAST_DECIMALS = 2  # from which on one unit of the last digit is a slip of rounding


def make_number(text: str) -> TypedNumber:
    """A number without its separators."""
    return TypedNumber(text.replace(",", ""))


def is_rounded(number: TypedNumber, exact: Fraction) -> bool:
    """Whether a typed number is the exact one to its digits, rounded half up."""
    return number.exact == Fraction(round_half_up(exact, number.decimals))


def find_rounding(number: TypedNumber, exact: Fraction) -> str | None:
    """How a typed number comes of the exact one: half_up, cut, half_even, off_by_one, the first that holds; none of them."""
    if is_rounded(number, exact):
        return HALF_UP
    scale = 10**number.decimals
    scaled = exact * scale
    typed = number.exact * scale
    cut = abs(scaled).numerator // abs(scaled).denominator
    if typed == (cut if exact >= 0 else -cut):
        return CUT
    if typed == round(scaled):  # Python rounds a Fraction half to even
        return HALF_EVEN
    if number.decimals >= _LEAST_DECIMALS and abs(number.exact - Fraction(round_half_up(exact, number.decimals))) * scale == 1:
        return OFF_BY_ONE
    return None


def follows_from(number: TypedNumber, exact: Fraction) -> bool:
    """Whether a typed number comes of the exact one in any of these ways."""
    return find_rounding(number, exact) is not None


def are_alike(numbers: Sequence[TypedNumber]) -> bool:
    """Whether all of them can be one figure, typed with more digits and with fewer."""
    for first, second in combinations(numbers, 2):
        longer, shorter = sorted((first, second), key=lambda number: -number.decimals)
        if find_rounding(shorter, longer.exact) not in {HALF_UP, CUT, HALF_EVEN}:
            return False
    return True


def drop_complements(numbers: Sequence[TypedNumber], ratio: Fraction, whole: int) -> list[TypedNumber]:
    """Percentages without those of the others of the same whole, where one is the ratio's: 留置率64.86%、流失率35.14%."""
    if not any(follows_from(number, ratio) for number in numbers):
        return list(numbers)
    return [number for number in numbers if follows_from(number, ratio) or not follows_from(number, whole - ratio)]
