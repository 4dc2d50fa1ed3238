"""The shape of a delimited text's records: their numbers of fields, whether the last one was cut off, and stray quotes.

Two stray quotes (5" pipe … 3" nail) make one record of several lines. "A quoted field whose lines each hold as many delimiters as
a record is a pair of stray quotes: refused as one is" (docs/registers.md).
"""

from __future__ import annotations

import io
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import BinaryIO

_TAIL_BYTES = 64


class RecordWidths:
    """The numbers of fields of records, which come in pieces."""

    def __init__(self) -> None:
        self.counts: Counter[int] = Counter()
        """How many records have each number of fields; 0 is that of a blank line."""
        self._pieces: list[tuple[array[int], int]] = []
        """For each piece its numbers of fields, and how often that sequence repeats: (width,) × records for even pieces."""

    def add(self, width: int, records: int) -> None:
        """The next records, which all have so many fields."""
        self.counts[width] += records
        self._pieces.append((array("I", (width,)), records))

    def add_each(self, widths: Sequence[int]) -> None:
        """The numbers of fields of the next records."""
        counts = Counter(widths)
        if len(counts) == 1:
            self.add(widths[0], len(widths))
            return
        self.counts.update(counts)
        self._pieces.append((array("I", widths), 1))

    def finish(self) -> Sequence[int]:
        """The number of fields of each record; empty where all that are not blank have the same, which is the ordinary case."""
        if len(self.counts.keys() - {0}) <= 1:
            return ()
        widths = array("I")
        for piece, times in self._pieces:
            widths += piece * times
        return widths


def is_cut(stream: BinaryIO, encoding: str) -> bool:
    """Whether the text ends without a line break."""
    size = stream.seek(0, io.SEEK_END)
    start = max(size - _TAIL_BYTES, 0) // 2 * 2  # even, so that no character of UTF-16 is cut in two
    stream.seek(0)
    mark = stream.read(2) if encoding == "utf-16" and start else b""  # it says how to read what follows
    stream.seek(start)
    return not (mark + stream.read()).decode(encoding, "ignore").endswith(("\n", "\r"))


class LongRecords:
    """The records of several lines, kept only as far as it takes to tell stray quotes."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter
        self._widths: Counter[int] = Counter()
        self._even: dict[int, int] = {}
        """Number of delimiters in each line of a record, where all its lines hold equally many → the line of the first such
        record.
        """

    def add(self, record: Sequence[str], line: int) -> None:
        """The next record, which begins on this line."""
        self._widths[len(record)] += 1
        count = _count_delimiters(record, self._delimiter)
        if count is not None:
            self._even.setdefault(count, line)

    def find_stray_quotes(self, widths: Counter[int]) -> int | None:
        """The line on which the first record begins that two stray quotes made of several; None where there is none.

        Each of its lines holds as many delimiters as a usual record of one line. `widths` are the numbers of fields of all
        records.
        """
        short = {width: count for width, count in (widths - self._widths).items() if width}
        usual = max(short, key=lambda width: (short[width], width), default=1) - 1
        return self._even.get(usual) if usual > 0 else None


def _count_delimiters(record: Sequence[str], delimiter: str) -> int | None:
    """The number of delimiters that each line of a record holds; None where they differ, or there is one line only. Blank lines
    do not count.
    """
    lines = delimiter.join(record).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    counts = [line.count(delimiter) for line in lines if line]
    return counts[0] if len(counts) > 1 and len(set(counts)) == 1 else None
