"""Identifiers as they are compared, and those of which somebody covered the middle (contract, What a cell may look like)."""

from __future__ import annotations

import re

from antidrug_kpi.registers.words import APOSTROPHES, is_missing, unify_dashes

_WHOLE = re.compile(r"(\d+)\.0+")
# Signs that no number holds; others cover something only where several stand within it.
_MASKED = re.compile(r"[○〇◯●◎□■]|\*{2}|(?<=[^*])\*(?=[^*])|(?<=\w)(?:#{2,}|\?{2,}|\.{3,}|_{3,}|-{3,}|~{2,})(?=\w)")
# An X is a letter like any other, unless a run of them stands where a national identifier has digits.
_CROSSED = re.compile(r"(?=.*X{3})[A-Z][\dX]{5,9}")
_NAME_MASKED = re.compile(r"[\u3400-\u9fff][*○〇◯●◎□■OX#?_]+[\u3400-\u9fff]*")


def read_identifier(squeezed: str) -> str | None:
    """What an identifier is compared by: upper case, every dash the plain one, no apostrophe before it, no .0 behind digits."""
    text = squeezed.lstrip(APOSTROPHES)
    if is_missing(text):
        return None
    text = unify_dashes(text).upper()
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def is_masked(text: str) -> bool:
    """Whether an identifier stands for all those that are covered alike."""
    if text.isalnum() and text.isascii():
        return "XXX" in text and _CROSSED.fullmatch(text) is not None
    return _MASKED.search(text) is not None


def is_masked_name(text: str) -> bool:
    """Whether a person's name is covered: 王○明."""
    return _NAME_MASKED.fullmatch(text) is not None
