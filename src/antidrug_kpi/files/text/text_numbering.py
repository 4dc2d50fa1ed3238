"""Numbering the texts of a column whose fields may still lie in the bytes of the file.

Most are found by a table over their bytes, which is asked for all rows of a piece at once; its answer is compared byte for byte,
and what it does not know is numbered as a text. In a column of so many texts that they outgrow the processor's caches this takes
a third of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import numpy as np

from antidrug_kpi.files.cells.numbered_columns import Codes, ColumnNumbering
from antidrug_kpi.files.text.even_fields import MOST_WORDS, FieldColumn, Places, Words

_LEAST_BITS = 10
_SLOTS = 4
"""For each text, at least."""
_TRIAL_ROWS = 200_000
_MOST_NEW = 0.9
"""Of a piece behind so many rows: if more of its texts are new, hardly any comes twice, and the table is no use."""
_FACTOR = 0x9E3779B97F4A7C15
_FACTORS = np.array([pow(_FACTOR, place, 1 << 64) for place in range(1, MOST_WORDS + 1)], dtype=np.uint64)


class TextNumbering(ColumnNumbering):
    """Numbers the texts of a column while they come in pieces."""

    def __init__(self) -> None:
        super().__init__()
        self._known: _KnownWords | None = None
        self._rows = 0
        self._is_repeating = True

    def add_fields(self, piece: FieldColumn) -> None:
        """The fields of the next rows."""
        fields, column = piece
        words = fields.read_words(column) if self._is_repeating else None
        if words is None:
            self.add(fields.read_all(column))
            return
        known = self._known = self._known or _KnownWords()
        codes = known.find(words)
        unknown = np.flatnonzero(codes < 0)
        before = len(self._numbers)
        if len(unknown):
            cells = fields.read_cells(column, unknown)
            found = np.fromiter(map(self._numbers.__getitem__, cells), dtype=np.int32, count=len(cells))
            codes[unknown] = found
            known.add([word[unknown] for word in words], found)
        self._pieces.append(codes)
        self._rows += len(codes)
        if self._rows > _TRIAL_ROWS and len(self._numbers) - before > _MOST_NEW * len(codes):
            self._is_repeating = False
            self._known = None


class _KnownWords:
    """The numbers of texts by their bytes. Each has two places, and may have lost both to others: then it is not found."""

    def __init__(self) -> None:
        self._words: list[Words] = []
        self._has_words = np.zeros(0, dtype=bool)
        """By number; not those of texts that were numbered elsewhere."""
        self._bits = _LEAST_BITS
        self._places = self._make_places()

    def find(self, words: Sequence[Words]) -> Codes:
        """The number of each text, or -1."""
        self._widen(len(words))
        full = [*words, *(np.zeros(len(words[0]), dtype=np.uint64) for _ in self._words[len(words) :])]
        slots = self._list_slots(words)
        codes = self._look(full, self._places[0], slots[0])
        rest = np.flatnonzero(codes < 0)
        if len(rest):
            codes[rest] = self._look([word[rest] for word in full], self._places[1], slots[1][rest])
        return codes

    def add(self, words: Sequence[Words], codes: Codes) -> None:
        """Texts with their numbers, some of which may be known."""
        top = int(codes.max()) + 1
        self._lengthen(top)
        fresh = ~self._has_words[codes]
        if not fresh.any():  # who lost both places cannot have them back
            return
        codes, words = codes[fresh], [word[fresh] for word in words]
        self._has_words[codes] = True
        for known, word in zip_longest(self._words, words):
            known[codes] = 0 if word is None else word
        if top * _SLOTS > 1 << self._bits:
            self._bits = (top * _SLOTS * 2).bit_length()
            self._places = self._make_places()
            codes = np.flatnonzero(self._has_words).astype(np.int32)
            words = [known[codes] for known in self._words]
        rest = np.ones(len(codes), dtype=bool)
        for places, slots in zip(self._places, self._list_slots(words), strict=True):
            rest &= places[slots] < 0  # who came first stays
            places[slots[rest]] = codes[rest]
            rest = places[slots] != codes

    def _make_places(self) -> tuple[Codes, Codes]:
        return np.full(1 << self._bits, -1, dtype=np.int32), np.full(1 << self._bits, -1, dtype=np.int32)

    def _lengthen(self, top: int) -> None:
        if len(self._has_words) < top:
            more = 2 * top - len(self._has_words)
            self._words = [np.concatenate([known, np.zeros(more, dtype=np.uint64)]) for known in self._words]
            self._has_words = np.concatenate([self._has_words, np.zeros(more, dtype=bool)])

    def _widen(self, words: int) -> None:
        while len(self._words) < words:
            self._words.append(np.zeros(len(self._has_words), dtype=np.uint64))

    def _list_slots(self, words: Sequence[Words]) -> tuple[Places, Places]:
        mixed = words[0] * _FACTORS[0]
        for word, factor in zip(words[1:], _FACTORS[1:], strict=False):
            mixed += word * factor
        mixed ^= mixed >> np.uint64(29)
        mixed *= _FACTORS[1]
        second = (mixed >> np.uint64(8)) & np.uint64((1 << self._bits) - 1)
        return (mixed >> np.uint64(64 - self._bits)).astype(np.int64), second.astype(np.int64)

    def _look(self, words: Sequence[Words], places: Codes, slots: Places) -> Codes:
        """The numbers that stand at these slots, where they are those of these words."""
        codes = places[slots]
        is_found = codes >= 0
        for known, word in zip(self._words, words, strict=True):
            if len(known):
                is_found &= known[codes] == word
        codes[~is_found] = -1
        return codes
