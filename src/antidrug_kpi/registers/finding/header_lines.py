"""Lines below the header row that belong to it: units or letters in brackets, an English translation, and the header repeated
where a page of the export begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from antidrug_kpi.files import Cell, Sheet
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.cell_values import CellState, check_cell, make_parser, squeeze_cell
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.header_affixes import is_harmless
from antidrug_kpi.registers.finding.header_variants import HIGHEST_HEADER
from antidrug_kpi.registers.finding.headers import HeaderRow, drop_changed_columns
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

Rows = Sequence[Sequence[Cell]]
_BRACKETED = re.compile(r"[(\[【〔《「][^()\[\]【】〔〕《》「」]{1,12}[)\]】〕》」]")
_BRACKETS = "()[]【】〔〕《》「」"
_ENGLISH = re.compile(r"(?=.*[A-Za-z]{2})[A-Za-z&/.,:'()#%-]+")
# A line of English headers has at least one such word; a first record of letters alone (AMY, abc) has none.
_HEADER_WORD = re.compile(
    r"(?i:code|id$|^no|number|name|title|date|day|year|month|hour|count|cases?|student|person|people|staff|volunteer|school|unit"
    r"|institution|organi[sz]ation|type|kind|level|reason|result|source|status|amount|rate|score|flag|remark|note|item|county)"
)
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]")
# Columns in which any text can be read say nothing about whether a line is a record.
_WORDS = {ColumnType.IDENTIFIER, ColumnType.NAME, ColumnType.TEXT, ColumnType.CODE}


def extend_header(rows: Rows, header: HeaderRow, spec: RegisterSpec) -> HeaderRow:
    """The header with `position` at the last line that belongs to it, and without columns whose meaning such a line changes:
    (千元).
    """
    position = header.position
    while position + 1 < len(rows) and _is_header_line(rows[position + 1], header.columns, spec):
        position += 1
    lines = rows[header.position + 1 : position + 1]
    changed = dict(header.changed)
    for column in spec.columns:
        index = header.columns.get(column.name)
        pieces = [squeeze_cell(row[index]).strip(_BRACKETS) for row in lines] if index is not None else []
        odd = next((piece for piece in pieces if piece and not is_harmless(piece, column)), None)
        if index is not None and odd is not None:
            changed[index] = (column.name, odd)
    return replace(drop_changed_columns(header, changed), position=position)


def _is_header_line(row: Sequence[Cell], columns: Mapping[str, int], spec: RegisterSpec) -> bool:
    """Whether a row below the header belongs to it: all its cells are in brackets, or English words that no column can read."""
    filled = [cell for cell in row if not is_blank_cell(cell)]
    texts = [squeeze(cell) for cell in filled if isinstance(cell, str)]
    if not filled or len(texts) < len(filled):
        return False
    if all(_BRACKETED.fullmatch(text) for text in texts):
        return True
    is_english = all(_ENGLISH.fullmatch(text) for text in texts) and any(_HEADER_WORD.search(text) for text in texts)
    if len(texts) < min(2, len(columns)) or not is_english:
        return False
    cells = [(column, row[columns[column.name]]) for column in spec.columns if column.name in columns]
    states = [
        check_cell(make_parser(column), cell) for column, cell in cells if column.type not in _WORDS and not is_blank_cell(cell)
    ]
    return set(states) == {CellState.FAULTY}


def find_repetitions(sheet: Sheet, header: HeaderRow) -> Iterator[int]:
    """The positions below a header of rows that repeat a line of it, cell by cell, and of the titles right above them.

    An upper line with one filled cell only is not looked for: it may be a word that a record holds too.
    """
    rows = sheet.rows
    above = [_squeeze_row(row) for row in rows[: header.position + 1]]
    titles = {*above, ("",) * len(above[-1])}
    for line in above[-HIGHEST_HEADER:]:
        if sum(map(bool, line)) > 1 or line is above[-1]:
            last = header.position
            for position in _find_line(sheet, header.position + 1, line):
                yield position
                before = position - 1
                # Not above the repetition before this one: that was looked at already, and a million repetitions stay linear.
                while before > last and _squeeze_row(rows[before]) in titles:
                    yield before
                    before -= 1
                last = position


def _find_line(sheet: Sheet, start: int, line: tuple[str, ...]) -> list[int]:
    """The positions from `start` of rows equal to a line, looked for in its first filled column, where few cells match."""
    index, text = next((index, text) for index, text in enumerate(line) if text)

    def is_same(cell: Cell) -> bool:
        # A cell in ASCII stays so when squeezed, so that most identifiers and dates need no squeezing beside a Chinese header.
        is_likely = text.isascii() or not (isinstance(cell, str) and cell.isascii())
        return is_likely and squeeze_cell(cell) == text

    below = sheet.columns[index][start:]
    alike = start + np.flatnonzero(below.mark(is_same, None if text.isascii() else _OUTSIDE_ASCII))
    return [position for position in alike.tolist() if _squeeze_row(sheet.rows[position]) == line]


def _squeeze_row(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(squeeze_cell(cell) for cell in row)
