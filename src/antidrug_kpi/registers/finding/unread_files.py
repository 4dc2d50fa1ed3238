"""Registers that an office handed in and that could not be read, as a whole or in part, so that their measures are `no_data`.

"Half a register is no register": unlike an absent register, no figure entered by hand stands in for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath

from antidrug_kpi.files import FileReading
from antidrug_kpi.issues import Address, Issue, Level
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.finding.headers import find_by_name
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING, OfficeMapping

# Issues of a sheet that might be one of several registers; their facts name the candidates.
_SEVERAL = (kinds.SHEET_AMBIGUOUS, kinds.SHEET_MAPPED_TWICE)
_SHEETS_UNREAD = (kinds.HEADER_NOT_FOUND, *_SEVERAL)


def find_register_of_file(
    file: str, registers: Sequence[RegisterSpec], mapping: OfficeMapping, further: Sequence[RegisterSpec] = ()
) -> RegisterSpec | None:
    """The register that a file's name names, in the office's mapping or as a title or alias; None where it names none. One of
    the `further` registers only where it is none of the others.
    """
    stem = PurePosixPath(file).stem
    entries = mapping.find_entries((stem,), file)
    return entries[0].spec if len(entries) == 1 else find_by_name((stem,), registers) or find_by_name((stem,), further)


def find_register_of_unread(
    file: FileReading, registers: Sequence[RegisterSpec], mapping: OfficeMapping, further: Sequence[RegisterSpec] = ()
) -> RegisterSpec | None:
    """The register of a file that could not be read: by the file's name, else by that of the sheet at fault; else None. One of
    the `further` registers only where it is none of the others.
    """
    sheets = [issue.address.sheet for issue in file.issues if issue.level is Level.FILE and issue.address.sheet is not None]
    return (
        find_register_of_file(file.file, registers, mapping)
        or find_by_name(sheets, registers)
        or find_register_of_file(file.file, further, NO_MAPPING)
        or find_by_name(sheets, further)
    )


def is_unread(file: FileReading) -> bool:
    """Whether nothing of a file could be read, and its issues say that something may be missing (level FILE)."""
    return not file.sheets and any(issue.level is Level.FILE for issue in file.issues)


def is_sheet_unread(issue: Issue) -> bool:
    """Whether an issue says that a sheet which is some register could not be read."""
    return issue.kind in _SHEETS_UNREAD


def list_candidates_named(issue: Issue, registers: Sequence[RegisterSpec]) -> tuple[str, ...]:
    """The ids of the registers that an issue is about: its own, or all that its sheet might be; none where it names none."""
    if issue.register is not None:
        return (issue.register,)
    if issue.kind not in _SEVERAL:
        return ()
    words = "".join(fact for _, fact in issue.facts)
    return tuple(spec.id for spec in registers if f"「{spec.title}」" in words)


def list_unread_by_register(
    issues: Iterable[Issue], registers: Sequence[RegisterSpec], there: Collection[str]
) -> dict[str, tuple[Address, ...]]:
    """Register id → the addresses of its files, sheets and columns that could not be read, as these issues say.

    A sheet that might be one of several registers counts for each of them that was not read from elsewhere (`there`).
    """
    unread: dict[str, list[Address]] = {}
    for issue in issues:
        for register in list_candidates_named(issue, registers):
            if issue.register is not None or register not in there:
                unread.setdefault(register, []).append(issue.address)
    return {register: tuple(dict.fromkeys(places)) for register, places in unread.items()}
