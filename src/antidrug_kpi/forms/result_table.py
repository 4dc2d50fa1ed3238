"""The results as one table: a row per measure and per stratum, as a delimited file has it, and as a document that prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from antidrug_kpi import roc
from antidrug_kpi.forms.document import Block, Document, Section, Table, TableCell, TableRow, make_cell, make_plain_paragraph
from antidrug_kpi.forms.figure_words import HIDDEN, say_excluded, say_publishing, say_target
from antidrug_kpi.forms.month_tables import build_month_section
from antidrug_kpi.forms.reading_notes import say_own_reading, say_readings
from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.results import MeasureResult, Number, OfficeResult
from antidrug_kpi.measures.rounding import show_number, show_value
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.statuses import STATUS_WORDS

# The headers, and how many characters wide each is on paper.
_WIDTHS = {
    "指標": 8,
    "衡量項目": 7,
    "名稱": 21,
    "分子": 9,
    "分母": 9,
    "數值": 9,
    "單位": 6,
    "目標": 11,
    "狀態": 8,
    "達成率(%)": 10,
    "自評進度": 6,
    "尚差": 7,
    "排除": 15,
    "剔退列數": 6,
    "來源": 8,
    "說明": 30,
}
HEADERS = tuple(_WIDTHS)
NUMBERS = frozenset({"分子", "分母", "數值", "達成率(%)", "尚差", "剔退列數"})
SOURCE_WORDS = {"register": "清冊", "figures": "填報數據"}
SECTION, WHOLE = "衡量指標計算結果", "全部"
_BY_WIDTH = 12


def list_rows(result: OfficeResult, *, show_ids: bool = False) -> Iterator[Sequence[str]]:
    """The headers, and a row per measure, with --by one per stratum below it."""
    yield [*HEADERS, *([result.by] if result.by else [])]
    for measure in result.measures:
        total = _list_cells(measure)
        yield [*total, *([WHOLE] if result.by else [])]
        for stratum in measure.strata:
            numbers = (stratum.numerator, stratum.denominator, stratum.value)
            figures = [HIDDEN] * 3 if stratum.is_hidden else list(map(_show, numbers))
            yield [*total[:3], *figures, measure.unit, *[""] * (len(HEADERS) - 7), stratum.show_key(show_ids)]


def build_result_table(plan: Plan, result: OfficeResult, *, show_ids: bool = False) -> Document:
    """The table as a document of one landscape section."""
    office = result.jurisdiction or "○○縣（市）"
    title = f"{office}{plan.title}　{plan.reports[result.report].text}"
    period = f"統計期間 {roc.format_roc_period(result.period)}；由 antidrug-kpi {result.version} 依清冊計算"
    blocks: tuple[Block, ...] = (
        make_plain_paragraph(title, "title"),
        make_plain_paragraph(SECTION, "heading1"),
        _lay_out(result, show_ids),
        make_plain_paragraph(period, "note"),
        *(make_plain_paragraph(note, "note") for note in say_readings(plan, result.measures)),
        *(make_plain_paragraph(note, "note") for note in say_publishing(result.largest_hidden_count)),
    )
    sections = [Section(SECTION, blocks, is_landscape=True)]
    if result.months is not None:
        sections.append(build_month_section(result))
    return Document(f"{title}{SECTION}", tuple(sections))


def _lay_out(result: OfficeResult, show_ids: bool) -> Table:
    headers, *rows = list_rows(result, show_ids=show_ids)
    head = TableRow(tuple(make_cell(text, align="center", is_bold=True, is_shaded=True) for text in headers))
    body = (
        TableRow(tuple(_make_cell(text, is_number=header in NUMBERS) for header, text in zip(headers, row, strict=True)))
        for row in rows
    )
    widths = (*_WIDTHS.values(), *([_BY_WIDTH] if result.by else []))
    return Table(widths, (head, *body))


def _make_cell(text: str, *, is_number: bool) -> TableCell:
    return replace(make_cell(text, align="right"), is_number=True) if is_number else make_cell(escape_controls(text))


def _show(number: Number | None) -> str:
    """A count as it is, a value or a weighed denominator with two decimals; empty where there is none."""
    return "" if number is None else show_number(number)


def _list_cells(measure: MeasureResult) -> list[str]:
    if measure.is_hidden:
        figures = dict.fromkeys(("分子", "分母", "數值", "達成率(%)", "尚差", "排除", "剔退列數"), HIDDEN)
        return [figures.get(header, cell) for header, cell in zip(HEADERS, _list_plain_cells(measure), strict=True)]
    return _list_plain_cells(measure)


def _list_plain_cells(measure: MeasureResult) -> list[str]:
    return [
        measure.indicator,
        measure.id,
        measure.title,
        "" if measure.numerator is None else str(measure.numerator),
        "" if measure.denominator is None else show_number(measure.denominator),
        "" if measure.value is None else show_value(measure.value),
        measure.unit,
        say_target(measure),
        STATUS_WORDS[measure.status],
        "" if measure.attainment is None else show_value(measure.attainment),
        measure.progress.value if measure.progress else "",
        "" if measure.shortfall is None else str(measure.shortfall),
        say_excluded(measure).removeprefix("排除 "),
        str(measure.rejected),
        SOURCE_WORDS.get(measure.source or "", ""),
        "；".join((*measure.notes_and_questions, *say_own_reading(measure))),
    ]
