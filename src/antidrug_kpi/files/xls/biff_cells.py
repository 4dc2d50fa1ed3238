"""The cells of one worksheet of an .xls, from its records."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.files.cells.cell_reasons import ERROR_REASON, UNCALCULATED_REASON
from antidrug_kpi.files.cells.cell_types import Cell, UnreadableCell
from antidrug_kpi.files.cells.number_formats import FormatKind, NumberFormat
from antidrug_kpi.files.cells.serial_dates import to_date, to_duration
from antidrug_kpi.files.xls.biff import Kind, Record, TextCoding, damaged
from antidrug_kpi.files.xls.biff_notes import SheetNotes

_PLACE = struct.Struct("<HHH")
# Formulas are stored in tokens that nobody could read in a message.
_FORMULA_SHOWN = "=…"
_RESULT_IS_NO_NUMBER = b"\xff\xff"
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

_CELLS = frozenset(
    {
        Kind.SHARED_LABEL,
        Kind.LABEL,
        Kind.RICH_STRING,
        Kind.NUMBER,
        Kind.RK,
        Kind.MULTIPLE_RK,
        Kind.FLAG_OR_ERROR,
        Kind.FORMULA,
    }
)

Placed = tuple[int, int, Cell]


@dataclass(frozen=True)
class BookContext:
    """What the cells of a workbook refer to."""

    strings: Sequence[str]
    formats: Mapping[int, NumberFormat]
    coding: TextCoding
    is_date1904: bool


def list_cells(records: Iterator[Record], book: BookContext, notes: SheetNotes) -> Iterator[Placed]:
    """Row and column, from 0, and content of each cell that has any; what else the records tell is taken down on the way."""
    for record in records:
        match record.kind:
            case Kind.ROW | Kind.COLUMN | Kind.MERGED | Kind.UNCALCULATED:
                notes.take(record)
            case Kind.SHARED_LABEL | Kind.LABEL | Kind.RICH_STRING:
                row, column, _ = record.unpack(_PLACE)
                yield row, column, _read_text(record, book)
            case Kind.NUMBER:
                row, column, style = record.unpack(_PLACE)
                yield row, column, _show(_read_double(record.payload[6:14]), style, book)
            case Kind.RK:
                row, column, style = record.unpack(_PLACE)
                yield row, column, _show(_read_rk(record.payload[6:10]), style, book)
            case Kind.MULTIPLE_RK:
                yield from _read_many(record, book)
            case Kind.FLAG_OR_ERROR:
                row, column, _ = record.unpack(_PLACE)
                yield row, column, _read_flag_or_error(record.payload[6:8])
            case Kind.FORMULA:
                row, column, _ = record.unpack(_PLACE)
                value = _read_formula(record, records, book)
                if value in {None, ""} or _is_zero(record.payload[6:14]):
                    notes.idle_formulas.setdefault(column, []).append(row)
                    value = UnreadableCell(_FORMULA_SHOWN, UNCALCULATED_REASON) if notes.is_uncalculated else value
                if value is not None:
                    yield row, column, value


def _read_text(record: Record, book: BookContext) -> str:
    if record.kind != Kind.SHARED_LABEL:
        return book.coding.read_text(record.payload, _PLACE.size)
    (index,) = record.unpack(struct.Struct("<I"), _PLACE.size)
    if index >= len(book.strings):
        raise damaged()
    return book.strings[index]


def _read_many(record: Record, book: BookContext) -> Iterator[Placed]:
    """A run of numbers in one row."""
    row, first, _ = record.unpack(_PLACE)
    for at in range(4, len(record.payload) - 7, 6):
        (style,) = struct.unpack_from("<H", record.payload, at)
        value = _read_rk(record.payload[at + 2 : at + 6])
        yield row, first + (at - 4) // 6, _show(value, style, book)


def _is_zero(result: bytes) -> bool:
    """Whether a formula's result is the number 0, of either sign."""
    return len(result) == 8 and not any(result[:7]) and result[7] in {0, 0x80}


def _read_formula(record: Record, records: Iterator[Record], book: BookContext) -> Cell:
    """The result that was stored with a formula; a text stands in a record of its own behind it; none where it is empty."""
    _, _, style = record.unpack(_PLACE)
    result = record.payload[6:14]
    if result[6:] != _RESULT_IS_NO_NUMBER:
        return _show(_read_double(result), style, book)
    match result[0]:
        case 0:
            text = next((one for one in records if one.kind == Kind.STRING or one.kind in _CELLS), None)
            if text is None or text.kind != Kind.STRING:
                raise damaged()
            return book.coding.read_result(text.parts)
        case 1:
            return result[2] != 0
        case 2:
            return _make_error(result[2])
    return None


def _read_flag_or_error(raw: bytes) -> Cell:
    if len(raw) < 2:
        raise damaged()
    return _make_error(raw[0]) if raw[1] else raw[0] != 0


def _make_error(code: int) -> UnreadableCell:
    return UnreadableCell(_ERRORS.get(code, "#ERR!"), ERROR_REASON)


def _read_double(raw: bytes) -> float:
    if len(raw) < 8:
        raise damaged()
    value: float = struct.unpack("<d", raw)[0]
    return value


def _read_rk(raw: bytes) -> float:
    """A number in four bytes: a whole one or the upper half of a double, perhaps to be divided by a hundred."""
    if len(raw) < 4:
        raise damaged()
    (bits,) = struct.unpack("<i", raw)
    value = float(bits >> 2) if bits & 2 else _read_double(b"\0\0\0\0" + struct.pack("<i", bits & ~3))
    return value / 100 if bits & 1 else value


def _show(value: float, style: int, book: BookContext) -> Cell:
    if not math.isfinite(value):  # no spreadsheet program stores such a number
        return UnreadableCell(str(value), ERROR_REASON)
    number_format = book.formats.get(style)
    if number_format is None:
        return value
    match number_format.kind:
        case FormatKind.DATE | FormatKind.ERA_DATE:
            return to_date(value, book.is_date1904, number_format.code)
        case FormatKind.DURATION:
            return to_duration(value)
    return number_format.show(value)
