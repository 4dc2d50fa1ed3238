"""All measures in one table, group by group, each a link to its card."""

from __future__ import annotations

from antidrug_kpi.forms.figure_words import say_target, say_value
from antidrug_kpi.forms.html_markup import Child, Markup, element
from antidrug_kpi.forms.report.anchors import OVERVIEW, anchor_measure
from antidrug_kpi.forms.report.status_label import build_status_label
from antidrug_kpi.forms.shown_results import ShownGroup, ShownIndicator
from antidrug_kpi.measures.results import MeasureResult

_COLUMNS = ("指標", "衡量項目", "數值", "目標", "狀態", "自評進度")


def build_overview(groups: tuple[ShownGroup, ...]) -> Markup:
    """The table of all measures; on a narrow screen each row becomes a small block of its own."""
    head = element("thead", element("tr", [element("th", text, scope="col") for text in _COLUMNS]))
    table = element("table", head, [_build_group(group) for group in groups], class_="overview")
    return element("section", element("h2", "指標總表", id=OVERVIEW), table, aria_labelledby=OVERVIEW)


def _build_group(group: ShownGroup) -> Markup:
    heading = element("tr", element("th", group.heading, colspan=len(_COLUMNS), scope="rowgroup"), class_="group")
    return element("tbody", heading, [_build_row(shown, result) for shown in group.indicators for result in shown.results])


def _build_row(shown: ShownIndicator, result: MeasureResult) -> Markup:
    link = element("a", result.title, href=f"#{anchor_measure(result.id)}")
    cells: tuple[tuple[str, Child], ...] = (
        ("label", shown.indicator.label),
        ("title", link),
        ("figure", say_value(result) if result.value is not None or result.is_hidden else "—"),
        ("figure", say_target(result) or "—"),
        ("state", build_status_label(result.status)),
        ("state", result.progress.value if result.progress else "—"),
    )
    tags = ("th", *["td"] * (len(cells) - 1))
    named = zip(tags, _COLUMNS, cells, strict=True)
    return element(
        "tr",
        [
            element(tag, cell, class_=kind, data_label=name, scope="row" if tag == "th" else None)
            for tag, name, (kind, cell) in named
        ],
    )
