"""The measures at every month-end as tables: a row for each measure and month in a file, a row for each measure on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from antidrug_kpi import roc
from antidrug_kpi.forms.document import Section, Table, TableCell, TableRow, make_cell, make_plain_paragraph
from antidrug_kpi.forms.figure_words import HIDDEN, say_publishing
from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.results import MeasureResult, MonthEnd, OfficeResult, Status
from antidrug_kpi.measures.rounding import show_number, show_value, show_whole
from antidrug_kpi.plans.statuses import STATUS_WORDS

if TYPE_CHECKING:
    from rich.console import Console

TITLE = "各月底的數字"
# The headers, and how many characters wide each is on paper.
_WIDTHS = {
    "指標": 8,
    "衡量項目": 9,
    "名稱": 38,
    "基準日": 20,
    "分子": 8,
    "分母": 8,
    "數值": 10,
    "單位": 7,
    "狀態": 10,
    "自評進度": 9,
}
_NUMBERS = frozenset({"分子", "分母", "數值"})
# Beside a value on a screen; a status without a value stands alone.
_MARKS = {Status.MET: "○", Status.MISSED: "×"}
_WORDS = {Status.NO_DATA: "缺", Status.WITHHELD: "缺", Status.NOT_APPLICABLE: "無"}
LEGEND = "○ 達成，× 未達成；缺：資料未備或暫不提供，無：無適用個案"
_SIDE_BY_SIDE = 130
NO_MONTH = "年度內到基準日為止，還沒有月底"


def list_columns(months: Sequence[MonthEnd]) -> Iterator[tuple[MeasureResult, ...]]:
    """Each measure at every month-end, in the plan's order."""
    yield from zip(*(month.measures for month in months), strict=True)


def list_month_rows(result: OfficeResult) -> Iterator[tuple[str, ...]]:
    """The headers, and a row for each measure and month-end, those of a measure together."""
    yield tuple(_WIDTHS)
    months = result.months or ()
    for column in list_columns(months):
        for month, measure in zip(months, column, strict=True):
            yield (
                measure.indicator,
                measure.id,
                measure.title,
                roc.format_roc_date(month.as_of),
                *show_numbers(measure),
                measure.unit,
                STATUS_WORDS[measure.status],
                measure.progress.value if measure.progress else "",
            )


def show_numbers(measure: MeasureResult) -> tuple[str, str, str]:
    """Numerator, denominator and value; the mark in place of each where they are hidden."""
    if measure.is_hidden:
        return HIDDEN, HIDDEN, HIDDEN
    top, bottom = ("" if number is None else show_number(number) for number in (measure.numerator, measure.denominator))
    return top, bottom, "" if measure.value is None else show_value(measure.value)


def build_month_section(result: OfficeResult) -> Section:
    """The table as a landscape section of a document."""
    headers, *rows = list_month_rows(result)
    head = TableRow(tuple(make_cell(text, align="center", is_bold=True, is_shaded=True) for text in headers))
    body = (TableRow(tuple(map(_make_cell, headers, row))) for row in rows)
    notes = say_publishing(result.largest_hidden_count) if rows else (f"{NO_MONTH}。",)
    return Section(
        TITLE,
        (
            make_plain_paragraph(TITLE, "heading1"),
            Table(tuple(_WIDTHS.values()), (head, *body)),
            *(make_plain_paragraph(note, "note") for note in notes),
        ),
        is_landscape=True,
    )


def _make_cell(header: str, text: str) -> TableCell:
    if header in _NUMBERS:
        return replace(make_cell(text, align="right"), is_number=True)
    return make_cell(escape_controls(text))


def print_months(console: Console, result: OfficeResult) -> None:
    """A row for each measure and a column for each month; on a narrow terminal half a year at a time."""
    from antidrug_kpi.forms.screen.screen_table import print_table
    from antidrug_kpi.forms.terminal import make_text

    months = result.months or ()
    console.print(make_text(f"{TITLE}（{LEGEND if months else NO_MONTH}）", "bold"))
    step = 12 if console.width >= _SIDE_BY_SIDE else 6
    for part in (months[start : start + step] for start in range(0, len(months), step)):
        headers = ("項目", *(f"{month.as_of.month} 月底" for month in part))
        print_table(console, headers, [(column[0].id, *map(_show_cell, column)) for column in list_columns(part)])


def _show_cell(measure: MeasureResult) -> str:
    if measure.is_hidden:
        return f"{HIDDEN}{_MARKS.get(measure.status, '')}"
    value = "" if measure.value is None else show_whole(measure.value, is_count=measure.is_count)
    return f"{value}{_MARKS.get(measure.status, '')}" or _WORDS.get(measure.status, "")
