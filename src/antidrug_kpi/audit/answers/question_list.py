"""Every question to the office: what measures ask, and the issues that change no figure or make all of them doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from antidrug_kpi.audit.answers.fingerprints import find_fingerprint, make_fingerprint
from antidrug_kpi.audit.typed_texts import TypedTexts
from antidrug_kpi.forms.answered_questions import MEASURE_CODE
from antidrug_kpi.forms.check.checkup import FILES
from antidrug_kpi.forms.repeated_issues import ROWS_NAMED, group_repeated
from antidrug_kpi.issues import Address, Issue, Level
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import find_columns_read
from antidrug_kpi.registers.affected import list_affected
from antidrug_kpi.registers.redaction import Redaction
from antidrug_kpi.registers.register import Reading

ASKED_LEVELS = (Level.FILE, Level.QUESTION, Level.WARNING)


@dataclass(frozen=True)
class OfficeQuestion:
    """One question: the issues of one kind in one column of one sheet, or a sentence of a measure.

    `files` are the files that it is about, `rows` in words; `can_clear` whether 確認無誤 takes it out of doubt.
    """

    level: Level
    code: str
    register: str
    files: tuple[str, ...]
    sheet: str
    rows: str
    column: str
    text: str
    indicators: tuple[str, ...]
    fingerprint: str
    can_clear: bool = False
    issues: tuple[Issue, ...] = ()


def list_questions(
    plan: Plan, reading: Reading, result: OfficeResult, redaction: Redaction, *, show_ids: bool = False
) -> list[OfficeQuestion]:
    """The questions by level, the gravest first, then in the order in which the data raise them; identifiers are hidden by the
    redaction in all that is shown. The reading must have kept its sheets.
    """
    texts = TypedTexts(reading.files)
    groups = group_repeated(issue for issue in result.issues if issue.level in ASKED_LEVELS)
    indicators = list_affected(plan, [group[0] for group in groups])
    titles = {register.id: register.title for register in (*plan.registers, *plan.further_registers)}
    found = [
        _ask_issues(group, labels, titles, find_fingerprint(group, reading, texts), redaction, show_ids)
        for group, labels in zip(groups, indicators, strict=True)
    ]
    found += _ask_measures(plan, reading, result, redaction)
    return sorted(found, key=lambda question: ASKED_LEVELS.index(question.level))


def _ask_issues(
    group: tuple[Issue, ...],
    labels: tuple[str, ...],
    titles: dict[str, str],
    fingerprint: str,
    redaction: Redaction,
    show_ids: bool,
) -> OfficeQuestion:
    shown = redaction.redact_issue(group[0])
    files = [issue.address.file for issue in group]
    other = dict(shown.facts).get("first", "") if group[0].address.row is None else ""
    return OfficeQuestion(
        level=shown.level,
        code=shown.code,
        register=titles.get(shown.register or "", FILES),
        files=tuple(dict.fromkeys([*map(redaction.redact, files), *([other] if other else [])])),
        sheet=shown.address.sheet or "",
        rows=_say_rows([issue.address for issue in group]),
        column=shown.address.column or "",
        text=shown.write_message(show_ids) if len(group) == 1 else f"{shown.write_message(show_ids)}（同類共 {len(group):,} 項）",
        indicators=labels,
        fingerprint=fingerprint,
        can_clear=shown.level is Level.FILE and not shown.kind.is_unread,
        issues=group,
    )


def _say_rows(addresses: list[Address]) -> str:
    rows = [str(address.row) for address in addresses if address.row is not None]
    return "、".join(rows[:ROWS_NAMED]) + (" …" if len(rows) > ROWS_NAMED else "")


def _ask_measures(plan: Plan, reading: Reading, result: OfficeResult, redaction: Redaction) -> Iterator[OfficeQuestion]:
    """What the measures ask; such a sentence says its counts, so that it is another where these are."""
    specs = {measure.id: measure for _, measure in plan.measures}
    for measure in result.measures:
        registers = [reading.registers[name] for name in find_columns_read(plan, specs[measure.id]) if name in reading.registers]
        files = tuple(dict.fromkeys(source.file for register in registers for source in register.sources))
        for sentence in measure.questions:
            yield OfficeQuestion(
                level=Level.QUESTION,
                code=MEASURE_CODE,
                register="、".join(dict.fromkeys(register.spec.title for register in registers)),
                files=tuple(map(redaction.redact, files)),
                sheet="",
                rows="",
                column="",
                text=redaction.redact(sentence),
                indicators=(f"{measure.indicator} {measure.id}",),
                fingerprint=make_fingerprint(MEASURE_CODE, measure.id, files, sentence),
            )
