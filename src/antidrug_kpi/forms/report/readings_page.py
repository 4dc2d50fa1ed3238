"""The figures under each alternative reading as a page of their own."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi import roc
from antidrug_kpi.forms.html_markup import element
from antidrug_kpi.forms.report.anchors import MAIN
from antidrug_kpi.forms.report.readings_section import build_readings
from antidrug_kpi.forms.report.report_head import build_page
from antidrug_kpi.measures.alternative_results import MeasureReadings
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.plan import Plan

TITLE = "判讀敏感度"


def write_readings_page(plan: Plan, result: OfficeResult, readings: Sequence[MeasureReadings]) -> bytes:
    """A self-contained UTF-8 .html file."""
    office = result.jurisdiction or "○○縣（市）"
    report = plan.reports[result.report].text
    header = element(
        "header",
        element("p", office, class_="office"),
        element("h1", element("span", plan.title), " ", element("span", f"{report}{TITLE}")),
        element("p", f"統計期間 {roc.format_roc_period(result.period)}"),
    )
    origin = f"由 antidrug-kpi {result.version} 依清冊計算；本檔不含連線與程式，可離線開啟、列印。"
    main = element("main", build_readings(readings), id=MAIN)
    body = element("body", header, main, element("footer", element("p", origin)))
    return build_page(f"{office} {plan.short_title} {report}{TITLE}", body)
