"""Squeezing: the text by which cells, headers and names are compared (NFKC, without blanks and invisible characters).

Also missing marks (－, N/A, 無資料), which are told by the squeezed text.
"""

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
# Missing marks (docs/registers.md), after NFKC and in upper case; programs bracket some of them.
MISSING_WORDS = frozenset(
    {"N/A", "#N/A", "NULL", "NAN", "NAT", "NONE", "無資料", "無", "\\N", "(NULL)", "<NULL>", "[NULL]", "<NA>"}
)
_ERA = "(?:民國|中華民國|西元)"
_SIGN = r"[-_/.]*"
_SKELETON = rf"{_ERA}?{_SIGN}年{_SIGN}月(?:{_SIGN}日)?{_SIGN}(?:\(?星期\)?|\(\))?(?:時(?:分(?:秒)?)?)?|{_ERA}年度?|_+"
# Dashes, points (… is three after NFKC), slashes, and a date of which nobody filled in more than its signs.
_SIGNS = re.compile(rf"-+|(?:\.\.\.)+|/|[-_]*+(?:/[-_]*+/|\.[-_]*+\.)[-_]*+|[-_]_*+-[-_]++|{_SKELETON}")
_SIGNS_BEGIN = frozenset("-./_年民中西") | frozenset(DASHES)
LONGEST_MARK = 40
# A prefilter over many texts, each on a line: every missing mark matches it, and of texts in ASCII and Chinese characters only
# few.
MISSING_PREFILTER = re.compile(
    r"[\x00-\x09\x0b-\x20\x7f-\u33ff\u4db6-\u4dff\u9fa6-\U0010ffff]|^(?:$|[-./_(<\[#\\年民中西無]|(?i:n/a|null|nan|nat|none)$)",
    re.MULTILINE,
)
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


def is_missing(squeezed: str) -> bool:
    """Whether a squeezed text is empty or a missing mark, an empty date (年月日, //) included; 0 is none."""
    if squeezed == "":
        return True
    if len(squeezed) > LONGEST_MARK:
        return False
    if squeezed[0] in _SIGNS_BEGIN:
        return _SIGNS.fullmatch(unify_dashes(squeezed)) is not None
    word = squeezed.upper()
    return word in MISSING_WORDS
