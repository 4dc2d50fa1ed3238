"""Which progress an office has ticked or typed: ■超前 □符合 □落後."""

from __future__ import annotations

import re

from antidrug_kpi.forms.submitted.normal_text import normalise_cell
from antidrug_kpi.measures.results import Progress

_TICKED = "☑■☒✓✔√●◉Vv✗✘Xx★◼⬛🗹\uf0fe\uf0fd\uf052\uf053\uf0fc"
_EMPTY = "☐□▢○◯〇◻⬜\uf0a8\uf06f\uf071\uf072\uf0a1"
CHOICES = tuple(choice.value for choice in Progress)
_CHOICES = "|".join(CHOICES)
# A mark stands before its choice, with brackets or without; in a text that begins with a choice, behind it.
_AHEAD = re.compile(rf"(?:(?P<mark>[{_TICKED}{_EMPTY}]+)|[(\[](?P<inner>[{_TICKED}]?)[)\]])?(?P<choice>{_CHOICES})")
_BEHIND = re.compile(rf"(?P<choice>{_CHOICES})(?:(?P<mark>[{_TICKED}{_EMPTY}]+)|[(\[](?P<inner>[{_TICKED}]?)[)\]])?")


def find_progress(text: str) -> Progress | None:
    """The only choice that is ticked, or that stands there alone without a box."""
    bare = normalise_cell(text).text.replace("\n", "").replace(" ", "")
    pattern = _BEHIND if re.match(_CHOICES, bare) else _AHEAD
    found = list(pattern.finditer(bare))
    ticked = {match["choice"] for match in found if _is_ticked(match)}
    if not ticked and len({match["choice"] for match in found}) == 1 and not any(map(_has_box, found)):
        ticked = {found[0]["choice"]}
    return Progress(ticked.pop()) if len(ticked) == 1 else None


def _is_ticked(match: re.Match[str]) -> bool:
    return any(mark in _TICKED for mark in f"{match['mark'] or ''}{match['inner'] or ''}")


def _has_box(match: re.Match[str]) -> bool:
    return match["mark"] is not None or match["inner"] is not None
