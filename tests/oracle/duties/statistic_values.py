"""What the statistics of one number come to."""

from collections.abc import Mapping
from fractions import Fraction

from ..results import as_json, half_up
from .tables import Shape


def plain_value(value: int | Fraction) -> Shape:
    """A count or a sum."""
    return {"status": "computed", "value": half_up(Fraction(value))}


def sum_of_parts(parts: Mapping[str, int | Fraction]) -> Shape:
    return plain_value(list(parts.values())[-1]) | {"parts": {name: as_json(Fraction(part)) for name, part in parts.items()}}


def quotient(numerator: int | Fraction, denominator: int | Fraction, scale: int) -> Shape:
    shape: Shape = {"numerator": as_json(Fraction(numerator)), "denominator": as_json(Fraction(denominator))}
    if not denominator:
        return shape | {"status": "not_applicable", "value": None}
    return shape | {"status": "computed", "value": half_up(Fraction(numerator) / Fraction(denominator) * scale)}


def ratio(numerator: int | Fraction, denominator: int | Fraction) -> Shape:
    return quotient(numerator, denominator, 100)


def mean(numerator: int | Fraction, denominator: int | Fraction) -> Shape:
    return quotient(numerator, denominator, 1)


def percent(numerator: int | Fraction, denominator: int | Fraction) -> str | None:
    """A % cell."""
    return half_up(Fraction(numerator) / Fraction(denominator) * 100) if denominator else None
