"""Whether a worksheet of an .xlsx holds values that calamine reads otherwise than XML means them.

It takes an index of a shared text that it cannot read for 0, the first text, and drops what a character reference or a comment
cuts off a value; on a number that is none under a date's format it gives up with a message of its own. No program writes such a
sheet, so it is looked for while calamine reads, which costs no time, and written again in plain form where it is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

TYPES = (b'"s"', b"'s'")
"""The type of a cell that refers to a text, in either quotes."""
# The rest of such a cell as programs write it, which begins with a plain letter and looks back from there, because that is
# searched several times faster. It stops at the next such type, lest many of them in one tag be searched over and over.
REFERENCE_VALUE = re.compile(
    rb"""s(?:(?<="s)"|(?<='s)')[^<>"']*+(?:["'](?!s["'])[^<>"']*+)*+>\s*+<(?:\w++:)?+v>(\d{1,9})</(?:\w++:)?+v>"""
    rb"""\s*+</(?:\w++:)?+c>"""
)
_USUAL = b't="s"><v>'
_UNUSUAL_INDEX = re.compile(rb't="s"><v>(?!\d{1,9}</v></c>)')
_CHARACTER = re.compile(rb"v(?:\s[^<>]{0,99}+)?>[^<&]{0,99}+&#")
_NO_NUMBER = re.compile(rb"v>\s*+(?:[-+]?(?:[iI][nN][fF]|[nN][aA][nN])|-[\d.]{1,99}+[eE]\+?\d{3}|-\d{300})")
_DECLARATION_BYTES = 5


class OddSearch:
    """Looks through the rows of a sheet on their way; complete once all texts have passed."""

    def __init__(self) -> None:
        self.is_odd = False

    def watch(self, texts: Iterable[bytes]) -> Iterator[bytes]:
        """The same texts, cut at rows."""
        for text in texts:
            self.is_odd = self.is_odd or _is_odd(text)
            yield text


def count_references(text: bytes) -> int:
    """The cells that refer to a shared text, never too few."""
    return sum(map(text.count, TYPES))


def _is_odd(text: bytes) -> bool:
    if (b"!" in text and b"<!" in text) or (b"?" in text and text.find(b"<?", _DECLARATION_BYTES) >= 0):
        return True
    if b"&#" in text and _CHARACTER.search(text):
        return True
    references = count_references(text)
    if text.count(_USUAL) == references:
        has_odd_index = _UNUSUAL_INDEX.search(text) is not None
    else:
        has_odd_index = len(REFERENCE_VALUE.findall(text)) < references
    return has_odd_index or _NO_NUMBER.search(text) is not None
