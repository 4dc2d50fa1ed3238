"""Raised digits and 註1 behind a word or a number are marks of notes; a raised number that stands alone is a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

_MARK = re.compile(r"[\d\s註注*＊※#()（）\[\]［］【】、,，.]+")
_CLOSING = re.compile(r"[\d)）\]］】%％]")
_STROKE = re.compile(r"\s*[/／∕⁄÷]")


class LetterLook(Enum):
    """How a stretch of text is shown: on the line, raised, or not at all (hidden, struck out, moved away)."""

    PLAIN = "plain"
    RAISED = "raised"
    UNSEEN = "unseen"


@dataclass(frozen=True)
class TextStretch:
    """A stretch of a paragraph's text in one look."""

    text: str
    look: LetterLook


def list_kept(stretches: Sequence[TextStretch]) -> list[bool]:
    """For each stretch of a paragraph whether it belongs to the text that is read: none that is unseen or a note's mark.

    168 raised before a stroke, behind a word or nothing, is the numerator of a fraction and no mark.
    """
    kept: list[bool] = []
    before = ""
    for place, stretch in enumerate(stretches):
        is_mark = stretch.look is LetterLook.RAISED and _is_mark(stretch.text, before, _find_next(stretches, place))
        kept.append(stretch.look is not LetterLook.UNSEEN and not is_mark)
        if kept[-1]:
            before = (before + stretch.text)[-1:]
    return kept


def _find_next(stretches: Sequence[TextStretch], place: int) -> str:
    """The next text on the line."""
    return next((later.text for later in stretches[place + 1 :] if later.look is LetterLook.PLAIN and later.text), "")


def _is_mark(text: str, before: str, after: str) -> bool:
    if _MARK.fullmatch(text) is None:
        return False
    if _CLOSING.fullmatch(before):
        return True
    return (before.isalnum() or "註" in text) and _STROKE.match(after) is None
