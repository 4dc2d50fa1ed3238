"""The places of fields in the bytes of a text of even records, so that equal fields are found without a string for each.

Even records have one line and equally many fields each, none of them quoted (see `even_text`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files.text.uniform_text import normalise_even, split_even

WORD_BYTES = 8
MOST_WORDS = 8
FEWEST_RECORDS = 256
"""The number of records from which on this is quicker than to split the text: each column costs some array operations."""
# By the number of bytes of a word that belong to the field: zeros for the others.
_MASKS = np.array([(1 << (8 * length)) - 1 for length in range(WORD_BYTES + 1)], dtype=np.uint64)

Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]


class EvenFields:
    """The fields of even records; `ends` is the place behind each field, by record and field, in `data`, the text in UTF-8."""

    def __init__(self, text: str, delimiter: str, data: bytes, ends: Places) -> None:
        self.height, self.width = ends.shape
        self._text = text
        self._delimiter = delimiter
        self._data = data
        starts = np.concatenate([[0], ends.ravel()[:-1] + 1]).reshape(ends.shape)
        self._starts = np.ascontiguousarray(starts.T)
        self._lengths = np.ascontiguousarray((ends - starts).T)
        padded = data + bytes(WORD_BYTES * MOST_WORDS)
        # An overlapping view: at each byte of the text a number of the eight bytes from there on, without any copy. Padded, so
        # that the last field has them too; "<" (little-endian on every machine), so that a field's first byte is the lowest of
        # its word.
        self._words = np.ndarray((len(padded) - WORD_BYTES + 1,), dtype="<u8", buffer=padded, strides=(1,))

    def read_words(self, column: int) -> list[Words] | None:
        """The fields of a column as numbers of eight bytes each, filled up with zeros: an array for each eight bytes of the
        longest field.

        None if a field is longer than 64 bytes.
        """
        starts, lengths = self._starts[column], self._lengths[column]
        count = max(1, -(-int(lengths.max()) // WORD_BYTES))
        if count > MOST_WORDS:
            return None
        places = range(0, count * WORD_BYTES, WORD_BYTES)
        return [self._words[starts + place] & _MASKS[np.clip(lengths - place, 0, WORD_BYTES)] for place in places]

    def read_cells(self, column: int, rows: Places) -> list[str]:
        """Some fields of a column as texts."""
        starts, lengths = self._starts[column][rows], self._lengths[column][rows]
        ends = (starts + lengths).tolist()
        return [self._data[start:end].decode() for start, end in zip(starts.tolist(), ends, strict=True)]

    def read_all(self, column: int) -> list[str]:
        """All fields of a column as texts."""
        return self._columns[column]

    @cached_property
    def _columns(self) -> Sequence[list[str]]:
        return split_even(self._text, self._delimiter) or ()


class FieldColumn(NamedTuple):
    """One column of the fields."""

    fields: EvenFields
    column: int


def locate_even(text: str, delimiter: str, fewest: int = FEWEST_RECORDS) -> EvenFields | None:
    """The fields of a text of at least `fewest` even records; None where it is not even, or `split_even` must find out."""
    body = normalise_even(text)
    if body is None or '"' in body or "\n\n" in body or body.startswith("\n") or body.endswith("\n"):
        return None
    height = body.count("\n") + 1
    if height < fewest:
        return None
    width = body.count(delimiter, 0, body.find("\n")) + 1
    data = body.encode() + b"\n"
    codes = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero((codes == ord(delimiter)) | (codes == ord("\n")))
    if len(ends) != height * width or (codes[ends[width - 1 :: width]] != ord("\n")).any():
        return None
    return EvenFields(text, delimiter, data, ends.reshape(height, width))
