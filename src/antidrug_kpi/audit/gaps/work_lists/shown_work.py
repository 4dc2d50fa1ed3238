"""Work as it may be shown: addresses, masked names of persons, and steps in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from antidrug_kpi.audit.gaps.lacking_sentences import show_day
from antidrug_kpi.audit.gaps.least_acts import ActStep
from antidrug_kpi.audit.gaps.work import MeasureGaps, WorkEntry
from antidrug_kpi.issues import Address, mask_identifier
from antidrug_kpi.plans.statuses import STATUS_WORDS
from antidrug_kpi.registers.redaction import Redaction
from antidrug_kpi.registers.register import TypedRegister

HEADERS = ("期限", "對象", "尚缺", "補在何處", "步驟數", "檔案", "工作表", "列")
REACHABLE = {True: "是", False: "否", None: ""}


@dataclass(frozen=True)
class ShownWork:
    """How entries are shown of an office with these registers; the `redaction` hides identifiers of persons, or is off."""

    registers: Mapping[str, TypedRegister]
    redaction: Redaction

    def redact(self, text: str) -> str:
        """The text without identifiers of persons."""
        return self.redaction.redact(text)

    def name(self, entry: WorkEntry) -> str | None:
        """The subject, masked where it is a person."""
        if entry.subject is None:
            return None
        is_private = any(column.private for column in self.registers[entry.register].spec.columns if column.key)
        return mask_identifier(entry.subject) if is_private and not self.redaction.is_off else self.redact(entry.subject)

    def locate(self, register: str, row: int | None) -> Address | None:
        """Where a row stands; none of rows that are still to be added."""
        return None if row is None else self.redaction.redact_address(self.registers[register].locate(row))

    def write_amount(self, amount: Fraction) -> str:
        """An exact decimal without trailing zeros."""
        return f"{(Decimal(amount.numerator) / Decimal(amount.denominator)).normalize():f}"

    def say_steps(self, entry: WorkEntry) -> str:
        """The steps in words, one after the other; that a day has only to come, where there is none."""
        if not entry.steps:
            return f"不必補辦（{show_day(entry.by)} 起列計）"
        return "；".join(map(self._say_step, entry.steps))

    def _say_step(self, step: ActStep) -> str:
        title = self.registers[step.register].spec.title if step.register in self.registers else step.register
        address = self.locate(step.register, step.row)
        if address is None:
            return f"「{title}」增列 {step.count} 筆（{show_day(step.by)} 以前）"
        amount = "" if step.amount is None else f"＋{self.write_amount(step.amount)}"
        return f"「{title}」第 {address.row} 列「{step.column}」{amount}（{show_day(step.by)} 以前）"

    def list_row(self, entry: WorkEntry) -> tuple[str, ...]:
        """An entry's cells under `HEADERS`."""
        address = self.locate(entry.register, entry.row)
        file, sheet, row = ("", "", "") if address is None else (address.file, address.sheet or "", str(address.row))
        lacks = "；".join(map(self.redact, entry.lacks))
        return (show_day(entry.by), self.name(entry) or "", lacks, self.say_steps(entry), str(entry.acts), file, sheet, row)


def list_texts(gaps: MeasureGaps, registers: Mapping[str, TypedRegister]) -> set[str]:
    """All texts of a measure's work that are shown, in which identifiers may stand."""
    texts = {text for entry in gaps.entries for text in (*entry.lacks, entry.subject or "")}
    names = {entry.register for entry in gaps.entries} | {step.register for entry in gaps.entries for step in entry.steps}
    sources = [source for name in names for source in registers[name].sources]
    return texts | {source.file for source in sources} | {source.sheet or "" for source in sources}


def say_status(gaps: MeasureGaps) -> str:
    """The measure's status in words."""
    return STATUS_WORDS[gaps.result.status]
