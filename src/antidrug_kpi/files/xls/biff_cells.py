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
from antidrug_kpi.files.xls.biff import BiffRecord, Kind, TextCoding, refuse_records
from antidrug_kpi.files.xls.biff_notes import SheetNotes

_PLACE = struct.Struct("<HHH")
# A message shows this for a formula, which is stored as tokens and not as text.
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
    """What the cells of a workbook refer to: shared strings, number formats by style, the coding of texts, the day 0."""

    strings: Sequence[str]
    formats: Mapping[int, NumberFormat]
    coding: TextCoding
    is_date1904: bool


def list_cells(records: Iterator[BiffRecord], book: BookContext, notes: SheetNotes) -> Iterator[Placed]:
    """Row and column (from 0) and content of each cell that holds something, in the order of the records.

    Records that hold no cell go into `notes`, as do formulas that result in 0 or nothing. Raises RefusedError where a record is
    damaged.
    """
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


def _read_text(record: BiffRecord, book: BookContext) -> str:
    """The text of a cell: written in the record, or the number of a shared string."""
    if record.kind != Kind.SHARED_LABEL:
        return book.coding.read_text(record.payload, _PLACE.size)
    (index,) = record.unpack(struct.Struct("<I"), _PLACE.size)
    if index >= len(book.strings):
        raise refuse_records()
    return book.strings[index]


def _read_many(record: BiffRecord, book: BookContext) -> Iterator[Placed]:
    """The cells of a MULRK record: numbers side by side in one row, each with its style."""
    row, first, _ = record.unpack(_PLACE)
    for at in range(4, len(record.payload) - 7, 6):
        (style,) = struct.unpack_from("<H", record.payload, at)
        value = _read_rk(record.payload[at + 2 : at + 6])
        yield row, first + (at - 4) // 6, _show(value, style, book)


def _is_zero(result: bytes) -> bool:
    """Whether the eight bytes of a formula's result are the number 0 or -0."""
    return len(result) == 8 and not any(result[:7]) and result[7] in {0, 0x80}


def _read_formula(record: BiffRecord, records: Iterator[BiffRecord], book: BookContext) -> Cell:
    """The result that is stored with a formula; None where it is an empty text.

    A text follows in a record of its own, which is taken from `records`.
    """
    _, _, style = record.unpack(_PLACE)
    result = record.payload[6:14]
    if result[6:] != _RESULT_IS_NO_NUMBER:
        return _show(_read_double(result), style, book)
    match result[0]:
        case 0:
            # Between a formula and its text other records may stand, but no other cell.
            text = next((after for after in records if after.kind == Kind.STRING or after.kind in _CELLS), None)
            if text is None or text.kind != Kind.STRING:
                raise refuse_records()
            return book.coding.read_result(text.parts)
        case 1:
            return result[2] != 0
        case 2:
            return _make_error(result[2])
    return None


def _read_flag_or_error(raw: bytes) -> Cell:
    if len(raw) < 2:
        raise refuse_records()
    return _make_error(raw[0]) if raw[1] else raw[0] != 0


def _make_error(code: int) -> UnreadableCell:
    return UnreadableCell(_ERRORS.get(code, "#ERR!"), ERROR_REASON)


def _read_double(raw: bytes) -> float:
    if len(raw) < 8:
        raise refuse_records()
    value: float = struct.unpack("<d", raw)[0]
    return value


def _read_rk(raw: bytes) -> float:
    """The number of an RK value (MS-XLS 2.5.217), four bytes of which two bits are flags.

    The others are a whole number or the upper half of a double; one flag says which, the other that it is to be divided by 100.
    """
    if len(raw) < 4:
        raise refuse_records()
    (bits,) = struct.unpack("<i", raw)
    value = float(bits >> 2) if bits & 2 else _read_double(b"\0\0\0\0" + struct.pack("<i", bits & ~3))
    return value / 100 if bits & 1 else value


def _show(value: float, style: int, book: BookContext) -> Cell:
    """The number as the format of its style shows it: a date, a duration, or a number with its displayed text."""
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
