"""Finding personal identifiers in any text: national and resident numbers by their form, and words that may be an office's own.

Texts are folded first, character for character, so that a place in the folded text is one in the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidrug_kpi.registers.cells.squeezing import DASHES

Span = tuple[int, int]

SHORTEST = 5
"""The length from which on a word may be an identifier; shorter ones are too much like any other word or number."""
_MOST_PARTS = 6

# Full-width and small letters, dashes, blanks and invisible characters, each to one plain character, so that places stay the
# same.
_FOLDED = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, DASHES), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u3000\u2002\u2003\u2009\u202f\u00ad\ufeff"), " "),
    **dict.fromkeys(
        (*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)), " "
    ),
}
_FOLDED |= {code: chr(code - 0xFEE0 - 32) for code in range(0xFF41, 0xFF5B)}
_FOLDED |= {code: chr(code - 32) for code in range(ord("a"), ord("z") + 1)}

_BETWEEN = "[ -]{0,2}"
_NATIONAL = re.compile(rf"(?<![0-9A-Z])[A-Z]{_BETWEEN}[1289A-D](?:{_BETWEEN}[0-9]){{8}}(?![0-9A-Z])")
# Letters and digits with single signs between them, wherever they stand; and words of any script with a digit.
_CHAIN = re.compile(r"[0-9A-Z]+(?:[-_/. #][0-9A-Z]+)*")
_PART = re.compile(r"[0-9A-Z]+")
_WORDS = tuple(re.compile(rf"[^\s、，。；：「」『』〔〕【】《》〈〉…,;:\"'|()\[\]<>{extra}]+") for extra in ("", "._"))
_DIGIT = re.compile(r"[0-9]")
_DAY = re.compile(r"[0-9]{2,4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?: .*)?")
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")


def fold(text: str) -> str:
    """The text with full-width and small letters, dashes and blanks as the plain ones, character for character."""
    return text.translate(_FOLDED)


def squeeze_folded(folded: str) -> str:
    """An identifier in a folded text as it is compared: without blanks and invisible characters."""
    return _UNSEEN.sub("", folded)


def find_national(folded: str) -> Iterator[Span]:
    """The spans in a folded text that look like a national or resident number, also with blanks and hyphens inside."""
    return (match.span() for match in _NATIONAL.finditer(folded))


def find_candidates(folded: str) -> Iterator[Span]:
    """The spans in a folded text that may be an identifier of the office; some overlap. They are only candidates, to be looked
    up.
    """
    if len(folded) < SHORTEST:
        return
    # A-001-2 may be one identifier or hold one: every run of up to _MOST_PARTS neighbouring parts is a candidate.
    for chain in _CHAIN.finditer(folded):
        parts = [part.span() for part in _PART.finditer(folded, *chain.span())]
        for first, (start, _) in enumerate(parts):
            for _, end in parts[first : first + _MOST_PARTS]:
                if end - start >= SHORTEST and not _DAY.fullmatch(folded, start, end):
                    yield start, end
    if not folded.isascii():
        yield from (
            word.span()
            for pattern in _WORDS
            for word in pattern.finditer(folded)
            if word.end() - word.start() >= SHORTEST and not word[0].isascii() and _DIGIT.search(word[0])
        )
