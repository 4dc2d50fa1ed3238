"""The slips that break a YAML file most often, each by its line and what to type instead."""

from __future__ import annotations

import re

_KEY = r"^[ \t]*(?:- +)?[^\s:：#'\"\[{][^:：#'\"\[{]*?"
_SLIPS = (
    (re.compile(r"^ *\t"), "縮排用了 Tab；請改用空白"),
    (re.compile(rf"{_KEY}："), "冒號是全形的「：」；請改用半形冒號，後面空一格"),
    (re.compile(rf"{_KEY}:(?=[^\s:/\\])"), "冒號後要空一格"),
)


def find_slip(text: str, last: int | None = None) -> tuple[int, str] | None:
    """The line, from 1, and the sentence of the slip that is nearest above the `last` line, which is where YAML gave up; of the
    first in the file where none is given.
    """
    lines = text.splitlines()[:last]
    found = [
        (number, sentence)
        for number, line in enumerate(lines, start=1)
        for sentence in [next((sentence for pattern, sentence in _SLIPS if pattern.match(line)), None)]
        if sentence is not None
    ]
    if not found:
        return None
    return found[0] if last is None else found[-1]
