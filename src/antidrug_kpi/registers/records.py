"""Which rows below a header are records: neither blank nor footers. Each distinct content of a column is looked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from antidrug_kpi.files import Cell, UnreadableCell
from antidrug_kpi.plans.registers import Column, ColumnType
from antidrug_kpi.plans.registers import Register as RegisterSpec
from antidrug_kpi.registers.columns import DATE_TYPES, Mask
from antidrug_kpi.registers.faults import FaultyCellError
from antidrug_kpi.registers.footers import (
    FooterColumn,
    could_be_footer,
    is_blank_cell,
    is_continuation,
    is_footer_row,
    is_note_row,
)
from antidrug_kpi.registers.mapping import translate_cell
from antidrug_kpi.registers.passed_over import find_common
from antidrug_kpi.registers.total_rows import is_number, is_total_row
from antidrug_kpi.registers.values import make_parser
from antidrug_kpi.registers.words import LONGEST_MARK, is_missing, is_plain, squeeze

Rows = Sequence[Sequence[Cell]]
_WORDS = {ColumnType.IDENTIFIER, ColumnType.NAME, ColumnType.TEXT}


def find_records(
    spec: RegisterSpec,
    body: Rows,
    columns: Mapping[str, Sequence[Cell]],
    indexes: Mapping[str, int],
    values: Mapping[str, Mapping[str, str]],
    distinct: Mapping[str, set[Cell]],
) -> tuple[list[int], list[int]]:
    """The positions of the records, and of the rows that are blank in every known column: such a row is no record, even if the
    office numbered it beforehand. `values` are the office's own by column, with what they mean, and `distinct` what each column
    holds.
    """
    types = {column.name: column.type for column in spec.columns}
    blank = _find_blank_rows(columns, distinct, types, len(body))
    skipped = blank.copy()
    suspects = np.flatnonzero(_find_suspects(body, columns, distinct, set(indexes.values())) & ~blank).tolist()
    footer_columns = describe_footer_columns(spec, indexes, values, distinct) if suspects else {}
    followed = 0
    for row in suspects:
        is_total = not spec.holds_totals and is_total_row(body[row], footer_columns)
        skipped[row] |= is_footer_row(body[row], footer_columns) or is_total
        # A note among the rows that go on with one above it is followed by no others.
        if skipped[row] and row >= followed and is_note_row(body[row]):
            below = list(_follow_note(body, row))
            skipped[below] = True
            followed = row + 1 + len(below)
    return np.flatnonzero(~skipped).tolist(), np.flatnonzero(blank).tolist()


def describe_footer_columns(
    spec: RegisterSpec,
    indexes: Mapping[str, int],
    values: Mapping[str, Mapping[str, str]],
    distinct: Mapping[str, set[Cell]],
) -> dict[int, FooterColumn]:
    """What the test for footers needs of each column of a sheet, by index."""
    return {
        indexes[column.name]: _describe_column(column, values.get(column.name, {}), distinct[column.name])
        for column in spec.columns
        if column.name in indexes
    }


def _follow_note(body: Rows, row: int) -> Iterator[int]:
    """The rows below a note that go on with it."""
    for below in range(row + 1, len(body)):
        if not is_continuation(body[below]):
            return
        yield below


def list_distinct(columns: Mapping[str, Sequence[Cell]]) -> dict[str, set[Cell]]:
    """The distinct contents of each column; over a large register they are gathered once for all that asks for them."""
    return {name: set(cells) for name, cells in columns.items()}


def _find_blank_rows(
    columns: Mapping[str, Sequence[Cell]], distinct: Mapping[str, set[Cell]], types: Mapping[str, ColumnType], count: int
) -> Mask:
    """Rows in which every column is blank or holds a missing mark; the first column without either settles it for all of them."""
    blank = np.ones(count, dtype=bool)
    for name, cells in columns.items():
        empty = {cell for cell in distinct[name] if is_empty_cell(cell, types[name])}
        if not empty:
            return np.zeros(count, dtype=bool)
        blank &= mark_cells(cells, empty)
    return blank


def is_empty_cell(cell: Cell, kind: ColumnType) -> bool:
    """Whether a cell holds nothing, or a mark that says so; 無 is 否 in a column of flags."""
    if type(cell) is str and is_plain(cell):
        return is_missing(cell)
    if isinstance(cell, UnreadableCell):
        return is_missing(squeeze(cell.shown))
    if not isinstance(cell, str) or len(cell.strip()) > LONGEST_MARK:
        return cell is None
    text = squeeze(cell)
    return is_missing(text) and not (kind is ColumnType.FLAG and text == "無")


def _find_suspects(body: Rows, columns: Mapping[str, Sequence[Cell]], distinct: Mapping[str, set[Cell]], known: set[int]) -> Mask:
    """Rows in which some cell, of a known column or of another, could be a footer's."""
    suspects = np.zeros(len(body), dtype=bool)
    for name, cells in columns.items():
        texts = {cell for cell in distinct[name] if could_be_footer(cell)}
        if texts:
            suspects |= mark_cells(cells, texts)
    for index in range(len(body[0]) if body else 0):
        if index not in known:
            cells = [row[index] for row in body]
            texts = {cell for cell in set(cells) if could_be_footer(cell)}
            # 全市 in most rows is what the office serves, and no footer.
            texts -= find_common(cells) if texts else set()
            suspects |= mark_cells(cells, texts) if texts else False
    return suspects


def mark_cells(cells: Sequence[Cell], wanted: set[Cell]) -> Mask:
    """The rows whose cell is one of these."""
    return np.fromiter((cell in wanted for cell in cells), dtype=bool, count=len(cells))


def _describe_column(column: Column, words: Mapping[str, str], distinct: set[Cell]) -> FooterColumn:
    is_words, is_day, is_code = column.type in _WORDS, column.type in DATE_TYPES, column.type is ColumnType.CODE
    is_numbered = column.key and not (is_day or is_code) and _is_numbered(distinct)
    return FooterColumn(column.key, column.required, is_words, is_day, _make_test(column, words), is_code, is_numbered)


def _is_numbered(cells: set[Cell]) -> bool:
    """Whether most contents of a column are numbers as they count something."""
    filled = [cell for cell in cells if not is_blank_cell(cell)]
    return sum(map(is_number, filled)) * 2 > len(filled)


def _make_test(column: Column, words: Mapping[str, str]) -> Callable[[Cell], bool]:
    """Whether a cell holds a readable value of the column."""
    if column.type is ColumnType.CODE:  # which codes are known is told later; here it matters only that there is one
        return lambda cell: not is_blank_cell(cell)
    parse = make_parser(column, False)

    def can_read(cell: Cell) -> bool:
        try:
            return parse(translate_cell(cell, words)) is not None
        except FaultyCellError:
            return False

    return can_read
