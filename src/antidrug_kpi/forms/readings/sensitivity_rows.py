"""The figures under each reading as rows of words, and as a table that prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from antidrug_kpi import roc
from antidrug_kpi.forms.document import Block, Document, Section, Table, TableCell, TableRow, make_cell, make_plain_paragraph
from antidrug_kpi.forms.figure_words import say_fraction, say_target, say_value
from antidrug_kpi.measures.alternative_results import MeasureReadings
from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.measures.rounding import show_number
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.statuses import STATUS_WORDS

# The headers, and how many characters wide each is on paper.
_WIDTHS = {
    "衡量項目": 8,
    "名稱": 24,
    "判讀": 16,
    "判讀說明": 26,
    "分子": 9,
    "分母": 9,
    "數值": 10,
    "目標": 11,
    "狀態": 8,
    "自評進度": 8,
    "結果隨判讀而異": 8,
}
HEADERS = tuple(_WIDTHS)
_NUMBERS = frozenset({"分子", "分母"})
SHORT_HEADERS = ("項目", "判讀", "分子／分母", "數值", "目標", "狀態", "進度", "異")
DEFAULT = "預設"
SECTION = "各判讀下的數字"


def list_rows(readings: Sequence[MeasureReadings]) -> Iterator[tuple[str, ...]]:
    """A row for each measure and reading, under `HEADERS`."""
    for found in readings:
        for result in found.results:
            yield (
                result.id,
                result.title,
                name_combination(result.reading),
                say_titles(found.indicator, result.reading),
                "" if result.numerator is None else show_number(result.numerator),
                "" if result.denominator is None else show_number(result.denominator),
                show_figure(result),
                say_target(result),
                STATUS_WORDS[result.status],
                result.progress.value if result.progress else "",
                "是" if found.is_turned else "",
            )


def build_sensitivity_table(plan: Plan, result: OfficeResult, readings: Sequence[MeasureReadings]) -> Document:
    """The rows as a document of one landscape section."""
    title = f"{result.jurisdiction or '○○縣（市）'}{plan.title}　{plan.reports[result.report].text}"
    head = TableRow(tuple(make_cell(text, align="center", is_bold=True, is_shaded=True) for text in HEADERS))
    body = (TableRow(tuple(map(_make_cell, HEADERS, row))) for row in list_rows(readings))
    blocks: tuple[Block, ...] = (
        make_plain_paragraph(title, "title"),
        make_plain_paragraph(SECTION, "heading1"),
        make_plain_paragraph(say_turned(readings), "note"),
        Table(tuple(_WIDTHS.values()), (head, *body)),
        make_plain_paragraph(f"統計期間 {roc.format_roc_period(result.period)}", "note"),
    )
    return Document(f"{title}{SECTION}", (Section(SECTION, blocks, is_landscape=True),))


def _make_cell(header: str, text: str) -> TableCell:
    return replace(make_cell(text, align="right"), is_number=True) if header in _NUMBERS else make_cell(text)


def say_turned(readings: Sequence[MeasureReadings]) -> str:
    """One sentence: which measures' verdict hangs on a reading."""
    turned = [found.default.id for found in readings if found.is_turned]
    if not turned:
        return f"{len(readings)} 個有其他判讀的項目，結果都不因判讀而異"
    return f"{len(readings)} 個有其他判讀的項目中，{len(turned)} 個的結果隨判讀而異：{'、'.join(turned)}"


def name_combination(reading: Sequence[str]) -> str:
    """The ids of the alternatives chosen together, or the word for none."""
    return "＋".join(reading) or DEFAULT


def say_titles(indicator: Indicator, reading: Sequence[str]) -> str:
    """The titles of the alternatives; empty for the plan's own reading."""
    return "；".join(alternative.title for alternative in indicator.alternatives if alternative.id in reading)


def list_short_rows(readings: Sequence[MeasureReadings]) -> Iterator[tuple[str, ...]]:
    """The same under `SHORT_HEADERS`, without names, for a screen."""
    for found in readings:
        for result in found.results:
            title = say_titles(found.indicator, result.reading)
            yield (
                f"{result.id} {result.indicator}",
                f"{name_combination(result.reading)}　{title}".rstrip(),
                say_fraction(result),
                show_figure(result),
                say_target(result),
                STATUS_WORDS[result.status],
                result.progress.value if result.progress else "",
                "※" if found.is_turned else "",
            )


def show_figure(result: MeasureResult) -> str:
    """The value with its unit, empty where there is none."""
    return "" if result.value is None else say_value(result)
