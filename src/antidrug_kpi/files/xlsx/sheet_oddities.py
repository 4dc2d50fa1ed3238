"""Whether a worksheet of an .xlsx holds values that calamine reads otherwise than XML means them.

calamine takes an unreadable index of a shared text for 0, the first text. Where a character reference or a comment splits a value
it drops the rest. On a number that is none under a date's format it gives up with a message of its own. No program writes such a
sheet. So it is looked for while calamine reads, which costs no time, and where it is found the sheet is tidied (`sheet_tidying`).
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
_NO_INDEX = rb'(?<=t="s"><v>)(?!\d{1,9}</v></c>)'
_NO_NUMBER = rb"\s*+(?:[-+]?(?:[iI][nN][fF]|[nN][aA][nN])|-[\d.]{1,99}+[eE]\+?\d{3}|-\d{300})"
# A cell that goes on behind its value, maybe with another one, of which calamine would keep one without a word.
_GOES_ON = rb"[^<]*+</(?:\w++:)?+v>(?!\s*+</(?:\w++:)?+c>)"
# Nearly all values are a whole number and nothing else in their cell, which is told before anything else is tried.
_UNUSUAL_PLAIN = re.compile(rb'<v>(?!\d{1,9}</v></c>)(?:(?<=t="s"><v>)|(?!\d++\.\d++</v></c>)(?:%b|%b))' % (_NO_NUMBER, _GOES_ON))
_UNUSUAL_VALUE = re.compile(rb"v>(?:%b|%b|%b)" % (_NO_INDEX, _NO_NUMBER, _GOES_ON))
_UNUSUAL_CHARACTER = re.compile(rb"v(?:\s[^<>]{0,99}+)?+>(?:%b|%b|%b|[^<&]{0,99}+&#)" % (_NO_INDEX, _NO_NUMBER, _GOES_ON))
_DECLARATION_BYTES = 5


class OddSearch:
    """Looks through the rows of a sheet on their way, in which so many cells refer to a shared text; complete once all texts
    have passed.
    """

    def __init__(self, references: int) -> None:
        self.is_odd = False
        self.unusual_references = references
        """How many of the cells refer in another way than most programs write it; they are to be looked at."""

    def scan(self, texts: Iterable[bytes]) -> Iterator[bytes]:
        """The same texts, cut at rows."""
        for text in texts:
            self.unusual_references -= text.count(_USUAL)
            self.is_odd = self.is_odd or _is_odd(text)
            yield text


def has_odd_reference(texts: Iterable[bytes]) -> bool:
    """Whether a cell refers to a shared text by something else than a plain number, however it is written."""
    return any(len(REFERENCE_VALUE.findall(text)) < count_references(text) for text in texts)


def count_references(text: bytes) -> int:
    """The cells that refer to a shared text, never too few."""
    double, single = TYPES
    return text.count(double) + (text.count(single) if b"'" in text else 0)


def _is_odd(text: bytes) -> bool:
    if (b"!" in text and b"<!" in text) or (b"?" in text and text.find(b"<?", _DECLARATION_BYTES) >= 0):
        return True
    return _choose_pattern(text).search(text) is not None


def _choose_pattern(text: bytes) -> re.Pattern[bytes]:
    """The quickest pattern that misses nothing; to find that a single character is nowhere costs next to no time."""
    if b"&" in text and b"&#" in text:
        return _UNUSUAL_CHARACTER
    return _UNUSUAL_VALUE if b":" in text and b":v>" in text else _UNUSUAL_PLAIN
