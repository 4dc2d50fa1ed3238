"""What the figures rest on: the files that were read, and what was noticed in them; counts alone, no case is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from antidrug_kpi.forms.answered_questions import AnsweredQuestion, say_answered
from antidrug_kpi.forms.figure_words import COUNT_HEADERS, HIDDEN
from antidrug_kpi.forms.html_markup import Markup, element, join
from antidrug_kpi.forms.report.anchors import ANSWERS, APPENDIX, INPUTS, ISSUES
from antidrug_kpi.forms.report.report_tables import build_table
from antidrug_kpi.issues import Level
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.plan import Plan

_DIGEST_SHOWN = 12


def build_appendix(plan: Plan, result: OfficeResult, answered: Sequence[AnsweredQuestion] = ()) -> Markup:
    """The appendix of inputs and issues, and of the questions that the office has answered, where it has any."""
    return element(
        "section",
        element("h2", "附錄", id=APPENDIX),
        element("h3", "讀入的清冊", id=INPUTS),
        element("p", f"讀入＝採計＋剔退＋略過；SHA-256 為檔案指紋的前 {_DIGEST_SHOWN} 碼。"),
        _build_inputs(result),
        element("h3", "檢核訊息", id=ISSUES),
        _build_issues(plan, result),
        _build_answers(answered) if answered else None,
        aria_labelledby=APPENDIX,
    )


def _build_inputs(result: OfficeResult) -> Markup:
    headers = ("清冊", "檔案", *COUNT_HEADERS, "SHA-256")
    rows = [
        (
            summary.title,
            summary.file,
            *(HIDDEN if summary.is_hidden else f"{count:,}" for count in summary.counts),
            element("code", summary.sha256[:_DIGEST_SHOWN]),
        )
        for summary in result.inputs
    ]
    return build_table("讀入的清冊", headers, rows, texts=2)


def _build_issues(plan: Plan, result: OfficeResult) -> Markup:
    """How many issues of each kind each register has, the weightiest first."""
    counts = Counter((issue.register, issue.kind) for issue in result.issues)
    if not counts:
        return element("p", "沒有檢核訊息。")
    titles = {register.id: register.title for register in (*plan.registers, *plan.further_registers)}
    order: list[str | None] = [None, *titles]
    levels = list(Level)
    ranked = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), levels.index(item[0][1].level), item[0][1].code))
    rows = [
        (
            titles.get(register or "", "（檔案）"),
            kind.level.value,
            kind.outline,
            element("code", kind.code),
            HIDDEN if register in result.hidden_registers else f"{count:,}",
        )
        for (register, kind), count in ranked
    ]
    return build_table("檢核訊息", ("清冊", "等級", "訊息", "代碼", "筆數"), rows, texts=4)


def _build_answers(answered: Sequence[AnsweredQuestion]) -> Markup:
    """What the office answered, question by question."""
    rows = [
        (
            question.level,
            question.register,
            question.text,
            f"{question.answer.value}（不再使結果不完整）" if question.is_cleared else question.answer.value,
            question.explanation,
            question.by,
            question.when,
        )
        for question in answered
    ]
    headers = ("等級", "清冊", "訊息", "答覆", "補充說明", "答覆人", "答覆日期")
    return join(
        element("h3", "已答覆的訊息", id=ANSWERS),
        element("p", f"{say_answered(answered)}。"),
        build_table("已答覆的訊息", headers, rows, texts=len(headers)),
    )
