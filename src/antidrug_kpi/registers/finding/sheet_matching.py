"""Which register a sheet is: the one that the office's mapping says, or by its name, or, where only one fits, by its headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antidrug_kpi.files import Sheet
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.filled_cells import count_filled_cells
from antidrug_kpi.registers.finding.header_forms import ROWS_SEARCHED, Candidate, list_candidates
from antidrug_kpi.registers.finding.headers import (
    HeaderRow,
    find_by_headers,
    find_by_name,
    find_header,
    is_aside,
    is_explanation,
    list_names,
    normalise_name,
    suggest_register,
)
from antidrug_kpi.registers.finding.office_mapping import NOT_READ, Entry, OfficeMapping
from antidrug_kpi.registers.register import Match
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell


@dataclass(frozen=True)
class Matched:
    """A sheet that is a register: where its header stands, how that was told, and what the office's mapping says of it."""

    sheet: Sheet
    spec: RegisterSpec
    header: HeaderRow
    by: Match
    entry: Entry | None = None


def match_sheet(
    sheet: Sheet, is_only_sheet: bool, registers: Sequence[RegisterSpec], mapping: OfficeMapping
) -> tuple[Matched | None, list[Issue]]:
    """What a sheet is, and what was noticed; nothing where it is no register or cannot be read as one."""
    own, shared = list_names(sheet, is_only_sheet)
    candidates = list_candidates(sheet)
    entries = mapping.find_entries(own, sheet.file)
    if entries:
        return _match_mapped(sheet, candidates, entries, mapping)
    if is_explanation(sheet):
        return None, []
    spec = find_by_name(own, registers)
    if spec is not None:
        return _match_named(sheet, candidates, spec, _tell_match(own, spec), mapping.find_general(spec.id))
    if is_aside(sheet):
        return None, _report_aside(sheet)
    spec = find_by_name(shared, registers)
    if spec is not None:
        matched, _ = _match_named(sheet, candidates, spec, _tell_match(shared, spec), mapping.find_general(spec.id))
        if matched is not None:
            return matched, []
        # 2月 in a workbook named after the register is a part of it, header or not.
        if sheet.name is not None and find_by_name([f"{name}_{sheet.name}" for name in shared], registers) is spec:
            return None, [report_headless(sheet, spec)] if _has_table(sheet) else []
    return _match_by_headers(sheet, candidates, own, registers, mapping)


def _match_mapped(
    sheet: Sheet, candidates: Sequence[Candidate], entries: Sequence[Entry], mapping: OfficeMapping
) -> tuple[Matched | None, list[Issue]]:
    first = entries[0]
    if len(entries) > 1:
        titles = [
            f"第 {mapping.find_line(entry.trail)} 行「{entry.spec.title if entry.spec else NOT_READ}」" for entry in entries
        ]
        facts = {"mapping": mapping.file, "entries": "、".join(titles)}
        return None, [report_issue(kinds.SHEET_MAPPED_TWICE, sheet.address(), facts=facts)]
    if first.spec is None:
        return None, [report_issue(kinds.SHEET_LEFT_OUT, sheet.address(), facts={"mapping": mapping.file})]
    return _match_named(sheet, candidates, first.spec, Match.MAPPING, first)


def _match_named(
    sheet: Sheet, candidates: Sequence[Candidate], spec: RegisterSpec, by: Match, entry: Entry | None
) -> tuple[Matched | None, list[Issue]]:
    """The sheet as the register that it is called, which must then have a header: an empty one is not absent."""
    header = find_header(candidates, spec, entry.headers if entry else {})
    if header is not None:
        return Matched(sheet, spec, header, by, entry), []
    return None, [report_headless(sheet, spec)]


def _match_by_headers(
    sheet: Sheet,
    candidates: Sequence[Candidate],
    names: Sequence[str],
    registers: Sequence[RegisterSpec],
    mapping: OfficeMapping,
) -> tuple[Matched | None, list[Issue]]:
    own = {spec.id: entry.headers for spec in registers if (entry := mapping.find_general(spec.id)) is not None}
    fitting = find_by_headers(candidates, registers, own)
    if len(fitting) > 1:
        # A sheet per institution has the register's name within its own: 替代治療個案(甲醫院).
        fitting = tuple(fit for fit in fitting if _is_named_in(fit[0], names)) or fitting
    if len(fitting) != 1:
        return None, _report_unmatched(sheet, names, [spec.title for spec, _ in fitting], registers)
    ((spec, header),) = fitting
    note = report_issue(kinds.MATCHED_BY_HEADERS, sheet.address(), facts={"register": spec.title})
    return Matched(sheet, spec, header, Match.HEADERS, mapping.find_general(spec.id)), [note]


def _is_named_in(spec: RegisterSpec, names: Sequence[str]) -> bool:
    words = [squeeze(word) for word in (spec.title, *spec.aliases)]
    return any(word in squeeze(name) for name in names for word in words)


def _report_unmatched(
    sheet: Sheet, names: Sequence[str], fitting: Sequence[str], registers: Sequence[RegisterSpec]
) -> list[Issue]:
    """Why a sheet was not read: it could be several registers, or none, or is not meant to be one; nothing is said of an empty
    one. `names` are the sheet's own.
    """
    if fitting:
        titles = "、".join(f"「{title}」" for title in fitting)
        return [report_issue(kinds.SHEET_AMBIGUOUS, sheet.address(), facts={"candidates": titles})]
    if not _has_content(sheet):
        return []
    near = suggest_register(names, registers)
    # A .csv without two cells in a row is a table with a delimiter that nobody knows.
    if near is None and sheet.name is not None and not _has_table(sheet):
        return _report_aside(sheet)
    facts = {"near": f"（名稱最接近「{near}」）" if near else ""}
    return [report_issue(kinds.SHEET_UNMATCHED, sheet.address(), facts=facts)]


def _has_content(sheet: Sheet) -> bool:
    return any(not is_blank_cell(cell) for row in sheet.rows[:ROWS_SEARCHED] for cell in row)


def _report_aside(sheet: Sheet) -> list[Issue]:
    return [report_issue(kinds.SHEET_ASIDE, sheet.address())] if _has_content(sheet) else []


def _has_table(sheet: Sheet) -> bool:
    return bool((count_filled_cells(sheet) > 1).any())


def report_headless(sheet: Sheet, spec: RegisterSpec) -> Issue:
    """That a sheet is called as a register and has no header."""
    wanted = "、".join(f"「{column.name}」" for column in spec.columns if column.required)
    facts = {"register": spec.title, "rows": ROWS_SEARCHED, "wanted": wanted}
    return report_issue(kinds.HEADER_NOT_FOUND, sheet.address(), register=spec.id, facts=facts)


def _tell_match(names: Sequence[str], spec: RegisterSpec) -> Match:
    """Whether one of the names that a register was found by is its own, or they are only aliases of it."""
    forms = {form for name in names for form in (squeeze(name), normalise_name(name))}
    return Match.NAME if squeeze(spec.title) in forms else Match.ALIAS
