"""The table of work items laid out: a row an item, whose answer holds small tables on a fine grid of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from antidrug_kpi.forms.document import (
    Block,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    TextRun,
    make_cell,
    make_plain_paragraph,
)
from antidrug_kpi.forms.printed.column_shares import share_columns
from antidrug_kpi.forms.printed.table_pieces import PAGE_LINES, count_row_lines, part_rows
from antidrug_kpi.forms.printed.told_parts import ToldItem, ToldPart, ToldTable, make_blank
from antidrug_kpi.plans.form_specs import WorkItemColumn
from antidrug_kpi.plans.plan import Plan

# How many columns the grid of an answer has: enough for small tables of different columns to fit onto it.
_GRID = 48
_TEXT_SIZE = 10.5
_SMALL_SIZE = 10.0
# A small table of so many lines at most stands whole on a page where its heading is repeated on the next.
_KEPT_LINES = 14


def lay_out_items(plan: Plan, told: Sequence[ToldItem], columns: Sequence[WorkItemColumn]) -> Table:
    """The table under these columns: each group's heading, its items in the plan's order, own ones after the official."""
    spans = [_GRID if column.role == "answer" else 1 for column in columns]
    widths = [column.width * _GRID // span for column, span in zip(columns, spans, strict=True) for _ in range(span)]
    heads = zip(columns, spans, strict=True)
    rows = [TableRow(tuple(_make_head(column.text, span) for column, span in heads))]
    for number, heading in plan.groups.items():
        items = [item for item in told if item.item.group == number]
        if items:
            rows.append(TableRow((make_cell(heading, columns=len(widths), is_bold=True),)))
            rows += [row for item in items for row in _build_item(item, columns, len(widths))]
    return Table(tuple(widths), tuple(rows), text_size=_TEXT_SIZE)


def _make_head(text: str, columns: int) -> TableCell:
    return make_cell(text, columns=columns, align="center", is_bold=True, is_shaded=True)


def _build_item(told: ToldItem, columns: Sequence[WorkItemColumn], width: int) -> Iterator[TableRow]:
    """A heading over the whole width, or the title beside the rows of its answer."""
    title = tuple(map(make_plain_paragraph, told.item.title))
    if told.item.is_heading:
        yield TableRow((TableCell(title, width),))
        return
    answer = list(_lay_out_answer(told.parts or (make_blank(),)))
    for number, part in enumerate(answer):
        row: list[TableCell] = []
        for column in columns:
            if column.role == "answer":
                row += part.cells
            elif number == 0:
                lines = title if column.role == "item" else (make_plain_paragraph(""),)
                row.append(TableCell(lines, rows=len(answer)))
        # The last row is as high as what is left of a long title, and would leave half a page empty if it had to stay whole.
        yield replace(part, cells=tuple(row), may_break=number == len(answer) - 1 and len(answer) > 1)


def _lay_out_answer(parts: Iterable[ToldPart]) -> Iterator[TableRow]:
    """The rows of an answer: sentences that follow one another in one cell, and the rows of tables below their captions."""
    lines: list[Paragraph] = []
    for part in parts:
        if isinstance(part, Paragraph):
            lines.append(part)
            continue
        if part.caption:
            lines.append(make_plain_paragraph(f"{part.caption}："))
        if lines:
            yield TableRow((TableCell(tuple(lines), _GRID),), keeps_next=True)
        lines = []
        spans = share_columns(part.headings, part.rows, _GRID)
        for number, piece in enumerate(part_rows(part, spans, _GRID)):
            heading, *rows = _lay_out_table(piece, spans, spans, PAGE_LINES)
            yield replace(heading, is_repeated=number > 0)
            yield from rows
    if lines:
        yield TableRow((TableCell(tuple(lines), _GRID),))


def _lay_out_table(table: ToldTable, shares: Sequence[int], spans: Sequence[int], kept_lines: int) -> Iterator[TableRow]:
    """The heading stands on the page of the first row, and a table of so many lines at most whole on one page."""
    lines = sum(count_row_lines(row, shares, _GRID) for row in table.rows)
    yield TableRow(tuple(_make_head(text, span) for text, span in zip(table.headings, spans, strict=True)), keeps_next=True)
    for number, row in enumerate(table.rows, start=1):
        cells = [
            _make_figure(text, span, is_label=table.has_labels and place == 0)
            for place, (text, span) in enumerate(zip(row, spans, strict=True))
        ]
        yield TableRow(tuple(cells), keeps_next=lines <= kept_lines and number < len(table.rows))


def _make_figure(text: str | None, columns: int, *, is_label: bool) -> TableCell:
    if is_label:
        return make_cell(text or "", columns=columns)
    line = Paragraph((TextRun("＿＿", is_blank=True),)) if text is None else make_plain_paragraph(text)
    return TableCell((line,), columns, align="center", is_number=True)


def lay_out_parts(parts: Sequence[ToldPart]) -> tuple[Block, ...]:
    """Sentences and tables one below another, over the width of the page."""
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, Paragraph):
            blocks.append(part)
            continue
        if part.caption:
            blocks.append(make_plain_paragraph(part.caption, "heading3"))
        shares = share_columns(part.headings, part.rows, _GRID)
        rows = tuple(_lay_out_table(part, shares, [1] * len(shares), _KEPT_LINES))
        blocks.append(Table(shares, rows, text_size=_SMALL_SIZE))
    return tuple(blocks)
