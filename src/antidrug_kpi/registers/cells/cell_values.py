"""Parsing one cell to one value, by the type of its column (docs/registers.md).

Each distinct cell of a column is parsed once (see `column_values`), so that these are plain functions.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from antidrug_kpi.errors import name_closest
from antidrug_kpi.files import Cell, ShownNumber, UnreadableCell
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers.cells.answers import AnswerReader
from antidrug_kpi.registers.cells.dates import (
    DATE_FORMS,
    MONTH_FORMS,
    check_date,
    parse_date_number,
    read_day,
    read_month,
    read_year,
)
from antidrug_kpi.registers.cells.faults import FaultyCellError, say_wanted
from antidrug_kpi.registers.cells.figure_text import check_number
from antidrug_kpi.registers.cells.flags import pick_ticked, read_flag
from antidrug_kpi.registers.cells.identifier_text import read_identifier
from antidrug_kpi.registers.cells.missing_marks import is_missing
from antidrug_kpi.registers.cells.several_values import read_several
from antidrug_kpi.registers.cells.squeezing import is_plain, squeeze
from antidrug_kpi.registers.cells.ticked_choices import read_ticks


@dataclass(frozen=True)
class Codes:
    """The indicator codes that a column may hold: squeezed text → code; and indicator id → label (4.10 → 四(十)) for messages."""

    known: Mapping[str, str]
    labels: Mapping[str, str]


Value = str | int | Decimal | dt.date | None
Parser = Callable[[Cell], Value]

_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?%?")
LARGEST_COUNT = 10**15
_LONGEST_NUMBER = 60  # with all its decimals; a spreadsheet writes 1e-16 in no more


def show_cell(cell: Cell) -> str:
    """A cell's content as a person sees it in the sheet."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case ShownNumber():
            return cell.text
        case UnreadableCell():
            return cell.shown
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and math.isfinite(cell):
            return str(int(cell))
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
        case _:
            return str(cell)


def squeeze_cell(cell: Cell) -> str:
    """A cell's text as it is compared: squeezed, and 1.00 as 1."""
    return squeeze(show_cell(_drop_decimals(cell)))


def make_parser(column: Column, codes: Codes | None = None) -> Parser:
    """The function that parses a cell of this column: it returns the value (None for a blank) or raises FaultyCellError.

    Values: str for words and codes, date (months: the first day), int for years (ROC) and counts, Decimal for other numbers.
    Without `codes` a column of indicator codes knows none.
    """
    match column.type:
        case ColumnType.DATE:
            return _read_date
        case ColumnType.MONTH:
            return _read_month
        case ColumnType.YEAR:
            return _read_year
        case ColumnType.CATEGORY:
            return _CategoryReader(column)
        case ColumnType.FLAG if column.values:
            return AnswerReader(column, _read_flag, squeeze_cell)
        case ColumnType.CODE:
            return _CodeReader(codes or Codes({}, {}))
        case _:
            return _READERS[column.type]


class CellState(Enum):
    """What a column makes of a cell."""

    BLANK = "nothing, or a missing mark"
    VALUE = "a value"
    FAULTY = "cannot be read"


def check_cell(parse: Parser, cell: Cell) -> CellState:
    """Whether a column's parser (see `make_parser`) finds a cell blank, holding a value or faulty, where only that matters.

    A parser of indicator codes that was made without them knows none, and finds every code faulty.
    """
    try:
        return CellState.BLANK if parse(cell) is None else CellState.VALUE
    except FaultyCellError:
        return CellState.FAULTY


def _get_text(cell: Cell) -> str:
    """The squeezed text of a cell, "" for a missing mark. Raises FaultyCellError for an unreadable cell.

    Asked in this order, since #N/A is a missing mark also as the error of a formula (a VLOOKUP that found nothing).
    """
    text = squeeze_cell(cell)
    if is_missing(text):
        return ""
    if isinstance(cell, UnreadableCell):
        raise FaultyCellError(cell.reason)
    return text


def _drop_decimals(cell: Cell) -> Cell:
    """A whole number that displays decimals (1.00) as the bare number; any other cell as it is (4.1 that displays 4.10)."""
    is_whole = isinstance(cell, ShownNumber) and cell.is_integer() and "." in cell.text and "%" not in cell.text
    return int(cell) if is_whole and isinstance(cell, ShownNumber) else cell


def _read_date(cell: Cell) -> dt.date | None:
    match cell:
        case dt.datetime():
            return check_date(cell.date())
        case dt.date():
            return check_date(cell)
        case bool() | dt.time() | dt.timedelta():
            raise FaultyCellError(f"不是日期；應為 {DATE_FORMS}")
        case int() | float():
            return parse_date_number(cell)
    text = _get_text(cell)
    # Not the squeezed text: squeezing would drop the blank that tells a day from its time.
    return read_day(cell if isinstance(cell, str) else text) if text else None


def _read_month(cell: Cell) -> dt.date | None:
    if isinstance(cell, dt.date):  # a datetime is a date too
        return check_date(dt.date(cell.year, cell.month, 1))
    if isinstance(cell, float) and not cell.is_integer() and not isinstance(cell, ShownNumber):
        raise FaultyCellError(f"是數值，可能是 1 月或 10 月，無法確定；應為 {MONTH_FORMS}")
    text = _get_text(cell)
    return read_month(cell if isinstance(cell, str) else text) if text else None


