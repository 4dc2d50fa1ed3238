"""A recheck as a table: on the screen, as .csv, and as a document for the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from antidrug_kpi import roc
from antidrug_kpi.audit.recheck.cause_words import CAUSE_WORDS, explain_finding, say_summary, sort_by_gravity
from antidrug_kpi.audit.recheck.difference_words import show_typed
from antidrug_kpi.audit.recheck.findings import Recheck, RecheckFinding
from antidrug_kpi.audit.recheck.progress_words import RowProgress, list_progress
from antidrug_kpi.forms.document import Block, Document, Section, Table, TableRow, make_cell, make_plain_paragraph
from antidrug_kpi.forms.figure_words import add_unit, say_figures
from antidrug_kpi.forms.screen.fitting_columns import Fitting
from antidrug_kpi.forms.spreadsheet_safety import write_field
from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans.plan import Plan

NOTE = "說明"
HEADERS = ("項目", "結果", "填報", "重算", NOTE, "位置")
FITTING = Fitting(("位置", NOTE, "結果"), frozenset({"填報", "重算", NOTE, "位置"}), seen_by="-o 核對.xlsx 或 --format csv")
_WIDTHS = (8, 12, 30, 30, 44, 18)
_CSV_HEADERS = (*HEADERS, "填報原文")


def list_rows(plan: Plan, recheck: Recheck) -> list[tuple[str, ...]]:
    """A row for each measure, what weighs most first."""
    progress = list_progress(plan, recheck.findings)
    return [_make_row(plan, finding, progress[finding.submitted.id]) for finding in sort_by_gravity(recheck.findings)]


def _make_row(plan: Plan, finding: RecheckFinding, progress: RowProgress) -> tuple[str, ...]:
    return (
        finding.submitted.id,
        CAUSE_WORDS[finding.cause],
        _join(say_submitted(finding), progress.submitted),
        _join(say_computed(finding.computed), progress.computed),
        _join(explain_finding(plan, finding), progress.note),
        finding.submitted.place or "",
    )


def _join(*said: str) -> str:
    return "；".join(filter(None, said))


def say_submitted(finding: RecheckFinding) -> str:
    """The figures that were read: 66／99＝66.67%；達成率 102.56%; a text without a figure as it stands."""
    figures = finding.submitted.figures
    if not figures.has_figures:
        return figures.text or ""
    unit = finding.computed.unit
    counts = "／".join(show_typed(part) for part in (figures.numerator, figures.denominator) if part is not None)
    if figures.parts is not None and figures.numerator is None:
        texts = finding.computed.part_texts or {}
        counts = "、".join(
            f"{texts.get(name, name)} {show_typed(part)}" for name, part in figures.parts.items() if part is not None
        )
    value = add_unit(figures.value.text, unit) if figures.value is not None and figures.value != figures.numerator else ""
    said = ["＝".join(filter(None, (counts, value)))]
    said += [f"達成率 {figures.attainment.text}%"] if figures.attainment is not None else []
    said += [f"尚差 {figures.shortfall.text}"] if figures.shortfall is not None else []
    return _join(*said)


def say_computed(result: MeasureResult) -> str:
    """The computed figures in the same order."""
    return _join(say_figures(result), f"達成率 {show_value(result.attainment)}%" if result.attainment is not None else "")


def write_recheck_csv(plan: Plan, recheck: Recheck) -> str:
    """The table as .csv, with the text as it stands in the form."""
    texts = {finding.submitted.id: finding.submitted.figures.text or "" for finding in recheck.findings}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_CSV_HEADERS)
    writer.writerows([write_field(cell) for cell in (*row, texts[row[0]])] for row in list_rows(plan, recheck))
    return f"\ufeff{text.getvalue()}"


def build_recheck_document(plan: Plan, recheck: Recheck, result: OfficeResult, messages: Sequence[str]) -> Document:
    """The table for the file: what was rechecked, the summary, a row a measure, and what was said besides."""
    report = plan.reports[result.report].text
    title = f"{result.jurisdiction or ''}{result.year} 年度{report}衡量指標填報核對"
    lines = [
        f"填報檔案：{recheck.file}",
        f"計畫：{plan.title}（{plan.id}）；統計基準日 {roc.format_roc_date(result.as_of)}",
        f"核對結果：{say_summary(recheck.findings)}",
    ]
    if any(finding.tried for finding in recheck.findings):
        lines.append("「可能原因」係以其他判讀、期間或排除重算而數字恰合者，可能不只一種，也可能是巧合，請查證。")
    header = TableRow(tuple(make_cell(text, align="center", is_bold=True, is_shaded=True) for text in HEADERS))
    rows = [TableRow(tuple(make_cell(cell.split("\n")) for cell in row)) for row in list_rows(plan, recheck)]
    blocks: tuple[Block, ...] = (
        make_plain_paragraph(title, "title"),
        *(make_plain_paragraph(line) for line in lines),
        Table(_WIDTHS, (header, *rows)),
        *(make_plain_paragraph(message, "note") for message in messages),
    )
    return Document(title, (Section("填報核對", blocks, is_landscape=True),))
