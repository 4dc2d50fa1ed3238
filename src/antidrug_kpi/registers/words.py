"""How texts of cells and headers are compared: NFKC, blanks dropped and what else cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Blanks of every width, none included; and what a terminal would obey instead of showing it: controls, changes of direction.
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
# Missing marks of the contract, as they look after NFKC (… becomes three points).
MISSING_MARKS = frozenset({"-", "--", "---", "–", "—", "——", "－", "...", "......", "N/A", "無資料", "無"})


@lru_cache(maxsize=100_000)
def squeeze(text: str) -> str:
    """NFKC without anything that cannot be seen: what two equal headers, categories or names have in common."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def is_missing(squeezed: str) -> bool:
    """Whether a squeezed text stands for nothing; a zero is something."""
    return squeezed == "" or squeezed.upper() in MISSING_MARKS
