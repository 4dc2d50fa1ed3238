"""Registers that would stand twice in an office's folder: in a collected workbook, and in a file that is there already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY
from antidrug_kpi.registers.returned.returned_workbook import ReturnedWorkbook, SheetState


def list_standing_twice(taken: Mapping[str, ReturnedWorkbook], others: Sequence[ReturnedWorkbook]) -> Iterator[str]:
    """A sentence for each collected workbook (by the name of its copy) of whose registers another file holds rows as well."""
    collected = {id_ for workbook in taken.values() for id_ in _list_answered(workbook)}
    for name, workbook in taken.items():
        answered = _list_answered(workbook)
        twice = {
            other.file: shared
            for other in others
            if (shared := [found.spec for id_, found in other.registers.items() if id_ in answered and found.rows])
        }
        if twice:
            titles = "、".join(dict.fromkeys(f"「{spec.title}」" for specs in twice.values() for spec in specs))
            files = "、".join(map(NATIONAL_NUMBERS_ONLY.redact, twice))
            mixed = [other.file for other in others if other.file in twice and _holds_more(other, collected)]
            yield f"{titles}在輸出的資料夾裡有兩份：這次收的 {name}，與原有的 {files}；{_advise(list(twice), mixed)}"


def _list_answered(workbook: ReturnedWorkbook) -> set[str]:
    return {id_ for id_, found in workbook.registers.items() if found.state is not SheetState.BLANK}


def _holds_more(other: ReturnedWorkbook, collected: Collection[str]) -> bool:
    """Whether a file holds rows of a register that was not collected, so that moving it away would lose them."""
    return any(found.rows and id_ not in collected for id_, found in other.registers.items())


def _advise(files: Sequence[str], mixed: Sequence[str]) -> str:
    if not mixed:
        return "請把舊的移走，以免重複列計"
    named = "、".join(map(NATIONAL_NUMBERS_ONLY.redact, mixed))
    others = "；其餘舊的請移走" if len(mixed) < len(files) else ""
    return f"{named} 還有沒收到的清冊，請只刪去其中重複的工作表，以免重複列計{others}"
