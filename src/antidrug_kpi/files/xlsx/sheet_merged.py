"""The merged cells of an .xlsx worksheet, found in its XML while that passes by for another search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from antidrug_kpi.files.cells.sheet import Merge
from antidrug_kpi.files.refusal import refuse_count
from antidrug_kpi.files.xlsx.sheet_extent import read_column

_WORD = b"mergeCell"
_MERGE = re.compile(
    rb"""mergeCell(?<=[<:]mergeCell)(?=\s)[^<>]{0,99}?\sref\s*=\s*["']([A-Za-z]{1,3})(\d{1,7}):[A-Za-z]{1,3}(\d{1,7})["']"""
)
_LONGEST = 300
_MOST_MERGES = 500_000


class MergeSearch:
    """The cells merged over several rows, rows and columns from 0, complete once all pieces have passed."""

    def __init__(self) -> None:
        self.merges: list[Merge] = []

    def scan(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces; what is found is that of the latest time that the sheet passed."""
        self.merges = []
        rest = b""
        for piece in pieces:
            seam = rest + piece[:_LONGEST]
            # A single character is looked for ten times faster.
            has_word = (b"g" in piece and _WORD in piece) or _WORD in seam
            rest = self._search(rest + piece) if has_word else (piece if len(piece) > _LONGEST else seam)[-_LONGEST:]
            yield piece

    def _search(self, text: bytes) -> bytes:
        """Take down what is found; what is left over may be the beginning of another."""
        end = 0
        for found in _MERGE.finditer(text):
            end = found.end()
            first, last = int(found[2]) - 1, int(found[3]) - 1
            if first < last:
                self.merges.append(Merge(read_column(found[1]), first, last))
        if len(self.merges) > _MOST_MERGES:
            raise refuse_count("跨列合併的儲存格", len(self.merges), _MOST_MERGES, "處以上")
        return text[max(end, len(text) - _LONGEST) :]
