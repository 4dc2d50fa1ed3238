"""Which tables of a file are registers (docs/registers.md, Which sheet is which register).

A workbook's sheets are matched each for itself. A web page is one document: most of its tables lay it out, so that they are no
registers and need no warning. Of .txt and .htm(l) files most are no registers at all: a readme, a saved page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from antidrug_kpi.files import CASUAL_SUFFIXES, FileReading, Sheet
from antidrug_kpi.files import kinds as file_kinds
from antidrug_kpi.issues import Address, Issue, Level, report_issue
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.finding.filled_cells import count_filled_cells
from antidrug_kpi.registers.finding.headers import find_by_name
from antidrug_kpi.registers.finding.office_mapping import OfficeMapping
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet, SheetMatch, match_sheet
from antidrug_kpi.registers.finding.unmatched_reports import report_headless
from antidrug_kpi.registers.finding.unread_parts import report_unread_parts
from antidrug_kpi.registers.register import MatchedBy
from antidrug_kpi.registers.vocabulary.footers import could_be_footer

# What matters of any file, whatever it holds; by code, since a kind has facts that cannot be hashed.
_ALWAYS_REPORTED = frozenset(
    kind.code for kind in (file_kinds.FILE_OUTPUT, file_kinds.FILE_OUTSIDE, file_kinds.FILE_SPECIAL, file_kinds.FILE_NAME_UNSAFE)
)


def match_file(
    file: FileReading, registers: Sequence[RegisterSpec], mapping: OfficeMapping, further: Sequence[RegisterSpec] = ()
) -> list[SheetMatch]:
    """What each table of a file is, one of the `further` registers only where it is none of the others; before them one entry
    without a register for the issues of the file itself.
    """
    matches = [match_sheet(sheet, len(file.sheets) == 1, registers, mapping, further) for sheet in file.sheets]
    is_page = bool(file.within)
    if not is_page:
        matches = report_unread_parts(file, matches, registers)
        # With an entry of its own the file is known to be one of the registers.
        matches = report_unread_parts(file, matches, further) if len(matches) == len(file.sheets) else matches
    if is_casual(file, (*registers, *further), mapping):
        matches = [_drop_bare_header(match) for match in matches]
        if not any(match.matched for match in matches):
            return [SheetMatch(None, _report_casual_file(file, matches))]
    if is_page:
        matches = _match_page(file, matches, registers)
    return [SheetMatch(None, list(file.issues)), *matches]


def is_casual(file: FileReading, registers: Sequence[RegisterSpec], mapping: OfficeMapping) -> bool:
    """Whether a file has a suffix of which most files are no registers (.txt, .html), and neither its own name nor the office's
    mapping says that it is one.
    """
    path = PurePosixPath(file.file)
    if path.suffix.lower() not in CASUAL_SUFFIXES:
        return False
    return find_by_name((path.stem,), registers) is None and not mapping.find_entries((path.stem,), file.file)


def _drop_bare_header(match: SheetMatch) -> SheetMatch:
    """Headers without a record, such as the description of a format in a readme, are no register that holds zero records."""
    matched = match.matched
    is_bare = matched is not None and matched.by is MatchedBy.HEADERS and not has_records(matched)
    return SheetMatch(None, []) if is_bare else match


def _report_casual_file(file: FileReading, matches: Sequence[SheetMatch]) -> list[Issue]:
    """What is reported of a readme or a saved page without a register: the faults of tables that may be one, if there are any;
    otherwise what matters of any file; otherwise one line.
    """
    faults = _list_faults(matches)
    if faults:
        return [*file.issues, *faults]
    always = [issue for issue in file.issues if issue.code in _ALWAYS_REPORTED]
    if always:
        return always
    suggestions = [issue for match in matches for issue in match.issues if dict(issue.facts).get("near")]
    place = Address(file.file)
    return [replace(suggestions[0], address=place) if suggestions else report_issue(kinds.SHEET_ASIDE, place)]


def _list_faults(matches: Sequence[SheetMatch]) -> list[Issue]:
    return [issue for match in matches for issue in match.issues if issue.level is Level.FILE]


def _match_page(file: FileReading, matches: Sequence[SheetMatch], registers: Sequence[RegisterSpec]) -> list[SheetMatch]:
    """The tables of a web page: of registers nested in one another one is kept, and most other tables are only noted."""
    matches = list(matches)
    for position in (*_list_nested_to_drop(file.within, matches), *_list_empty_to_drop(matches)):
        matches[position] = SheetMatch(None, [report_issue(kinds.SHEET_ASIDE, file.sheets[position].address())])
    if not any(match.matched for match in matches):
        return [SheetMatch(None, _report_page_without_register(file, matches, registers))]
    found = {match.matched.spec.id for match in matches if match.matched}
    settled: list[SheetMatch] = []
    previous: MatchedSheet | None = None
    for position, (sheet, match) in enumerate(zip(file.sheets, matches, strict=True)):
        if match.matched is None:
            faults = [issue for issue in match.issues if _is_fault_beside_registers(issue, sheet, found, registers)]
            # A small table inside a cell of a register is no continuation of the register before it.
            is_inside = any(matches[outer].matched for outer in _list_enclosing(file.within, position))
            settled.append(SheetMatch(None, _report_other_table(sheet, None if is_inside else previous, faults)))
        else:
            settled.append(match)
            previous = match.matched
    return settled


def _list_nested_to_drop(within: Sequence[int | None], matches: Sequence[SheetMatch]) -> Iterator[int]:
    """The positions of registers that are not read, since one that encloses them, or that they enclose, is the register.

    A page may be laid out by one big table, whose text holds that of the real one. The outer table is kept where it has records
    and knows at least as many headers as each inner one; otherwise the inner ones are.
    """
    for position, (outer, _) in enumerate(matches):
        if outer is None:
            continue
        inner = [place for place in range(position + 1, len(matches)) if position in _list_enclosing(within, place)]
        counts = [len(matched.header.columns) for place in inner if (matched := matches[place].matched) is not None]
        if not counts:
            continue
        if has_records(outer) and len(outer.header.columns) >= max(counts):
            yield from inner
        else:
            yield position


def _list_empty_to_drop(matches: Sequence[SheetMatch]) -> Iterator[int]:
    """The positions of tables without a record beside one of the same register that has some: the fields of a search form, or a
    header that stays in place while the rows scroll.
    """
    with_records = {match.matched.spec.id for match in matches if match.matched and has_records(match.matched)}
    for position, (matched, _) in enumerate(matches):
        if matched is not None and matched.spec.id in with_records and not has_records(matched):
            yield position


def _list_enclosing(within: Sequence[int | None], position: int) -> Iterator[int]:
    """The positions of the tables in which a table stands, from the innermost outwards."""
    outer = within[position]
    while outer is not None:
        yield outer
        outer = within[outer]


def _report_page_without_register(
    file: FileReading, matches: Sequence[SheetMatch], registers: Sequence[RegisterSpec]
) -> list[Issue]:
    """What is reported of a page without any register: its faults; else one line, a fault where the page is named as one."""
    left_out = [issue for match in matches for issue in match.issues if issue.kind is kinds.SHEET_LEFT_OUT]
    faults = _list_faults(matches)
    if faults or left_out:
        return faults or left_out[:1]
    whole = replace(file.sheets[0], name=None)
    spec = find_by_name((PurePosixPath(file.file).stem,), registers)
    if spec is not None:
        return [report_headless(whole, spec)]
    issues = [replace(issue, address=whole.address()) for match in matches for issue in match.issues]
    return sorted(issues, key=lambda issue: issue.kind is not kinds.SHEET_UNMATCHED)[:1]


def _is_fault_beside_registers(issue: Issue, sheet: Sheet, found: set[str], registers: Sequence[RegisterSpec]) -> bool:
    """Whether a fault of a table is reported though the page has registers (`found`, by id).

    The heading above a register is often a table of its own, called like the register and of course without its headers: that is
    none, unless the table itself bears the name.
    """
    is_heading = issue.kind is kinds.HEADER_NOT_FOUND and issue.register in found
    return issue.level is Level.FILE and not (is_heading and find_by_name((sheet.name or "",), registers) is None)


def _report_other_table(sheet: Sheet, previous: MatchedSheet | None, faults: list[Issue]) -> list[Issue]:
    """What is reported of a table that is no register, after the register `previous`."""
    if faults:
        return faults
    if previous is not None and _continues(sheet, previous.sheet):
        spec = previous.spec
        return [report_issue(kinds.TABLE_HEADLESS, sheet.address(), register=spec.id, facts={"register": spec.title})]
    return [report_issue(kinds.SHEET_ASIDE, sheet.address())]


def _continues(sheet: Sheet, previous: Sheet) -> bool:
    """Whether a table may hold further records of the one before: as wide, with a row of several cells that is no footer."""
    if sheet.width != previous.width:
        return False
    records = count_filled_cells(sheet) > 1
    for column in sheet.columns:
        records &= ~column.mark(could_be_footer)
    return bool(records.any())


def has_records(matched: MatchedSheet) -> bool:
    """Whether a row below the header has more than one filled cell."""
    return bool((count_filled_cells(matched.sheet)[matched.header.position + 1 :] > 1).any())
