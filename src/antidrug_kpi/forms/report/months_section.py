"""Every measure at each month-end, with a small picture: where it is heading."""

from __future__ import annotations

from antidrug_kpi import roc
from antidrug_kpi.forms.figure_words import say_fraction, say_target, say_value
from antidrug_kpi.forms.html_markup import Child, Markup, element
from antidrug_kpi.forms.month_tables import NO_MONTH, TITLE, list_columns
from antidrug_kpi.forms.report.anchors import MONTHS, anchor_months
from antidrug_kpi.forms.report.month_line import draw_line, say_month
from antidrug_kpi.forms.report.report_tables import build_table
from antidrug_kpi.forms.report.status_label import build_status_label
from antidrug_kpi.measures.results import MeasureResult, MonthEnd, OfficeResult

_HEADERS = ("月底", "結果", "自評進度", "分子／分母", "數值")


def build_months(result: OfficeResult) -> Markup | None:
    """The section; none where nobody asked for it."""
    if result.months is None:
        return None
    months = result.months
    text = "各月底的數字，是以該日為基準日、同一期別所計算。" if months else f"{NO_MONTH}。"
    return element(
        "section",
        element("h2", TITLE, id=MONTHS),
        element("p", text),
        [_build_measure(months, column) for column in list_columns(months)],
        aria_labelledby=MONTHS,
    )


def _say_outlook(months: tuple[MonthEnd, ...], column: tuple[MeasureResult, ...], *, is_drawn: bool) -> str:
    """The target, and the first and last month-end in words."""
    target = say_target(column[-1])
    ends = [say_month(month, measure) for month, measure in zip(months, column, strict=True)]
    return "；".join(
        (f"目標 {target}{'（虛線）' if is_drawn else ''}" if target else "未訂目標值", *dict.fromkeys((ends[0], ends[-1])))
    )


def _build_measure(months: tuple[MonthEnd, ...], column: tuple[MeasureResult, ...]) -> Markup:
    last = column[-1]
    name = f"{last.indicator} {last.title}"
    anchor = anchor_months(last.id)
    drawn = draw_line(months, column)
    rows: list[list[Child]] = [
        [
            roc.format_roc_date(month.as_of),
            build_status_label(measure.status),
            measure.progress.value if measure.progress else "—",
            say_fraction(measure),
            say_value(measure) if measure.value is not None or measure.is_hidden else "—",
        ]
        for month, measure in zip(months, column, strict=True)
    ]
    return element(
        "article",
        element("h3", element("span", last.id, class_="label"), " ", name, id=anchor),
        element("p", _say_outlook(months, column, is_drawn=drawn is not None), class_="outlook"),
        drawn,
        element(
            "details",
            element("summary", f"逐月數字（{len(months)} 個月底）"),
            build_table(f"{name}，各月底", _HEADERS, rows, texts=3),
            class_="months",
        ),
        class_="card",
        aria_labelledby=anchor,
    )
