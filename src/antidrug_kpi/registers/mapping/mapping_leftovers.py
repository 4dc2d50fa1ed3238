"""Warnings about what a mapping file names and the data do not hold: sheets, files, registers and headers, each with the closest.

The file may serve several periods, so that none of these is a fault; a misspelt name would otherwise go unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidrug_kpi.errors import name_closest
from antidrug_kpi.files import FileReading
from antidrug_kpi.issues import Address, Issue, IssueKind, report_issue
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.headers import list_names
from antidrug_kpi.registers.finding.office_mapping import MappingEntry, OfficeMapping, is_like
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet

# To look for the closest header compares each missing one with all of them: of so many nobody reads more.
MOST_SUGGESTIONS = 100

# The names that a sheet goes by, and its file.
_NamedSheet = tuple[Sequence[str], str]


def find_leftovers(mapping: OfficeMapping, files: Sequence[FileReading], matches: Sequence[MatchedSheet]) -> list[Issue]:
    """A warning for each pattern, register and header of the mapping that is found nowhere."""
    sheets = [(list_names(sheet, len(file.sheets) == 1)[0], file.file) for file in files for sheet in file.sheets]
    issues: list[Issue] = []
    for entry in mapping.entries:
        matched_by_entry = [matched for matched in matches if matched.entry is entry]
        if entry.has_patterns:
            issues += _find_unused_patterns(mapping, entry, sheets)
        elif not any(matched.spec is entry.spec for matched in matches):
            facts = {"register": entry.spec.title if entry.spec else "", "near": ""}
            issues.append(_warn(mapping, kinds.MAPPING_REGISTER_MISSING, entry, (), facts))
        issues += _find_unused_headers(mapping, entry, matched_by_entry)
    return issues


def _find_unused_patterns(mapping: OfficeMapping, entry: MappingEntry, sheets: Sequence[_NamedSheet]) -> Iterator[Issue]:
    """A warning for each pattern that names no file, or no sheet of the files that the entry is about."""
    files = [file for _, file in sheets]
    for pattern in entry.text.file:
        if not any(is_like(path, pattern) for file in files for path in (file, file.rpartition("/")[2])):
            facts = {"what": "檔案", "pattern": pattern, "near": _suggest(pattern, files)}
            yield _warn(mapping, kinds.MAPPING_SHEET_MISSING, entry, ("file",), facts)
    names = [name for sheet_names, file in sheets if entry.names_file(file) for name in sheet_names]
    for pattern in entry.text.sheet:
        if names and not any(is_like(name, pattern) for name in names):
            facts = {"what": "工作表", "pattern": pattern, "near": _suggest(pattern, names)}
            yield _warn(mapping, kinds.MAPPING_SHEET_MISSING, entry, ("sheet",), facts)


def _find_unused_headers(mapping: OfficeMapping, entry: MappingEntry, matches: Sequence[MatchedSheet]) -> Iterator[Issue]:
    """A warning for each header of an entry that none of its sheets has; none where no sheet was matched by the entry."""
    found = {word for matched in matches for word in matched.header.mapped}
    headers = [text for matched in matches for _, text in matched.header.unknown]
    if not matches or entry.spec is None:
        return
    for number, header in enumerate(header for header in entry.text.columns if squeeze(header) not in found):
        near = _suggest(header, headers) if number < MOST_SUGGESTIONS else ""
        facts = {"register": entry.spec.title, "header": header, "near": near}
        yield _warn(mapping, kinds.MAPPING_HEADER_MISSING, entry, ("columns", header), facts)


def _warn(mapping: OfficeMapping, kind: IssueKind, entry: MappingEntry, trail: tuple[str, ...], facts: dict[str, str]) -> Issue:
    line = mapping.find_line((*entry.trail, *trail))
    register = entry.spec.id if entry.spec else None
    return report_issue(kind, Address(mapping.file), register=register, facts={"line": line, **facts})


def _suggest(word: str, known: Sequence[str]) -> str:
    return name_closest(squeeze(word), {squeeze(name): name for name in known}, cutoff=0.3)
