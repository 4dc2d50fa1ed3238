"""How texts of cells and headers are compared: NFKC, blanks dropped and what else cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Blanks of every width, none included; and what a terminal would obey instead of showing it: controls, changes of direction;
# and what makes ✔ an emoji.
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff]+")
# What looks like a dash after NFKC: hyphens, dashes, the minus and the lines of tables.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501"
APOSTROPHES = "'\u2018\u2019\u02bc\u2032`\u00b4"
_TO_DASH = str.maketrans(dict.fromkeys(DASHES, "-"))
# Missing marks of the contract, as they look after NFKC and in upper case; programs bracket some of them.
_WORDS = frozenset({"N/A", "#N/A", "NULL", "NAN", "NAT", "NONE", "無資料", "無", "\\N"})
_WORDS_BRACKETED = frozenset({"(NULL)", "<NULL>", "[NULL]", "<NA>"})
_ERA = "(?:民國|中華民國|西元)"
_SIGN = r"[-_/.]*"
_SKELETON = rf"{_ERA}?{_SIGN}年{_SIGN}月(?:{_SIGN}日)?{_SIGN}(?:\(?星期\)?|\(\))?(?:時(?:分(?:秒)?)?)?|{_ERA}年度?|_+"
# Dashes, points (… is three after NFKC), slashes, and a date of which nobody filled in more than its signs.
_SIGNS = re.compile(rf"-+|(?:\.\.\.)+|/|[-_]*+(?:/[-_]*+/|\.[-_]*+\.)[-_]*+|[-_]_*+-[-_]++|{_SKELETON}")
_SIGNS_BEGIN = frozenset("-./_年民中西") | frozenset(DASHES)
LONGEST_MARK = 40
# What a line begins with, is, or holds before it may be a missing mark: of those in ASCII and Chinese characters only few do.
MISSING_PREFILTER = re.compile(
    r"[\x00-\x09\x0b-\x20\x7f-\u33ff\u4db6-\u4dff\u9fa6-\U0010ffff]|^(?:$|[-./_(<\[#\\年民中西無]|(?i:n/a|null|nan|nat|none)$)",
    re.MULTILINE,
)
# Putting the accents above one letter in order takes the square of their number, so a long text is brought to NFKC in pieces; and
# one character may become eighteen.
_LONGEST_PIECE = 1_000
_MOST_GROWTH = 3


@lru_cache(maxsize=100_000)
def squeeze(text: str) -> str:
    """NFKC without anything that cannot be seen: what two equal headers, categories or names have in common."""
    return _UNSEEN.sub("", normalise(text))


def normalise(text: str) -> str:
    """A text in NFKC; what would grow a long one stays as it is."""
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
    """Whether a squeezed text stands for nothing, a date's empty skeleton included; a zero is something."""
    if squeezed == "":
        return True
    if len(squeezed) > LONGEST_MARK:
        return False
    if squeezed[0] in _SIGNS_BEGIN:
        return _SIGNS.fullmatch(unify_dashes(squeezed)) is not None
    word = squeezed.upper()
    return word in _WORDS or word in _WORDS_BRACKETED
