"""Which rows below a header are no records: blank ones, and footers such as totals, notes and signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.files import Cell
from antidrug_kpi.registers.cells.cell_values import show_cell
from antidrug_kpi.registers.vocabulary.footer_words import (
    continues_note,
    could_be_footer_word,
    is_label,
    is_note,
    is_question,
    is_signature,
)
from antidrug_kpi.registers.vocabulary.total_words import TotalWord, is_total, weigh_total

_QUESTION_AND_ANSWER = 2


@dataclass(frozen=True)
class FooterColumn:
    """What the test for footers needs of a column; `holds_value` says whether a cell holds a value of it.

    A column of words can read any text, and a day may be the answer to a note's label. What stands in a column of codes is a code
    though it looks like a number, and where most of a column's contents are numbers, one more number `is_numbered` like them.
    """

    is_key: bool
    is_required: bool
    is_words: bool
    is_day: bool
    holds_value: Callable[[Cell], bool]
    is_code: bool = False
    is_numbered: bool = False


def is_blank_cell(cell: Cell) -> bool:
    """Whether a cell holds nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip("\u3000 \t\r\n\u200b\ufeff"))


def count_filled(row: Sequence[Cell]) -> int:
    """How many cells of a row hold anything."""
    return sum(not is_blank_cell(cell) for cell in row)


def is_footer_row(row: Sequence[Cell], columns: Mapping[int, FooterColumn]) -> bool:
    """Whether a row whose first filled cell begins like a footer is one; `columns` are the register's columns by index.

    Such a row is a record only where every other required cell can be read, and another key column is among them; a total's
    numbers alone make no record. In a register whose only required cell is the one that begins so, a note stands alone or beside
    other notes, and a note's label also beside words. So a record whose own cell merely begins so (a clinic named 合計診所, a
    number 註1) stays a record. What asks for something is a footer with its answer, and nothing but signatures is one too.
    """
    first = _find_first(row)
    if first is None or not could_be_footer(row[first]):
        return False
    text = show_cell(row[first])
    if weigh_total(text) in {TotalWord.SCOPE, TotalWord.ENDING}:
        return False  # 全縣, 東區小計: what stands beside them decides (total_rows)
    others = {index: column for index, column in columns.items() if index != first}
    required = [index for index, column in others.items() if column.is_required or column.is_key]
    if _is_question(row, text, others) or _is_signed(row):
        return True
    if is_total(text):
        has_key = any(column.is_key for column in others.values())
        return not (has_key and all(others[index].holds_value(row[index]) for index in required))
    if not is_note(text):
        return all(is_blank_cell(cell) or could_be_footer(cell) for cell in row)
    if required:
        return not all(others[index].holds_value(row[index]) for index in required)
    if is_label(text) or (first in columns and not columns[first].holds_value(row[first])):
        return not any(column.holds_value(row[index]) for index, column in others.items() if not column.is_words)
    return all(is_blank_cell(row[index]) or could_be_footer(row[index]) for index in others)


def _is_question(row: Sequence[Cell], text: str, others: Mapping[int, FooterColumn]) -> bool:
    """Whether a row is what asks for something, alone or with a word or a day for its answer."""
    if not is_question(text) or sum(not is_blank_cell(cell) for cell in row) > _QUESTION_AND_ANSWER:
        return False
    return not any(column.holds_value(row[index]) for index, column in others.items() if not (column.is_words or column.is_day))


def _is_signed(row: Sequence[Cell]) -> bool:
    """Whether a row is the places of several signatures, and nothing else."""
    filled = [cell for cell in row if not is_blank_cell(cell)]
    return len(filled) > 1 and all(isinstance(cell, str) and is_signature(cell) for cell in filled)


def is_continuation(row: Sequence[Cell]) -> bool:
    """Whether a row right below a note goes on with it: nothing but texts that are numbered, indented or a sentence."""
    filled = [cell for cell in row if not is_blank_cell(cell)]
    return bool(filled) and all(isinstance(cell, str) and continues_note(cell) for cell in filled)


def is_note_row(row: Sequence[Cell]) -> bool:
    """Whether a footer is a note, below which others may go on with it, and no total."""
    first = _find_first(row)
    return first is not None and could_be_footer(row[first]) and weigh_total(show_cell(row[first])) is None


def could_be_footer(cell: Cell) -> bool:
    """A quick test of a row's first filled cell, made before the row is looked at as a whole."""
    return isinstance(cell, str) and could_be_footer_word(cell)


def _find_first(row: Sequence[Cell]) -> int | None:
    return next((index for index, cell in enumerate(row) if not is_blank_cell(cell)), None)
