"""Files of the same bytes: which of them is read (contract, A copy is no second record)."""

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
class Twin:
    """A file of the same bytes as another one, which is read, and the register that its own name names."""

    file: FileReading
    kept: FileReading
    register: RegisterSpec | None


def find_twins(files: Sequence[FileReading], registers: Sequence[RegisterSpec], mapping: OfficeMapping) -> dict[str, Twin]:
    """Each file that need not be read, since one of the same bytes is. Nothing is said of files none of which could be read."""
    alike: dict[str, list[FileReading]] = {}
    for file in files:
        if file.sha256:
            alike.setdefault(file.sha256, []).append(file)
    twins: dict[str, Twin] = {}
    for group in alike.values():
        if len(group) == 1 or not any(file.sheets for file in group):
            continue
        named = [(file, find_register_of_file(file.file, registers, mapping)) for file in group]
        kept, _ = min(((file, spec) for file, spec in named if file.sheets), key=lambda pair: _rank(*pair))
        twins |= {file.file: Twin(file, kept, spec) for file, spec in named if file is not kept}
    return twins


def _rank(file: FileReading, spec: RegisterSpec | None) -> tuple[int, int]:
    """The one that is called as a register goes first, then the one in fewer folders; otherwise they stay in order."""
    path = PurePosixPath(file.file)
    is_exact = spec is not None and squeeze(path.stem) == squeeze(spec.title)
    return (2 if spec is None else 0 if is_exact else 1), len(path.parts)
