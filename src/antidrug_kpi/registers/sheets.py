"""From a sheet that is a register to its cells: which columns, which rows are records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.files import Cell, Sheet, name_column
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.registers import ColumnType
from antidrug_kpi.plans.registers import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.header_lines import extend_header, find_repetitions
from antidrug_kpi.registers.headers import HeaderRow
from antidrug_kpi.registers.mapping import translate_cell
from antidrug_kpi.registers.matching import Matched
from antidrug_kpi.registers.passed_over import report_passed_over
from antidrug_kpi.registers.records import find_records
from antidrug_kpi.registers.register import Source
from antidrug_kpi.registers.words import squeeze


@dataclass(frozen=True)
class Extract:
    """The records of one sheet as raw cells by official header, with the row number of each; the office's own values are
    already those of the plan where its mapping says so.
    """

    spec: RegisterSpec
    source: Source
    columns: Mapping[str, Sequence[Cell]]
    numbers: Sequence[int]


def extract_records(matched: Matched) -> tuple[Extract, list[Issue]]:
    """The records of a sheet, and what was noticed about its header and about rows that are none."""
    issues = _report_header(matched)
    header_row = matched.sheet.numbers[matched.header.position]
    matched = replace(matched, header=extend_header(matched.sheet.rows, matched.header, matched.spec))
    sheet, spec, header = matched.sheet, matched.spec, matched.header
    repeated = {name for name, _, _ in header.repeated}
    indexes = {name: index for name, index in header.columns.items() if name not in repeated}
    body = sheet.rows[header.position + 1 :]
    numbers = sheet.numbers[header.position + 1 :]
    columns: dict[str, Sequence[Cell]] = {name: [row[index] for row in body] for name, index in indexes.items()}
    values = matched.entry.values if matched.entry is not None else {}
    kept, blank = find_records(spec, body, columns, indexes, values)
    again = {position - header.position - 1 for position in find_repetitions(sheet.rows, header)}
    kept = [row for row in kept if row not in again] if again else kept
    issues += report_passed_over(matched, blank)
    source = Source(
        sheet.file,
        sheet.name,
        len(body),
        len(body) - len(kept),
        matched.by,
        header_row,
        _number_columns(sheet, header),
    )
    if len(kept) < len(body):
        columns = {name: [cells[row] for row in kept] for name, cells in columns.items()}
        numbers = [numbers[row] for row in kept]
    for name in values.keys() & columns.keys():
        columns[name] = [translate_cell(cell, values[name]) for cell in columns[name]]
    if sheet.is_date1904:
        columns = _shift_serials(spec, columns)
    return Extract(spec, source, columns, numbers), issues


def _number_columns(sheet: Sheet, header: HeaderRow) -> dict[str, int]:
    """Official headers, and those not known, with the number of their column; of two alike the first."""
    unknown = {text: index for index, text in reversed(header.unknown)}
    return {name: sheet.columns_left_out + index + 1 for name, index in {**unknown, **header.columns}.items()}


def _shift_serials(spec: RegisterSpec, columns: Mapping[str, Sequence[Cell]]) -> dict[str, Sequence[Cell]]:
    """Serials of a 1904 workbook as dates, so that sheets of both systems can be joined; 11301 in a column of months is none."""
    dates = {column.name for column in spec.columns if column.type is ColumnType.DATE}
    shifted: dict[str, Sequence[Cell]] = dict(columns)
    for name in dates & set(columns):
        shifted[name] = [_shift_serial(cell) for cell in columns[name]]
    return shifted


def _shift_serial(cell: Cell) -> Cell:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1 <= cell < 100_000:
        return dt.date(1904, 1, 1) + dt.timedelta(days=int(cell))
    return cell


def _report_header(matched: Matched) -> list[Issue]:
    sheet, spec, header = matched.sheet, matched.spec, matched.header
    issues = []
    row = sheet.numbers[header.position]
    for name, first, second in header.repeated:
        facts: dict[str, object] = {"first": _point(matched, first - 1), "second": _point(matched, second - 1)}
        issues.append(report_issue(kinds.COLUMN_TWICE, sheet.address(row, name), name, spec.id, facts))
    for _, text in header.unknown:
        facts = {"register": spec.title}
        issues.append(report_issue(kinds.COLUMN_UNKNOWN, sheet.address(row, text), squeeze(text), spec.id, facts))
    return issues


def _point(matched: Matched, index: int) -> str:
    """A column by its letters and its header as it stands."""
    return f"{name_column(matched.sheet.columns_left_out + index)} 欄「{matched.header.texts[index]}」"
