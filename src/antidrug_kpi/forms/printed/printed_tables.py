"""A form's table laid out: its heading, the rows of each group, the sums, and what is noted below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

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
        bodies = [list(cells) for cells in _lay_out_rows(columns, group.rows, values)]
    elif records:
        bodies = [_build_record(table, group, record, values) for record in records]
    else:
        bodies = [[_fill_cell((table.nobody,), {}, "center", columns=len(columns))]]
    label = [_fill_cell(group.label, values, "center", rows=len(bodies))] if len(columns) < len(table.columns) else []
    return [TableRow((*(label if index == 0 else ()), *body)) for index, body in enumerate(bodies)]


def _lay_out_rows(
    columns: Sequence[f.TableColumn], rows: Sequence[Sequence[f.Lines]], values: Values
) -> Iterator[Iterator[TableCell]]:
    """The rows as the plan prints them; a cell goes on over the marks to its right, and one mark down for each below it."""
    for number, row in enumerate(rows):
        yield (
            _fill_cell(
                lines,
                values,
                column.align if not _goes_on(row, place + 1, f.FROM_LEFT) else "left",
                columns=1 + _count_marks((row[other] for other in range(place + 1, len(row))), f.FROM_LEFT),
                rows=1 + _count_marks((below[place] for below in rows[number + 1 :]), f.FROM_ABOVE),
            )
            for place, (column, lines) in enumerate(zip(columns, row, strict=True))
            if lines not in (f.FROM_LEFT, f.FROM_ABOVE)
        )


def _goes_on(row: Sequence[f.Lines], place: int, mark: f.Lines) -> bool:
    return place < len(row) and row[place] == mark


def _count_marks(cells: Iterable[f.Lines], mark: f.Lines) -> int:
    return sum(1 for _ in takewhile(lambda lines: lines == mark, cells))


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
