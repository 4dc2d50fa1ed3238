"""The layout of a bar: where a value and its target lie, as exact shares of the bar's width."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.measures.rounding import show_value

# Percentages are drawn from 0 to 100, unless all of them lie in the lowest fifth, where nothing could be told apart.
_WHOLE, _LOWEST_FIFTH = Fraction(100), Fraction(20)
_HEADROOM = Fraction(11, 10)

Share = Fraction


@dataclass(frozen=True)
class Scale:
    """The numbers at the two ends of a bar, in the measure's unit."""

    low: Fraction
    high: Fraction

    def place(self, number: Fraction) -> Share:
        """The share of the bar's width at which a number lies."""
        return (number - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Bar:
    """What a bar shows: the stretch from zero to its value and where that is reached, and where there is a target its line and
    the stretch that meets it.

    All places are shares of the width from 0 to 1. Nothing but the line itself meets an exact target.
    """

    scale: Scale
    value: tuple[Share, Share]
    reached: Share
    target: Share | None
    goal: tuple[Share, Share] | None


def lay_out_bar(result: MeasureResult) -> Bar | None:
    """The bar of a measure; none where there is nothing to draw: no value, or neither a target nor a whole to be part of."""
    if result.value is None or (result.target is None and result.unit != "%"):
        return None
    scale = choose_scale(result)
    zero, reached = scale.place(Fraction(0)), scale.place(result.value)
    target = None if result.target is None else scale.place(result.target)
    goal = None
    if target is not None and result.comparator != "=":
        goal = (Fraction(0), target) if result.comparator == "<=" else (target, Fraction(1))
    return Bar(scale, (min(zero, reached), max(zero, reached)), reached, target, goal)


def choose_scale(result: MeasureResult) -> Scale:
    """A scale with round ends that holds zero, value and target; a value held against zero has zero in the middle."""
    numbers = [number for number in (result.value, result.target) if number is not None]
    if result.target == 0 or min(numbers) < 0:
        bound = round_up(max(abs(number) for number in numbers))
        return Scale(-bound, bound)
    return make_scale_from_zero(max(numbers), result.unit)


def make_scale_from_zero(largest: Fraction, unit: str) -> Scale:
    """A scale from zero with a round end that holds a number."""
    if unit == "%" and largest > _LOWEST_FIFTH:
        return Scale(Fraction(0), max(_WHOLE, round_up(largest)))
    return Scale(Fraction(0), round_up(largest * _HEADROOM))


def round_up(number: Fraction) -> Fraction:
    """The least of 1, 2 or 5 times a power of ten, from 0.01 on, that is not below a number; 1 for zero."""
    if not number:
        return Fraction(1)
    power = Fraction(1, 100)
    while power * 10 < number:
        power *= 10
    return next(power * step for step in (1, 2, 5, 10) if power * step >= number)


def show_share(share: Share) -> str:
    """A share of the width as an SVG's coordinate: 0.65 is 65.00%."""
    return f"{show_value(share * 100)}%"
