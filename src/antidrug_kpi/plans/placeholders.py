"""Texts of a form with places in them: `{name}`, `{name:part}`, `{name|○}` and `{|○}`.

`{name}` is the value of that name, and nothing where it is not known. `{name:part}` is a part of it: the year of a date, the
ticked box of a flag. What follows `|` is printed, and marked as a blank, where the value is not known; without a name it is
always a blank, which only a person can fill. What stands between two `^` in the text itself is printed raised, as the number of a
note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

RAISE = "^"
_PLACE = re.compile(r"\{([^{}|:]*)(?::([^{}|:]+))?(?:\|([^{}|]*))?\}")


@dataclass(frozen=True)
class Placeholder:
    """A place in a text: the value's name ("" for a blank), a part of it, and what is printed where it is not known."""

    name: str
    part: str = ""
    blank: str | None = None


def split_places(text: str) -> tuple[str | Placeholder, ...]:
    """The plain stretches and the places of a text, in order. Raises ValueError for a brace that belongs to no place."""
    pieces: list[str | Placeholder] = []
    end = 0
    for found in _PLACE.finditer(text):
        pieces += [text[end : found.start()], Placeholder(found[1], found[2] or "", found[3])]
        end = found.end()
    pieces.append(text[end:])
    if any(isinstance(piece, str) and ("{" in piece or "}" in piece) for piece in pieces):
        raise ValueError(f"「{text}」的大括號不成對；應為 {{名稱}}、{{名稱:部分}}、{{名稱|空格}} 或 {{|空格}}，請改正")
    if any(isinstance(piece, Placeholder) and not piece.name and (piece.part or piece.blank is None) for piece in pieces):
        raise ValueError(f"「{text}」的大括號裡沒有名稱；應為 {{名稱}} 或 {{|空格}}，請改正")
    if any(isinstance(piece, str) and piece.count(RAISE) % 2 for piece in pieces):
        raise ValueError(f"「{text}」的 {RAISE} 不成對；上標的文字應前後各有一個 {RAISE}，請改正")
    return tuple(piece for piece in pieces if piece != "")


def list_places(text: str) -> tuple[Placeholder, ...]:
    """The places of a text, in order."""
    return tuple(piece for piece in split_places(text) if isinstance(piece, Placeholder))
