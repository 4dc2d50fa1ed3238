"""The report as one page: header, navigation, summary, overview, a card per indicator, appendix."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi import roc
from antidrug_kpi.forms.answered_questions import AnsweredQuestion
from antidrug_kpi.forms.figure_words import say_publishing
from antidrug_kpi.forms.html_markup import Markup, element, join
from antidrug_kpi.forms.reading_notes import say_readings
from antidrug_kpi.forms.report.anchors import APPENDIX, MAIN, MONTHS, OVERVIEW, READINGS, SUMMARY, TIE_OUTS, anchor_group
from antidrug_kpi.forms.report.appendix import build_appendix
from antidrug_kpi.forms.report.indicator_card import build_card
from antidrug_kpi.forms.report.months_section import build_months
from antidrug_kpi.forms.report.readings_section import build_readings
from antidrug_kpi.forms.report.report_head import build_page
from antidrug_kpi.forms.report.report_overview import build_overview
from antidrug_kpi.forms.report.report_summary import build_summary
from antidrug_kpi.forms.report.tie_out_section import build_tie_outs
from antidrug_kpi.forms.shown_results import ShownGroup, list_shown
from antidrug_kpi.measures.alternative_results import MeasureReadings
from antidrug_kpi.measures.duties.duty_results import TieOutResult
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY, NO_REDACTION, Redaction


def write_report(
    plan: Plan,
    result: OfficeResult,
    readings: Sequence[MeasureReadings] = (),
    answered: Sequence[AnsweredQuestion] = (),
    *,
    tie_outs: Sequence[TieOutResult] = (),
    redaction: Redaction = NATIONAL_NUMBERS_ONLY,
    show_ids: bool = False,
) -> bytes:
    """The report as a self-contained UTF-8 .html file, with the figures under each alternative reading, the questions that the
    office has answered, and the tie-outs, whose texts `redaction` redacts. The same result gives the same bytes.
    """
    groups = list_shown(plan, result)
    body = element(
        "body",
        element("a", "跳到主要內容", href=f"#{MAIN}", class_="skip"),
        _build_header(plan, result),
        _build_navigation(groups, has_months=result.months is not None, has_readings=bool(readings), has_tie_outs=bool(tie_outs)),
        element(
            "main",
            build_summary(result),
            build_overview(groups),
            [_build_group(plan, group, result.by, show_ids) for group in groups],
            build_months(result),
            build_readings(readings),
            build_tie_outs(tie_outs, NO_REDACTION if show_ids else redaction, show_ids=show_ids),
            build_appendix(plan, result, answered),
            id=MAIN,
        ),
        element("footer", element("p", f"由 antidrug-kpi {result.version} 依清冊計算；本檔不含連線與程式，可離線開啟、列印。")),
    )
    return build_page(f"{_name_office(result)} {plan.short_title} {_name_report(plan, result)}", body)


def _name_office(result: OfficeResult) -> str:
    return result.jurisdiction or "○○縣（市）"


def _name_report(plan: Plan, result: OfficeResult) -> str:
    return f"{plan.reports[result.report].text}衡量指標報告"


def _build_header(plan: Plan, result: OfficeResult) -> Markup:
    facts = (
        ("統計期間", roc.format_roc_period(result.period)),
        ("基準日", roc.format_roc_date(result.as_of)),
        ("計畫代號", result.plan),
        ("程式版本", f"antidrug-kpi {result.version}"),
        *(("其他判讀", note) for note in say_readings(plan, result.measures)),
        *(("對外公布", note) for note in say_publishing(result.largest_hidden_count)),
    )
    return element(
        "header",
        element("p", _name_office(result), class_="office"),
        element("h1", element("span", plan.title), " ", element("span", _name_report(plan, result))),
        element("dl", [element("div", element("dt", name), element("dd", text)) for name, text in facts], class_="facts"),
    )


def _build_navigation(groups: tuple[ShownGroup, ...], *, has_months: bool, has_readings: bool, has_tie_outs: bool) -> Markup:
    parts = (
        (SUMMARY, "摘要"),
        (OVERVIEW, "指標總表"),
        *((anchor_group(group.number), group.heading) for group in groups),
        *([(MONTHS, "各月底")] if has_months else []),
        *([(READINGS, "其他判讀")] if has_readings else []),
        *([(TIE_OUTS, "勾稽")] if has_tie_outs else []),
        (APPENDIX, "附錄"),
    )
    items = [element("li", element("a", text, href=f"#{anchor}")) for anchor, text in parts]
    return element("nav", element("ul", items), aria_label="本頁目次")


def _build_group(plan: Plan, group: ShownGroup, by: str | None, show_ids: bool) -> Markup:
    anchor = anchor_group(group.number)
    heading = element("h2", group.heading, id=anchor)
    cards = join(build_card(plan, shown, by, show_ids) for shown in group.indicators)
    return element("section", heading, cards, aria_labelledby=anchor)
