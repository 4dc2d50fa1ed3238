"""A measure by the values of a column, as a table with a bar of each; people among the values are masked unless asked for."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from antidrug_kpi.forms.figure_words import HIDDEN, say_number, say_stratum, say_target
from antidrug_kpi.forms.html_markup import Child, Markup, element
from antidrug_kpi.forms.report.bar_scale import Scale, make_scale_from_zero, show_share
from antidrug_kpi.forms.report.report_tables import build_table
from antidrug_kpi.measures.results import MeasureResult, Stratum

_HEIGHT = 14


def build_strata(result: MeasureResult, by: str, show_ids: bool) -> Markup | None:
    """The strata of a measure; none where it has none."""
    if not result.strata:
        return None
    shown = [stratum for stratum in result.strata if not stratum.is_hidden]
    has_denominator = not shown or any(stratum.denominator is not None for stratum in shown)
    # A count's target is held against the whole office, and so against no part of it.
    target = result.target if has_denominator else None
    scale = _choose_scale(result, target)
    headers = [by, "分子", "分母", "數值"] if has_denominator else [by, "計數"]
    rows: list[list[Child]] = []
    for stratum in result.strata:
        cells = _list_cells(stratum, result.unit, has_denominator, show_ids)
        drawn = [_draw_bar(stratum, scale, target, cells[-1], result)] if scale is not None else []
        rows.append([*cells, *drawn])
    if scale is not None:
        headers.append("圖")
    return build_table(f"{result.title}，依「{by}」分組", headers, rows, has_pictures=scale is not None)


def _list_cells(stratum: Stratum, unit: str, has_denominator: bool, show_ids: bool) -> Sequence[str]:
    key = stratum.show_key(show_ids)
    if not has_denominator and stratum.numerator is not None:
        return key, f"{say_number(stratum.numerator)} {unit}"
    if not has_denominator:
        return key, HIDDEN
    return key, *say_stratum(stratum, unit)


def _find_value(stratum: Stratum) -> Fraction | None:
    """What the bar shows: the value, or the count where there is nothing to divide by; none of what is hidden."""
    if stratum.numerator is None:
        return None
    return Fraction(stratum.numerator) if stratum.denominator is None else stratum.value


def _choose_scale(result: MeasureResult, target: Fraction | None) -> Scale | None:
    """One scale for all bars, so that they can be compared; none where one of them is below zero or none is above it."""
    values = [value for stratum in result.strata if (value := _find_value(stratum)) is not None]
    if not values or min(values) < 0 or not max(values):
        return None
    return make_scale_from_zero(max([*values, *([target] if target is not None else [])]), result.unit)


def _draw_bar(stratum: Stratum, scale: Scale, target: Fraction | None, shown: str, result: MeasureResult) -> Markup | None:
    """The bar with the target's line, and the same in words."""
    value = _find_value(stratum)
    if value is None:
        return None
    width = show_share(scale.place(value))
    line = None
    if target is not None:
        place = show_share(scale.place(target))
        line = element("line", class_="target", x1=place, x2=place, y1=0, y2=_HEIGHT)
    words = f"{shown}，目標 {say_target(result)}" if target is not None else shown
    return element(
        "svg",
        element("rect", class_="track", x=0, y=2, width="100%", height=_HEIGHT - 4),
        element("rect", class_="left", x=0, y=2, width=width, height=_HEIGHT - 4),
        line,
        class_="piece",
        role="img",
        width="100%",
        height=_HEIGHT,
        aria_label=words,
    )
