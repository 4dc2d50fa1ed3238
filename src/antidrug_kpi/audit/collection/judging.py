"""From the workbooks in a folder to what came of asking the bureaus: whose each is, who is late, what contradicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import PurePosixPath

from antidrug_kpi.audit.collection.collected import (
    ArrivedWorkbook,
    BureauReturn,
    Collection,
    Contradiction,
    ContradictionKind,
    Lateness,
    NotCollected,
)
from antidrug_kpi.errors import name_closest
from antidrug_kpi.plans.bureaus import Bureau
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.printable import quote_briefly
from antidrug_kpi.registers.finding.headers import ANSWERED_BY, EXPLANATION
from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY
from antidrug_kpi.registers.returned.owners import Owners
from antidrug_kpi.registers.returned.returned_rows import compare_rows
from antidrug_kpi.registers.returned.returned_workbook import ReturnedWorkbook, SheetState

Of = Mapping[str, Sequence[ArrivedWorkbook]]
"""A bureau's name → its workbooks."""


def judge_workbooks(arrived: Sequence[ArrivedWorkbook], plan: Plan, owners: Owners, due: dt.date | None) -> Collection:
    """What came of asking the `owners` by the `due` day, which itself is in time; without one nobody is late who has answered."""
    not_collected = [lost for each in arrived for lost in _list_faults(each.workbook)]
    by_bureau: dict[str, list[ArrivedWorkbook]] = {bureau.name: [] for bureau in owners.bureaus}
    for each in arrived:
        bureau = owners.find(each.workbook.bureau)
        if bureau is not None:
            by_bureau[bureau.name].append(each)
        elif not each.workbook.faults or each.workbook.registers:
            not_collected.append(_say_nobody(each.workbook, owners))
    copies = {name: _drop_copies(found, plan) for name, found in by_bureau.items()}
    notes = tuple(note for _, dropped in copies.values() for note in dropped)
    kept = {name: found for name, (found, _) in copies.items()}
    bureaus = tuple(_describe(bureau, kept[bureau.name], owners, plan, due) for bureau in owners.bureaus)
    contradictions = (*_find_several(kept), *_find_between(kept, owners, plan))
    return Collection(due, bureaus, contradictions, tuple(not_collected), notes)


def _list_faults(workbook: ReturnedWorkbook) -> Iterator[NotCollected]:
    for issue in workbook.faults:
        shown = NATIONAL_NUMBERS_ONLY.redact_issue(issue)
        yield NotCollected(shown.address.file, str(shown))


def _say_nobody(workbook: ReturnedWorkbook, owners: Owners) -> NotCollected:
    file = NATIONAL_NUMBERS_ONLY.redact(workbook.file)
    place = f"「{EXPLANATION}」的「{ANSWERED_BY}」"
    names = [bureau.name for bureau in owners.bureaus]
    if not workbook.bureau:
        return NotCollected(file, f"{file}：看不出是哪個局處交回的，未收；請在{place}右邊填局處（{'、'.join(names)}）")
    near = name_closest(workbook.bureau, names)
    known = f"應為 {'、'.join(names)} 之一，請改正，或在 office.yaml 的 owners 寫明"
    return NotCollected(file, f"{file}：{place}「{quote_briefly(workbook.bureau)}」不是負責清冊的局處{near}，未收；{known}")


def _drop_copies(found: Sequence[ArrivedWorkbook], plan: Plan) -> tuple[list[ArrivedWorkbook], list[str]]:
    """A bureau's workbooks without those that say the same as one saved earlier, with a note on each of these."""
    kept: list[ArrivedWorkbook] = []
    notes = []
    for each in sorted(found, key=lambda each: (each.saved_at is None, str(each.saved_at), each.workbook.file)):
        same = next((other for other in kept if _is_same(each.workbook, other.workbook, plan)), None)
        if same is None:
            kept.append(each)
        else:
            files = [NATIONAL_NUMBERS_ONLY.redact(workbook.file) for workbook in (each.workbook, same.workbook)]
            notes.append(f"{files[0]}：與 {files[1]} 內容相同，只收後者")
    return kept, notes


