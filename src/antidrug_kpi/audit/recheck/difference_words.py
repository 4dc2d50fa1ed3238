"""By how much the submitted figures are not the computed ones, in words: 分子多 10 人次, 數值少 0.01 個百分點."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from antidrug_kpi.audit.recheck.figure_comparison import FigureComparison, find_expected_attainment
from antidrug_kpi.audit.recheck.own_figures import OwnFault
from antidrug_kpi.forms.figure_words import add_unit, say_number
from antidrug_kpi.forms.submitted.submitted_form import Filling, TypedNumber
from antidrug_kpi.forms.submitted.typed_values import HALF_UP
from antidrug_kpi.measures.rounding import round_half_up

_PART_WORDS = {"numerator": "分子", "denominator": "分母"}
_POINTS = "個百分點"


def say_differences(comparison: FigureComparison) -> str:
    """What of the submitted figures differs and by how much; of those that only follow from another that differs, nothing.
    Empty where it cannot be told.
    """
    if comparison.submitted.filling is Filling.NO_CASE:
        return "填報為無個案，重算有數字"
    said = list(_say_parts(comparison)) or list(_say_percentages(comparison))
    return "、".join(said or _say_shortfall(comparison))


def _say_parts(comparison: FigureComparison) -> Iterator[str]:
    result = comparison.result
    units = {"numerator": result.numerator_subject or result.unit, "denominator": result.subject}
    names: Mapping[str, str] = {**_PART_WORDS, **(result.part_texts or {})}
    for part in comparison.differing_parts:
        typed, computed = comparison.submitted_parts[part], comparison.computed_parts.get(part)
        name = names.get(part, part)
        if computed is None:
            yield f"填報的{name} {show_typed(typed)}，重算沒有"
        else:
            yield _say_more(name, typed.exact - Fraction(computed), units.get(part, ""))


def _say_percentages(comparison: FigureComparison) -> Iterator[str]:
    """The value and the attainment, where it is not the computed one to its digits."""
    result, submitted = comparison.result, comparison.submitted
    attainment = find_expected_attainment(result, result.value)
    unit = _POINTS if result.unit == "%" else result.unit
    if submitted.value is not None and result.value is None:
        yield f"填報的數值 {add_unit(submitted.value.text, result.unit)}，重算沒有"
    elif submitted.value is not None and result.value is not None and comparison.value_rounding != HALF_UP:
        yield _say_more("數值", _subtract(submitted.value, result.value), unit)
    if submitted.attainment is not None and attainment is not None and comparison.attainment_rounding != HALF_UP:
        yield _say_more("達成率", _subtract(submitted.attainment, attainment), _POINTS)


def _say_shortfall(comparison: FigureComparison) -> Iterator[str]:
    typed, computed = comparison.submitted.shortfall, comparison.result.shortfall
    if typed is not None and computed is not None and not comparison.has_same_shortfall:
        yield _say_more("尚差", typed.exact - computed, "")


def _subtract(typed: TypedNumber, exact: Fraction) -> Fraction:
    """Submitted less computed, the computed one to two digits or as many as were typed."""
    return typed.exact - Fraction(round_half_up(exact, max(2, typed.decimals)))


def _say_more(name: str, difference: Fraction, unit: str) -> str:
    size = abs(difference)
    number = say_number(size.numerator) if size.denominator == 1 else f"{round_half_up(size, 2):f}"
    return f"{name}{'多' if difference > 0 else '少'} {number} {unit}".rstrip()


def say_own_fault(comparison: FigureComparison, fault: OwnFault) -> str:
    """Which submitted figure contradicts which others, and what they would give: 66／99 應為 66.67%."""
    submitted, unit = comparison.submitted, comparison.result.unit
    match fault.name:
        case "value":
            parts = f"分子、分母（{say_counts(comparison)}）" if submitted.parts is None else "各數"
            return f"所填的數值 {_add_unit(submitted.value, unit)} 不是所填{parts}算出的 {add_unit(str(fault.follows), unit)}"
        case "attainment":
            return f"所填的達成率 {_add_unit(submitted.attainment, '%')} 不是所填數字依目標算出的 {fault.follows}%"
        case _:
            return f"所填的尚差 {_add_unit(submitted.shortfall, '')}，依所填數字應為 {fault.follows}"


def say_counts(comparison: FigureComparison) -> str:
    """Numerator over denominator as they were submitted."""
    submitted = comparison.submitted
    return "／".join(show_typed(part) for part in (submitted.numerator, submitted.denominator) if part is not None)


def _add_unit(number: TypedNumber | None, unit: str) -> str:
    return "" if number is None else add_unit(number.text, unit).rstrip()


def show_typed(part: TypedNumber) -> str:
    """A typed number, a whole one with thousands separators."""
    return say_number(int(part.text)) if part.is_whole else part.text
