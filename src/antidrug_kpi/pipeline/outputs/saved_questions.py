"""`questions`: what the office is asked, in a workbook with a place for each answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.pipeline.outputs.output_targets import is_standard_output, refuse_target
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.pipeline.taken_answers import cover_questions
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.audit.answers.answer_reading import GivenAnswer

QUESTION_SUFFIXES = (".xlsx",)


def refuse_question_target(path: Path, settings: Settings, data: Path, *, may_replace: bool) -> None:
    """UsageError where the workbook of questions may not be written there; one that was filled in is kept up, not replaced."""
    from antidrug_kpi.audit.answers.answer_reading import is_question_workbook

    if is_standard_output(path) or not is_question_workbook(path):
        refuse_target(path, settings, data, may_replace=may_replace)


def save_questions(run: Run, path: Path, *, show_ids: bool = False) -> tuple[int, int]:
    """Write the run's questions, with the answers that this file or the office's own holds already, to a file that its owner
    alone can read.

    Returns how many questions there are, and how many of them are answered. The run must have kept its sheets.
    """
    from antidrug_kpi.audit.answers.answer_reading import is_question_workbook, read_answers
    from antidrug_kpi.audit.answers.answering import match_answers
    from antidrug_kpi.audit.answers.question_list import list_questions
    from antidrug_kpi.audit.answers.question_workbook import write_question_workbook
    from antidrug_kpi.forms.output.saving import save_document

    given: list[GivenAnswer] = []
    for known in dict.fromkeys(filter(None, (path, run.settings.answers))):
        given += read_answers(known) if not is_standard_output(known) and is_question_workbook(known) else ()
    cover = cover_questions(run.reading, run.result, given, show_ids=show_ids)
    questions = list_questions(run.plan, run.reading, run.result, cover, show_ids=show_ids)
    save_document(path, lambda: write_question_workbook(questions, given), is_private=True)
    return len(questions), len(match_answers(questions, given, cover).questions)
