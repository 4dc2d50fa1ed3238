"""How the writings of a form are compared, and how they are cited in a message."""

from __future__ import annotations

import re

from antidrug_kpi.issues import escape_controls
from antidrug_kpi.registers.cells.squeezing import squeeze

_MARKS = re.compile(r"[\W_]+")
_LONGEST = 40


def normalise(text: str) -> str:
    """What two writings of a name have in common: no blanks, no line breaks, no punctuation, one width."""
    return _MARKS.sub("", squeeze(text))


def cite(text: str) -> str:
    """A cell's text in the brackets of a message, on one line and not longer than can be read there."""
    whole = "".join(" ".join(line.split()) for line in text.splitlines())
    return f"「{escape_controls(whole if len(whole) <= _LONGEST else f'{whole[:_LONGEST]}…')}」"
