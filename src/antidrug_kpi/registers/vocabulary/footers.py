"""Which rows are footers: notes, signatures and plain totals, told by their first filled cell (docs/registers.md).

Totals in other cells are told by `rows/total_rows`.
"""

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
from antidrug_kpi.registers.vocabulary.total_words import TotalWord, classify_total, is_total

_QUESTION_AND_ANSWER = 2


@dataclass(frozen=True)
class FooterColumn:
    """What the test for footers needs to know of a column.

    - `holds_value`: whether a cell is a readable value of it, and not blank;
    - `is_free_text`: identifiers, names and texts, where any text is a value;
    - `is_day`: dates and months, which may be the answer to a note's label (製表日期：113/12/31);
    - `is_code`: indicator codes, of which 4.10 looks like a number;
    - `is_numbered`: most of its contents are bare numbers, so that one more says nothing.
    """

    is_key: bool
    is_required: bool
    is_free_text: bool
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
    """Whether a row is a footer; `columns` are the register's columns by index.

    Its first filled cell must begin like one. Then it is nevertheless a record where

    - after the word of a total every other required cell has a value, and a key is among them: numbers alone make no record;
    - after a note every other required or key cell has a value; if there is no such column, another cell holds more than a note.

    So a record whose own cell merely begins so (a clinic named 合計診所, a number 註1) stays a record. A label that asks for
    something (填表人：) is a footer together with its answer, and so is a row of nothing but signatures.
    """
    first = _find_first(row)
    if first is None or not could_be_footer(row[first]):
        return False
    text = show_cell(row[first])
    if classify_total(text) in {TotalWord.SCOPE, TotalWord.ENDING}:
        return False  # 全縣, 東區小計: what stands beside them decides (see rows/total_rows)
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
        return not any(column.holds_value(row[index]) for index, column in others.items() if not column.is_free_text)
    return all(is_blank_cell(row[index]) or could_be_footer(row[index]) for index in others)


def _is_question(row: Sequence[Cell], text: str, others: Mapping[int, FooterColumn]) -> bool:
    """Whether a row is a label that asks for something, alone or with a word or a day as its answer."""
    if not is_question(text) or sum(not is_blank_cell(cell) for cell in row) > _QUESTION_AND_ANSWER:
        return False
    return not any(
        column.holds_value(row[index]) for index, column in others.items() if not (column.is_free_text or column.is_day)
    )


def _is_signed(row: Sequence[Cell]) -> bool:
    """Whether a row holds the places for several signatures (承辦人：, 主任：), and nothing else."""
    filled = [cell for cell in row if not is_blank_cell(cell)]
    return len(filled) > 1 and all(isinstance(cell, str) and is_signature(cell) for cell in filled)


def is_continuation(row: Sequence[Cell]) -> bool:
    """Whether a row right below a note continues it: all its cells are texts that are numbered, indented or a sentence."""
    filled = [cell for cell in row if not is_blank_cell(cell)]
    return bool(filled) and all(isinstance(cell, str) and continues_note(cell) for cell in filled)


def is_note_row(row: Sequence[Cell]) -> bool:
    """Whether a row that is a footer is a note, which the rows below may continue, and no total."""
    first = _find_first(row)
    return first is not None and could_be_footer(row[first]) and classify_total(show_cell(row[first])) is None


def could_be_footer(cell: Cell) -> bool:
    """Whether a cell may be the first of a footer: a quick test, so that few rows are looked at as a whole."""
    return isinstance(cell, str) and could_be_footer_word(cell)


def _find_first(row: Sequence[Cell]) -> int | None:
    return next((index for index, cell in enumerate(row) if not is_blank_cell(cell)), None)