def _is_same(one: ReturnedWorkbook, other: ReturnedWorkbook, plan: Plan) -> bool:
    if one.reading.sha256 == other.reading.sha256:
        return True
    states = [{name: (found.state, found.rows) for name, found in each.registers.items()} for each in (one, other)]
    return states[0] == states[1] and all(compare_rows(one.reading, other.reading, plan, name).is_same for name in states[0])


def _describe(bureau: Bureau, found: Sequence[ArrivedWorkbook], owners: Owners, plan: Plan, due: dt.date | None) -> BureauReturn:
    if not found:
        return BureauReturn(bureau.name, lateness=Lateness.MISSING)
    if len(found) > 1:
        return BureauReturn(bureau.name)
    each = found[0]
    asked = owners.list_registers(bureau)
    registers = tuple(register for name, register in each.workbook.registers.items() if name in asked)
    answered = {register.spec.id for register in registers if register.state is not SheetState.BLANK}
    titles = [spec.title for spec in (*plan.registers, *plan.further_registers) if spec.id in asked - answered]
    return BureauReturn(
        bureau.name,
        each.workbook.file,
        f"{each.workbook.bureau}{PurePosixPath(each.workbook.file).suffix.lower()}",
        each.workbook.reading.sha256,
        each.saved_at,
        _find_lateness(each, due),
        each.is_untouched,
        registers,
        tuple(titles),
    )


def _find_lateness(each: ArrivedWorkbook, due: dt.date | None) -> Lateness | None:
    if due is None or each.is_untouched:
        return None
    if each.saved_at is None:
        return Lateness.UNKNOWN
    return Lateness.AFTER_DUE if each.saved_at.date() > due else None


def _find_several(kept: Of) -> Iterator[Contradiction]:
    """Bureaus with workbooks that say different things: none of them is collected."""
    for name, found in kept.items():
        if len(found) > 1:
            files = tuple(NATIONAL_NUMBERS_ONLY.redact(each.workbook.file) for each in found)
            text = f"{name} 交回 {len(files)} 份內容不同的活頁簿（{'、'.join(files)}），都未收；請只留一份"
            yield Contradiction(ContradictionKind.TWO_WORKBOOKS, (name,), files, None, text)


def _find_between(kept: Of, owners: Owners, plan: Plan) -> Iterator[Contradiction]:
    """Registers that two bureaus fill in differently, or one that does not answer for them."""
    single = {name: found[0].workbook for name, found in kept.items() if len(found) == 1}
    for spec in (*plan.registers, *plan.further_registers):
        holders = [name for name, workbook in single.items() if _is_filled(workbook, spec.id)]
        told: set[str] = set()
        for one, other in combinations(holders, 2):
            compared = compare_rows(single[one].reading, single[other].reading, plan, spec.id)
            if not compared.is_same:
                told |= {one, other}
                counts = f"{compared.first:,} 列與 {compared.second:,} 列，相同 {compared.shared:,} 列"
                text = f"「{spec.title}」由 {one}、{other} 都交回而內容不同（{counts}）；請確認後只在一份留下這張表的資料"
                files = tuple(NATIONAL_NUMBERS_ONLY.redact(single[name].file) for name in (one, other))
                yield Contradiction(ContradictionKind.TWO_BUREAUS, (one, other), files, spec.id, text)
        owner = owners.by_register.get(spec.id)
        for name in holders:
            if name != owner and name not in told:
                whose = f"由 {owner} 負責" if owner is not None else "不由局處交回"
                text = (
                    f"{name} 交回「{spec.title}」{single[name].registers[spec.id].rows:,} 列，這份清冊{whose}；請確認是誰的資料"
                )
                files = (NATIONAL_NUMBERS_ONLY.redact(single[name].file),)
                yield Contradiction(ContradictionKind.NOT_THEIRS, (name,), files, spec.id, text)


def _is_filled(workbook: ReturnedWorkbook, register: str) -> bool:
    return register in workbook.registers and workbook.registers[register].state is SheetState.FILLED
