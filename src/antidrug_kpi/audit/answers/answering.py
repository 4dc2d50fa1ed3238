"""Which questions are answered: those whose answer was given to the very same cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antidrug_kpi.audit.answers.answer_reading import BY, EXPLANATION, WHEN, GivenAnswer
from antidrug_kpi.audit.answers.question_list import OfficeQuestion
from antidrug_kpi.forms.answered_questions import Answer, AnsweredQuestion
from antidrug_kpi.issues import Issue
from antidrug_kpi.registers.redaction import Redaction


@dataclass(frozen=True)
class Answered:
    """The answered questions, as outputs tell of them, and the issues that an answer takes out of doubt."""

    questions: tuple[AnsweredQuestion, ...] = ()
    cleared: frozenset[Issue] = frozenset()


def match_answers(questions: Sequence[OfficeQuestion], given: Sequence[GivenAnswer], redaction: Redaction) -> Answered:
    """The questions that are answered. Where several rows answer one and differ, only the first that clears nothing holds."""
    answers = find_answers(given)
    found = [(question, answers[question.fingerprint]) for question in questions if question.fingerprint in answers]
    told = []
    cleared: set[Issue] = set()
    for question, row in found:
        if row.answer is None:
            continue
        is_cleared = question.can_clear and row.answer is Answer.CONFIRMED
        cleared |= set(question.issues) if is_cleared else set()
        explanation, by, when = (redaction.redact(row.cells.get(name, "")) for name in (EXPLANATION, BY, WHEN))
        told.append(
            AnsweredQuestion(
                level=question.level.value,
                code=question.code,
                register=question.register,
                text=question.text,
                answer=row.answer,
                explanation=explanation,
                by=by,
                when=when,
                is_cleared=is_cleared,
                count=max(len(question.issues), 1),
            )
        )
    return Answered(tuple(told), frozenset(cleared))


def find_answers(given: Sequence[GivenAnswer]) -> dict[str, GivenAnswer]:
    """Fingerprint → the row that answers it."""
    answers: dict[str, GivenAnswer] = {}
    for row in given:
        known = answers.get(row.fingerprint)
        if known is None or known.answer is None or (known.answer is Answer.CONFIRMED and row.answer not in {None, known.answer}):
            answers[row.fingerprint] = row
    return answers
