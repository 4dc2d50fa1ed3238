"""The picture of a measure under its readings: the target's line, and a mark for each reading on a line of its own."""

from __future__ import annotations

from fractions import Fraction

from antidrug_kpi.forms.figure_words import say_target, say_value
from antidrug_kpi.forms.html_markup import Markup, element, join
from antidrug_kpi.forms.readings.sensitivity_rows import name_combination
from antidrug_kpi.forms.report.anchors import anchor_readings
from antidrug_kpi.forms.report.bar_scale import Scale, choose_scale, show_share
from antidrug_kpi.measures.alternative_results import MeasureReadings
from antidrug_kpi.measures.results import MeasureResult

_LABEL_LINE, _TOP, _STEP, _RADIUS, _ASIDE = 13, 22, 20, 5, 10


def draw_marks(found: MeasureReadings) -> Markup | None:
    """The marks as an SVG; none where no reading gives a value."""
    valued = [result for result in found.results if result.value is not None]
    if not valued:
        return None
    scale = _choose_scale(valued)
    height = _TOP + _STEP * len(found.results)
    words = "；".join(f"{name_combination(result.reading)} {say_value(result)}" for result in found.results)
    anchor = anchor_readings(found.default.id)
    return element(
        "svg",
        element("title", f"{found.default.title}：各判讀", id=f"{anchor}-marks"),
        element("desc", f"目標 {say_target(found.default) or '未訂'}；{words}", id=f"{anchor}-marks-text"),
        _draw_target(found.default, scale, height),
        [_draw_mark(result, scale, _TOP + _STEP * number) for number, result in enumerate(found.results)],
        class_="marks",
        role="img",
        width="100%",
        height=height,
        aria_labelledby=f"{anchor}-marks",
        aria_describedby=f"{anchor}-marks-text",
    )


def _choose_scale(results: list[MeasureResult]) -> Scale:
    """One scale that holds every value and target."""
    scales = [choose_scale(result) for result in results]
    return Scale(min(scale.low for scale in scales), max(scale.high for scale in scales))


def _draw_target(result: MeasureResult, scale: Scale, height: int) -> Markup | None:
    if result.target is None:
        return None
    place = scale.place(result.target)
    anchor = "start" if place < Fraction(1, 4) else "end" if place > Fraction(3, 4) else "middle"
    return join(
        element("line", class_="target", x1=show_share(place), x2=show_share(place), y1=_LABEL_LINE + 3, y2=height),
        element("text", f"目標 {say_target(result)}", x=show_share(place), y=_LABEL_LINE, text_anchor=anchor),
    )


def _draw_mark(result: MeasureResult, scale: Scale, top: int) -> Markup:
    middle = top + _STEP // 2
    line = element("line", class_="track", x1=0, x2="100%", y1=middle, y2=middle)
    if result.value is None:
        return line
    place = scale.place(result.value)
    dot = element("circle", class_=result.status.value, cx=show_share(place), cy=middle, r=_RADIUS)
    is_late = place > Fraction(3, 4)
    name = element(
        "text",
        name_combination(result.reading),
        x=show_share(place),
        dx=-_ASIDE if is_late else _ASIDE,
        y=middle + _RADIUS,
        text_anchor="end" if is_late else "start",
    )
    return join(line, dot, name)
