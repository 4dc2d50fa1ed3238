"""Which submitted figures of a measure are the computed ones, to the digits as they were typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from antidrug_kpi.forms.submitted.submitted_form import SubmittedFigures, TypedNumber
from antidrug_kpi.forms.submitted.typed_values import HALF_UP, find_rounding, is_rounded
from antidrug_kpi.measures.results import MeasureResult, Number, Status
from antidrug_kpi.measures.rounding import round_half_up
from antidrug_kpi.plans import measure_specs as m

VALUELESS = frozenset({Status.NO_DATA, Status.WITHHELD})


@dataclass(frozen=True)
class FigureComparison:
    """A measure's submitted figures beside a result."""

    measure: m.Measure
    submitted: SubmittedFigures
    result: MeasureResult

    @cached_property
    def submitted_parts(self) -> Mapping[str, TypedNumber]:
        """The parts that were submitted, by name."""
        return {name: part for name, part in list_parts(self.submitted).items() if part is not None}

    @cached_property
    def computed_parts(self) -> Mapping[str, Number | None]:
        """The parts of the result, by the same names."""
        return list_computed_parts(self.result)

    @cached_property
    def differing_parts(self) -> tuple[str, ...]:
        """The parts that are not the computed ones."""
        return tuple(name for name, part in self.submitted_parts.items() if not is_same_part(part, self.computed_parts.get(name)))

    @cached_property
    def value_rounding(self) -> str | None:
        """How the submitted value comes of the computed one; half_up where none was submitted, None where it does not."""
        return self._find_rounding(self.submitted.value, self.result.value)

    @cached_property
    def attainment_rounding(self) -> str | None:
        """The same of the attainment; where none is computed and there is no target to hold it against, nothing is wrong."""
        exact = find_expected_attainment(self.result, self.result.value)
        if exact is None and self.result.value is not None:
            return HALF_UP
        return self._find_rounding(self.submitted.attainment, exact)

    def _find_rounding(self, number: TypedNumber | None, exact: Fraction | None) -> str | None:
        if number is None:
            return HALF_UP
        return None if exact is None else find_rounding(number, exact)

    @property
    def has_same_shortfall(self) -> bool:
        """Whether the submitted shortfall is the computed one, or there is none to compare."""
        shortfall = self.submitted.shortfall
        return shortfall is None or self.result.shortfall is None or shortfall.exact == self.result.shortfall

    @property
    def has_same_figures(self) -> bool:
        """Whether every submitted figure is the computed one, rounded half up."""
        return not self.differing_parts and self.value_rounding == self.attainment_rounding == HALF_UP and self.has_same_shortfall

    @property
    def figures_differ(self) -> bool:
        """Whether the submitted parts, or without parts the submitted value, are others: what an explanation is sought for."""
        if self.submitted_parts:
            return bool(self.differing_parts)
        return self.submitted.value is not None and self.value_rounding is None

    def is_explained_by(self, other: MeasureResult) -> bool:
        """Whether another result has exactly the submitted parts; with one part alone the value too, without parts the value."""
        if other.status in VALUELESS:
            return False
        parts, computed = self.submitted_parts, list_computed_parts(other)
        if not all(is_same_part(part, computed.get(name)) for name, part in parts.items()):
            return False
        if len(parts) >= min(2, len([part for part in computed.values() if part is not None])) and parts:
            return True
        value = self.submitted.value
        if value is None:
            return bool(parts)
        return other.value is not None and is_rounded(value, other.value)


def list_parts(submitted: SubmittedFigures) -> Mapping[str, TypedNumber | None]:
    """The parts that a text can hold, by the names that they have in the JSON."""
    if submitted.parts is not None:
        return submitted.parts
    return {"numerator": submitted.numerator, "denominator": submitted.denominator}


def list_computed_parts(result: MeasureResult) -> Mapping[str, Number | None]:
    """The parts of a result, by the names that they have in the JSON."""
    if result.parts is not None:
        return result.parts
    return {"numerator": result.numerator, "denominator": result.denominator}


def is_same_part(typed: TypedNumber, computed: Number | None) -> bool:
    """Whether a typed part is the computed one; one that is no whole number to the digits as typed."""
    if computed is None:
        return False
    exact = Fraction(computed)
    if exact.denominator == 1:
        return typed.exact == exact
    return typed.exact == Fraction(round_half_up(exact, typed.decimals))


def find_expected_attainment(result: MeasureResult, value: Fraction | None) -> Fraction | None:
    """The attainment of a value under the result's target, also where the plan makes nothing of it; None without a target."""
    from antidrug_kpi.measures.target_status import find_attainment

    if result.target is None or result.comparator is None or value is None or not result.target:
        return None
    if value == 0 and result.comparator == "<=":
        return Fraction(100)
    return find_attainment(value, result.comparator, result.target)  # type: ignore[arg-type]


def settle_figures(measure: m.Measure, submitted: SubmittedFigures, result: MeasureResult) -> SubmittedFigures:
    """The figures with what only the result can tell: whether a lone 達成率 is the value, and a share less its least rate."""
    if submitted.share is not None and submitted.value is None:
        submitted = replace(submitted, value=_take_off_rate(measure, submitted, result))
    rate = submitted.attainment
    if rate is None or submitted.value is not None or result.value is None:
        return submitted
    if submitted.has_parts and submitted.parts is None and measure.unit == "%":
        return submitted
    attainment = find_expected_attainment(result, result.value)
    if not is_rounded(rate, result.value) or (attainment is not None and is_rounded(rate, attainment)):
        return submitted
    settled = replace(submitted, value=rate, attainment=None)
    # A count of items is a part, and its value the same.
    return replace(settled, numerator=rate) if isinstance(measure, m.Evidence | m.Count) else settled


def _take_off_rate(measure: m.Measure, submitted: SubmittedFigures, result: MeasureResult) -> TypedNumber | None:
    """The share less the rate that was submitted, or else the computed one, to the digits of the share."""
    if not isinstance(measure, m.Difference) or submitted.share is None:
        return None
    name = next((name for name, role in measure.parts.items() if role.endswith(".rate")), None)
    if name is None:
        return None
    typed, computed = (submitted.parts or {}).get(name), (result.parts or {}).get(name)
    rate = typed.exact if typed is not None else None if computed is None else Fraction(computed)
    if rate is None:
        return None
    difference = submitted.share.exact - rate
    digits = max(submitted.share.decimals, 2 if rate.denominator != 1 else 0)
    return TypedNumber(f"{round_half_up(difference, digits):f}")
