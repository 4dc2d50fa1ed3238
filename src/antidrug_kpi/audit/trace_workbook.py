"""The trace as a workbook: a sheet for each population, the waterfall, and the definition with its source.

A trace that was drawn as a sample is a working paper: it says how it was drawn, wraps its texts, and prints on paper.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from antidrug_kpi.audit.measure_trace import MeasureTrace
from antidrug_kpi.audit.subject_blocks import POPULATION_WORDS, POPULATIONS
from antidrug_kpi.audit.trace_table import FINDINGS, HEADERS, SENTENCE, TraceTable
from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.plain_rows import Value, mark_up_rows
from antidrug_kpi.forms.streamed_cells import Page, make_head, make_wrapped, start_page
from antidrug_kpi.forms.text_widths import measure_text
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.explain import explain_indicator, explain_measure

WATERFALL, DEFINITION = "人數流程", "定義與出處"
_ROWS_MEASURED, _WIDEST, _SENTENCE_WIDTH, _FINDING_WIDTH, _CLAUSE_WIDTH = 200, 30, 60, 14, 20
_NUMBER = HEADERS.index("列")
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True)
class Drawing:
    """How a sample was drawn: how many subjects of each population, and by which seed."""

    count: int
    seed: int


def write_trace_workbook(
    plan: Plan, traces: Sequence[MeasureTrace], table: TraceTable, heading: str, drawing: Drawing | None = None
) -> bytes:
    """The workbook's bytes; `heading` says what office and report it is of. The same input gives the same bytes."""
    workbook = Workbook(write_only=True)
    streamed = {}
    for population in POPULATIONS:
        rows = [row for row, place in zip(table.rows, table.populations, strict=True) if place == population]
        page = workbook.create_sheet(POPULATION_WORDS[population])
        if drawing is not None:
            _write_paper(page, table.headers, rows, [heading, _say_drawn(traces, population, len(rows), drawing)])
        else:
            streamed[page.path] = _start_list(page, table.headers, rows)
    _write_steps(workbook.create_sheet(WATERFALL), traces)
    _write_definitions(workbook.create_sheet(DEFINITION), plan, traces, heading)
    mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue(), streamed)


def _start_list(page: Page, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[bytes]:
    """Start the page of a population, with a filter on every column; returns the markup of its rows."""
    page.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(rows) + 1}"  # type: ignore[attr-defined]
    start_page(page, _measure_columns(headers, rows), header=1)
    page.append([make_head(page, header) for header in headers])
    return mark_up_rows(map(_type_row, rows), first=2)


def _type_row(row: Sequence[str]) -> tuple[Value, ...]:
    return (*row[:_NUMBER], int(row[_NUMBER]), *row[_NUMBER + 1 :])


def _measure_columns(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    widths = []
    for index, header in enumerate(headers):
        texts = (line for row in rows[:_ROWS_MEASURED] for line in row[index].split("\n"))
        longest = max(map(measure_text, texts), default=0)
        widths.append(min(_choose_widest(header), max(min(measure_text(header), _CLAUSE_WIDTH), longest) + 2))
    return widths


def _choose_widest(header: str) -> int:
    return _SENTENCE_WIDTH if header in {SENTENCE, "原因"} else _WIDEST


def _write_paper(page: Page, headers: Sequence[str], rows: Sequence[Sequence[str]], opening: Sequence[str]) -> None:
    """A page that an auditor prints and fills: how the subjects were drawn, then each with its blank columns."""
    kept = [index for index, header in enumerate(headers) if header in FINDINGS or any(row[index] for row in rows)]
    names = [headers[index] for index in kept]
    shown = [[row[index] for index in kept] for row in rows]
    widths = _measure_columns(names, shown)
    widths = [
        _FINDING_WIDTH * (2 if name == FINDINGS[0] else 1) if name in FINDINGS else width
        for name, width in zip(names, widths, strict=True)
    ]
    start_page(page, widths, header=len(opening) + 1)
    for line in opening:
        page.append([line])
    page.append([_box(make_head(page, name), page) for name in names])
    for row in shown:
        page.append(
            [_box(make_wrapped(page, int(cell) if name == "列" else cell), page) for name, cell in zip(names, row, strict=True)]
        )


def _box(cell: object, _page: Page) -> object:
    cell.border = _BOX  # type: ignore[attr-defined]
    return cell


def _say_drawn(traces: Sequence[MeasureTrace], population: str, drawn: int, drawing: Drawing) -> str:
    """How many of how many subjects were drawn, and how somebody else draws the same."""
    total = sum(trace.counts.get(population, 0) for trace in traces)
    word = POPULATION_WORDS[population]
    how = f"每一歸屬各抽 {drawing.count} 件，種子 {drawing.seed}：取「種子|檔案|工作表|列」的 SHA-256 最小者，同一種子可重抽"
    return f"{word}：{total:,} 件中抽出 {drawn:,} 件（{how}）"


def _write_steps(page: Page, traces: Iterable[MeasureTrace]) -> None:
    start_page(page, (10, 60, 14), header=1)
    page.append([make_head(page, text) for text in ("衡量項目", "步驟", "數量")])
    for trace in traces:
        for step in trace.result.waterfall:
            text = ("　－ " if step.is_part else "") + step.text
            count = float(step.count) if isinstance(step.count, Decimal) else step.count
            page.append([make_wrapped(page, value) for value in (trace.measure.id, text, count)])


def _write_definitions(page: Page, plan: Plan, traces: Iterable[MeasureTrace], heading: str) -> None:
    start_page(page, (14, 110))
    page.append([make_head(page, plan.title), make_head(page, heading)])
    told: set[str] = set()
    for trace in traces:
        if trace.indicator.id not in told:
            told.add(trace.indicator.id)
            _append_lines(page, explain_indicator(plan, trace.indicator))
        _append_lines(page, explain_measure(plan, trace.measure))
        _append_lines(page, [("說明", note) for note in trace.result.notes])


def _append_lines(page: Page, lines: Iterable[tuple[str, str]]) -> None:
    for label, text in lines:
        page.append([make_wrapped(page, label), make_wrapped(page, text)])
