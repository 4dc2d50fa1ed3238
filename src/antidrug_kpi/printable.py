"""Text that is safe to print and to write: what comes from outside passes through here before it reaches a screen or a file."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

MOST_NAMED = 3
"""Of more names a sentence tells the first alone."""

# Cc control, Cf invisible or direction-changing, Cs half a pair or a byte that was no text, Zl and Zp another line. Private use
# (Co) stays: it is how people here write characters of their own.
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

# A comma makes a list in PowerShell, a bracket means something in every shell.
_PLAIN_WORD = re.compile(r"[\w@%+=:./\\-]+" if os.name == "nt" else r"[\w@%+=:./-]+")


def escape_controls(text: str) -> str:
    """`text` with every character escaped that could move the cursor, hide letters or fail to print."""
    if text.isprintable():
        return text
    return "".join(character if _is_showable(character) else ascii(character)[1:-1] for character in text)


def escape_lines(text: str) -> str:
    """`text` of our own lines, safe to print: the line breaks stay."""
    return "\n".join(map(escape_controls, text.split("\n")))


def show_path(path: Path) -> str:
    """A path as messages name it, also where its bytes are no text."""
    return escape_controls(str(path))


def quote_argument(text: str) -> str:
    """A word of a command line as a shell takes it: quoted where it holds anything but letters, digits and harmless signs."""
    if _PLAIN_WORD.fullmatch(text):
        return text
    if os.name == "nt":
        return f'"{text}"'  # no name of a file there holds a quotation mark
    return "'" + text.replace("'", "'\\''") + "'"


def quote_briefly(value: object, most: int = 40) -> str:
    """A value as a message quotes it: on one line, and no longer than a reader needs to find it."""
    text = str(value)
    return escape_controls(text if len(text) <= most else text[: most - 1] + "…")


def name_some(names: Sequence[str]) -> str:
    """Names in a sentence that tells their number: of more than a few the first."""
    return "、".join(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")


def _is_showable(character: str) -> bool:
    return unicodedata.category(character) not in _HARMFUL
