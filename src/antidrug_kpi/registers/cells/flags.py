"""Parsing 是/否 columns, in every sign that offices use (docs/registers.md)."""

from __future__ import annotations

import re

from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.cells.missing_marks import is_missing
from antidrug_kpi.registers.cells.ticked_choices import read_ticks

YES = frozenset({"是", "Y", "YES", "V", "✓", "✔", "√", "☑", "✅", "■", "●", "○", "O", "有", "1", "TRUE"})
NO = frozenset({"否", "N", "NO", "X", "✗", "☐", "□", "無", "0", "FALSE"})
_WHOLE = re.compile(r"([01])\.0+")
_FORMS = "應為 是 或 否（亦可用 Y／N、V、○、1／0）"


def read_flag(squeezed: str) -> str | None:
    """是 or 否 for a squeezed text, None for a missing mark. Raises FaultyCellError."""
    text = squeezed.upper()
    if whole := _WHOLE.fullmatch(text):
        text = whole[1]
    if text in YES:
        return "是"
    if text in NO:
        return "否"
    if is_missing(text):
        return None
    ticks = read_ticks(text)
    answers = {_answer(label): is_ticked for label, is_ticked in ticks.items()}
    if None in answers or len(answers) < len(ticks) or not answers:
        raise FaultyCellError(_FORMS)
    return pick_ticked({answer: is_ticked for answer, is_ticked in answers.items() if answer is not None}, 2)


def pick_ticked(answers: dict[str, bool], choices: int) -> str | None:
    """The one choice that is ticked; None where all `choices` stand there and none is ticked, which is a blank form.

    Raises FaultyCellError where several are ticked, or none while a choice is missing: □是 alone may mean anything.
    """
    ticked = [answer for answer, is_ticked in answers.items() if is_ticked]
    if len(ticked) == 1:
        return ticked[0]
    if ticked:
        raise FaultyCellError(f"同時勾選了「{'」與「'.join(ticked)}」；請只留一項")
    if len(answers) < choices:
        raise FaultyCellError("沒有勾選，也沒有列出其他選項，無法確定；請填寫所選的一項")
    return None


def _answer(label: str) -> str | None:
    return "是" if label in YES else "否" if label in NO else None
