"""An indicator's card: what the plan asks, what the office reached, and how that was found."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from antidrug_kpi.forms.attainment_table import combine_progress
from antidrug_kpi.forms.figure_words import (
    say_attainment,
    say_excluded,
    say_figures,
    say_rejected,
    say_shortfall,
    say_value,
)
from antidrug_kpi.forms.html_markup import Child, Markup, element
from antidrug_kpi.forms.report.anchors import anchor_indicator, anchor_measure
from antidrug_kpi.forms.report.counting_flow import build_flow
from antidrug_kpi.forms.report.status_label import build_status_label
from antidrug_kpi.forms.report.strata_table import build_strata
from antidrug_kpi.forms.report.target_bar import draw_bar
from antidrug_kpi.forms.shown_results import ShownIndicator
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.explain import CONTINUED, Line, explain_indicator, explain_measure
from antidrug_kpi.plans.statuses import STATUS_WORDS

# Labels of lines that the card shows elsewhere.
_SHOWN_ELSEWHERE = {"指標", "分組", "目標值", "衡量項目"}


def build_card(plan: Plan, shown: ShownIndicator, by: str | None, show_ids: bool) -> Markup:
    """The card of an indicator with all its measures that were computed."""
    anchor = anchor_indicator(shown.indicator.id)
    progress = combine_progress(shown.indicator, shown.results)
    pairs = zip(shown.measures, shown.results, strict=True)
    return element(
        "article",
        element("h3", element("span", shown.indicator.label, class_="label"), " ", shown.indicator.title, id=anchor),
        element("p", element("b", "目標值"), f"　{shown.indicator.target_text}", class_="target"),
        element("p", element("b", "自評進度"), f"　{progress.value}", class_="progress") if progress else None,
        [_build_measure(plan, measure, result, shown.is_single, by, show_ids) for measure, result in pairs],
        _fold("判讀說明與出處", "source", build_terms(explain_indicator(plan, shown.indicator))),
        class_="card",
        aria_labelledby=anchor,
    )


def _build_measure(
    plan: Plan, measure: Measure, result: MeasureResult, is_single: bool, by: str | None, show_ids: bool
) -> Markup:
    heading = None if is_single else element("h4", result.title)
    figure = element("b", say_value(result), class_="figure") if result.value is not None or result.is_hidden else None
    anchor = anchor_measure(result.id)
    link = element("a", f"#{result.id}", href=f"#{anchor}", class_="permanent", title="這一項的固定連結")
    return element(
        "div",
        heading,
        element("p", figure, " ", build_status_label(result.status), " ", link, class_="verdict"),
        draw_bar(result),
        _list_texts(_say_figures(result), "figures"),
        _list_texts(result.notes_and_questions, "notes"),
        _fold("人數流程", "steps", build_flow(result.waterfall)),
        _fold("算法與所讀欄位", "method", build_terms(explain_measure(plan, measure))),
        _fold(f"依「{by}」分組（{len(result.strata)} 組）", "strata", build_strata(result, by, show_ids)) if by else None,
        id=anchor,
        class_=f"measure {result.status.value}",
    )


def _say_figures(result: MeasureResult) -> list[str]:
    """The figures in words, a line each; what the status's word says already is not said again."""
    texts = [say(result) for say in (say_figures, say_attainment, say_excluded, say_shortfall, say_rejected)]
    source = "數字取自填報數據" if result.source == "figures" else ""
    return [text for text in (*texts, source) if text != STATUS_WORDS[result.status]]


def _list_texts(texts: Iterable[str], kind: str) -> Markup | None:
    items = [element("li", text) for text in texts if text]
    return element("ul", items, class_=kind) if items else None


def _fold(heading: str, kind: str, content: Child) -> Markup | None:
    """A part that opens when it is asked for, and stands open on paper."""
    return element("details", element("summary", heading), content, class_=kind) if content else None


def build_terms(lines: Iterable[Line]) -> Markup | None:
    """Labelled lines as a list of terms; lines of one label, and those that go on, stand below one another."""
    known: list[Line] = []
    for label, text in lines:
        known.append((known[-1][0] if label == CONTINUED and known else label, text))
    grouped = groupby((line for line in known if line[0] not in _SHOWN_ELSEWHERE), key=lambda line: line[0])
    terms = [(element("dt", label), [element("dd", text) for _, text in texts]) for label, texts in grouped]
    return element("dl", terms) if terms else None
