"""From an office's files to the records of each register: which sheet is which, what is a copy, what could not be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from antidrug_kpi.files import FileReading, report_hidden
from antidrug_kpi.issues import Address, Issue, Level
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.copies import report_copy
from antidrug_kpi.registers.finding.file_matching import has_records, is_casual, match_file
from antidrug_kpi.registers.finding.office_mapping import OfficeMapping
from antidrug_kpi.registers.finding.own_template import Declared, find_declared, report_contradiction
from antidrug_kpi.registers.finding.same_bytes import Twin, find_twins
from antidrug_kpi.registers.finding.sheet_matching import Matched
from antidrug_kpi.registers.finding.unread_files import find_register_of_unread, is_sheet_unread, is_unread
from antidrug_kpi.registers.register import LeftOut, Why
from antidrug_kpi.registers.rows.extracts import Extract, extract_records


@dataclass
class Gathered:
    """What the files hold: the sheets that are registers, and their records by register.

    `unread` are the issues that say of a file, sheet or column that it could not be read; `declared` the registers of which a
    sheet says that there is nothing to report; `needed` the registers that are wanted, where not all are.
    """

    matches: list[Matched] = field(default_factory=list)
    extracts: dict[str, list[Extract]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unread: list[Issue] = field(default_factory=list)
    unfilled: list[Address] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    needed: Collection[str] | None = None

    def is_needed(self, register: str) -> bool:
        """Whether the records of a register, by its id, are wanted."""
        return self.needed is None or register in self.needed


def gather_records(
    files: Sequence[FileReading],
    registers: Sequence[RegisterSpec],
    mapping: OfficeMapping,
    needed: Collection[str] | None = None,
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
    of_file, *tables = match_file(file, registers, mapping)
    if not tables or any(matched is None or gathered.is_needed(matched.spec.id) for matched, _ in tables):
        _gather_table(gathered, *of_file)
    for matched, found in tables:
        _gather_table(gathered, matched, found)


def _gather_table(gathered: Gathered, matched: Matched | None, found: Sequence[Issue]) -> None:
    if matched is None:
        gathered.issues += found
        for issue in found:
            if is_sheet_unread(issue):
                gathered.unread.append(issue)
                gathered.left_out.append(LeftOut(issue.address.file, issue.address.sheet, issue.register, Why.UNREADABLE))
        return
    sheet = matched.sheet
    gathered.matches.append(matched)
    if not gathered.is_needed(matched.spec.id):
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
    register = None if twin.register is None else twin.register.id
    own = _list_own(gathered, twin.kept.file)
    is_other = register is not None and register not in own
    if not own or (is_other and not any(own.values())):
        _gather_file(gathered, twin.file, registers, mapping)
        return
    if not any(map(gathered.is_needed, own if register is None else (register,))):
        like = [left for left in gathered.left_out if left.file == twin.kept.file]
        gathered.left_out += [replace(left, file=twin.file.file) for left in like]
        return
    issue = report_copy(Address(twin.file.file), Address(twin.kept.file), register, "兩檔逐位元組相同")
    gathered.issues.append(issue)
    gathered.left_out.append(LeftOut(twin.file.file, None, register, Why.COPY))
    if is_other:
        gathered.unread.append(issue)


def _list_own(gathered: Gathered, file: str) -> dict[str, bool]:
    """The registers of a file by id, and whether it has records of each; of those that are not needed, whether it has rows."""
    extracts = [extract for extracts in gathered.extracts.values() for extract in extracts if extract.source.file == file]
    matches = [one for one in gathered.matches if one.sheet.file == file and not gathered.is_needed(one.spec.id)]
    own = {one.spec.id: has_records(one) for one in matches}
    for extract in extracts:
        own[extract.spec.id] = own.get(extract.spec.id, False) or len(extract.numbers) > 0
    return own
