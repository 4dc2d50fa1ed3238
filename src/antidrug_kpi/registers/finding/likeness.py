"""Which official header or value an office's own one may mean, for the draft of a mapping file: only ever a suggestion.

Measured: likeness of at least 0.6 (difflib) found 22 of 25 real-looking headers, and took 應追蹤輔導次數 for 追蹤輔導次數. So
likeness suggests, and never matches.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from antidrug_kpi.files import Cell
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers.cells.cell_values import CellState, check_cell, make_parser, squeeze_cell
from antidrug_kpi.registers.cells.flags import NO, YES
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

_LIKE_HEADERS = 0.5
_LIKE_VALUES = 0.3
_DENIALS = ("未", "沒", "無", "不", "非", "否")
_NUMBER_OF_SOMEBODY = re.compile(r"(?=.*\d)[A-Z0-9\-]{2,20}")
# How contents of a type are told from others; a name, a text or a number could be anything.
_CONTENTS: Mapping[ColumnType, str] = {
    ColumnType.IDENTIFIER: "內容像編號",
    ColumnType.CATEGORY: "內容都是此欄可用的值",
    ColumnType.FLAG: "內容都是是或否",
    ColumnType.DATE: "內容都是日期",
    ColumnType.MONTH: "內容都是年月",
}


@dataclass(frozen=True)
class Likeness:
    """A word of the office, the plan's word that it may mean, and why, in words for the draft."""

    office_word: str
    official: str
    reason: str


def measure_likeness(text: str, words: Iterable[str]) -> float:
    """How like a squeezed text is to the word that is most like it, from 0 to 1."""
    return max((_compare(text, squeeze(word)) for word in words), default=0.0)


@lru_cache(maxsize=100_000)
def _compare(text: str, word: str) -> float:
    return SequenceMatcher(None, text, word).ratio()


def say_likeness(ratio: float) -> str:
    return f"名稱相似 {round(ratio * 100)}%"


def suggest_columns(columns: Sequence[Column], unknown: Mapping[str, Sequence[Cell]]) -> tuple[Likeness, ...]:
    """Suggestions for `unknown` headers (each with the cells below it) among the `columns` that were not found, in the order of
    the headers; no header and no column is named twice.

    First by name, the most alike pair first. Then by contents, only where a header and a column fit each other and no other.
    """
    distinct = {
        office_word: {squeeze_cell(cell): cell for cell in set(cells) if not is_blank_cell(cell)}
        for office_word, cells in unknown.items()
    }
    found = _pair_by_name(columns, distinct)
    taken = {likeness.official for likeness in found.values()}
    left = {office_word: cells for office_word, cells in distinct.items() if office_word not in found}
    found |= _pair_by_contents([column for column in columns if column.name not in taken], left)
    return tuple(found[office_word] for office_word in unknown if office_word in found)


def _pair_by_name(columns: Sequence[Column], distinct: Mapping[str, Mapping[str, Cell]]) -> dict[str, Likeness]:
    """Header → the column that is most like it by name, each column once; the most alike pair is taken first."""
    pairs = [
        (measure_likeness(office_word, (column.name, *column.aliases)), office_word, column)
        for office_word in distinct
        for column in columns
    ]
    found: dict[str, Likeness] = {}
    taken: set[str] = set()
    for ratio, office_word, column in sorted(pairs, key=lambda pair: -pair[0]):
        is_free = office_word not in found and column.name not in taken
        if ratio >= _LIKE_HEADERS and is_free and _can_hold(column, distinct[office_word]):
            found[office_word] = Likeness(office_word, column.name, say_likeness(ratio))
            taken.add(column.name)
    return found


def _pair_by_contents(columns: Sequence[Column], distinct: Mapping[str, Mapping[str, Cell]]) -> dict[str, Likeness]:
    """Header → the column that its cells fit, where they fit no other, and no other header's cells fit that column."""
    fits = [
        (office_word, column)
        for office_word, cells in distinct.items()
        for column in columns
        if column.type in _CONTENTS and _looks_like(column, cells)
    ]
    headers, fitting = Counter(office_word for office_word, _ in fits), Counter(column.name for _, column in fits)
    return {
        office_word: Likeness(office_word, column.name, _CONTENTS[column.type])
        for office_word, column in fits
        if headers[office_word] == 1 and fitting[column.name] == 1
    }


def _can_hold(column: Column, cells: Mapping[str, Cell]) -> bool:
    """Whether the cells below a header may be the column's: in a column of dates at least one must be a date."""
    if not cells or column.type not in {ColumnType.DATE, ColumnType.MONTH}:
        return True
    parse = make_parser(column)
    return any(check_cell(parse, cell) is CellState.VALUE for cell in cells.values())


def _looks_like(column: Column, cells: Mapping[str, Cell]) -> bool:
    """Whether there are cells below a header, and the column can read all of them."""
    if not cells:
        return False
    if column.type is ColumnType.IDENTIFIER:
        # Any text can be read as an identifier; dates such as 1130105 look like one too.
        dates = Column(name=column.name, type=ColumnType.DATE)
        is_number = all(_NUMBER_OF_SOMEBODY.fullmatch(text.upper()) for text in cells)
        return is_number and not _are_values(dates, cells)
    return _are_values(column, cells)


def _are_values(column: Column, cells: Mapping[str, Cell]) -> bool:
    parse = make_parser(column)
    return all(check_cell(parse, cell) is CellState.VALUE for cell in cells.values())


def suggest_value(text: str, column: Column) -> Likeness | None:
    """The value of a category, or 是 or 否, that is closest to a squeezed text; None where it is like none."""
    words = {word: value.name for value in column.values for word in (value.name, *value.aliases)}
    near = _find_nearest(text, words)
    if near is not None or column.type is not ColumnType.FLAG:
        return near
    if text.startswith(_DENIALS):
        return Likeness(text, "否", "開頭是否定")
    return _find_nearest(text, {**dict.fromkeys(YES, "是"), **dict.fromkeys(NO, "否")})


def _find_nearest(text: str, words: Mapping[str, str]) -> Likeness | None:
    ratio, word = max(((measure_likeness(text.upper(), (word,)), word) for word in sorted(words)), default=(0.0, ""))
    return Likeness(text, words[word], f"相似 {round(ratio * 100)}%") if ratio >= _LIKE_VALUES else None
