"""The records of an .xls stream (BIFF5 and BIFF8, MS-XLS), and the texts in them.

Each record has a kind, a length and a payload. What is longer than a record may be goes on in CONTINUE records.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from antidrug_kpi.files.refusal import RefusedError, refuse_damaged


class Kind(IntEnum):
    """The kinds of records that are read here, by their numbers in MS-XLS."""

    FORMULA = 0x0006
    EOF = 0x000A
    DATEMODE = 0x0022
    FILEPASS = 0x002F
    CONTINUE = 0x003C
    CODEPAGE = 0x0042
    UNCALCULATED = 0x005E
    COLUMN = 0x007D
    SHEET = 0x0085
    MULTIPLE_RK = 0x00BD
    RICH_STRING = 0x00D6
    STYLE = 0x00E0
    MERGED = 0x00E5
    SHARED_STRINGS = 0x00FC
    SHARED_LABEL = 0x00FD
    CALCULATED_BY = 0x01C1
    NUMBER = 0x0203
    LABEL = 0x0204
    FLAG_OR_ERROR = 0x0205
    STRING = 0x0207
    ROW = 0x0208
    RK = 0x027E
    FORMAT = 0x041E
    BOF = 0x0809


_BIFF8 = 0x0600
# Flags of a text: two bytes a character, not one; with a reading aid; with changes of font.
_WIDE, _HAS_PHONETIC, _HAS_RUNS = 0x01, 0x04, 0x08


@dataclass(frozen=True)
class BiffRecord:
    """A record: its payload, and those of the CONTINUE records that follow it."""

    kind: int
    parts: tuple[bytes, ...]

    @property
    def payload(self) -> bytes:
        """The payload of the record itself."""
        return self.parts[0]

    def unpack(self, layout: struct.Struct, at: int = 0) -> tuple[int, ...]:
        """The numbers of this layout at a position of the payload. Raises RefusedError where it is too short."""
        if len(self.payload) < at + layout.size:
            raise refuse_records()
        return layout.unpack_from(self.payload, at)


def list_records(stream: bytes, start: int, end: int | None = None) -> Iterator[BiffRecord]:
    """The records of the substream that begins at `start`, without those of substreams within it (embedded charts).

    Raises RefusedError where it does not end before `end`.
    """
    # BOF and EOF are the brackets of substreams: only records at depth 1 belong to this one. A record is yielded when the next
    # one comes that is no CONTINUE.
    depth = 0
    kind, parts = 0, [b""]
    for next_kind, payload in _list_raw(stream, start, len(stream) if end is None else end):
        if next_kind == Kind.CONTINUE:
            parts.append(payload)
            continue
        if depth == 1 and kind:
            yield BiffRecord(kind, tuple(parts))
        kind, parts = next_kind, [payload]
        if next_kind == Kind.BOF:
            depth += 1
        elif next_kind == Kind.EOF:
            depth -= 1
            if depth <= 0:
                return
            kind = 0


def _list_raw(stream: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Kind and payload of each record as it lies in the stream, CONTINUE records included."""
    at = start
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        payload = stream[at + 4 : at + 4 + length]
        if len(payload) < length:
            raise refuse_records()
        yield kind, payload
        at += 4 + length
    raise refuse_records()  # a substream ends with EOF


@dataclass(frozen=True)
class TextCoding:
    """How a workbook encodes its texts: BIFF8 in Unicode, BIFF5 in the codepage that it names."""

    is_biff8: bool
    codepage: str = "cp1252"

    def read_text(self, payload: bytes, at: int, has_short_length: bool = False) -> str:
        """The text at a position of a payload, which begins with its length in one byte or two."""
        layout = "<B" if has_short_length else "<H"
        size = struct.calcsize(layout)
        if len(payload) < at + size:
            raise refuse_records()
        (length,) = struct.unpack_from(layout, payload, at)
        at += size
        if not self.is_biff8:
            return _cut(payload, at, length).decode(self.codepage, "replace")
        is_wide = at < len(payload) and payload[at] & _WIDE
        return _cut(payload, at + 1, 2 * length if is_wide else length).decode("utf-16-le" if is_wide else "latin-1", "replace")

    def read_result(self, parts: Sequence[bytes]) -> str:
        """The text that a formula results in; a long one goes on in CONTINUE records."""
        if not self.is_biff8:
            return self.read_text(b"".join(parts), 0)
        if len(parts) == 1:
            return self.read_text(parts[0], 0)
        reader = _PartReader(parts)
        length, flags = struct.unpack("<HB", reader.take(3))
        return reader.take_text(length, bool(flags & _WIDE))


def _cut(payload: bytes, at: int, length: int) -> bytes:
    """So many bytes at a position of a payload. Raises RefusedError where it is too short."""
    raw = payload[at : at + length]
    if len(raw) < length:
        raise refuse_records()
    return raw


def find_coding(version: int, codepage: int) -> TextCoding:
    """The coding of a workbook with this BIFF version and codepage number; an unknown codepage is read as Western (1252)."""
    name = f"cp{codepage}"
    try:
        codecs.lookup(name)
    except LookupError:
        name = "cp1252"
    return TextCoding(version == _BIFF8, name)


def read_shared_strings(parts: Sequence[bytes]) -> list[str]:
    """The shared strings of a BIFF8 workbook. Raises RefusedError where one of them is cut off.

    A text may go on in a CONTINUE record at any character. Changes of font and reading aids are passed over.
    """
    reader = _PartReader(parts)
    reader.take(4)
    (count,) = struct.unpack("<I", reader.take(4))
    strings: list[str] = []
    while len(strings) < count and not reader.is_at_end:
        length, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & _HAS_RUNS else 0
        phonetic = struct.unpack("<I", reader.take(4))[0] if flags & _HAS_PHONETIC else 0
        strings.append(reader.take_text(length, bool(flags & _WIDE)))
        reader.skip(4 * runs + phonetic)
    return strings


class _PartReader:
    """Reads the payloads of a record and its CONTINUE records as if they were one."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts = parts
        self._index = 0
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        self._advance()
        return self._index >= len(self._parts)

    def take(self, count: int) -> bytes:
        """The next bytes. Raises RefusedError where there are not so many."""
        taken = b""
        while len(taken) < count:
            taken += self._take_here(count - len(taken))
        return taken

    def skip(self, count: int) -> None:
        """Pass over the next bytes, or as many of them as are left."""
        while count > 0 and not self.is_at_end:
            count -= len(self._take_here(count))

    def take_text(self, length: int, is_wide: bool) -> str:
        """The next characters. Where a text goes on in the next payload, that begins with flags that say how wide they are."""
        text: list[str] = []
        while length > 0:
            if self._at >= len(self._parts[self._index]):
                is_wide = bool(self.take(1)[0] & _WIDE)
            size = 2 if is_wide else 1
            raw = self._take_here(length * size)
            text.append(raw.decode("utf-16-le" if is_wide else "latin-1", "replace"))
            length -= max(len(raw) // size, 1)
        return "".join(text)

    def _take_here(self, most: int) -> bytes:
        self._advance()
        if self._index >= len(self._parts):
            raise refuse_records()
        taken = self._parts[self._index][self._at : self._at + most]
        self._at += len(taken)
        return taken

    def _advance(self) -> None:
        while self._index < len(self._parts) and self._at >= len(self._parts[self._index]):
            self._index += 1
            self._at = 0


def refuse_records() -> RefusedError:
    """The refusal to raise where records are cut off or contradict each other."""
    return refuse_damaged("試算表的紀錄不完整")
