"""Files of the same bytes: which of them is read (docs/registers.md, The same data twice)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from antidrug_kpi.files import FileReading
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.office_mapping import OfficeMapping
from antidrug_kpi.registers.finding.unread_files import find_register_of_file


@dataclass(frozen=True)
class DuplicateFile:
    """A file that is not read, since `kept` has the same bytes; `register` is the one that its own name names, if any."""

    file: FileReading
    kept: FileReading
    register: RegisterSpec | None


def find_duplicate_files(
    files: Sequence[FileReading],
    registers: Sequence[RegisterSpec],
    mapping: OfficeMapping,
    further: Sequence[RegisterSpec] = (),
) -> dict[str, DuplicateFile]:
    """The files that need not be read, by name, since one of the same bytes is; none of a group that could not be read at all."""
    alike: dict[str, list[FileReading]] = {}
    for file in files:
        if file.sha256:
            alike.setdefault(file.sha256, []).append(file)
    duplicates: dict[str, DuplicateFile] = {}
    for group in alike.values():
        if len(group) == 1 or not any(file.sheets for file in group):
            continue
        named = [(file, find_register_of_file(file.file, registers, mapping, further)) for file in group]
        kept, _ = min(((file, spec) for file, spec in named if file.sheets), key=lambda pair: _rank(*pair))
        duplicates |= {file.file: DuplicateFile(file, kept, spec) for file, spec in named if file is not kept}
    return duplicates


def _rank(file: FileReading, spec: RegisterSpec | None) -> tuple[int, int]:
    """Which of several equal files is kept (the lowest): one named exactly as a register, then as an alias of one, then any
    other; among these the one in fewer folders.
    """
    path = PurePosixPath(file.file)
    is_exact = spec is not None and squeeze(path.stem) == squeeze(spec.title)
    return (2 if spec is None else 0 if is_exact else 1), len(path.parts)
