"""The figures under each alternative reading, with a picture a measure: where a verdict hangs on how the source is read."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.forms.figure_words import say_fraction, say_value
from antidrug_kpi.forms.html_markup import Child, Markup, element
from antidrug_kpi.forms.readings.sensitivity_rows import name_combination, say_titles, say_turned
from antidrug_kpi.forms.report.anchors import READINGS, anchor_readings
from antidrug_kpi.forms.report.reading_marks import draw_marks
from antidrug_kpi.forms.report.report_tables import build_table
from antidrug_kpi.forms.report.status_label import build_status_label
from antidrug_kpi.measures.alternative_results import MeasureReadings, put_turned_first
from antidrug_kpi.measures.results import MeasureResult

_HEADERS = ("判讀", "說明", "結果", "自評進度", "分子／分母", "數值")


def build_readings(readings: Sequence[MeasureReadings]) -> Markup | None:
    """The section, those measures first whose verdict turns; none without alternatives."""
    if not readings:
        return None
    return element(
        "section",
        element("h2", "其他判讀下的數字", id=READINGS),
        element(
            "p", say_turned(readings), "。來源未定之處，本計畫規格採「預設」判讀；其他判讀須經主管機關釋示，選用後才改變數字。"
        ),
        [_build_measure(found) for found in put_turned_first(readings)],
        aria_labelledby=READINGS,
    )


def _build_measure(found: MeasureReadings) -> Markup:
    default = found.default
    name = f"{default.indicator} {default.title}"
    turned = element("span", "結果隨判讀而異", class_="chip missed") if found.is_turned else None
    rows = [_list_cells(found, result) for result in found.results]
    anchor = anchor_readings(default.id)
    return element(
        "article",
        element("h3", element("span", default.id, class_="label"), " ", name, " ", turned, id=anchor),
        draw_marks(found),
        build_table(f"{name}，各判讀", _HEADERS, rows, texts=4),
        class_="card",
        aria_labelledby=anchor,
    )


def _list_cells(found: MeasureReadings, result: MeasureResult) -> Sequence[Child]:
    return (
        name_combination(result.reading),
        say_titles(found.indicator, result.reading) or "本計畫規格的判讀",
        build_status_label(result.status),
        result.progress.value if result.progress else "—",
        say_fraction(result),
        say_value(result),
    )
