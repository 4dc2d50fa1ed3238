"""Lines of Chinese that break where a reader would: between characters, but within no word, option or command's value, and with
no closing mark at a line's start nor an opening one at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidrug_kpi.forms.text_widths import measure_text

# An option stays with its value where that is Latin or a file's name (-o 檢核結果.xlsx, --report midterm); a word is Latin
# throughout (mohw-113, docx,odt); anything else may be parted from its neighbours.
_PIECE = re.compile(
    r"(?<![\w-])--?[a-z][\w-]*(?:[ =](?:[^\s，。；：、（）「」]+\.[a-z]{2,5}\b|[A-Z0-9a-z][\w.,=*-]*(?![^\x00-\x7f])))?"
    r"|[!-~]+|\s+|.",
    re.ASCII | re.DOTALL,
)
_CLOSING = frozenset("，。；：、）」』】〉》？！…％～－／,.;:)]}?!%")
_TOO_SHORT, _LEAST_PIECES = 4, 4
_OPENING = frozenset("（「『【〈《([{")


def break_lines(text: str, width: int) -> list[str]:
    """The lines of a text, none wider than `width` columns unless it is a single word that is wider; line breaks stay."""
    return [line for paragraph in text.split("\n") for line in _break_paragraph(paragraph, width)]


def _break_paragraph(text: str, width: int) -> list[str]:
    lines: list[list[str]] = [[]]
    for piece in _join_marks(text):
        if lines[-1] and measure_text("".join(lines[-1]) + piece.rstrip()) > width:
            lines.append([])
        lines[-1].append(piece)
    # A last line of one character gets another one.
    if len(lines) > 1 and measure_text("".join(lines[-1])) <= _TOO_SHORT and len(lines[-2]) > _LEAST_PIECES:
        lines[-1].insert(0, lines[-2].pop())
    return ["".join(line).strip() if number else "".join(line).rstrip() for number, line in enumerate(lines)]


def _join_marks(text: str) -> Iterator[str]:
    """The pieces of a text, each with the marks that may not be parted from it."""
    held = ""
    for piece in _PIECE.findall(text):
        is_after_opening = held != "" and held[-1] in _OPENING
        if held and not (is_after_opening or _CLOSING.issuperset(piece) or _continues(held, piece)):
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _continues(held: str, piece: str) -> bool:
    """Whether a piece belongs to what stands before it without a blank: 三 and (三)."""
    return piece[0] in "([" and not held[-1].isspace()
