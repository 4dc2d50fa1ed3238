"""Missing marks: what people and programs write into a cell that holds nothing (－, N/A, 無資料, 年 月 日)."""

from __future__ import annotations

import re

from antidrug_kpi.registers.cells.squeezing import DASHES, unify_dashes

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
