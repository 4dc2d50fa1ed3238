"""The answers that a run takes from the office's workbook of answered questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_there
from antidrug_kpi.printable import quote_argument, show_path
from antidrug_kpi.settings import SETTINGS_FILE, Settings

if TYPE_CHECKING:  # pandas comes with these
    from antidrug_kpi.audit.answers.answer_reading import GivenAnswer
    from antidrug_kpi.forms.answered_questions import AnsweredQuestion
    from antidrug_kpi.issues import Issue
    from antidrug_kpi.measures.results import OfficeResult
    from antidrug_kpi.plans.plan import Plan
    from antidrug_kpi.registers.redaction import Redaction
    from antidrug_kpi.registers.register import Reading


@dataclass(frozen=True)
class TakenAnswers:
    """The answered questions, the issues that they take out of doubt, and sentences about answers that are not taken."""

    answered: tuple[AnsweredQuestion, ...] = ()
    cleared: frozenset[Issue] = frozenset()
    remarks: tuple[str, ...] = ()


def take_answers(settings: Settings, plan: Plan, reading: Reading, result: OfficeResult) -> TakenAnswers:
    """The answers in the workbook that `office.yaml` names, none where it names none, and where it is not there yet, which a
    remark then says. The reading must have kept its sheets.

    Raises UserError where the file cannot be read, or is no workbook of questions.
    """
    path = settings.answers
    if path is None:
        return TakenAnswers()
    if not is_there(path):
        place = settings.places.get("answers", SETTINGS_FILE)
        command = f"antidrug-kpi questions 資料夾 -o {quote_argument(show_path(path))}"
        lacking = f"{place}：找不到答覆檔「{show_path(path)}」{name_nearest(path)}，沒有採用答覆；請確認檔名，或以 {command} 產生"
        return TakenAnswers(remarks=(lacking,))
    from antidrug_kpi.audit.answers.answer_reading import list_remarks, read_answers
    from antidrug_kpi.audit.answers.answering import match_answers
    from antidrug_kpi.audit.answers.question_list import list_questions

    given = read_answers(path)
    redaction = cover_questions(reading, result, given)
    answered = match_answers(list_questions(plan, reading, result, redaction), given, redaction)
    return TakenAnswers(answered.questions, answered.cleared, tuple(map(redaction.redact, list_remarks(given))))


def cover_questions(reading: Reading, result: OfficeResult, given: Sequence[GivenAnswer], *, show_ids: bool = False) -> Redaction:
    """The redaction that hides identifiers in the questions of a run and in what was answered."""
    from antidrug_kpi.measures.redacted_results import make_result_redaction
    from antidrug_kpi.registers.redaction import NO_REDACTION, Redaction, make_redaction

    if show_ids:
        return NO_REDACTION
    typed = make_redaction((text for row in given for text in row.cells.values()), reading.registers)
    return Redaction(typed.known | make_result_redaction(result, reading.registers, result.issues).known)
