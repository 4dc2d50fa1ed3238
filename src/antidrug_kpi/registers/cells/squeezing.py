"""Squeezing: the text by which cells, headers and names are compared (NFKC, without blanks and invisible characters)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Blanks of every width, zero included; controls and changes of direction, which a terminal obeys instead of showing them; and the
# selectors that make an emoji of ✔.
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff]+")
# Characters that look like a dash after NFKC: hyphens, dashes, the minus, and the lines of which tables are drawn.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501"
APOSTROPHES = "'\u2018\u2019\u02bc\u2032`\u00b4"
_TO_DASH = str.maketrans(dict.fromkeys(DASHES, "-"))
# NFKC sorts the accents above one letter, which takes the square of their number: measured, 20,000 accents 0.5 s and 40,000 2.1
# s. So a long text is normalised in pieces. And one character may become eighteen, so that a piece that grows more than threefold
# stays.
_LONGEST_PIECE = 1_000
_MOST_GROWTH = 3


@lru_cache(maxsize=100_000)
def squeeze(text: str) -> str:
    """A text in NFKC without anything that cannot be seen: two texts are equal where their squeezed texts are."""
    return _UNSEEN.sub("", normalise(text))


def normalise(text: str) -> str:
    """A text in NFKC; pieces of a long text that NFKC would make much longer stay as they are."""
    if len(text) <= _LONGEST_PIECE:
        return unicodedata.normalize("NFKC", text)
    return "".join(_normalise_piece(text[start : start + _LONGEST_PIECE]) for start in range(0, len(text), _LONGEST_PIECE))


def _normalise_piece(piece: str) -> str:
    normalised = unicodedata.normalize("NFKC", piece)
    return normalised if len(normalised) <= _MOST_GROWTH * len(piece) else piece


def unify_dashes(text: str) -> str:
    """A squeezed text in which every dash is the plain one."""
    return text if text.isascii() else text.translate(_TO_DASH)


def is_plain(text: str) -> bool:
    """Whether a text is nothing but Latin letters and digits, as most identifiers are: NFKC and squeezing leave it as it is."""
    return text.isascii() and text.isalnum()
