"""Numbering the texts of a delimited column while its fields still lie in the bytes of the file: each distinct text gets a
number.

A Python dictionary would need a string for every field. Here a hash table of NumPy arrays is asked for all rows of a piece at
once, by the bytes of the fields. What it finds is compared byte for byte, so that equal hashes do no harm. Fields that it does
not find are made strings and numbered by the dictionary of ColumnNumbering, which stays the only source of new numbers.

Measured: a third of the time, in a column of so many different texts that they outgrow the processor's caches.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import numpy as np

from antidrug_kpi.files.cells.numbered_columns import Codes, ColumnNumbering
from antidrug_kpi.files.text.uniform_fields import MOST_WORDS, FieldColumn, Places, Words

_LEAST_BITS = 10
_SLOTS = 4
"""The least number of slots for each text: a fuller table would lose more texts to others."""
_TRIAL_ROWS = 200_000
_MOST_NEW = 0.9
"""If more of a piece's texts than this are new, behind _TRIAL_ROWS rows, hardly any comes twice (identifiers), and the table
costs more than it saves: from then on the column is numbered by the dictionary alone.
"""
# 2^64 divided by the golden ratio, as of Fibonacci hashing: its multiples spread over the upper bits. A power of it for each word
# of a field, so that the same words in another order have another hash. All arithmetic is modulo 2^64.
_FACTOR = 0x9E3779B97F4A7C15
_FACTORS = np.array([pow(_FACTOR, place, 1 << 64) for place in range(1, MOST_WORDS + 1)], dtype=np.uint64)


class TextNumbering(ColumnNumbering):
    """Numbers the texts of a column that come in pieces, as strings (`add`) or as places in the bytes (`add_fields`)."""

    def __init__(self) -> None:
        super().__init__()
        self._known: _KnownWords | None = None
        self._rows = 0
        self._is_repeating = True

    def add_fields(self, piece: FieldColumn) -> None:
        """Numbers the fields of the next rows; those longer than 64 bytes, and columns that do not repeat, as strings."""
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
            # `_numbers` is a defaultdict that counts, so that a look-up gives a new text the next number.
            numbered = np.fromiter(map(self._numbers.__getitem__, cells), dtype=np.int32, count=len(cells))
            codes[unknown] = numbered
            known.add([word[unknown] for word in words], numbered)
        self._pieces.append(codes)
        self._rows += len(codes)
        if self._rows > _TRIAL_ROWS and len(self._numbers) - before > _MOST_NEW * len(codes):
            self._is_repeating = False
            self._known = None


class _KnownWords:
    """A hash table from the bytes of texts to their numbers.

    There are two arrays of slots, and a text has one slot in each, by two different parts of its hash. A slot keeps the text that
    came first. So a text may find both taken: then it is never found here, and numbered by the dictionary every time, which is
    slower and no less right. There are no chains, because a step of a chain cannot be done for all rows at once.

    A text is kept as words: its bytes as numbers of eight bytes each, filled up with zeros (see EvenFields.read_words). No text
    holds a NUL, so that different texts have different words.
    """

    def __init__(self) -> None:
        self._words: list[Words] = []
        """For each place of a word an array over the numbers: the first words of all texts, then the second ones."""
        self._has_words = np.zeros(0, dtype=bool)
        """For each number whether its text was added here; texts that `add` of TextNumbering numbered were not."""
        self._bits = _LEAST_BITS
        self._places = self._make_places()

    def find(self, words: Sequence[Words]) -> Codes:
        """The number of each text of a piece, -1 where it is not in the table; `words` as of EvenFields.read_words."""
        self._widen(len(words))
        # Shorter texts are compared with all words of longer ones too, of which theirs are zeros.
        full = [*words, *(np.zeros(len(words[0]), dtype=np.uint64) for _ in self._words[len(words) :])]
        slots = self._list_slots(words)
        codes = self._look(full, self._places[0], slots[0])
        missing = np.flatnonzero(codes < 0)
        if len(missing):
            codes[missing] = self._look([word[missing] for word in full], self._places[1], slots[1][missing])
        return codes

    def add(self, words: Sequence[Words], codes: Codes) -> None:
        """Puts texts with these numbers (`codes`) into free slots; the same text may come several times."""
        top = int(codes.max()) + 1
        self._lengthen(top)
        fresh = ~self._has_words[codes]
        if not fresh.any():  # a text that found both slots taken finds them taken again
            return
        codes, words = codes[fresh], [word[fresh] for word in words]
        self._has_words[codes] = True
        for known, word in zip_longest(self._words, words):
            known[codes] = 0 if word is None else word
        if top * _SLOTS > 1 << self._bits:  # grow, and put in all texts again, those that had found no slot among them
            self._bits = (top * _SLOTS * 2).bit_length()
            self._places = self._make_places()
            codes = np.flatnonzero(self._has_words).astype(np.int32)
            words = [known[codes] for known in self._words]
        is_waiting = np.ones(len(codes), dtype=bool)
        for places, slots in zip(self._places, self._list_slots(words), strict=True):
            is_waiting &= places[slots] < 0  # a slot keeps the text that came first
            # Of several texts with one free slot NumPy keeps the last; the next line finds out which it was, and the others go on
            # to the second array.
            places[slots[is_waiting]] = codes[is_waiting]
            is_waiting = places[slots] != codes

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
        # A sum of products, then the finish of a multiplicative hash: the upper bits are the best mixed ones, so that they are
        # folded onto the lower ones and multiplied once more. The first slot is given by the upper bits, the second by others
        # further down.
        mixed = words[0] * _FACTORS[0]
        for word, factor in zip(words[1:], _FACTORS[1:], strict=False):
            mixed += word * factor
        mixed ^= mixed >> np.uint64(29)
        mixed *= _FACTORS[1]
        second = (mixed >> np.uint64(8)) & np.uint64((1 << self._bits) - 1)
        return (mixed >> np.uint64(64 - self._bits)).astype(np.int64), second.astype(np.int64)

    def _look(self, words: Sequence[Words], places: Codes, slots: Places) -> Codes:
        """The number in each slot where its text has exactly these words, else -1."""
        codes = places[slots]
        is_found = codes >= 0
        for known, word in zip(self._words, words, strict=True):
            if len(known):
                is_found &= known[codes] == word
        codes[~is_found] = -1
        return codes
