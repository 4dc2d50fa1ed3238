"""How much of a measure a month needs so that the year's target is met, where the denominator stays as it was the year before."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from antidrug_kpi.forms.figure_words import add_unit, say_number
from antidrug_kpi.measures.results import MeasureResult, Number
from antidrug_kpi.measures.target_status import find_needed_numerator, find_target_value
from antidrug_kpi.plans import measure_specs as m

_MONTHS = 12


def say_needed(measure: m.Measure, before: MeasureResult | None, as_of: dt.date, jurisdiction: str | None) -> str | None:
    """「每月 3 校（全年 35 校）」, of an upper limit 「全年至多 2 件」, of evidence the items of the year; None where the measure
    has no target, or no denominator of the year before.

    `before` is the result of the year before, `as_of` the end of the planned year.
    """
    if before is None or measure.target is None:
        return None
    target = _find_target(measure.target, before, as_of, jurisdiction)
    if target is None:
        return None
    if isinstance(measure, m.Evidence):
        return f"全年 {say_number(-(-target.numerator // target.denominator))} {measure.unit}"
    if isinstance(measure, m.Difference | m.Count) or before.denominator is None:
        return None
    share = target / 100 if measure.unit == "%" else target
    needed = find_needed_numerator(_find_exact(measure, before.denominator), measure.target.comparator, share)
    return None if needed is None else _say(needed, measure.target, before.numerator_subject or before.subject)


def _find_target(target: m.Target, before: MeasureResult, as_of: dt.date, jurisdiction: str | None) -> Fraction | None:
    """The target of the planned year. One that is the ratio of the year before is known from that year's own figures."""
    if target.prior is not None:
        if not isinstance(before.numerator, int) or not before.denominator:
            return before.value
        return Fraction(before.numerator * 100) / Fraction(before.denominator)
    if jurisdiction is None and target.depends_on_jurisdiction:
        return None
    return find_target_value(target, as_of, jurisdiction)


def _find_exact(measure: m.Measure, denominator: Number) -> Fraction:
    """The denominator before it was printed: of one made of parts, of months, a result file has but two decimals."""
    exact = Fraction(denominator)
    weight = Fraction(measure.denominator_weight) if isinstance(measure, m.Counted) and measure.denominator_weight else None
    if weight is None:
        return exact
    whole = round(exact / weight) * weight
    return whole if abs(whole - exact) <= Fraction(1, 200) else exact


def _say(needed: int, target: m.Target, word: str) -> str:
    year = add_unit(say_number(needed), word).strip()
    if target.comparator == "<=":
        return f"全年至多 {year}"
    return f"每月 {add_unit(say_number(-(-needed // _MONTHS)), word).strip()}（全年 {year}）"
