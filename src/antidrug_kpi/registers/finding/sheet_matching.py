"""Which register of the plan a sheet is (docs/registers.md, Which sheet is which register).

Four strategies are tried one after another, and the first that has an answer decides; the order is that of how much an office
meant by what it wrote:

1. the office's mapping names the sheet;
2. the sheet's own name is a register's, or that of a sheet which is never one (填表說明, 目錄);
3. the name of its workbook is a register's;
4. its headers fit one register only.

Where none has one, the sheet's own name or that of its workbook may be a further register's, which no measure reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from antidrug_kpi.files import Sheet
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.further_headers import add_further_columns
from antidrug_kpi.registers.finding.header_variants import HeaderCandidate, list_candidates
from antidrug_kpi.registers.finding.headers import (
    HeaderRow,
    OfficeHeaders,
    find_by_headers,
    find_by_name,
    find_header,
    is_explanation_sheet,
    is_supplementary_sheet,
    list_names,
    normalise_name,
)
from antidrug_kpi.registers.finding.office_mapping import NOT_READ, MappingEntry, OfficeMapping
from antidrug_kpi.registers.finding.unmatched_reports import (
    has_table,
    report_headless,
    report_several,
    report_supplementary,
    report_unmatched,
)
from antidrug_kpi.registers.register import MatchedBy

# Registers that a sheet can be by its headers, each with its header row.
Fitting = tuple[tuple[RegisterSpec, HeaderRow], ...]


@dataclass(frozen=True)
class MatchedSheet:
    """A sheet that is a register: its header row, by what it was matched, and the entry of the mapping that holds for it."""

    sheet: Sheet
    spec: RegisterSpec
    header: HeaderRow
    by: MatchedBy
    entry: MappingEntry | None = None


class SheetMatch(NamedTuple):
    """What a sheet was found to be: the register (None where it is not read as one), and the issues noticed about it."""

    matched: MatchedSheet | None
    issues: list[Issue]


@dataclass(frozen=True)
class _Search:
    """One sheet and what the strategies look at; names and header candidates are found when a strategy first asks."""

    sheet: Sheet
    is_only_sheet: bool
    registers: Sequence[RegisterSpec]
    mapping: OfficeMapping
    further: Sequence[RegisterSpec] = ()

    @property
    def own_names(self) -> tuple[str, ...]:
        return list_names(self.sheet, self.is_only_sheet)[0]

    @property
    def workbook_names(self) -> tuple[str, ...]:
        return list_names(self.sheet, self.is_only_sheet)[1]

    @cached_property
    def candidates(self) -> tuple[HeaderCandidate, ...]:
        return list_candidates(self.sheet)

    def match(self, spec: RegisterSpec, by: MatchedBy, entry: MappingEntry | None) -> MatchedSheet | None:
        """The sheet as this register; None where no row can be the register's header."""
        header = find_header(self.candidates, spec, entry.headers if entry is not None else {})
        return None if header is None else MatchedSheet(self.sheet, spec, header, by, entry)


def match_sheet(
    sheet: Sheet,
    is_only_sheet: bool,
    registers: Sequence[RegisterSpec],
    mapping: OfficeMapping,
    further: Sequence[RegisterSpec] = (),
) -> SheetMatch:
    """The register that a sheet is, by the first of the four strategies that has an answer; `is_only_sheet` says that its
    workbook has no other, so that the file's name counts as the sheet's own. One of the `further` registers, by its name alone,
    where it is none of the others.

    Nothing raises: a sheet that cannot be read as the register that it is called has an issue of level FILE.
    """
    search = _Search(sheet, is_only_sheet, registers, mapping, further)
    matched, issues = _match(search)
    if matched is None:
        return SheetMatch(None, issues)
    header = add_further_columns(matched.header, search.candidates, matched.spec, matched.entry)
    return SheetMatch(replace(matched, header=header), issues)


def _match(search: _Search) -> SheetMatch:
    """The first answer of the strategies, or of the names of further registers."""
    for strategy in (_match_by_mapping, _match_by_own_name, _match_by_workbook_name):
        result = strategy(search, search.registers)
        if result is not None:
            return result
    fitting = _find_by_headers(search)
    if fitting:
        return _choose_by_headers(search, fitting)
    for strategy in (_match_by_own_name, _match_by_workbook_name):
        result = strategy(search, search.further)
        if result is not None:
            return result
    return SheetMatch(None, report_unmatched(search.sheet, search.own_names, search.registers))


def _match_by_mapping(search: _Search, _registers: Sequence[RegisterSpec]) -> SheetMatch | None:
    """What the office's mapping says of the sheet; None where no entry of it has a pattern that names the sheet."""
    sheet, mapping = search.sheet, search.mapping
    entries = mapping.find_entries(search.own_names, sheet.file)
    if not entries:
        return None
    if len(entries) > 1:
        return SheetMatch(None, [_report_mapped_twice(sheet, entries, mapping)])
    entry = entries[0]
    if entry.spec is None:
        return SheetMatch(None, [report_issue(kinds.SHEET_LEFT_OUT, sheet.address(), facts={"mapping": mapping.file})])
    return _match_or_report(search, entry.spec, MatchedBy.MAPPING, entry)


