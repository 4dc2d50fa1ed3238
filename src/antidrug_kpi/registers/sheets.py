"""From a sheet to the cells of one register: which register, which header, which rows are records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.files import Cell, Sheet
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.registers import ColumnType
from antidrug_kpi.plans.registers import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.footers import is_blank_cell
from antidrug_kpi.registers.headers import (
    ROWS_SEARCHED,
    HeaderRow,
    find_by_headers,
    find_by_name,
    find_header,
    list_candidates,
    list_names,
    normalise_name,
    suggest_register,
)
from antidrug_kpi.registers.records import find_records
from antidrug_kpi.registers.register import Match, Source
from antidrug_kpi.registers.words import squeeze


@dataclass(frozen=True)
class Extract:
    """The records of one sheet as raw cells by official header, with the row number of each."""

    spec: RegisterSpec
    source: Source
    columns: Mapping[str, Sequence[Cell]]
    numbers: Sequence[int]


def extract_sheet(sheet: Sheet, is_only_sheet: bool, registers: Sequence[RegisterSpec]) -> tuple[Extract | None, list[Issue]]:
    """The sheet's records and what was noticed; no records where the sheet is no register or cannot be read as one."""
    own, shared = list_names(sheet, is_only_sheet)
    candidates = list_candidates(sheet)
    spec = find_by_name(own, registers)
    if spec is not None:
        header = find_header(candidates, spec)
        if header is None:
            return None, [_report_headless(sheet, spec)] if _has_content(sheet) else []
        return _extract_records(sheet, spec, header, _tell_match(own, spec))
    spec = find_by_name(shared, registers)
    header = find_header(candidates, spec) if spec is not None else None
    if spec is not None and header is not None:
        return _extract_records(sheet, spec, header, _tell_match(shared, spec))
    fitting = find_by_headers(candidates, registers)
    if len(fitting) == 1:
        extract, issues = _extract_records(sheet, *fitting[0], Match.HEADERS)
        note = report_issue(kinds.MATCHED_BY_HEADERS, sheet.address(), facts={"register": fitting[0][0].title})
        return extract, [note, *issues]
    return None, _report_unmatched(sheet, (*own, *shared), [spec.title for spec, _ in fitting], registers)


def _report_unmatched(
    sheet: Sheet, names: Sequence[str], fitting: Sequence[str], registers: Sequence[RegisterSpec]
) -> list[Issue]:
    """Why a sheet was not read: it could be several registers, or none; nothing is said of an empty one."""
    if fitting:
        titles = "、".join(f"「{title}」" for title in fitting)
        return [report_issue(kinds.SHEET_AMBIGUOUS, sheet.address(), facts={"candidates": titles})]
    if not _has_content(sheet):
        return []
    near = suggest_register(names, registers)
    facts = {"near": f"（名稱最接近「{near}」）" if near else ""}
    return [report_issue(kinds.SHEET_UNMATCHED, sheet.address(), facts=facts)]


def _has_content(sheet: Sheet) -> bool:
    return any(not is_blank_cell(cell) for row in sheet.rows[:ROWS_SEARCHED] for cell in row)


def _report_headless(sheet: Sheet, spec: RegisterSpec) -> Issue:
    wanted = "、".join(f"「{column.name}」" for column in spec.columns if column.required)
    facts = {"register": spec.title, "rows": ROWS_SEARCHED, "wanted": wanted}
    return report_issue(kinds.HEADER_NOT_FOUND, sheet.address(), register=spec.id, facts=facts)


def _extract_records(sheet: Sheet, spec: RegisterSpec, header: HeaderRow, match: Match) -> tuple[Extract | None, list[Issue]]:
    issues = _report_header(sheet, spec, header)
    repeated = {name for name, _, _ in header.repeated}
    indexes = {name: index for name, index in header.columns.items() if name not in repeated}
    body = sheet.rows[header.position + 1 :]
    numbers = sheet.numbers[header.position + 1 :]
    columns: dict[str, Sequence[Cell]] = {name: [row[index] for row in body] for name, index in indexes.items()}
    kept = find_records(spec, body, columns, indexes)
    source = Source(
        sheet.file,
        sheet.name,
        len(body),
        len(body) - len(kept),
        match,
        sheet.numbers[header.position],
        _number_columns(sheet, header),
    )
    if len(kept) < len(body):
        columns = {name: [cells[row] for row in kept] for name, cells in columns.items()}
        numbers = [numbers[row] for row in kept]
    if sheet.is_date1904:
        columns = _shift_serials(spec, columns)
    return Extract(spec, source, columns, numbers), issues


def _tell_match(names: Sequence[str], spec: RegisterSpec) -> Match:
    """Whether one of the names that a register was found by is its own, or they are only aliases of it."""
    forms = {form for name in names for form in (squeeze(name), normalise_name(name))}
    return Match.NAME if squeeze(spec.title) in forms else Match.ALIAS


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


def _report_header(sheet: Sheet, spec: RegisterSpec, header: HeaderRow) -> list[Issue]:
    issues = []
    row = sheet.numbers[header.position]
    for name, first, second in header.repeated:
        facts: dict[str, object] = {"first": sheet.columns_left_out + first, "second": sheet.columns_left_out + second}
        issues.append(report_issue(kinds.COLUMN_TWICE, sheet.address(row, name), name, spec.id, facts))
    for _, text in header.unknown:
        facts = {"register": spec.title}
        issues.append(report_issue(kinds.COLUMN_UNKNOWN, sheet.address(row, text), squeeze(text), spec.id, facts))
    return issues
