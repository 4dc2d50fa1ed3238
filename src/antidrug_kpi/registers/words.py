"""How texts of cells and headers are compared: NFKC, blanks dropped."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
# Missing marks of the contract, as they look after NFKC (… becomes three points).
MISSING_MARKS = frozenset({"-", "--", "---", "–", "—", "——", "－", "...", "......", "N/A", "無資料", "無"})


@lru_cache(maxsize=100_000)
def squeeze(text: str) -> str:
    """NFKC without any blanks: what two equal headers, categories or names have in common."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def is_missing(squeezed: str) -> bool:
    """Whether a squeezed text stands for nothing; a zero is something."""
    return squeezed == "" or squeezed.upper() in MISSING_MARKS
