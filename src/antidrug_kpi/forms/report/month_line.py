"""The picture of a measure over the year: a dot for each month-end, the line from one to the next, and the target's line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from antidrug_kpi.forms.figure_words import HIDDEN, add_unit, say_target, say_value
from antidrug_kpi.forms.html_markup import Markup, element, join
from antidrug_kpi.forms.report.anchors import anchor_months
from antidrug_kpi.forms.report.bar_scale import Scale, Share, choose_scale, round_up, show_share
from antidrug_kpi.measures.results import MeasureResult, MonthEnd
from antidrug_kpi.measures.rounding import show_plain, show_value
from antidrug_kpi.plans.statuses import STATUS_WORDS

# In pixels from the top; places from left to right are shares of the width, so that words keep their size on any screen.
_TOP, _HEIGHT, _BOTTOM, _RADIUS = 18, 96, 20, 4
# The share of the width that is left to the numbers of the scale.
_ASIDE = Fraction(1, 12)


def draw_line(months: Sequence[MonthEnd], column: Sequence[MeasureResult]) -> Markup | None:
    """The line as an SVG; none where no month-end has a value to draw."""
    valued = [result for result in column if result.value is not None]
    if not valued:
        return None
    last = column[-1]
    scale = _choose_scale(valued)
    anchor = anchor_months(last.id)
    words = "；".join(say_month(month, result) for month, result in zip(months, column, strict=True))
    places = [_ASIDE + (1 - _ASIDE) * Fraction(2 * month.as_of.month - 1, 24) for month in months]
    return element(
        "svg",
        element("title", f"{last.title}：各月底", id=f"{anchor}-line"),
        element("desc", f"目標 {say_target(last) or '未訂'}；{words}", id=f"{anchor}-line-text"),
        _draw_axis(scale, last.unit),
        _draw_target(valued[-1], scale),
        list(_draw_pieces(places, column, scale)),
        [_draw_dot(place, result, scale) for place, result in zip(places, column, strict=True)],
        [_name_month(place, month) for place, month in zip(places, months, strict=True)],
        class_="line",
        role="img",
        width="100%",
        height=_TOP + _HEIGHT + _BOTTOM,
        aria_labelledby=f"{anchor}-line",
        aria_describedby=f"{anchor}-line-text",
    )


def say_month(month: MonthEnd, result: MeasureResult) -> str:
    """A month-end in words: 3 月底 66.67%（達成）; the status alone where there is no value."""
    status = STATUS_WORDS[result.status]
    if result.value is None and not result.is_hidden:
        return f"{month.as_of.month} 月底 {status}"
    return f"{month.as_of.month} 月底 {say_value(result)}（{status}）"


def _choose_scale(results: Sequence[MeasureResult]) -> Scale:
    """One scale that holds every value and target."""
    scales = [choose_scale(result) for result in results]
    low, high = min(scale.low for scale in scales), max(scale.high for scale in scales)
    return Scale(low, high if high > low else low + round_up(Fraction(1)))


def _find_top(number: Fraction, scale: Scale) -> str:
    """How far below the picture's upper edge a number lies, in pixels."""
    share: Share = 1 - scale.place(number)
    return show_value(_TOP + share * _HEIGHT)


def _draw_axis(scale: Scale, unit: str) -> Markup:
    lines = []
    for number in (scale.high, scale.low):
        top = _find_top(number, scale)
        lines.append(element("line", class_="track", x1=0, x2="100%", y1=top, y2=top))
        lines.append(element("text", add_unit(show_plain(number), unit), class_="end", x=0, y=top, dy=-3))
    return join(*lines)


def _draw_target(result: MeasureResult, scale: Scale) -> Markup | None:
    """The target's line; what it is stands in words above the picture."""
    if result.target is None:
        return None
    top = _find_top(result.target, scale)
    return element("line", class_="target", x1=show_share(_ASIDE), x2="100%", y1=top, y2=top)


def _draw_pieces(places: Sequence[Share], column: Sequence[MeasureResult], scale: Scale) -> Iterator[Markup]:
    """The line from one month-end to the next; none over a month-end without a value."""
    for (left, first), (right, second) in pairwise(zip(places, column, strict=True)):
        if first.value is not None and second.value is not None:
            ends = _find_top(first.value, scale), _find_top(second.value, scale)
            yield element("line", class_="way", x1=show_share(left), x2=show_share(right), y1=ends[0], y2=ends[1])


def _draw_dot(place: Share, result: MeasureResult, scale: Scale) -> Markup | None:
    """The dot; the mark on the ground where the value is hidden, since a gap would mean that there is none."""
    if result.is_hidden:
        return element("text", HIDDEN, x=show_share(place), y=_TOP + _HEIGHT - 4, text_anchor="middle")
    if result.value is None:
        return None
    return element("circle", class_=result.status.value, cx=show_share(place), cy=_find_top(result.value, scale), r=_RADIUS)


def _name_month(place: Share, month: MonthEnd) -> Markup:
    words = f"{month.as_of.month} 月"
    return element("text", words, class_="end", x=show_share(place), y=_TOP + _HEIGHT + _BOTTOM - 4, text_anchor="middle")
