"""The picture of a value against its target, with the same in words for those who do not see it."""

from __future__ import annotations

from fractions import Fraction

from antidrug_kpi.forms.figure_words import add_unit, say_target, say_value
from antidrug_kpi.forms.html_markup import Markup, element, join
from antidrug_kpi.forms.report.anchors import anchor_measure
from antidrug_kpi.forms.report.bar_scale import Bar, Share, lay_out_bar, show_share
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.measures.rounding import show_plain
from antidrug_kpi.plans.statuses import STATUS_WORDS

# The heights, in pixels, of what stands below one another; widths are shares, so that words keep their size on any screen.
_LABEL_LINE, _TOP, _THICKNESS, _SCALE_LINE, _HEIGHT = 13, 20, 18, 53, 58


def draw_bar(result: MeasureResult) -> Markup | None:
    """The bar of a measure as an SVG; none where there is nothing to draw."""
    bar = lay_out_bar(result)
    if bar is None:
        return None
    anchor = anchor_measure(result.id)
    return element(
        "svg",
        element("title", f"{result.title}：{say_value(result)}", id=f"{anchor}-bar"),
        element("desc", _describe(result, bar), id=f"{anchor}-bar-text"),
        element("rect", class_="track", x=0, y=_TOP, width="100%", height=_THICKNESS),
        _draw_goal(bar),
        _draw_stretch(bar.value, "value", _TOP + 4, _THICKNESS - 8),
        _draw_line(bar.reached, "reached", _TOP + 4, _THICKNESS - 8),
        _draw_target(result, bar),
        _draw_ends(bar, result.unit),
        class_=f"bar {result.status.value}",
        role="img",
        width="100%",
        height=_HEIGHT,
        aria_labelledby=f"{anchor}-bar",
        aria_describedby=f"{anchor}-bar-text",
    )


def _describe(result: MeasureResult, bar: Bar) -> str:
    ends = f"刻度 {_say_end(bar.scale.low, result.unit)} 至 {_say_end(bar.scale.high, result.unit)}"
    target = f"，目標 {say_target(result)}" if bar.target is not None else ""
    return f"數值 {say_value(result)}{target}，{STATUS_WORDS[result.status]}；{ends}"


def _draw_stretch(ends: tuple[Share, Share], kind: str, top: int, thickness: int) -> Markup:
    start, end = ends
    return element("rect", class_=kind, x=show_share(start), y=top, width=show_share(end - start), height=thickness)


def _draw_line(share: Share, kind: str, top: int, length: int) -> Markup:
    place = show_share(share)
    return element("line", class_=kind, x1=place, x2=place, y1=top, y2=top + length)


def _draw_goal(bar: Bar) -> Markup | None:
    return _draw_stretch(bar.goal, "goal", _TOP, _THICKNESS) if bar.goal is not None else None


def _draw_target(result: MeasureResult, bar: Bar) -> Markup | None:
    if bar.target is None:
        return None
    label = element(
        "text", f"目標 {say_target(result)}", x=show_share(bar.target), y=_LABEL_LINE, text_anchor=_anchor_text(bar.target)
    )
    return join(_draw_line(bar.target, "target", _TOP - 3, _THICKNESS + 6), label)


def _draw_ends(bar: Bar, unit: str) -> Markup:
    """The numbers at both ends, and zero where it lies between them."""
    zero = bar.scale.place(Fraction(0))
    middle = None
    if zero > 0:
        middle = join(
            _draw_line(zero, "zero", _TOP, _THICKNESS),
            element("text", "0", class_="end", x=show_share(zero), y=_SCALE_LINE, text_anchor="middle"),
        )
    return join(
        middle,
        element("text", _say_end(bar.scale.low, unit), class_="end", x=0, y=_SCALE_LINE),
        element("text", _say_end(bar.scale.high, unit), class_="end", x="100%", y=_SCALE_LINE, text_anchor="end"),
    )


def _say_end(number: Fraction, unit: str) -> str:
    return add_unit(show_plain(number), unit)


def _anchor_text(share: Share) -> str:
    """Which end of a label stands at its place, so that it stays inside the picture."""
    if share < Fraction(1, 4):
        return "start"
    return "end" if share > Fraction(3, 4) else "middle"
