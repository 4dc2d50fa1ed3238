"""Registers that would stand twice in an office's folder: in a collected workbook, and in a file that is there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY
from antidrug_kpi.registers.returned.returned_workbook import ReturnedWorkbook, SheetState


def list_standing_twice(taken: Mapping[str, ReturnedWorkbook], others: Sequence[ReturnedWorkbook]) -> Iterator[str]:
    """A sentence for each collected workbook (by the name of its copy) of whose registers another file holds rows as well."""
    for name, workbook in taken.items():
        answered = {id_ for id_, found in workbook.registers.items() if found.state is not SheetState.BLANK}
        twice = {
            other.file: shared
            for other in others
            if (shared := [found.spec for id_, found in other.registers.items() if id_ in answered and found.rows])
        }
        if twice:
            titles = "、".join(dict.fromkeys(f"「{spec.title}」" for specs in twice.values() for spec in specs))
            files = "、".join(map(NATIONAL_NUMBERS_ONLY.redact, twice))
            yield f"{titles}在輸出的資料夾裡有兩份：這次收的 {name}，與原有的 {files}；請把舊的移走，以免重複列計"
