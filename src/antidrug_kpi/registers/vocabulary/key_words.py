"""Which keys are in words and which are codes: 國中 or 東區 among school codes is the name of a group, and no school."""

from __future__ import annotations

import re
from collections.abc import Collection

from antidrug_kpi.files import Cell, NumberedColumn
from antidrug_kpi.registers.cells.squeezing import squeeze

_HAN = re.compile(r"[\u3400-\u9fff]")
_DIGIT = re.compile(r"\d")
# A title's own number, and what it says in brackets: 1.國中, (二)國小, 東區（共3校）.
_NUMBERING = re.compile(r"[(\[【]?(?:\d{1,2}|[一二三四五六七八九十壹貳參肆伍]{1,3})[)\]】]?[、.．]?(?=[\u3400-\u9fff])")
_BRACKETED = re.compile(r"\([^()]*\)")
_NUMERALS = re.compile(r"[一二三四五六七八九十百〇零之、.()（）-]*")
_ENGLISH = re.compile(r"[A-Z][a-z]{2,}(?:[ -][A-Za-z][a-z]*)*")
_SIGN_OF_WORDS = re.compile(r"[a-z]|[^\x00-\x7f]")
# What makes a code of a text that has Chinese characters too: V0003平均, 001甲.
_CODED = re.compile(r"[A-Za-z]|\d{3}(?!學?年)")
# No name of a group is longer.
_LONGEST = 60


def is_in_words(text: str) -> bool:
    """Whether a text is made of words: Chinese without a digit, or English as words are written. 三(三) and AB are codes."""
    if text.isascii():
        return text.strip()[1:2].islower() and _ENGLISH.fullmatch(text.strip()) is not None
    squeezed = squeeze(text)
    return _has_words(squeezed) and _DIGIT.search(_BRACKETED.sub("", _NUMBERING.sub("", squeezed, count=1))) is None


def list_keys_in_words(keys: NumberedColumn) -> set[Cell]:
    """The distinct cells of a key column that are in words; the column is searched as one text first, as few columns of codes
    have any.
    """
    return pick_keys_in_words(keys.distinct) if keys.can_hold(_SIGN_OF_WORDS) else set()


def pick_keys_in_words(distinct: Collection[Cell]) -> set[Cell]:
    """The cells among distinct ones that are in words. Words with a number (第1區) count too, unless at least half of the rest
    are such.
    """
    texts = [cell for cell in distinct if isinstance(cell, str)]
    words: set[Cell] = {text for text in texts if is_in_words(text)}
    mixed: set[Cell] = {text for text in texts if text not in words and not text.isascii() and _is_mixed(squeeze(text))}
    return words | mixed if len(mixed) * 2 < len(distinct) - len(words) else words


def _is_mixed(squeezed: str) -> bool:
    """Whether a text is words with a number in them: 第1區, 以12月資料填列."""
    return _has_words(squeezed) and _CODED.search(squeezed) is None


def _has_words(squeezed: str) -> bool:
    """Whether a text has Chinese characters other than numerals, and is no more than a name."""
    return len(squeezed) <= _LONGEST and _HAN.search(squeezed) is not None and _NUMERALS.fullmatch(squeezed) is None


def are_codes(keys: NumberedColumn, words: set[Cell]) -> bool:
    """Whether the keys of records are codes: at least as many are codes as are in words (`words`), and some are.

    That all others must be codes cannot be taken literally: two rows may be headings, or a school may have no code yet.
    """
    in_words = int(keys.mark_cells(words).sum())
    filled = int(keys.mark(lambda cell: cell not in (None, "")).sum())
    return 0 < filled - in_words >= in_words
