"""Assembling a register without the sheets that are copies of others, and the issues about copies and overlaps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from antidrug_kpi.issues import Address, Issue, report_issue
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.assemble import assemble_register
from antidrug_kpi.registers.cells.cell_values import Codes
from antidrug_kpi.registers.column_uses import ColumnUse
from antidrug_kpi.registers.oddities.repeats import Repeats, find_repeats
from antidrug_kpi.registers.register import LeftOut, LeftOutReason, TypedRegister
from antidrug_kpi.registers.rows.extracts import Extract

_MOVE_OUT = "把這一份移出資料夾"
_DELETE_EITHER = "刪去其中一份的工作表，不要移出整個檔案"


@dataclass(frozen=True)
class Assembled:
    """A register, its issues, and the sheets that were left out of it as copies."""

    register: TypedRegister
    issues: tuple[Issue, ...]
    copies: tuple[LeftOut, ...] = ()


def assemble_once(
    extracts: Sequence[Extract], codes: Codes, use: ColumnUse, *, keeps_cells: bool = False, crowded: Collection[str] = ()
) -> Assembled:
    """The register assembled from its extracts (see `assemble_register`) without copies. Of the files that hold other registers'
    sheets too (`crowded`) nobody is told to move one out.

    Sheets are compared by their typed cells, so that 113/1/5 and 2024-01-05 are equal. So the register is assembled from all of
    them first, and again where there are copies, which is rare.
    """
    assemble = partial(assemble_register, codes=codes, use=use, keeps_cells=keeps_cells)
    register, issues = assemble(extracts)
    if len(extracts) == 1:
        return Assembled(register, tuple(issues))
    repeats = find_repeats(extracts, register)
    if repeats.copies:
        kept = [extract for index, extract in enumerate(extracts) if index not in repeats.copies]
        register, issues = assemble(kept)
    copies = tuple(
        LeftOut(extracts[index].source.file, extracts[index].source.sheet, register.spec.id, LeftOutReason.COPY)
        for index in repeats.copies
    )
    return Assembled(register, (*_report_repeats(extracts, repeats, crowded), *issues), copies)


def _report_repeats(extracts: Sequence[Extract], repeats: Repeats, crowded: Collection[str]) -> Iterator[Issue]:
    spec = extracts[0].spec
    places = [Address(extract.source.file, extract.source.sheet) for extract in extracts]
    for sheet, other in repeats.copies.items():
        reason = f"這裡的 {len(extracts[sheet].numbers):,} 筆都在其中"
        act = _MOVE_OUT if places[sheet].file not in crowded else _DELETE_EITHER
        if act is _DELETE_EITHER and places[other].file not in crowded:
            act = "刪去這個工作表，或把後者移出資料夾"
        yield report_copy(places[sheet], places[other], spec.id, reason, act)
    for sheet, other in repeats.short.items():
        facts: dict[str, object] = {"count": len(extracts[sheet].numbers), "first": places[other]}
        facts["act"] = "移出其中之一" if _are_apart(places[sheet], places[other], crowded) else _DELETE_EITHER
        yield report_issue(kinds.COPY_SUSPECTED, places[sheet], register=spec.id, facts=facts)
    for overlap in repeats.overlaps:
        columns = "、".join(f"「{name}」" for name in overlap.columns)
        facts = {"register": spec.title, "count": f"{overlap.shared:,}", "first": places[overlap.other], "columns": columns}
        facts["act"] = "移出" if _are_apart(places[overlap.sheet], places[overlap.other], crowded) else "刪去那個工作表"
        yield report_issue(kinds.SHEETS_OVERLAP, places[overlap.sheet], register=spec.id, facts=facts)


def _are_apart(place: Address, other: Address, crowded: Collection[str]) -> bool:
    """Whether either sheet can be moved out with its file, since nothing else stands in it."""
    return place.file not in crowded and other.file not in crowded


def report_copy(place: Address, kept: Address, register: str | None, reason: str, act: str = _MOVE_OUT) -> Issue:
    """The warning about a file or sheet that is not read, since `kept` holds the same; `act` is what to do."""
    return report_issue(kinds.COPY_LEFT_OUT, place, register=register, facts={"first": kept, "reason": reason, "act": act})
