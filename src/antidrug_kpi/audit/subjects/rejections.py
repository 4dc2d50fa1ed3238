"""Why rows were rejected: the faulty cell of each, with what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from antidrug_kpi.audit.subjects.shown_cells import ShownCells
from antidrug_kpi.issues import Address, Issue, Level
from antidrug_kpi.registers.redaction import NO_REDACTION, list_texts, make_redaction

Place = tuple[str, str | None, int | None]


@dataclass(frozen=True)
class Rejections:
    """The faults of an office's registers by the row in which they are."""

    cells: ShownCells
    faults: dict[Place, list[Issue]] = field(default_factory=dict)

    def explain(self, place: Address, columns: Collection[str]) -> str:
        """What is wrong in a row with the columns that a measure reads: 欄「結案日期」：「113/2/30」沒有這一天；…."""
        faults = self.faults.get((place.file, place.sheet, place.row), ())
        wanted = [issue for issue in faults if not issue.columns or not set(issue.columns).isdisjoint(columns)]
        return "；".join(dict.fromkeys(map(self._say, wanted))) or "這一列有無法採計的儲存格"

    def _say(self, issue: Issue) -> str:
        is_off = self.cells.show_ids
        redaction = NO_REDACTION if is_off else make_redaction(list_texts(issue), self.cells.registers)
        shown = redaction.redact_issue(issue)
        where = f"欄「{shown.address.column}」：" if shown.address.column is not None else ""
        return f"{where}{shown.write_message(self.cells.show_ids)}"


def collect_rejections(issues: Iterable[Issue], cells: ShownCells) -> Rejections:
    """The faults among the issues, by their rows."""
    rejections = Rejections(cells)
    for issue in issues:
        if issue.level is Level.FAULT and issue.address.row is not None:
            place = issue.address
            rejections.faults.setdefault((place.file, place.sheet, place.row), []).append(issue)
    return rejections
