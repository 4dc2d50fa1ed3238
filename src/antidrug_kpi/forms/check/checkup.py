"""The checkup: what `check` reports about an office's data, as plain data that every writer prints in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from antidrug_kpi.forms.answered_questions import MEASURE_CODE, AnsweredQuestion, say_answered
from antidrug_kpi.forms.repeated_issues import find_place
from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.measures.duties.duty_results import TieOutResult
from antidrug_kpi.measures.redacted_results import make_result_redaction
from antidrug_kpi.measures.results import InputSummary, MeasureResult, OfficeResult, Status
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import find_columns_read
from antidrug_kpi.registers.affected import list_affected
from antidrug_kpi.registers.concerned import list_registers_needed
from antidrug_kpi.registers.kinds import COLUMN_LACKING, COLUMN_MISSING, ROWS_PASSED_OVER
from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY, NO_REDACTION, Redaction
from antidrug_kpi.registers.register import Reading, Source

FILES = "檔案與工作表"
_COSTLY_LEVELS = frozenset({Level.FILE, Level.FAULT})
_COSTLY_WARNINGS = (COLUMN_MISSING, COLUMN_LACKING, ROWS_PASSED_OVER)


@dataclass(frozen=True)
class FoundRegister:
    """A register in one file: what became of its rows, and its sheets there."""

    summary: InputSummary
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class MissingInput:
    """A register that was not found, or (with `column`) a column that it lacks; the measures and indicators without data."""

    register: str
    title: str
    column: str | None
    measures: tuple[str, ...]
    indicators: tuple[str, ...]

    @property
    def column_text(self) -> str:
        """The column, or that the whole register is missing."""
        return "（整份）" if self.column is None else self.column


@dataclass(frozen=True)
class Finding:
    """An issue, and the labels of the indicators that read what it is about."""

    issue: Issue
    indicators: tuple[str, ...]

    @property
    def affected(self) -> tuple[str, ...]:
        """影響指標: the labels of the indicators whose figures the issue changes or keeps back."""
        return self.indicators if self.issue.level in _COSTLY_LEVELS or self.issue.kind in _COSTLY_WARNINGS else ()

    @property
    def concerned(self) -> tuple[str, ...]:
        """涉及指標: the indicators that read the column but whose figures stand, since a warning rejects nothing."""
        return () if self.affected else self.indicators


@dataclass(frozen=True)
class FindingGroup:
    """The findings about one register, or about files and sheets that are none: the weightiest first, and side by side those of
    one kind in one column of one sheet.
    """

    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Checkup:
    """Everything that `check` reports. `without_data` are the wanted measures that have no data, `is_complete` decides the exit
    status, `redaction` hides identifiers of persons, `answered` are the questions that the office has answered, and `tie_outs`
    the figures that were held against each other, which never decide anything.
    """

    plan: str
    result: OfficeResult
    found: tuple[FoundRegister, ...]
    missing: tuple[MissingInput, ...]
    without_data: tuple[MeasureResult, ...]
    groups: tuple[FindingGroup, ...]
    is_complete: bool
    redaction: Redaction = NATIONAL_NUMBERS_ONLY
    answered: tuple[AnsweredQuestion, ...] = ()
    tie_outs: tuple[TieOutResult, ...] = ()

    def choose_redaction(self, show_ids: bool) -> Redaction:
        """The redaction for every text of the checkup; one that changes nothing with `show_ids`."""
        return NO_REDACTION if show_ids else self.redaction

    @property
    def findings(self) -> Iterator[Finding]:
        """Every finding, group by group."""
        return (finding for group in self.groups for finding in group.findings)

    def count(self, level: Level) -> int:
        """How many issues are of a level."""
        return sum(issue.level is level for issue in self.result.issues)


def build_checkup(plan: Plan, reading: Reading, result: OfficeResult, *, is_complete: bool) -> Checkup:
    """The checkup of an office that was read and computed, of what concerns the wanted measures; registers and measures in the
    plan's order.
    """
    needed = list_registers_needed(plan, [measure.id for measure in result.measures])
    needed |= frozenset(register.id for register in plan.further_registers)
    found = tuple(
        FoundRegister(
            summary, tuple(source for source in reading.registers[summary.register].sources if source.file == summary.file)
        )
        for summary in result.inputs
        if summary.register in needed
    )
    without_data = tuple(measure for measure in result.measures if measure.status is Status.NO_DATA)
    missing = tuple(_list_missing(plan, reading, result))
    redaction = make_result_redaction(result, reading.registers, result.issues)
    return Checkup(plan.title, result, found, missing, without_data, _group_issues(plan, result.issues), is_complete, redaction)


def _list_missing(plan: Plan, reading: Reading, result: OfficeResult) -> Iterator[MissingInput]:
    """The registers and columns that the wanted measures read and the office did not hand in."""
    results = {measure.id: measure for measure in result.measures}
    readers = [(results[measure.id], find_columns_read(plan, measure)) for _, measure in plan.measures if measure.id in results]
    for register in plan.registers:
        reading_it = [(measure, columns[register.id]) for measure, columns in readers if register.id in columns]
        present = reading.registers.get(register.id)
        if present is None and reading_it:
            yield _describe_missing(register.id, register.title, None, [measure for measure, _ in reading_it])
        if present is not None:
            for column in register.columns:
                lacking = [measure for measure, columns in reading_it if column.name in columns]
                if lacking and not present.has_column(column.name):
                    yield _describe_missing(register.id, register.title, column.name, lacking)


def _describe_missing(register: str, title: str, column: str | None, readers: Sequence[MeasureResult]) -> MissingInput:
    """The missing input with those of its readers that have no data; others may have figures from 填報數據."""
    without_data = [measure for measure in readers if measure.status is Status.NO_DATA]
    indicators = tuple(dict.fromkeys(measure.indicator for measure in without_data))
    return MissingInput(register, title, column, tuple(measure.id for measure in without_data), indicators)


def _group_issues(plan: Plan, issues: Sequence[Issue]) -> tuple[FindingGroup, ...]:
    findings = [Finding(*pair) for pair in zip(issues, list_affected(plan, issues), strict=True)]
    groups = []
    registers = (*plan.registers, *plan.further_registers)
    for register, title in ((None, FILES), *((register.id, register.title) for register in registers)):
        of_register = [finding for finding in findings if finding.issue.register == register]
        if of_register:
            groups.append(FindingGroup(title, _sort_findings(of_register)))
    return tuple(groups)


def _sort_findings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """By level, then kind by kind and column by column in the order in which each is first met."""
    levels = {level: position for position, level in enumerate(Level)}
    first: dict[tuple[str, ...], int] = {}
    for finding in findings:
        first.setdefault(find_place(finding.issue), len(first))
    return tuple(sorted(findings, key=lambda finding: (levels[finding.issue.level], first[find_place(finding.issue)])))


def join_repeated(findings: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    """Sorted findings grouped: those of one kind in one column of one sheet together."""
    return [tuple(group) for _, group in groupby(findings, key=lambda finding: find_place(finding.issue))]


def say_summary(checkup: Checkup) -> str:
    """The whole checkup in one line."""
    registers = {found.summary.register for found in checkup.found}
    absent = sum(missing.column is None for missing in checkup.missing)
    rejected = sum(found.summary.rejected for found in checkup.found)
    unread = sum(issue.level is Level.FILE and issue.kind.is_unread for issue in checkup.result.issues)
    confirmed = sum(question.count for question in checkup.answered if question.is_cleared)
    doubtful = checkup.count(Level.FILE) - unread - confirmed
    parts = (
        f"找到 {len(registers)} 份清冊、缺 {absent} 份",
        f"剔退 {rejected:,} 列、警告 {checkup.count(Level.WARNING):,} 項",
        f"可計算 {len(checkup.result.measures) - len(checkup.without_data)} 項、資料未備 {len(checkup.without_data)} 項",
        f"{unread:,} 份檔案或工作表無法讀取" if unread else "",
        f"{doubtful:,} 項可能使數字有誤" if doubtful else "",
        say_answered(checkup.answered),
    )
    return "；".join(part for part in parts if part)


def say_level_counts(checkup: Checkup) -> str:
    """How many issues there are of each level, and how many of them are answered."""
    answered = sum(question.count for question in checkup.answered if question.code != MEASURE_CODE)
    more = f"（其中已答覆 {answered:,} 項）" if answered else ""
    return "、".join(f"{level.value} {checkup.count(level):,} 項" for level in Level) + more


def say_indicators(finding: Finding) -> str:
    """影響指標 三(三)、四(三), or 涉及指標 where the figures stand; empty where no figure is touched."""
    word = "影響指標" if finding.affected else "涉及指標"
    return f"{word} {'、'.join(finding.indicators)}" if finding.indicators else ""


def say_missing(missing: MissingInput) -> str:
    """The indicators that have no data for want of a register or column."""
    return "、".join(missing.indicators) or "無（另有填報數據，或不適用）"
