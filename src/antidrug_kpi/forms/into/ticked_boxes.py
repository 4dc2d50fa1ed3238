"""The boxes ☐超前 ☐符合 ☐落後 of a form, ticked where they stand, so that the cell looks as the office has set it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from antidrug_kpi.forms.figure_words import BOX, TICKED
from antidrug_kpi.measures.results import Progress

# Marks that go together: empty ones, ticked ones; the first of each is what is written. The last are of the font Wingdings.
_MARKS = ((f"{BOX}□▢", f"{TICKED}■☒✓✔V√"), ("○◯〇", "●◉"), ("\uf0a8\uf06f\uf071\uf072", "\uf0fe\uf0fd"))
_BLANKS = (" \u3000\xa0", "Vv")  # between brackets
_EMPTY = "".join(empty for empty, _ in _MARKS)
_CHOICES = "|".join(choice.value for choice in Progress)
_BOX = re.compile(
    rf"(?:([{''.join(empty + ticked for empty, ticked in _MARKS)}])|[(（\[]\s*?([{''.join(_BLANKS)}])\s*[)）\]])\s*({_CHOICES})"
)
_CHOICE = re.compile(_CHOICES)
_LONGEST = 1_000  # with blanks; no three boxes take more
_AROUND = re.compile(rf"[{_EMPTY}\s/／、]|[(（\[]\s*[)）\]]")


def is_unanswered(text: str) -> bool:
    """Whether a cell is empty, or holds the choices with none of them ticked: as the form is handed out."""
    if len(text) > _LONGEST:
        return False
    # A choice that stands alone is the office's answer, chosen from a list or typed.
    choices = _CHOICE.findall(text)
    return not _AROUND.sub("", _CHOICE.sub("", text)) and len(choices) in {0, len(Progress)}


def has_choices(texts: Iterable[str]) -> bool:
    """Whether all three choices stand together in one of the texts: a column of such is that of the progress."""
    return any(len(set(_CHOICE.findall(text))) == len(Progress) for text in texts)


def tick_pieces(pieces: Sequence[str], progress: Progress | None) -> list[str] | None:
    """The same pieces with the box of `progress` ticked and the others empty; none where the three boxes are not there."""
    whole = "".join(pieces)
    if len(whole) > _LONGEST:
        return None
    boxes = {match[3]: match for match in _BOX.finditer(whole)}
    if len(boxes) != len(Progress):
        return None
    characters = list(whole)
    for choice, match in boxes.items():
        group = 1 if match[1] else 2
        empty, ticked = _BLANKS if group == 2 else next(marks for marks in _MARKS if match[1] in marks[0] + marks[1])
        if progress is not None and choice == progress.value:
            characters[match.start(group)] = ticked[0]
        elif match[group] not in empty:
            characters[match.start(group)] = empty[0]
    changed, start = [], 0
    for piece in pieces:
        changed.append("".join(characters[start : start + len(piece)]))
        start += len(piece)
    return changed
