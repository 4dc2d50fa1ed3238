"""The further columns of a register that a sheet has: those that only the duties of a report read (docs/registers.md).

They are looked for among the headers that are none of the register's own, once its header row is found: they take no part in
finding the register or the row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.header_variants import HeaderCandidate
from antidrug_kpi.registers.finding.headers import HeaderRow, read_header
from antidrug_kpi.registers.finding.office_mapping import MappingEntry


def add_further_columns(
    header: HeaderRow, candidates: Sequence[HeaderCandidate], spec: RegisterSpec, entry: MappingEntry | None
) -> HeaderRow:
    """The header with the further columns that stand there. One that stands there twice is none: which is meant is unknown."""
    free = {index for index, _ in header.unknown} - header.changed.keys()
    if not spec.further_columns or not free:
        return header
    known = {squeeze(word): column for column in spec.further_columns for word in (column.name, *column.aliases)}
    mapped = _list_mapped(entry)
    places: dict[str, set[int]] = {}
    for candidate in candidates:
        if candidate.position == header.position:
            read = read_header(candidate, known, mapped)
            found = [*read.columns.items(), *((name, second - 1) for name, _, second in read.repeated)]
            for name, index in found:
                places.setdefault(name, set()).add(index)
    wanted = {name: sorted(indexes & free) for name, indexes in places.items()}
    return replace(
        header,
        further={name: indexes[0] for name, indexes in wanted.items() if len(indexes) == 1},
        further_repeated={name: tuple(indexes) for name, indexes in wanted.items() if len(indexes) > 1},
    )


def _list_mapped(entry: MappingEntry | None) -> Mapping[str, str | None]:
    """The office's headers of further columns, and those that it leaves unread."""
    if entry is None:
        return {}
    unread = {word: name for word, name in entry.headers.items() if name is None}
    return {**unread, **entry.further_headers}
