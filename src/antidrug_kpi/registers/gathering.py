"""From an office's files to the records of each register: which sheet is which, what is a copy, what could not be read."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from antidrug_kpi.files import FileReading, report_hidden
from antidrug_kpi.issues import Address, Issue, Level
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.copies import report_copy
from antidrug_kpi.registers.finding.file_matching import is_casual, match_file
from antidrug_kpi.registers.finding.office_mapping import OfficeMapping
from antidrug_kpi.registers.finding.own_template import Declared, find_declared, report_contradiction
from antidrug_kpi.registers.finding.same_bytes import Twin, find_twins
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet
from antidrug_kpi.registers.finding.unread_files import find_register_of_unread, is_sheet_unread, is_unread
from antidrug_kpi.registers.register import LeftOut, Why
from antidrug_kpi.registers.rows.extracts import Extract, extract_records


@dataclass
class Gathered:
    """What the files hold: the sheets that are registers, and their records by register.

    `unread` are the issues that say of a file, sheet or column that it could not be read; `declared` the registers of which a
    sheet says that there is nothing to report; `needed` the registers that are wanted, where not all are.
    """

    matches: list[MatchedSheet] = field(default_factory=list)
    extracts: dict[str, list[Extract]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unread: list[Issue] = field(default_factory=list)
    unfilled: list[Address] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    needed: Container[str] | None = None


def gather_records(
    files: Sequence[FileReading],
    registers: Sequence[RegisterSpec],
    mapping: OfficeMapping,
    needed: Container[str] | None = None,
) -> Gathered:
    """The records of every register in the order of the files, each of several equal files read once; of those `needed` alone,
    where these are given by id.
    """
    gathered = Gathered(needed=needed)
    twins = find_twins(files, registers, mapping)
    for file in files:
        if file.file not in twins:
            _gather_file(gathered, file, registers, mapping)
    for twin in twins.values():
        _leave_twin(gathered, twin, registers, mapping)
    return gathered


def _gather_file(gathered: Gathered, file: FileReading, registers: Sequence[RegisterSpec], mapping: OfficeMapping) -> None:
    if is_unread(file) and not is_casual(file, registers, mapping):
        _note_unread_file(gathered, file, registers, mapping)
        return
    for matched, found in match_file(file, registers, mapping):
        _gather_table(gathered, matched, found)


def _gather_table(gathered: Gathered, matched: MatchedSheet | None, found: Sequence[Issue]) -> None:
    if matched is None:
        gathered.issues += found
        for issue in found:
            if is_sheet_unread(issue):
                gathered.unread.append(issue)
                gathered.left_out.append(LeftOut(issue.address.file, issue.address.sheet, issue.register, Why.UNREADABLE))
        return
    sheet = matched.sheet
    gathered.matches.append(matched)
    if gathered.needed is not None and matched.spec.id not in gathered.needed:
        gathered.left_out.append(LeftOut(sheet.file, sheet.name, matched.spec.id, Why.NOT_NEEDED))
        return
    gathered.issues += found
    gathered.issues += report_hidden(sheet)
    extract, found = extract_records(matched)
    gathered.issues += found
    gathered.unread += [issue for issue in found if issue.kind is kinds.COLUMN_TWICE]
    declared = find_declared(matched)
    if declared is Declared.NOT and not len(extract.numbers):
        gathered.unfilled.append(sheet.address())
        return
    if declared is Declared.NOTHING:
        gathered.declared.add(matched.spec.id)
        gathered.issues += report_contradiction(matched, len(extract.numbers))
    gathered.extracts.setdefault(extract.spec.id, []).append(extract)


def _note_unread_file(gathered: Gathered, file: FileReading, registers: Sequence[RegisterSpec], mapping: OfficeMapping) -> None:
    """A file that could not be read is about the register that its name names."""
    spec = find_register_of_unread(file, registers, mapping)
    register = None if spec is None else spec.id
    issues = [replace(issue, register=register) if issue.level is Level.FILE else issue for issue in file.issues]
    gathered.issues += issues
    gathered.unread += [issue for issue in issues if issue.level is Level.FILE]
    gathered.left_out.append(LeftOut(file.file, None, register, Why.UNREADABLE))


def _leave_twin(gathered: Gathered, twin: Twin, registers: Sequence[RegisterSpec], mapping: OfficeMapping) -> None:
    """Leave out a file of the same bytes as one that was read; where that is no register, or holds nothing under the name of
    another one, it is no copy that matters.
    """
    own = [extract for extracts in gathered.extracts.values() for extract in extracts if extract.source.file == twin.kept.file]
    is_other = twin.register is not None and all(extract.spec.id != twin.register.id for extract in own)
    if not own or (is_other and not any(len(extract.numbers) for extract in own)):
        _gather_file(gathered, twin.file, registers, mapping)
        return
    register = None if twin.register is None else twin.register.id
    issue = report_copy(Address(twin.file.file), Address(twin.kept.file), register, "兩檔逐位元組相同")
    gathered.issues.append(issue)
    gathered.left_out.append(LeftOut(twin.file.file, None, register, Why.COPY))
    if is_other:
        gathered.unread.append(issue)
