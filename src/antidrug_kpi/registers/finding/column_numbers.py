"""The row of column numbers that paper forms print right below their header: 1 2 3, ①②③, 甲乙丙, A B C=A/B.

It belongs to the header. But a row of plain numbers or letters may be the first record. So it is skipped only where the keys
below are of another kind (V001); where they continue its own (2), the row counts, and an issue of level file says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from antidrug_kpi.files import Cell
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.cell_values import CellState, check_cell, make_parser, show_cell, squeeze_cell
from antidrug_kpi.registers.finding.headers import HeaderRow
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

Rows = Sequence[Sequence[Cell]]
_FEWEST_PLAIN = 3
_FEWEST = 2
_MOST_BLANK_ROWS = 3
_LONGEST = 60
_LABEL = re.compile(
    r"[(\[【〔]?(?:第|欄位?)?(?P<label>\d{1,3}|[A-Z]{1,2}|[a-z]{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]?|[甲乙丙丁戊己庚辛壬癸])"
    r"欄?[)\]】〕.、]?(?P<formula>=[^=]+)?[)\]】〕]?"
)
_DRESS = re.compile(r"[()（）\[\]【】〔〕=＝第欄①-⓿❶-➓㈠-㉃㉑-㉟㊀-㊉㊱-㊿]")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_DIGITS = "一二三四五六七八九"
_NUMERAL = re.compile(rf"(?:([{_DIGITS}])?(十))?([{_DIGITS}])?")


@dataclass(frozen=True)
class ColumnNumbers:
    """A row of column numbers: its position among the sheet's rows, whether it is surely no record, and its cells in words."""

    position: int
    is_sure: bool
    shown: str


def find_column_numbers(rows: Rows, header: HeaderRow, spec: RegisterSpec) -> ColumnNumbers | None:
    """The row of column numbers right below a header; None where there is none, or only what may well be an ordinary record."""
    position = _find_filled(rows, header.position + 1)
    if position is None:
        return None
    row = rows[position]
    filled = [index for index, cell in enumerate(row) if not is_blank_cell(cell)]
    series = _read_series(row, filled, header)
    if series is None:
        return None
    shown = "、".join(show_cell(row[index]).strip() for index in filled)
    is_dressed = any(isinstance(row[index], str) and _DRESS.search(str(row[index])) for index in filled)
    if is_dressed:
        return ColumnNumbers(position, True, shown)
    below = _find_filled(rows, position + 1)
    next_row = rows[below] if below is not None else None
    is_unfit = _is_unfit(row, header, spec)
    is_continued = (
        not is_unfit if next_row is None else _continues_numbering(row, next_row, filled[0], _list_keys(header, spec), is_unfit)
    )
    if len(filled) < _FEWEST_PLAIN:
        # A key 1 with the number 2 is an ordinary record; among keys of another kind it is a doubtful one.
        return None if is_continued else ColumnNumbers(position, False, shown)
    return ColumnNumbers(position, not is_continued, shown)


def _find_filled(rows: Rows, start: int) -> int | None:
    ahead = range(start, min(start + _MOST_BLANK_ROWS + 1, len(rows)))
    return next((position for position in ahead if not all(map(is_blank_cell, rows[position]))), None)


def _read_series(row: Sequence[Cell], filled: Sequence[int], header: HeaderRow) -> str | None:
    """The kind of numbering of a row (number, capital, small, stem, numeral); None where it is no such row.

    Its cells must number either all columns with a header, or the filled ones, which then are at least half of those.
    """
    labels = [_read_label(row[index]) for index in filled]
    read = [label for label in labels if label is not None]
    if len(read) < max(_FEWEST, len(labels)) or len({series for series, _ in read}) > 1:
        return None
    headed = [index for index, text in enumerate(header.texts) if text]
    places = {index: place for place, index in enumerate(headed, 1)}
    numbers = [number for _, number in read]
    is_whole = len(filled) >= len(headed)
    if len(filled) < _FEWEST_PLAIN and not is_whole:
        return None
    by_header = numbers == [places.get(index) for index in filled]
    by_filled = numbers == list(range(1, len(filled) + 1)) and 2 * len(filled) >= len(headed)
    return read[0][0] if by_header or by_filled else None


def _list_keys(header: HeaderRow, spec: RegisterSpec) -> list[int]:
    return [header.columns[column.name] for column in spec.columns if column.key and column.name in header.columns]


def _continues_numbering(row: Sequence[Cell], below: Sequence[Cell], first: int, keys: Sequence[int], is_unfit: bool) -> bool:
    """Whether the next row continues a row of numbers in a key or the first column, so that both may be records.

    In a key any number of the same kind continues it, unless the row cannot be a record (`is_unfit`). Then, and in a first column
    that is no key, only the very next number does.
    """
    for index in {first, *keys}:
        upper, lower = _read_label(row[index]), _read_label(below[index])
        if upper is None or lower is None or upper[0] != lower[0]:
            continue
        is_key = index in keys or not keys
        if lower[1] == upper[1] + 1 or (is_key and not is_unfit):
            return True
    return False


def _is_unfit(row: Sequence[Cell], header: HeaderRow, spec: RegisterSpec) -> bool:
    """Whether a row of numbers cannot be a record: it has one where a name belongs, or one that its column cannot read."""
    cells = [(column, row[header.columns[column.name]]) for column in spec.columns if column.name in header.columns]
    return any(column.type is ColumnType.NAME or _is_faulty(column, cell) for column, cell in cells if not is_blank_cell(cell))


def _is_faulty(column: Column, cell: Cell) -> bool:
    # Which indicator codes the plan knows is not known here, so that any code may be one.
    return column.type is not ColumnType.CODE and check_cell(make_parser(column), cell) is CellState.FAULTY


def _read_label(cell: Cell) -> tuple[str, int] | None:
    """The kind and value of a column's number, with or without a formula: 3, (3)=(1)+(2), C, 丙. None where a cell is none."""
    if isinstance(cell, bool) or is_blank_cell(cell):
        return None
    text = squeeze_cell(cell)
    match = _LABEL.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or not match["label"]:
        return None
    label = match["label"]
    if label.isascii() and label.isdigit():
        return "number", int(label)
    if label.isascii():
        return ("capital" if label.isupper() else "small"), _count_letters(label.upper())
    if label in _STEMS:
        return "stem", _STEMS.index(label) + 1
    return _read_numeral(label)


def _count_letters(letters: str) -> int:
    """The number of a column by its letters: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _read_numeral(text: str) -> tuple[str, int] | None:
    """The value of a Chinese numeral below a hundred: 三, 十, 十二, 二十; None for any other text."""
    match = _NUMERAL.fullmatch(text)
    if match is None:
        return None
    tens, ten, ones = ("" if part is None else part for part in match.groups())
    high = (_DIGITS.index(tens) + 1 if tens else 1) if ten else 0
    return "numeral", high * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
