"""From an office's files to the raw records of each register: which sheet is which, what is a copy, what could not be read."""

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
from antidrug_kpi.registers.finding.own_template import TemplateAnswer, read_template_answer, report_contradiction
from antidrug_kpi.registers.finding.same_bytes import DuplicateFile, find_duplicate_files
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet
from antidrug_kpi.registers.finding.unread_files import find_register_of_unread, is_sheet_unread, is_unread
from antidrug_kpi.registers.register import LeftOut, LeftOutReason
from antidrug_kpi.registers.rows.extracts import Extract, extract_records


@dataclass(frozen=True)
class _Known:
    """The plan's own registers, the office's mapping, and the further registers, which no measure reads."""

    registers: Sequence[RegisterSpec]
    mapping: OfficeMapping
    further: Sequence[RegisterSpec] = ()

    @property
    def all_registers(self) -> tuple[RegisterSpec, ...]:
        """The plan's own registers and the further ones."""
        return (*self.registers, *self.further)


@dataclass
class Gathered:
    """What the files hold, filled in file by file.

    - `matches`: the sheets that are registers; `extracts`: register id → the records of each of its sheets;
    - `issues`: everything noticed; `unread`: those of them that say that a file, sheet or column could not be read;
    - `left_out`: files and sheets that are listed in `inputs` with the reason why they were not read;
    - `unfilled`: sheets of our template that were not filled in; `declared`: registers whose sheet says that there is nothing;
    - `known`: what sheets may be; `needed`: the ids of the registers to read, None for all; `with_further` says
      whether further columns are read.
    """

    known: _Known

    matches: list[MatchedSheet] = field(default_factory=list)
    extracts: dict[str, list[Extract]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unread: list[Issue] = field(default_factory=list)
    unfilled: list[Address] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    needed: Collection[str] | None = None
    with_further: bool = False

    def is_needed(self, register: str) -> bool:
        """Whether the records of a register, by its id, are wanted."""
        return self.needed is None or register in self.needed

    def is_further_unneeded(self, register: str | None) -> bool:
        """Whether this is the id of a further register that is not wanted: then nothing is said of its sheets."""
        return register is not None and not self.is_needed(register) and any(spec.id == register for spec in self.known.further)


def gather_records(
    files: Sequence[FileReading],
    registers: Sequence[RegisterSpec],
    mapping: OfficeMapping,
    needed: Collection[str] | None = None,
    further: Sequence[RegisterSpec] = (),
    *,
    with_further: bool = False,
) -> Gathered:
    """The records of the registers and of the further ones, in the order of the files; `needed` are the ids of those to read,
    None for all. Further columns of the registers only where they are wanted (`with_further`).

    Of several files of the same bytes one is read.
    """
    gathered = Gathered(_Known(registers, mapping, further), needed=needed, with_further=with_further)
    duplicates = find_duplicate_files(files, registers, mapping, further)
    for file in files:
        if file.file not in duplicates:
            _gather_file(gathered, file)
    for duplicate in duplicates.values():
        _leave_out_duplicate(gathered, duplicate)
    return gathered


def _gather_file(gathered: Gathered, file: FileReading) -> None:
    known = gathered.known
    if is_unread(file) and not is_casual(file, known.all_registers, known.mapping):
        _note_unread_file(gathered, file)
        return
    of_file, *tables = match_file(file, known.registers, known.mapping, known.further)
    if not tables or any(matched is None or gathered.is_needed(matched.spec.id) for matched, _ in tables):
        _gather_table(gathered, *of_file)
    for matched, found in tables:
        _gather_table(gathered, matched, found)


def _gather_table(gathered: Gathered, matched: MatchedSheet | None, found: Sequence[Issue]) -> None:
    """Adds the records of a sheet, or of a sheet that is no register (None) what was `found` about it."""
    if matched is None:
        _note_unmatched(gathered, [issue for issue in found if not gathered.is_further_unneeded(issue.register)])
        return
    sheet = matched.sheet
    gathered.matches.append(matched)
    if not gathered.is_needed(matched.spec.id):
        gathered.left_out.append(LeftOut(sheet.file, sheet.name, matched.spec.id, LeftOutReason.NOT_NEEDED))
        return
    gathered.issues += found
    gathered.issues += report_hidden(sheet)
    extract, found = extract_records(matched, with_further=gathered.with_further)
    gathered.issues += found
    gathered.unread += [issue for issue in found if issue.kind is kinds.COLUMN_TWICE]
    declared = read_template_answer(matched)
    if declared is TemplateAnswer.UNANSWERED and not len(extract.numbers):
        gathered.unfilled.append(sheet.address())
        return
    if declared is TemplateAnswer.NO_RECORDS:
        gathered.declared.add(matched.spec.id)
        gathered.issues += report_contradiction(matched, len(extract.numbers))
    gathered.extracts.setdefault(extract.spec.id, []).append(extract)


def _note_unmatched(gathered: Gathered, found: Sequence[Issue]) -> None:
    """Notes what was found about a sheet that is no register, and that it was not read where it may be a part of one."""
    gathered.issues += found
    for issue in found:
        if is_sheet_unread(issue):
            address = issue.address
            gathered.unread.append(issue)
            gathered.left_out.append(LeftOut(address.file, address.sheet, issue.register, LeftOutReason.UNREADABLE))


def _note_unread_file(gathered: Gathered, file: FileReading) -> None:
    """Notes that a file could not be read, as a part of the register that its name names."""
    known = gathered.known
    spec = find_register_of_unread(file, known.registers, known.mapping, known.further)
    register = None if spec is None else spec.id
    issues = [replace(issue, register=register) if issue.level is Level.FILE else issue for issue in file.issues]
    gathered.issues += issues
    gathered.unread += [issue for issue in issues if issue.level is Level.FILE]
    gathered.left_out.append(LeftOut(file.file, None, register, LeftOutReason.UNREADABLE))


def _leave_out_duplicate(gathered: Gathered, duplicate: DuplicateFile) -> None:
    """Leaves out a file of the same bytes as one that was read.

    Where the one that was read is no register, or gave no records under another register's name, the file is matched like any
    other: leaving it out would lose its records.
    """
    register = None if duplicate.register is None else duplicate.register.id
    has_records_by_register = _list_registers_of(gathered, duplicate.kept.file)
    is_other = register is not None and register not in has_records_by_register
    if not has_records_by_register or (is_other and not any(has_records_by_register.values())):
        _gather_file(gathered, duplicate.file)
        return
    if not any(map(gathered.is_needed, has_records_by_register if register is None else (register,))):
        left_out = [left for left in gathered.left_out if left.file == duplicate.kept.file]
        gathered.left_out += [replace(left, file=duplicate.file.file) for left in left_out]
        return
    issue = report_copy(Address(duplicate.file.file), Address(duplicate.kept.file), register, "兩檔逐位元組相同")
    gathered.issues.append(issue)
    gathered.left_out.append(LeftOut(duplicate.file.file, None, register, LeftOutReason.COPY))
    # Named as another register, it makes that one incomplete: which of the two the records belong to is not known.
    if is_other:
        gathered.unread.append(issue)


def _list_registers_of(gathered: Gathered, file: str) -> dict[str, bool]:
    """Register id → whether a file has records of it; for registers that are not needed, whether it has rows below the header."""
    extracts = [extract for extracts in gathered.extracts.values() for extract in extracts if extract.source.file == file]
    matches = [matched for matched in gathered.matches if matched.sheet.file == file and not gathered.is_needed(matched.spec.id)]
    has_records_by_register = {matched.spec.id: has_records(matched) for matched in matches}
    for extract in extracts:
        has_records_by_register[extract.spec.id] = has_records_by_register.get(extract.spec.id, False) or len(extract.numbers) > 0
    return has_records_by_register
