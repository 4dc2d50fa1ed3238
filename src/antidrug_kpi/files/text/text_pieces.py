"""A text in pieces that end where lines end, decoded while they are read."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.text.decoding import Encoding, check_text
from antidrug_kpi.files.text.line_counter import LineCounter

STEP = 256 * 1024
_MOST_STEPS = 16
_FEW_LINES = 256
"""If a piece has fewer lines than this, the next is twice as large: each piece costs some work for each of its columns."""


def read_pieces(stream: BinaryIO, encoding: Encoding, limits: Limits, step: int = STEP) -> Iterator[str]:
    """All of `stream` in pieces of about so many bytes, more where lines are long; only the last may end without a line break.

    Refuses what `find_encoding` refuses. Raises UnicodeDecodeError where the text is in another encoding.
    """
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    lines = LineCounter(limits.line_characters)
    rest = ""
    largest = _MOST_STEPS * step
    stream.seek(0)
    while data := stream.read(step):
        text = decoder.decode(data)
        check_text(text)
        feeds = lines.feeds
        lines.add(text)
        text = rest + text
        cut = _find_cut(text)
        rest = text[cut:]
        if cut:
            yield text[:cut]
        if lines.feeds - feeds < _FEW_LINES:
            step = min(2 * step, largest)
    last = decoder.decode(b"", final=True)
    lines.add(last)
    if rest + last:
        yield rest + last


def _find_cut(text: str) -> int:
    """Where the last, perhaps unfinished line begins. A return at the very end does not count: a line feed may follow."""
    start = text.rfind("\n") + 1
    return max(start, text.rfind("\r", start, len(text) - 1) + 1)
