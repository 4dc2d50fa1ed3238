"""Which rows are totals by their word: 合計 in any column, with nothing beside it but bare numbers, marks and notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from antidrug_kpi.files import Cell, UnreadableCell
from antidrug_kpi.registers.cells.cell_values import show_cell
from antidrug_kpi.registers.cells.missing_marks import is_missing
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.vocabulary.footers import FooterColumn, could_be_footer, is_blank_cell
from antidrug_kpi.registers.vocabulary.total_words import TotalWord, classify_total

Columns = Mapping[int, FooterColumn]
# A number, or how many of something: 3, 1,200, 66.7%, 共2校. A leading zero is an identifier's.
_BARE = re.compile(r"[共計約]{0,2}(?:NT)?\$?[-+]?(?!0\d)\d[\d,]{0,30}(?:\.\d{1,30})?%?[\u3400-\u9fff]{0,4}(?:\(.{0,20}\))?")
# A day typed as a number, in whatever form, has five digits and more; a number of records hardly ever.
_LONGEST_COUNT = 4
# Alone in its row the county is a footer; 全校 may be whom a record is about.
_COUNTY = re.compile("[全本](?:縣市?|市)")
# No indicator has a code without a point.
_COUNTED = re.compile(r"\d{1,3}(?:,?\d{3}){0,4}")


def is_total_row(row: Sequence[Cell], columns: Columns) -> bool:
    """Whether a row is a total: it holds the word of one, and under the register's other headers only what stands beside a total.

    In a key column, or in one that cannot hold the word as a value, that is enough; words under unknown headers (the name of the
    group) may stand beside it. In any other column a record's remark may be the same word. So a row with a key is a record there,
    unless the key is a bare number while most keys are not (the number of records); and 全縣 or 東區小計 need a number beside
    them.

    `columns` are the register's, by index.
    """
    return any(_is_total_at(index, row, columns) for index, cell in enumerate(row) if isinstance(cell, str))


def find_group_total(row: Sequence[Cell]) -> int | None:
    """The index of the cell with the total of a group (東區小計), where no plainer word of a total is in the row; else None."""
    words = [classify_total(cell) if isinstance(cell, str) else None for cell in row]
    return words.index(TotalWord.ENDING) if set(words) - {None} == {TotalWord.ENDING} else None


def holds_total(row: Sequence[Cell]) -> bool:
    """Whether some cell of a row is the word of a total, of any kind."""
    return any(isinstance(cell, str) and classify_total(cell) is not None for cell in row)


def _is_total_at(index: int, row: Sequence[Cell], columns: Columns) -> bool:
    word = classify_total(str(row[index]))
    if word is None:
        return False
    others = {place: cell for place, cell in enumerate(row) if place != index and not is_blank_cell(cell)}
    if not all(is_bare(cell, columns[place]) for place, cell in others.items() if place in columns):
        return False
    column = columns.get(index)
    if column is not None and (column.is_key or not (column.is_free_text or column.holds_value(row[index]))):
        return True
    # From here on the word stands in a column of free text or under an unknown header, where a record may have it as a remark.
    keys = [place for place, column in columns.items() if column.is_key]
    has_no_key = bool(keys) and not any(place in others for place in keys)
    if not has_no_key and not all(is_bare(cell, None) for place, cell in others.items() if place not in columns):
        return False
    is_first = all(place > index for place in others)
    if word is TotalWord.CORE or (word is TotalWord.LOOSE and (column is not None or is_first)):
        return True
    are_keys_codes = bool(keys) and not any(columns[place].is_numbered for place in keys)
    has_number = any(is_number(cell) for place, cell in others.items() if place in columns)
    if not others and _COUNTY.fullmatch(squeeze(str(row[index]))):
        return True
    return has_number and (has_no_key or are_keys_codes or (word is TotalWord.ENDING and is_first and bool(keys)))


def is_bare(cell: Cell, column: FooterColumn | None) -> bool:
    """Whether a cell may stand beside the word of a total: blank, a number, a formula's error, a missing mark, a note.

    An indicator code (4.10) and a day are no such number, though they look like one; `column` is None under an unknown header.
    """
    if is_blank_cell(cell) or isinstance(cell, UnreadableCell):
        return True
    if column is not None and column.is_code:
        return _COUNTED.fullmatch(squeeze(show_cell(cell))) is not None
    if isinstance(cell, str) and (is_missing(squeeze(cell)) or could_be_footer(cell)):
        return True
    return is_number(cell) and not (column is not None and column.is_day and _is_day(cell, column))


def is_number(cell: Cell) -> bool:
    """Whether a cell is a bare number, or how many of something; a leading zero is an identifier's."""
    if isinstance(cell, str):
        return _BARE.fullmatch(squeeze(cell)) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_day(cell: Cell, column: FooterColumn) -> bool:
    """Whether a number is a day typed without signs (1130105, a serial), and no number of records."""
    return len(re.sub(r"\D", "", show_cell(cell).split(".")[0])) > _LONGEST_COUNT and column.holds_value(cell)
