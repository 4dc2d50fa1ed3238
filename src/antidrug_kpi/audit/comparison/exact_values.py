"""The exact value of a measure from the parts that a result prints, since a difference must not be taken of rounded values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from antidrug_kpi.plans import measure_specs as m

Parts = Mapping[str, Fraction]


def find_exact_value(
    measure: m.Measure | None, value: Fraction | None, numerator: Fraction | None, denominator: Fraction | None, parts: Parts
) -> Fraction | None:
    """The value in the measure's unit; the rounded `value` where its parts are not there, None where there is no value."""
    if value is None or measure is None:
        return value
    if isinstance(measure, m.Difference):
        return _subtract(measure, parts, value)
    # A denominator that is no whole number, of shares of months, is printed rounded.
    if numerator is None or (denominator is not None and (denominator == 0 or denominator.denominator != 1)):
        return value
    return numerator if denominator is None else numerator / denominator * (100 if measure.unit == "%" else 1)


def _subtract(measure: m.Difference, parts: Parts, value: Fraction) -> Fraction:
    known = {place: parts[name] for name, place in measure.parts.items() if name in parts}
    sides = [_find_side(side, name, known) for side, name in ((measure.minuend, "minuend"), (measure.subtrahend, "subtrahend"))]
    return value if sides[0] is None or sides[1] is None else sides[0] - sides[1]


def _find_side(side: m.Side, name: str, known: Parts) -> Fraction | None:
    """One side in percent; None where the parts do not say it."""
    if side.population is None:
        return known.get(f"{name}.rate")
    amounts = []
    for part, columns in (("numerator", side.population.numerator_sum), ("denominator", side.population.denominator_sum)):
        whole = known.get(f"{name}.{part}")
        summands = [known.get(f"{name}.{column}") for column in columns]
        added = sum((summand for summand in summands if summand is not None), Fraction(0))
        amounts.append(whole if whole is not None else added if columns and None not in summands else None)
    if amounts[0] is None or not amounts[1]:
        return None
    return amounts[0] / amounts[1] * 100
