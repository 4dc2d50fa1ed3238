"""The percentages that a text tells of the parts of a difference: each must come of its own, and the last may be the value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidrug_kpi.forms.submitted.other_numbers import NUMBER
from antidrug_kpi.forms.submitted.submitted_form import TypedNumber
from antidrug_kpi.forms.submitted.typed_values import follows_from, make_number

_COUNT = r"[^\d/;；。\n，=%、()]{0,8}"
# 38/63=60.32%; what is left of it where the fraction was taken out is the share alone.
_SHARE = re.compile(
    rf"(?<![\d.])(?P<top>{NUMBER}){_COUNT}/{_COUNT}(?P<bottom>{NUMBER}){_COUNT}(?:\*100%?)?[=(]+(?P<share>{NUMBER})%"
)
_LEFT = re.compile(rf"(?:^|(?<=\s))\s*[=(]+{NUMBER}%")
# B/A-D/C=-2.59%
_LETTERS = re.compile(rf"[A-Z]/[A-Z](?:\*100%)?[)\]]?-[(\[]?[A-Z]/[A-Z](?:\*100%)?[)\]]?=(?P<number>-?{NUMBER})%")
_PERCENT = re.compile(rf"(?<![\d.])(?P<number>-?{NUMBER})%")


def find_wrong_share(text: str) -> str | None:
    """The first fraction of a text with a percentage that does not come of it; None where all do."""
    for found in _SHARE.finditer(text):
        top, bottom, share = (make_number(found[name]) for name in ("top", "bottom", "share"))
        if bottom.exact and not follows_from(share, top.exact / bottom.exact * 100):
            return f"{top.text}/{bottom.text}、{share.text}%"
    return None


def find_wrong_rate(own: TypedNumber | None, other: TypedNumber | None, share: TypedNumber | None) -> str | None:
    """A typed share that does not come of the two amounts beside it."""
    if share is None or own is None or other is None or not own.exact + other.exact:
        return None
    is_theirs = follows_from(share, own.exact / (own.exact + other.exact) * 100)
    return None if is_theirs else f"{own.text}/({other.text}+{own.text})、{share.text}%"


def find_difference(text: str, left: str) -> list[TypedNumber]:
    """The value of a difference of two shares that no word names: behind its letters, or the only percentage of what is `left`
    of the text without the fractions and their shares.
    """
    lettered = [make_number(found["number"]) for found in _LETTERS.finditer(text)]
    if lettered:
        return lettered
    percents = [make_number(found["number"]) for found in _PERCENT.finditer(_LEFT.sub(" ", left))]
    return percents if len(percents) == 1 else _find_last(percents)


def _find_last(percents: Sequence[TypedNumber]) -> list[TypedNumber]:
    """The third of three where it is the first less the second."""
    if len(percents) != 3:
        return []
    first, second, last = percents
    return [last] if abs(first.exact - second.exact - last.exact) * 10**last.decimals <= 1 else []
