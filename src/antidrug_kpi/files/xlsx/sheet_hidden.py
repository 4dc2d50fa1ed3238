"""Which rows and columns of an .xlsx worksheet are not shown, found in its XML while that passes by for another search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = b"hidden"
_MOST_RUNS = 1_048_576  # no sheet has more rows
IS_HIDDEN = re.compile(rb"""\shidden\s*=\s*["']\s*(?:1|true|on)\s*["']""")
# Each begins with a plain letter and looks back from there, which makes the search several times faster.
# They stop at the next such beginning, lest many of them in one tag be searched over and over.
_ROW = re.compile(rb"row(?<=[<:]row)(?=[\s/>])([^<>:]*+(?::(?!row[\s/>])[^<>:]*+)*+)>")
_COLUMNS = re.compile(rb"col(?<=[<:]col)(?=\s)([^<>:]*+(?::(?!col\s)[^<>:]*+)*+)>")
_NUMBER = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*(\d{1,7})["']""")
_FIRST = re.compile(rb"""\smin\s*=\s*["'](\d{1,5})["']""")
_LAST = re.compile(rb"""\smax\s*=\s*["'](\d{1,5})["']""")


class HiddenSearch:
    """The hidden rows and columns by their numbers from 1, complete once all texts have passed."""

    def __init__(self) -> None:
        self.rows: list[range] = []
        self.columns: list[range] = []
        self._row = 0

    def scan(self, texts: Iterable[bytes], has_positions: bool) -> Iterator[bytes]:
        """The same texts. Where cells do not state their position, every row is counted; else only those with the word count."""
        for text in texts:
            is_hiding = b"h" in text and _WORD in text  # a single character is looked for ten times faster
            if is_hiding or not has_positions:
                self._search_rows(text)
            if is_hiding:
                self._search_columns(text)
            yield text

    def _search_rows(self, text: bytes) -> None:
        for found in _ROW.finditer(text):
            # A row that does not state its number has that of its first cell, or else comes after the one before.
            number = _NUMBER.search(found[1]) or _NUMBER.search(
                text, found.end(), max(text.find(b"row", found.end()), found.end())
            )
            self._row = int(number[1]) if number else self._row + 1
            if IS_HIDDEN.search(found[1]):
                _append(self.rows, self._row, self._row)

    def _search_columns(self, text: bytes) -> None:
        for found in _COLUMNS.finditer(text):
            first, last = _FIRST.search(found[1]), _LAST.search(found[1])
            if first and last and IS_HIDDEN.search(found[1]):
                _append(self.columns, int(first[1]), int(last[1]))


def _append(runs: list[range], first: int, last: int) -> None:
    """Add a run, in one with the latest where that goes on; a file may state the same ones a million times."""
    if runs and runs[-1].start <= first <= runs[-1].stop:
        runs[-1] = range(runs[-1].start, max(runs[-1].stop, last + 1))
    elif len(runs) < _MOST_RUNS:
        runs.append(range(first, last + 1))
