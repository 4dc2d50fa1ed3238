"""The form of the indicators alone: the table 衡量指標達成情形 of annexes 11 and 12 below the report's title."""

from __future__ import annotations

from antidrug_kpi.forms.attainment_table import AttainmentRow, IndicatorTable, build_table
from antidrug_kpi.forms.document import Block, Document, Section, Table, TableCell, TableRow, make_cell, make_plain_paragraph
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.plan import Plan

SECTION = "衡量指標達成情形"


def build_indicators(plan: Plan, result: OfficeResult, *, is_annotated: bool = False) -> Document:
    """One landscape section: title lines, the annex's heading, the table, the as-of date."""
    table = build_table(plan, result, is_annotated=is_annotated)
    blocks: tuple[Block, ...] = (
        *(make_plain_paragraph(line, "title") for line in table.title),
        make_plain_paragraph(table.heading, "heading1"),
        lay_out_attainment(table),
        *(make_plain_paragraph(note, "note") for note in table.notes),
    )
    return Document("".join(table.title), (Section(SECTION, blocks, is_landscape=True),))


def lay_out_attainment(table: IndicatorTable) -> Table:
    """The table as every writer prints it: the columns' titles on each page, groups over the whole width."""
    header = TableRow(tuple(make_cell(column.text, align="center", is_bold=True, is_shaded=True) for column in table.columns))
    rows = [
        TableRow((_make_banner(row, len(table.columns)),) if row.is_group else tuple(map(TableCell, row.cells)))
        for row in table.rows
    ]
    return Table(tuple(column.width for column in table.columns), (header, *rows))


def _make_banner(row: AttainmentRow, columns: int) -> TableCell:
    return make_cell([line.text for line in row.cells[0]], columns=columns, is_bold=True)
