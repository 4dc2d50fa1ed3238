"""The shape of a delimited text's records: their numbers of fields, whether the last one was cut off, and records that a pair of
stray quotes made one.
"""

from __future__ import annotations

import io
from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from typing import BinaryIO

Rows = Sequence[Sequence[str]]
_TAIL_BYTES = 64


def list_widths(rows: Rows, widths: Collection[int]) -> Sequence[int]:
    """The number of fields of each record; none where all have the same, which is the ordinary case. `widths` are the distinct
    ones, 0 that of a blank line.
    """
    return array("I", map(len, rows)) if len(set(widths) - {0}) > 1 else ()


def is_cut(stream: BinaryIO, encoding: str) -> bool:
    """Whether the text ends without a line break."""
    size = stream.seek(0, io.SEEK_END)
    start = max(size - _TAIL_BYTES, 0) // 2 * 2  # even, since a character of UTF-16 takes two bytes
    stream.seek(0)
    mark = stream.read(2) if encoding == "utf-16" and start else b""  # it says how to read what follows
    stream.seek(start)
    return not (mark + stream.read()).decode(encoding, "ignore").endswith(("\n", "\r"))


def find_stray_quotes(rows: Rows, long: Sequence[int], delimiter: str) -> int | None:
    """The first record over several lines of which each, as it stands in the file, holds as many delimiters as a record: so two
    stray quotes made one record of several. `long` are the positions of the records over several lines.
    """
    if not long:
        return None
    lengthy = set(long)
    widths = Counter(len(row) for position, row in enumerate(rows) if row and position not in lengthy)
    usual = max(widths, key=lambda width: (widths[width], width), default=1) - 1
    if usual < 1:
        return None
    return next((position for position in long if _is_several(rows[position], delimiter, usual)), None)


def _is_several(record: Sequence[str], delimiter: str, usual: int) -> bool:
    """Whether each line of a record holds the usual number of delimiters; a blank line says nothing."""
    lines = delimiter.join(record).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    counts = [line.count(delimiter) for line in lines if line]
    return len(counts) > 1 and all(count == usual for count in counts)
