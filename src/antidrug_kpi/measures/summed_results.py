"""One measure over many offices: the figure of the summed numerators and denominators, never of averaged percentages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from antidrug_kpi.measures.figures import divide
from antidrug_kpi.measures.results import MeasureResult, Number
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans import measure_specs as m

_MOST_DIGITS = 200


@dataclass(frozen=True)
class OfficeFigures:
    """The exact figures of a measure in one office; `status` is a word of `Status`, and `value` is as it is shown.

    `target` is what the status was held to; the record of a finished office does not keep it. Figures that are hidden from the
    public have a status and no number.
    """

    status: str
    numerator: Number | None
    denominator: Number | None
    value: str | None
    parts: Mapping[str, Number | None] | None = None
    target: Fraction | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class SummedFigures:
    """The figures of all offices together; `value` is exact, and none where it cannot be divided."""

    numerator: Number | None
    denominator: Number | None
    value: Fraction | None
    is_hidden: bool = False

    @property
    def is_count(self) -> bool:
        """Whether the value is a number of things, which has no denominator."""
        return self.numerator is not None and self.denominator is None


NO_SUM = SummedFigures(None, None, None)
HIDDEN_SUM = SummedFigures(None, None, None, is_hidden=True)


def take_figures(result: MeasureResult) -> OfficeFigures:
    """The figures of a result, as they are summed."""
    value = None if result.value is None else show_value(result.value)
    return OfficeFigures(result.status.value, result.numerator, result.denominator, value, result.parts, result.target)


def can_sum(measure: m.Measure, figures: OfficeFigures) -> bool:
    """Whether an office has all that its part of the sum is made of; being not applicable keeps it from nothing."""
    if isinstance(measure, m.Difference) or _has_prior(measure):
        return figures.parts is not None and None not in figures.parts.values() and _has_parts_enough(measure)
    if isinstance(measure, m.Count | m.Evidence):
        return figures.numerator is not None
    return figures.numerator is not None and figures.denominator is not None


def sum_figures(measure: m.Measure, offices: Sequence[OfficeFigures]) -> SummedFigures:
    """The figures of offices that can be summed (`can_sum`); nothing where there is none."""
    if not offices:
        return NO_SUM
    if isinstance(measure, m.Difference):
        return SummedFigures(None, None, _sum_difference(measure, _sum_parts(measure, offices)))
    numerator = _add(office.numerator for office in offices)
    if isinstance(measure, m.Count | m.Evidence):
        # A count without anything to count has no value; so neither have many of them.
        has_value = any(office.value is not None for office in offices)
        return SummedFigures(numerator, None, Fraction(numerator) if has_value else None)
    denominator = _add(office.denominator for office in offices)
    value = divide(numerator, denominator, measure.unit)
    if _has_prior(measure) and not _sum_prior_denominator(measure, offices):
        value = None
    return SummedFigures(numerator, denominator, value)


def _has_parts_enough(measure: m.Measure) -> bool:
    """Whether the parts that the spec names are all that the figure is made of."""
    named = set(getattr(measure, "parts", {}).values())
    if not isinstance(measure, m.Difference):
        return "prior_denominator" in named
    return all(
        {f"{role}.{part}" for part in _list_parts_needed(side, named, role)} <= named
        for role, side in (("minuend", measure.minuend), ("subtrahend", measure.subtrahend))
    )


def _list_parts_needed(side: m.Side, named: set[str], role: str) -> tuple[str, ...]:
    if side.population is None:
        return ("rate",)
    if f"{role}.numerator" in named:
        return ("numerator", "denominator")
    return side.population.numerator_sum + side.population.denominator_sum or ("numerator", "denominator")


def _has_prior(measure: m.Measure) -> bool:
    return measure.target is not None and measure.target.prior is not None


def _sum_prior_denominator(measure: m.Measure, offices: Sequence[OfficeFigures]) -> Number:
    """What the prior ratio of all offices is out of: without it there is nothing to compare with."""
    names = [name for name, field in getattr(measure, "parts", {}).items() if field == "prior_denominator"]
    return _add((office.parts or {})[name] for name in names for office in offices)


def _sum_parts(measure: m.Difference, offices: Sequence[OfficeFigures]) -> dict[str, Number]:
    """What the spec calls each part (minuend.numerator) → its sum, or of a rate that is the highest the highest."""
    summed: dict[str, Number] = {}
    for name, field in measure.parts.items():
        numbers = [number for office in offices if (number := (office.parts or {})[name]) is not None]
        is_rate = _find_side(measure, field).highest is not None
        summed[field] = max(numbers, key=lambda number: Fraction(number)) if is_rate else _add(numbers)  # noqa: PLW0108  # mypy takes no class for a key
    return summed


def _find_side(measure: m.Difference, field: str) -> m.Side:
    return measure.minuend if field.startswith("minuend.") else measure.subtrahend


def _sum_difference(measure: m.Difference, parts: Mapping[str, Number]) -> Fraction | None:
    first, second = (
        _divide_side(side, {field.removeprefix(f"{role}."): number for field, number in parts.items() if field.startswith(role)})
        for role, side in (("minuend", measure.minuend), ("subtrahend", measure.subtrahend))
    )
    return None if first is None or second is None else first - second


def _divide_side(side: m.Side, parts: Mapping[str, Number]) -> Fraction | None:
    """One side in percent: a rate as it is, else numerator over denominator, or the sums of the columns that they are made of."""
    if side.population is None:
        return Fraction(parts["rate"])
    if "numerator" in parts:
        return divide(parts["numerator"], parts["denominator"], "%")
    numerator, denominator = (
        _add(parts[column] for column in columns) for columns in (side.population.numerator_sum, side.population.denominator_sum)
    )
    return divide(numerator, denominator, "%")


def _add(numbers: Iterable[Number | None]) -> Number:
    """The exact sum: whole numbers stay such, and so does money; with a fraction among them a fraction, unless it is whole."""
    known = [number for number in numbers if number is not None]
    if any(isinstance(number, Fraction) for number in known):
        total = sum((Fraction(number) for number in known), Fraction())
        return total.numerator if total.denominator == 1 else total
    whole = sum(number for number in known if isinstance(number, int))
    money = [number for number in known if isinstance(number, Decimal)]
    if not money:
        return whole
    with localcontext() as context:
        context.prec = _MOST_DIGITS
        return sum(money, Decimal(whole))
