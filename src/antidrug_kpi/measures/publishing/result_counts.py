"""The counts of a result as rows that can be hidden, and a result without its numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from antidrug_kpi.measures.publishing.small_counts import Counts, Row
from antidrug_kpi.measures.results import MeasureResult, Number, Status, Stratum
from antidrug_kpi.measures.target_status import is_met
from antidrug_kpi.plans import measure_specs as m


def make_row(spec: m.Measure, result: MeasureResult) -> Row | None:
    """The numerator and denominator of a measure, or those of both sides of a difference; None where it has no figures."""
    if result.numerator is not None:
        return (make_counts(result.numerator, result.denominator),)
    if not isinstance(spec, m.Difference) or not result.parts:
        return None
    known = {field: result.parts.get(name) for name, field in spec.parts.items()}
    pairs = ((known.get(f"{side}.numerator"), known.get(f"{side}.denominator")) for side in ("minuend", "subtrahend"))
    return tuple(make_counts(top, bottom) for top, bottom in pairs if top is not None) or None


def make_stratum_row(stratum: Stratum) -> Row:
    """The numerator and denominator of a stratum."""
    return (make_counts(stratum.numerator or 0, stratum.denominator),)


def make_counts(numerator: Number, denominator: Number | None) -> Counts:
    """The two as exact numbers."""
    return Counts(Fraction(numerator), None if denominator is None else Fraction(denominator))


def keeps_status(spec: m.Measure, result: MeasureResult, row: Row) -> bool:
    """Whether other counts would give the result the status that it has."""
    value = _find_value(spec, row)
    if result.target is None or spec.target is None or result.status not in {Status.MET, Status.MISSED}:
        return (value is None) == (result.value is None)
    return value is not None and is_met(value, spec.target.comparator, result.target) == (result.status is Status.MET)


def _find_value(spec: m.Measure, row: Row) -> Fraction | None:
    scale = 100 if spec.unit == "%" or isinstance(spec, m.Difference) else 1
    values = []
    for counts in row:
        if counts.denominator == 0:
            return None
        values.append(Fraction(counts.numerator) / (counts.denominator or 1) * scale)
    return values[0] - sum(values[1:], start=Fraction(0))


def hide_numbers(result: MeasureResult) -> MeasureResult:
    """The result with its texts, status and target alone. A target that is itself a ratio of the registers goes too, and so does
    the progress: it tells how far from the target the figure is.
    """
    return replace(
        result,
        numerator=None,
        denominator=None,
        value=None,
        target=None if result.has_ratio_target else result.target,
        attainment=None,
        progress=None,
        shortfall=None,
        excluded=(),
        subjects=None,
        rejected=0,
        notes=(),
        official_notes=(),
        elapsed=None,
        questions=(),
        parts=None if result.parts is None else {},
        waterfall=(),
        is_hidden=True,
    )
