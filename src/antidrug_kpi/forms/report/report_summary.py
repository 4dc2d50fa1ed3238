"""What a reader wants first: how many measures stand how, which targets are missed and by how much, what could not be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from antidrug_kpi.forms.figure_words import say_shortfall, say_target, say_value
from antidrug_kpi.forms.html_markup import Markup, element, join
from antidrug_kpi.forms.report.anchors import INPUTS, SUMMARY, anchor_measure
from antidrug_kpi.measures.results import MeasureResult, OfficeResult, Status
from antidrug_kpi.plans.statuses import STATUS_WORDS

# The statuses that ask for something to be done, in the order of their weight.
_LISTED = (Status.MISSED, Status.NO_DATA, Status.WITHHELD)


def build_summary(result: OfficeResult) -> Markup:
    """The section on top of the page."""
    counts = Counter(measure.status for measure in result.measures)
    indicators = len({measure.indicator for measure in result.measures})
    # A sum over some of the registers alone would say nothing, and over all of them too much.
    rejected = 0 if result.hidden_registers else sum(summary.rejected for summary in result.inputs)
    return element(
        "section",
        element("h2", "摘要", id=SUMMARY),
        element("p", f"共 {indicators} 項指標、{len(result.measures)} 個衡量項目。"),
        element("ul", [_build_tile(status, counts[status]) for status in Status], class_="tiles"),
        [_list_measures(status, [measure for measure in result.measures if measure.status is status]) for status in _LISTED],
        element("p", f"清冊共剔退 {rejected:,} 列，詳見", element("a", "附錄", href=f"#{INPUTS}"), "。") if rejected else None,
        aria_labelledby=SUMMARY,
    )


def _build_tile(status: Status, count: int) -> Markup:
    kind = f"tile {status.value}" if count else "tile none"
    return element("li", element("span", STATUS_WORDS[status]), " ", element("b", f"{count:,}"), class_=kind)


def _list_measures(status: Status, measures: Sequence[MeasureResult]) -> Markup | None:
    """The measures of one status, each with a link to its card and what there is to say."""
    if not measures:
        return None
    items = [
        element(
            "li",
            element("a", f"{measure.indicator} {measure.title}", href=f"#{anchor_measure(measure.id)}"),
            " ",
            element("span", _say_reason(measure), class_="reason"),
        )
        for measure in measures
    ]
    return join(element("h3", STATUS_WORDS[status]), element("ul", items, class_=f"listed {status.value}"))


def _say_reason(measure: MeasureResult) -> str:
    if measure.status is not Status.MISSED:
        return "；".join(measure.notes)
    texts = (say_value(measure), f"目標 {say_target(measure)}", say_shortfall(measure))
    return "，".join(text for text in texts if text)
