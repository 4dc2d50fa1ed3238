"""Which rows below a header are records: those that are neither blank nor a footer (合計, 備註). Each distinct cell is looked at
once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from antidrug_kpi.files import Cell, Mask, NumberedColumn, Positions, UnreadableCell
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.cell_values import CellState, check_cell, make_parser
from antidrug_kpi.registers.cells.column_values import DATE_TYPES
from antidrug_kpi.registers.cells.missing_marks import LONGEST_MARK, MISSING_PREFILTER, is_missing
from antidrug_kpi.registers.cells.squeezing import is_plain, squeeze
from antidrug_kpi.registers.finding.office_mapping import translate_cell
from antidrug_kpi.registers.rows.filler_rows import find_common
from antidrug_kpi.registers.rows.total_rows import is_number, is_total_row
from antidrug_kpi.registers.vocabulary.footer_words import FOOTER_PREFILTER
from antidrug_kpi.registers.vocabulary.footers import (
    FooterColumn,
    could_be_footer,
    is_blank_cell,
    is_continuation,
    is_footer_row,
    is_note_row,
)

Rows = Sequence[Sequence[Cell]]
Columns = Mapping[str, NumberedColumn]
_WORDS = {ColumnType.IDENTIFIER, ColumnType.NAME, ColumnType.TEXT}


def find_records(
    spec: RegisterSpec,
    body: Rows,
    columns: Columns,
    others: Sequence[NumberedColumn],
    indexes: Mapping[str, int],
    values: Mapping[str, Mapping[str, str]],
) -> tuple[Positions, Positions]:
    """The positions of the records, and of the rows that are blank in every column of the register; both from the row below the
    header, ascending. A row that is blank there is no record, even if the office numbered it beforehand in another column.

    `body` are the rows below the header, `columns` the register's columns of them by official header, `indexes` their places in a
    row, `others` the columns under other headers, and `values` the office's own values of a column with the plan's.
    """
    blank = _find_blank_rows(spec, columns, len(body))
    skipped = blank.copy()
    candidates = np.flatnonzero(_find_footer_candidates(columns, others, len(body)) & ~blank).tolist()
    footer_columns = describe_footer_columns(spec, columns, indexes, values) if candidates else {}
    followed = 0  # rows above it were seen to continue a note
    for row in candidates:
        cells = body[row]
        is_total = not spec.holds_totals and is_total_row(cells, footer_columns)
        skipped[row] |= is_footer_row(cells, footer_columns) or is_total
        # Inside the lines of a note no further note begins: they were skipped with the first.
        if skipped[row] and row >= followed and is_note_row(cells):
            below = list(_follow_note(body, row))
            skipped[below] = True
            followed = row + 1 + len(below)
    return np.flatnonzero(~skipped), np.flatnonzero(blank)


def describe_footer_columns(
    spec: RegisterSpec, columns: Columns, indexes: Mapping[str, int], values: Mapping[str, Mapping[str, str]]
) -> dict[int, FooterColumn]:
    """Index of a column → what the test for footers needs to know of it."""
    return {
        indexes[column.name]: _describe_column(column, values.get(column.name, {}), columns[column.name].distinct)
        for column in spec.columns
        if column.name in indexes
    }


def _follow_note(body: Rows, row: int) -> Iterator[int]:
    """The positions of the rows right below a note that continue it."""
    for below in range(row + 1, len(body)):
        if not is_continuation(body[below]):
            return
        yield below


def _find_blank_rows(spec: RegisterSpec, columns: Columns, count: int) -> Mask:
    """The rows in which every column is blank or holds a missing mark (docs/registers.md)."""
    types = {column.name: column.type for column in spec.columns}
    blank = np.ones(count, dtype=bool)
    for name, cells in columns.items():
        empty = mark_empty(cells, types[name])
        if not empty.any():  # no row can be blank then, and the other columns need not be looked at
            return empty
        blank &= empty
    return blank


def mark_empty(column: NumberedColumn, kind: ColumnType) -> Mask:
    """The rows in which a column of this type is blank or holds a missing mark."""
    return column.mark(partial(is_empty_cell, kind=kind), MISSING_PREFILTER)


def is_empty_cell(cell: Cell, kind: ColumnType) -> bool:
    """Whether a cell is blank or a missing mark in a column of this type; 無 is 否 in a column of flags, and blank elsewhere."""
    # Most cells are letters and digits, which are compared without squeezing.
    if type(cell) is str and is_plain(cell):
        return is_missing(cell)
    if isinstance(cell, UnreadableCell):
        return is_missing(squeeze(cell.shown))
    if not isinstance(cell, str) or len(cell.strip()) > LONGEST_MARK:
        return cell is None
    text = squeeze(cell)
    return is_missing(text) and not (kind is ColumnType.FLAG and text == "無")


def _find_footer_candidates(columns: Columns, others: Sequence[NumberedColumn], count: int) -> Mask:
    """The rows in which some cell, of a register's column or another, could be the word of a footer."""
    candidates = np.zeros(count, dtype=bool)
    for column in columns.values():
        candidates |= column.mark(could_be_footer, FOOTER_PREFILTER)
    for column in others:
        found = column.mark(could_be_footer, FOOTER_PREFILTER)
        # 全市 in most rows of a column says whom the office serves, and is no footer.
        candidates |= found & ~column.mark_cells(find_common(column)) if found.any() else found
    return candidates


def _describe_column(column: Column, words: Mapping[str, str], distinct: Sequence[Cell]) -> FooterColumn:
    is_free_text, is_day, is_code = column.type in _WORDS, column.type in DATE_TYPES, column.type is ColumnType.CODE
    is_numbered = column.key and not (is_day or is_code) and _is_numbered(distinct)
    return FooterColumn(column.key, column.required, is_free_text, is_day, _make_value_test(column, words), is_code, is_numbered)


def _is_numbered(cells: Sequence[Cell]) -> bool:
    """Whether more than half of a column's filled cells are bare numbers."""
    filled = [cell for cell in cells if not is_blank_cell(cell)]
    return sum(map(is_number, filled)) * 2 > len(filled)


def _make_value_test(column: Column, words: Mapping[str, str]) -> Callable[[Cell], bool]:
    """Whether a cell holds a value of the column; `words` are the office's own values with the plan's (see `translate_cell`)."""
    if column.type is ColumnType.CODE:  # which codes the plan knows is checked later; here it matters only that there is one
        return lambda cell: not is_blank_cell(cell)
    parse = make_parser(column)
    return lambda cell: check_cell(parse, translate_cell(cell, words)) is CellState.VALUE