def _read_year(cell: Cell) -> int | None:
    text = _get_text(cell)
    return read_year(cell if isinstance(cell, str) else text) if text else None


def _read_flag(cell: Cell) -> str | None:
    if isinstance(cell, UnreadableCell):
        return _get_text(cell) or None
    return read_flag(squeeze_cell(cell))


def _read_identifier(cell: Cell) -> str | None:
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        raise FaultyCellError("編號被試算表存成日期；請把儲存格格式改為文字後重新輸入")
    if type(cell) is str and is_plain(cell):  # most identifiers: nothing to squeeze, so that this saves most of the time
        return None if is_missing(cell) else cell.upper()
    return read_identifier(_get_text(cell))


def _read_name(cell: Cell) -> str | None:
    return _get_text(cell) or None


def _read_text(cell: Cell) -> str | None:
    # Free text is never faulty (docs/registers.md).
    return None if is_missing(squeeze_cell(cell)) else show_cell(cell).strip()


def _read_number(cell: Cell) -> Decimal | None:
    # Beyond 10^15 a spreadsheet has lost digits, and no office has such a sum.
    number = _parse_number(cell)
    if number is not None and abs(number) > LARGEST_COUNT:
        raise FaultyCellError(f"超過 {LARGEST_COUNT:,}，不像金額、時數或比率；請改正")
    return number


def _parse_number(cell: Cell) -> Decimal | None:
    text = _get_text(cell)
    if not text:
        return None
    # Only a percent format changes what a number counts as; 3.996 under a format of two decimals stays 3.996.
    is_shown = isinstance(cell, ShownNumber) and "%" in cell.text
    if isinstance(cell, int | float) and not isinstance(cell, bool) and not is_shown:
        if not math.isfinite(cell):
            raise FaultyCellError("不是有限的數字；請改正")
        # By its shortest decimal form: 0.1 is 0.1, and not the binary fraction next to it.
        return Decimal(int(cell)) if cell == int(cell) else Decimal(repr(float(cell)))
    found = _NUMBER.fullmatch(text)
    if found is None or isinstance(cell, bool):
        raise FaultyCellError("應為數字")
    if len(text) > _LONGEST_NUMBER:
        raise FaultyCellError(f"共 {len(text):,} 字，不像數字；請改正")
    check_number(show_cell(cell))
    return Decimal(found["sign"] + found["whole"].replace(",", "") + (found["part"] or ""))


def _read_count(cell: Cell) -> int | None:
    number = _parse_number(cell)
    if number is None:
        return None
    if number < 0 or number != number.to_integral_value():
        raise FaultyCellError("應為 0 以上的整數")
    if number > LARGEST_COUNT:
        raise FaultyCellError(f"超過 {LARGEST_COUNT:,}，不像件數或人數；請改正")
    return int(number)


def _read_money(cell: Cell) -> Decimal | None:
    number = _read_number(cell)
    if number is not None and number < 0:
        raise FaultyCellError("金額不可為負數；請改正")
    return number


class _CategoryReader:
    """Parses a text that must be one of a column's values or their aliases, or a list of them of which one is ticked; several
    of them where the column takes several.
    """

    def __init__(self, column: Column) -> None:
        self.names = [value.name for value in column.values]
        self.known = {squeeze(word): value.name for value in column.values for word in (value.name, *value.aliases)}
        self.takes_several = column.several

    def __call__(self, cell: Cell) -> str | None:
        text = _get_text(cell)
        if not text:
            return None
        if self.takes_several:
            return read_several(text, self.known)
        if text in self.known:
            return self.known[text]
        ticks = read_ticks(text)
        if ticks and ticks.keys() <= self.known.keys():
            return pick_ticked({self.known[label]: is_ticked for label, is_ticked in ticks.items()}, len(self.names))
        hint = name_closest(text, self.known, cutoff=0.3)
        raise FaultyCellError(f"不在可用的值之內，{say_wanted(self.names)}之一{hint}")


class _CodeReader:
    """Parses the code of an indicator or a measure, as the cell displays it."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes.known
        self.labels = codes.labels

    def __call__(self, cell: Cell) -> str | None:
        text = _get_text(cell)
        if not text:
            return None
        if text in self.codes:
            return self.codes[text]
        longer = f"{text}0"
        if isinstance(cell, int | float) and longer in self.labels:
            # A spreadsheet shows the number 4.10 as 4.1: the office may well have meant the tenth indicator.
            label = self.labels[longer]
            raise FaultyCellError(f"是數值，沒有對應的衡量項目；若指 {longer}，請把儲存格改為文字「{longer}」或「{label}」")
        raise FaultyCellError(f"不是可在此填列的指標代碼{name_closest(text, list(self.codes))}；請改正")


_READERS: Mapping[ColumnType, Parser] = {
    ColumnType.IDENTIFIER: _read_identifier,
    ColumnType.NAME: _read_name,
    ColumnType.TEXT: _read_text,
    ColumnType.FLAG: _read_flag,
    ColumnType.COUNT: _read_count,
    ColumnType.NUMBER: _read_number,
    ColumnType.MONEY: _read_money,
    ColumnType.PERCENT: _read_number,
}