def _match_by_own_name(search: _Search, registers: Sequence[RegisterSpec]) -> SheetMatch | None:
    """The one of the registers that the sheet is named after, or that its name says it is none; None where it says neither."""
    # The sheet of our own template that explains the others: nobody misses it, so that not even a note is made of it.
    if is_explanation_sheet(search.sheet):
        return SheetMatch(None, [])
    names = search.own_names
    spec = find_by_name(names, registers)
    if spec is not None:
        return _match_or_report(search, spec, _choose_name_or_alias(names, spec), search.mapping.find_general(spec.id))
    # Asked after the registers, since a plan may have a register called 選項.
    return SheetMatch(None, report_supplementary(search.sheet)) if is_supplementary_sheet(search.sheet) else None


def _match_by_workbook_name(search: _Search, registers: Sequence[RegisterSpec]) -> SheetMatch | None:
    """The one of the registers that the workbook is named after; None where it is named after none, or the sheet is something
    else in it.

    A workbook of that name may hold other sheets (工作表2 with notes). So a sheet without the register's header is at fault only
    where its name is no more than a part of the workbook's: 2月 in 美沙冬收案.xlsx.
    """
    names = search.workbook_names
    spec = find_by_name(names, registers)
    if spec is None:
        return None
    matched = search.match(spec, _choose_name_or_alias(names, spec), search.mapping.find_general(spec.id))
    if matched is not None:
        return SheetMatch(matched, [])
    sheet = search.sheet
    if sheet.name is not None and find_by_name([f"{name}_{sheet.name}" for name in names], registers) is spec:
        return SheetMatch(None, [report_headless(sheet, spec)] if has_table(sheet) else [])
    return None


def _find_by_headers(search: _Search) -> Fitting:
    """The registers whose required headers all stand in the sheet."""
    fitting = find_by_headers(search.candidates, search.registers, _list_own_headers(search))
    if len(fitting) < 2:
        return fitting
    # A sheet per institution has the register's name within its own: 替代治療個案(甲醫院).
    return tuple(fit for fit in fitting if _is_named_in(fit[0], search.own_names)) or fitting


def _choose_by_headers(search: _Search, fitting: Fitting) -> SheetMatch:
    """The only register that the headers fit; an issue where there are several."""
    sheet = search.sheet
    if len(fitting) > 1:
        return SheetMatch(None, [report_several(sheet, [spec for spec, _ in fitting])])
    ((spec, header),) = fitting
    note = report_issue(kinds.MATCHED_BY_HEADERS, sheet.address(), facts={"register": spec.title})
    return SheetMatch(MatchedSheet(sheet, spec, header, MatchedBy.HEADERS, search.mapping.find_general(spec.id)), [note])


def _match_or_report(search: _Search, spec: RegisterSpec, by: MatchedBy, entry: MappingEntry | None) -> SheetMatch:
    """The sheet as the register that somebody calls it, which must then have a header: an empty one is not absent."""
    matched = search.match(spec, by, entry)
    return SheetMatch(matched, [] if matched is not None else [report_headless(search.sheet, spec)])


def _report_mapped_twice(sheet: Sheet, entries: Sequence[MappingEntry], mapping: OfficeMapping) -> Issue:
    titles = [f"第 {mapping.find_line(entry.trail)} 行「{entry.spec.title if entry.spec else NOT_READ}」" for entry in entries]
    facts = {"mapping": mapping.file, "entries": "、".join(titles)}
    return report_issue(kinds.SHEET_MAPPED_TWICE, sheet.address(), facts=facts)


def _list_own_headers(search: _Search) -> Mapping[str, OfficeHeaders]:
    """Register id → the office's own headers, for registers whose mapping holds wherever they are found."""
    entries = ((spec.id, search.mapping.find_general(spec.id)) for spec in search.registers)
    return {register: entry.headers for register, entry in entries if entry is not None}


def _is_named_in(spec: RegisterSpec, names: Sequence[str]) -> bool:
    words = [squeeze(word) for word in (spec.title, *spec.aliases)]
    return any(word in squeeze(name) for name in names for word in words)


def _choose_name_or_alias(names: Sequence[str], spec: RegisterSpec) -> MatchedBy:
    """MatchedBy.NAME where one of the names by which a register was found is its title, MatchedBy.ALIAS where none is."""
    forms = {form for name in names for form in (squeeze(name), normalise_name(name))}
    return MatchedBy.NAME if squeeze(spec.title) in forms else MatchedBy.ALIAS
