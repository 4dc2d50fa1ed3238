"""The checkup as a page that a bureau reads and prints: what was found, what is missing, and every message by register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidrug_kpi import roc
from antidrug_kpi.forms.check.checkup import (
    Checkup,
    FindingGroup,
    join_repeated,
    say_indicators,
    say_level_counts,
    say_missing,
    say_summary,
)
from antidrug_kpi.forms.figure_words import COUNT_HEADERS
from antidrug_kpi.forms.html_markup import Child, Markup, element
from antidrug_kpi.forms.repeated_issues import say_repeated
from antidrug_kpi.forms.report.anchors import MAIN, SUMMARY
from antidrug_kpi.forms.report.report_head import build_page
from antidrug_kpi.forms.report.report_tables import build_table
from antidrug_kpi.forms.report.tie_out_section import build_tie_outs
from antidrug_kpi.issues import escape_controls
from antidrug_kpi.registers.redaction import Redaction

TITLE = "清冊檢核結果"
_PRIVACY = "本檔供機關內部更正清冊之用，請勿外傳；更正原來的清冊後請重新檢核。"


def write_checkup_page(checkup: Checkup, *, show_ids: bool = False) -> bytes:
    """The page's bytes; of messages that repeat each other the first, and how many there are."""
    redaction = checkup.choose_redaction(show_ids)
    groups = [_build_group(number, group, redaction, show_ids) for number, group in enumerate(checkup.groups, start=1)]
    tie_outs = build_tie_outs(checkup.tie_outs, redaction, show_ids=show_ids)
    main = element("main", _build_summary(checkup, redaction), groups, tie_outs, id=MAIN)
    footer = element("footer", element("p", f"由 antidrug-kpi {checkup.result.version} 檢核；{_PRIVACY}"))
    return build_page(f"{checkup.plan} {TITLE}", element("body", _build_header(checkup), main, footer))


def _build_header(checkup: Checkup) -> Markup:
    result = checkup.result
    facts = (
        ("統計期間", roc.format_roc_period(result.period)),
        ("基準日", roc.format_roc_date(result.as_of)),
        ("計畫代號", result.plan),
        ("資料是否完整", "完整" if checkup.is_complete else "不完整或有疑義"),
    )
    return element(
        "header",
        element("p", result.jurisdiction or "○○縣（市）", class_="office"),
        element("h1", element("span", checkup.plan), " ", element("span", TITLE)),
        element("dl", [element("div", element("dt", name), element("dd", text)) for name, text in facts], class_="facts"),
    )


def _build_summary(checkup: Checkup, redaction: Redaction) -> Markup:
    return element(
        "section",
        element("h2", "摘要", id=SUMMARY),
        element("p", f"{say_summary(checkup)}。"),
        element("p", f"訊息：{say_level_counts(checkup)}。"),
        _build_found(checkup, redaction),
        _build_named("缺少的清冊或欄位", ("清冊", "欄位", "影響指標"), list(_list_missing(checkup))),
        _build_named("無法計算的衡量項目", ("指標", "衡量項目", "原因"), list(_list_idle(checkup, redaction))),
        aria_labelledby=SUMMARY,
    )


def _build_found(checkup: Checkup, redaction: Redaction) -> list[Child]:
    rows: list[list[str]] = []
    for found in checkup.found:
        summary = found.summary
        sheets = "、".join(source.sheet for source in found.sources if source.sheet is not None)
        texts = (summary.title, *(escape_controls(redaction.redact(text)) for text in (summary.file, sheets)))
        rows.append([*texts, *(f"{count:,}" for count in summary.counts)])
    headers = ("清冊", "檔案", "工作表", *COUNT_HEADERS)
    return _build_named("讀到的清冊", headers, rows, texts=3)


def _build_named(name: str, headers: Sequence[str], rows: Sequence[Sequence[Child]], texts: int | None = None) -> list[Child]:
    """A table under its name; nothing where it has no row."""
    return [element("h3", name), build_table(name, headers, rows, texts=texts or len(headers))] if rows else []


def _list_missing(checkup: Checkup) -> Iterator[Sequence[str]]:
    for missing in checkup.missing:
        yield missing.title, missing.column_text, say_missing(missing)


def _list_idle(checkup: Checkup, redaction: Redaction) -> Iterator[Sequence[str]]:
    for measure in checkup.without_data:
        yield measure.indicator, measure.id, escape_controls(redaction.redact("；".join(measure.notes)))


def _build_group(number: int, group: FindingGroup, redaction: Redaction, show_ids: bool) -> Markup:
    anchor = f"group-{number}"
    rows = [
        (
            repeated[0].issue.level.value,
            say_repeated([finding.issue for finding in repeated], show_ids=show_ids, redaction=redaction),
            say_indicators(repeated[0]),
        )
        for repeated in join_repeated(group.findings)
    ]
    table = build_table(group.title, ("等級", "訊息", "指標"), rows, texts=3)
    heading = element("h2", f"{group.title}（{len(group.findings):,} 項）", id=anchor)
    return element("section", heading, table, aria_labelledby=anchor)
