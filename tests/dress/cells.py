"""One fact in the many ways in which offices write it: every form of the contract that tells the same value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from antidrug_kpi.files import Cell, ShownNumber
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers.cells.cell_values import make_parser, show_cell
from antidrug_kpi.registers.cells.faults import FaultyCellError

WIDE = str.maketrans("0123456789/-.,", "０１２３４５６７８９／－．，")
BLANKS: tuple[Cell, ...] = ("", "　", "－", "-", "—", "…", "---", "N/A", "無資料")
FLAGS: dict[object, tuple[Cell, ...]] = {
    True: ("是", "Y", "y", "V", "✓", "☑", "■", "○", "有", "1", "true", "ＴＲＵＥ", " 是"),
    False: ("否", "N", "n", "X", "✗", "☐", "□", "無", "0", "false", "Ｎ"),
}


def write_day(day: dt.date, *, as_text: bool = False) -> list[Cell]:
    """A day in every form of the contract that tells it; as text only those that a delimited file can hold."""
    year, month, number = day.year - 1911, day.month, day.day
    written = f"{month:02}{number:02}"
    parted = [f"{era}{mark.join((str(year), *own))}" for era in ("", "民國") for mark in "/-." for own in _pad(month, number)]
    spelled = [f"{era}{year}年{own[0]}月{own[1]}日" for era in ("", "民國") for own in _pad(month, number)]
    gregorian = [mark.join((str(day.year), *own)) for mark in "/-." for own in _pad(month, number)]
    texts = [*parted, *spelled, *gregorian, f"{year:03}{written}", f"{day.year}{written}"]
    cells: list[Cell] = [*texts, *(text.translate(WIDE) for text in texts), *(f" {text} 09:30" for text in texts)]
    if as_text:
        return cells
    cells += [day, dt.datetime(day.year, month, number, 23, 59), int(f"{day.year}{written}"), float(f"{day.year}{written}")]
    cells.append((day - dt.date(1899, 12, 30)).days)
    if year >= 10:  # a number has no leading zeros, and one of five digits is a serial
        cells += [int(f"{year}{written}"), ShownNumber(int(f"{year}{written}"), f"{year}{written}.00")]
    return cells


def _pad(month: int, day: int) -> list[tuple[str, str]]:
    return [(str(month), str(day)), (f"{month:02}", f"{day:02}")]


def write_month(day: dt.date) -> list[Cell]:
    """A month in every form of the contract."""
    year, month = day.year - 1911, day.month
    return [f"{year}/{month:02}", f"{year:03}{month:02}", f"{year}年{month}月", f"{day.year}-{month:02}", f"{day.year}{month:02}"]


def write_number(number: int | Decimal, *, as_text: bool) -> list[Cell]:
    """A count or a sum with and without separators, wide, padded; as a number where the file has any."""
    texts: list[Cell] = [f"{number}", f"{number:,}", f"{number:,}".translate(WIDE), f" {number} "]
    return texts if as_text or number != int(number) else [*texts, int(number), float(number)]


def write_identifier(text: str) -> list[Cell]:
    """An identifier in capitals and small letters, wide, with blanks around it; never as a number, which loses zeros."""
    return [text, text.lower(), text.translate(WIDE), f" {text}", f"{text}　"]


def list_forms(column: Column, cells: Collection[Cell], *, as_text: bool) -> dict[Cell, Sequence[Cell]]:
    """The forms of each cell that tell the same; a cell that cannot be read has no form but its own."""
    parse = make_parser(column)
    return {cell: _list_forms(column, cell, parse, as_text) for cell in cells}


def _list_forms(column: Column, cell: Cell, parse: Callable[[Cell], object], as_text: bool) -> Sequence[Cell]:
    if column.type is ColumnType.CODE:
        text = show_cell(cell)
        return [text, f" {text} ", text.translate(WIDE)]
    try:
        value = parse(cell)
    except FaultyCellError:
        return [show_cell(cell) if as_text or isinstance(cell, ShownNumber) else cell]
    match column.type, value:
        case _, None:
            # Of a flag with answers of its own N/A is one of them.
            return BLANKS if column.type is not ColumnType.FLAG else [cell for cell in BLANKS if cell != "N/A"]
        case ColumnType.DATE, dt.date() as day:
            return write_day(day, as_text=as_text)
        case ColumnType.MONTH, dt.date() as day:
            return write_month(day)
        case ColumnType.YEAR, int() as year:
            return [f"{year}", f"{year}年度", f"{year + 1911}", f"{year}".translate(WIDE)]
        case ColumnType.FLAG, bool() as flag:
            return FLAGS[flag]
        case ColumnType.COUNT | ColumnType.NUMBER | ColumnType.MONEY, int() | Decimal() as number:
            return write_number(number, as_text=as_text)
        case ColumnType.PERCENT, int() | Decimal() as number:
            return [f"{number}", f"{number}%", f"{number}％"]
        case ColumnType.IDENTIFIER, str() as text:
            return write_identifier(text)
        case ColumnType.CATEGORY, str() as name:
            aliases = next((known.aliases for known in column.values if known.name == name), ())
            return [name, f" {name}", "　".join(name), *aliases]
        case _:
            text = show_cell(cell)
            return [text, f" {text}　", text.translate(WIDE)]
