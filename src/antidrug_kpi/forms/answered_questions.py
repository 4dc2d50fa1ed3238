"""Questions that the office has answered, as outputs tell of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MEASURE_CODE = "measure-question"
"""The code of what a measure asks, which is no issue of the data."""


class Answer(StrEnum):
    """What the office can answer; only the first takes anything out of doubt."""

    CONFIRMED = "確認無誤"
    CORRECTED = "已更正"
    EXPLAINED = "說明"


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question with the answer that holds: its level, code, register and sentence, what was answered, by whom and when.

    `is_cleared` says that the answer takes its issues, `count` of them, out of doubt.
    """

    level: str
    code: str
    register: str
    text: str
    answer: Answer
    explanation: str = ""
    by: str = ""
    when: str = ""
    is_cleared: bool = False
    count: int = 1


def say_answered(answered: Sequence[AnsweredQuestion]) -> str:
    """已答覆 3 項（確認無誤 2、說明 1）, and how many doubts of level file that clears; empty where nothing is answered."""
    if not answered:
        return ""
    counts = Counter(question.answer for question in answered)
    parts = "、".join(f"{answer.value} {counts[answer]:,}" for answer in Answer if counts[answer])
    cleared = sum(question.is_cleared for question in answered)
    more = f"；其中 {cleared:,} 項可能使數字有誤的已確認無誤，不再使結果不完整" if cleared else ""
    return f"已答覆 {len(answered):,} 項（{parts}）{more}"
