"""Whether the submitted figures follow from one another: the value from the parts, 達成率 from value and target, 尚差 from the
parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from antidrug_kpi.audit.recheck.figure_comparison import FigureComparison, find_expected_attainment
from antidrug_kpi.forms.submitted.submitted_form import TypedNumber
from antidrug_kpi.forms.submitted.typed_values import follows_from, is_rounded
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.measures.target_status import find_shortfall
from antidrug_kpi.plans import measure_specs as m

_DIGITS = 2


@dataclass(frozen=True)
class OwnFault:
    """A submitted figure, by its name in the JSON, that does not follow from the others, and what does."""

    name: str
    follows: str | int


def find_own_fault(comparison: FigureComparison) -> OwnFault | None:
    """The first figure that does not follow from the submitted ones; None where all do."""
    submitted = comparison.submitted
    value = find_own_value(comparison)
    if submitted.value is not None and value is not None and not follows_from(submitted.value, value):
        return OwnFault("value", _show(value, submitted.value))
    attainment = _find_attainment_fault(comparison, value)
    if attainment is not None:
        return OwnFault("attainment", attainment)
    shortfall = _find_shortfall_fault(comparison)
    return None if shortfall is None else OwnFault("shortfall", shortfall)


def _show(exact: Fraction, typed: TypedNumber) -> str:
    return show_value(exact, max(_DIGITS, typed.decimals))


def find_own_value(comparison: FigureComparison) -> Fraction | None:
    """The exact value of the submitted parts; None where they are not all there, or there is none."""
    measure, parts = comparison.measure, comparison.submitted_parts
    if isinstance(measure, m.Difference):
        sides = [_divide_side(measure, parts, side) for side in ("minuend", "subtrahend")]
        return None if sides[0] is None or sides[1] is None else sides[0] - sides[1]
    top, bottom = comparison.submitted.numerator, comparison.submitted.denominator
    if top is None or bottom is None or not bottom.exact:
        return None
    return top.exact / bottom.exact * (100 if measure.unit == "%" else 1)


def _divide_side(measure: m.Difference, parts: object, side: str) -> Fraction | None:
    """One side of a difference in percent, from its parts."""
    known: dict[str, Fraction] = {
        role.removeprefix(f"{side}."): part.exact
        for name, role in measure.parts.items()
        if role.startswith(f"{side}.") and isinstance(parts, dict) and (part := parts.get(name)) is not None
    }
    spec = measure.minuend if side == "minuend" else measure.subtrahend
    if spec.population is None:
        return known.get("rate")
    tops = spec.population.numerator_sum or ("numerator",)
    bottoms = spec.population.denominator_sum or ("denominator",)
    if not {*tops, *bottoms} <= known.keys():
        return None
    whole = sum((known[name] for name in bottoms), Fraction(0))
    return sum((known[name] for name in tops), Fraction(0)) / whole * 100 if whole else None


def _find_attainment_fault(comparison: FigureComparison, own: Fraction | None) -> str | None:
    """The attainment that follows from value and target, where the submitted one follows from none of the values."""
    rate = comparison.submitted.attainment
    if rate is None:
        return None
    expected = [
        attainment
        for value in _list_values(comparison, own)
        if (attainment := find_expected_attainment(comparison.result, value)) is not None
    ]
    if not expected or any(follows_from(rate, attainment) for attainment in expected):
        return None
    return _show(expected[0], rate)


def _list_values(comparison: FigureComparison, own: Fraction | None) -> Iterator[Fraction]:
    """The values that an attainment may have been made of: the exact one of the parts, the typed one, and the computed one where
    the typed one is that.
    """
    typed, computed = comparison.submitted.value, comparison.result.value
    if own is not None:
        yield own
    if typed is not None:
        if computed is not None and is_rounded(typed, computed):
            yield computed
        yield typed.exact


def _find_shortfall_fault(comparison: FigureComparison) -> int | None:
    """The shortfall of the submitted parts, where another was submitted; without parts the computed one."""
    submitted, result = comparison.submitted, comparison.result
    if submitted.shortfall is None or result.shortfall is None or result.target is None or result.comparator is None:
        return None
    expected = result.shortfall
    if submitted.numerator is not None and (submitted.denominator is not None or result.denominator is None):
        scale = 100 if comparison.measure.unit == "%" else 1
        whole = submitted.denominator.exact if submitted.denominator is not None else Fraction(1)
        expected = find_shortfall(submitted.numerator.exact, whole, result.comparator, result.target / scale)  # type: ignore[arg-type]
    elif comparison.figures_differ:
        return None
    return None if submitted.shortfall.exact == expected else expected
