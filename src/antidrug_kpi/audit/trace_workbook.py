"""The trace as a workbook: a sheet for each population, the waterfall, and the definition with its source.

A trace that was drawn as a sample is a working paper: it says how it was drawn, wraps its texts, and prints on paper.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from antidrug_kpi.audit.subjects.measure_trace import MeasureTrace
from antidrug_kpi.audit.subjects.subject_blocks import POPULATION_WORDS, POPULATIONS
from antidrug_kpi.audit.trace_pages import Widths, append_row, measure_columns
from antidrug_kpi.audit.trace_table import FINDINGS, HEADERS, TraceTable
from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.plain_rows import Value, mark_up_rows
from antidrug_kpi.forms.reading_notes import say_readings
from antidrug_kpi.forms.streamed_cells import BOLD, GREY, Page, make_head, make_wrapped, start_page
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.explain import explain_indicator, explain_measure

WATERFALL, DEFINITION = "人數流程", "定義與出處"
_LIST = Widths(most=30, sentence=60, finding=14)
_PAPER = Widths(most=14, sentence=44, finding=14)
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
    streamed: list[tuple[Page, Iterator[bytes]]] = []
    for population in POPULATIONS:
        rows = [row for row, place in zip(table.rows, table.populations, strict=True) if place == population]
        page = workbook.create_sheet(POPULATION_WORDS[population])
        if drawing is not None:
            titles = "、".join(f"{trace.measure.id} {trace.measure.title}" for trace in traces)
            _write_paper(page, table, rows, [titles, heading, _say_drawn(traces, population, len(rows), drawing)])
        else:
            streamed.append((page, _start_list(page, table.headers, rows)))
    _write_steps(workbook.create_sheet(WATERFALL), traces)
    _write_definitions(workbook.create_sheet(DEFINITION), plan, traces, heading)
    mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue(), {page.path: markup for page, markup in streamed})  # a path is known once saved


def _start_list(page: Page, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[bytes]:
    """Start the page of a population, with a filter on every column; returns the markup of its rows."""
    page.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(rows) + 1}"  # type: ignore[attr-defined]
    widths = measure_columns(headers, rows, _LIST)
    start_page(page, widths, header=1)
    append_row(page, 1, [_make_wrapped_head(page, header) for header in headers], widths)
    return mark_up_rows(map(_type_row, rows), first=2)


def _type_row(row: Sequence[str]) -> tuple[Value, ...]:
    return (*row[:_NUMBER], int(row[_NUMBER]), *row[_NUMBER + 1 :])


def _make_wrapped_head(page: Page, text: str) -> Cell:
    cell = make_wrapped(page, text)
    cell.font, cell.fill = BOLD, GREY
    return cell


def _write_paper(page: Page, table: TraceTable, rows: Sequence[Sequence[str]], opening: Sequence[str]) -> None:
    """A page that an auditor prints and fills: how the subjects were drawn, then each with its blank columns. What is the same in
    all rows of the sheet anyway, or blank, has no column.
    """
    told = {"歸屬", *(table.naming if len(table.measures) == 1 else ())} | ({"衡量項目"} if len(table.measures) == 1 else set())
    kept = [
        index
        for index, header in enumerate(table.headers)
        if header in FINDINGS or (header not in told and any(row[index] for row in rows))
    ]
    names = [table.headers[index] for index in kept]
    shown = [[row[index] for index in kept] for row in rows]
    widths = measure_columns(names, shown, _PAPER)
    start_page(page, widths, header=len(opening) + 1)
    for line in opening:
        page.append([line])
    append_row(page, len(opening) + 1, [_box(_make_wrapped_head(page, name)) for name in names], widths)
    for number, row in enumerate(shown, start=len(opening) + 2):
        cells = [make_wrapped(page, int(cell) if name == "列" else cell) for name, cell in zip(names, row, strict=True)]
        append_row(page, number, [_box(cell) for cell in cells], widths)


def _box(cell: Cell) -> Cell:
    cell.border = _BOX
    return cell


def _say_drawn(traces: Sequence[MeasureTrace], population: str, drawn: int, drawing: Drawing) -> str:
    """How many of how many subjects were drawn, and how somebody else draws the same."""
    total = sum(trace.counts.get(population, 0) for trace in traces)
    word = POPULATION_WORDS[population]
    how = f"每一歸屬各抽 {drawing.count} 件，種子 {drawing.seed}：取「種子|檔案|工作表|列」的 SHA-256 最小者，同一種子可重抽"
    return f"{word}：{total:,} 件中抽出 {drawn:,} 件（{how}）"


def _write_steps(page: Page, traces: Iterable[MeasureTrace]) -> None:
    widths = (10, 60, 14)
    start_page(page, widths, header=1)
    page.append([make_head(page, text) for text in ("衡量項目", "步驟", "數量")])
    steps = ((trace.measure.id, step) for trace in traces for step in trace.result.waterfall)
    for number, (name, step) in enumerate(steps, start=2):
        count = step.count if isinstance(step.count, int) else float(step.count)
        text = ("　－ " if step.is_part else "") + step.text
        append_row(page, number, [make_wrapped(page, value) for value in (name, text, count)], widths)


def _write_definitions(page: Page, plan: Plan, traces: Sequence[MeasureTrace], heading: str) -> None:
    widths = (14, 110)
    start_page(page, widths)
    for number, (label, text) in enumerate(_list_definitions(plan, traces, heading), start=1):
        append_row(page, number, [make_wrapped(page, label), make_wrapped(page, text)], widths)


def _list_definitions(plan: Plan, traces: Sequence[MeasureTrace], heading: str) -> Iterator[tuple[str, str]]:
    """Label and text of each line: what the measures are, where that is written, and which readings were chosen."""
    yield "計畫", plan.title
    yield "期別", heading
    yield from (("判讀", text) for text in say_readings(plan, [trace.result for trace in traces]))
    told: set[str] = set()
    for trace in traces:
        if trace.indicator.id not in told:
            told.add(trace.indicator.id)
            yield from explain_indicator(plan, trace.indicator)
        yield from explain_measure(plan, trace.measure)
        yield from (("說明", note) for note in trace.result.notes)
