"""The one place where figures are rounded: half up (四捨五入), a negative number away from zero, and only for display."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from antidrug_kpi.measures.results import MeasureResult, Number


def round_half_up(value: Fraction | int | Decimal, digits: int = 2) -> Decimal:
    """`value` with `digits` decimals, as a Decimal that prints all of them (65 → 65.00)."""
    scaled = abs(Fraction(value)) * 10**digits
    # Adding one half before the floor, all doubled, so that no step leaves whole numbers.
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    if value < 0:
        whole = -whole
    return Decimal(whole).scaleb(-digits)


def show_value(value: Fraction | int | Decimal, digits: int = 2) -> str:
    """The rounded value as text; never minus zero."""
    rounded = round_half_up(value, digits)
    return f"{rounded if rounded else abs(rounded):.{digits}f}"


def show_whole(value: Fraction | int | Decimal, *, is_count: bool) -> str:
    """The rounded value as people read it: a count that is a whole number as one (1 項), anything else with its decimals."""
    exact = Fraction(value)
    return str(exact.numerator) if is_count and exact.denominator == 1 else show_value(exact)


def show_plain(value: Fraction | int | Decimal) -> str:
    """A target or a sum as it is written: without trailing zeros, at most two decimals unless it is exact with more (65,
    33.33).
    """
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    text = show_value(exact)
    return text.rstrip("0").rstrip(".") if Fraction(text) == exact else text


def show_number(number: Number) -> str:
    """A count or a sum as it is; a weighed denominator that is no whole number with two decimals."""
    return show_value(number) if isinstance(number, Fraction) else str(number)


def show_target(result: MeasureResult) -> str | None:
    """The target as it is printed: as the plan writes it, or with two decimals where it is itself a ratio of the registers."""
    if result.target is None:
        return None
    return show_value(result.target) if result.has_ratio_target else show_plain(result.target)
