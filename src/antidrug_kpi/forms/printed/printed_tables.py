"""A form's table laid out: its heading, the rows of each group, the sums, and what is noted below."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from antidrug_kpi.forms.document import Alignment, Block, Table, TableCell, TableRow
from antidrug_kpi.forms.printed.filled_places import Values, fill_paragraph
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.listed_records import Record, RecordListing, list_records
from antidrug_kpi.forms.printed.office_notes import make_office_notes
from antidrug_kpi.plans import form_tables as f


def build_table(table: f.FormTable, values: Values, source: FormSource) -> tuple[Block, ...]:
    """The table and its notes; without a register to list it stands empty, as the plan prints it."""
    listing = list_records(table, table.records, source) if table.records is not None else _list_nothing(table)
    header = _build_header(table, values)
    rows = [
        row
        for group, records in zip(table.groups, listing.groups, strict=True)
        for row in _build_group(table, group, records, values)
    ]
    rows += _build_end(table, listing, values)
    grid = Table(tuple(column.width for column in table.columns), (*header, *rows), len(header))
    return (grid, *make_office_notes(listing.notes))


def _list_nothing(table: f.FormTable) -> RecordListing:
    return RecordListing((None,) * len(table.groups), {}, ())


def _build_header(table: f.FormTable, values: Values) -> list[TableRow]:
    """No row without headings, one, or two where neighbours stand under a common heading."""
    if not any(column.heading for column in table.columns):
        return []
    if not any(column.over for column in table.columns):
        return [TableRow(tuple(_head(column.heading, values) for column in table.columns))]
    upper: list[TableCell] = []
    for over, group in groupby(table.columns, lambda column: column.over):
        columns = list(group)
        if over:
            upper.append(_head((over,), values, columns=len(columns)))
        else:
            upper += [_head(column.heading, values, rows=2) for column in columns]
    return [TableRow(tuple(upper)), TableRow(tuple(_head(column.heading, values) for column in table.columns if column.over))]


def _head(lines: f.Lines, values: Values, *, columns: int = 1, rows: int = 1) -> TableCell:
    paragraphs = (fill_paragraph(line, values) for line in lines)
    bold = tuple(replace(line, runs=tuple(replace(run, is_bold=True) for run in line.runs)) for line in paragraphs)
    return TableCell(bold, columns, rows, "center", is_shaded=True)


def _build_group(table: f.FormTable, group: f.RowGroup, records: tuple[Record, ...] | None, values: Values) -> list[TableRow]:
    """A row for each record, as the plan prints the group where there are none to list; the label spans them all."""
    columns = [column for column in table.columns if not column.is_label]
    if records is None:
        bodies = [
            [_fill_cell(lines, values, column.align) for column, lines in zip(columns, row, strict=True)] for row in group.rows
        ]
    elif records:
        bodies = [_build_record(table, group, record, values) for record in records]
    else:
        bodies = [[_fill_cell((table.nobody,), {}, "center", columns=len(columns))]]
    label = [_fill_cell(group.label, values, "center", rows=len(bodies))] if len(columns) < len(table.columns) else []
    return [TableRow((*(label if index == 0 else ()), *body)) for index, body in enumerate(bodies)]


def _build_record(table: f.FormTable, group: f.RowGroup, record: Record, values: Values) -> list[TableCell]:
    """The cells of a record; one whose lines cannot be decided stands as the plan prints it."""
    cells: list[TableCell] = []
    for column, lines in zip(table.columns, record.lines, strict=True):
        if not column.is_label:
            printed = group.rows[0][len(cells)] if group.rows else ()
            cells.append(_fill_cell(printed if lines is None else lines, {**values, **record.values}, column.align))
    return cells


def _build_end(table: f.FormTable, listing: RecordListing, values: Values) -> list[TableRow]:
    """The row of sums and the closing line over the whole width."""
    rows = []
    if table.total is not None:
        first, *others = table.columns
        sums = [
            _fill_cell((f"{{{column.sum_of}|＿＿}}",) if column.sum_of else ("",), listing.sums, column.align)
            for column in others
        ]
        rows.append(TableRow((_fill_cell((table.total,), {}, first.align), *sums)))
    if table.closing:
        rows.append(TableRow((_fill_cell(table.closing, values, "left", columns=len(table.columns)),)))
    return rows


def _fill_cell(lines: f.Lines, values: Values, align: Alignment, *, columns: int = 1, rows: int = 1) -> TableCell:
    paragraphs = tuple(fill_paragraph(line, values) for line in lines or ("",))
    return TableCell(paragraphs, columns, rows, align)
