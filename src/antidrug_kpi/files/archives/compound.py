"""The container of .xls and of encrypted workbooks: a compound file (MS-CFB), which is a small file system.

Like one, it has sectors, a table that says for each sector which one follows, and a directory. Short streams lie in sectors of 64
bytes within a stream of their own, the mini stream. A chain of sectors is followed for no more sectors than the file has, so that
neither a loop nor a false length can fill the memory.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.files.refusal import RefusedError, refuse_damaged

_HEADER = struct.Struct("<8s16xHHHHH6xIII4xIIIII")
_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_MINI_SECTOR_BYTES = 64
_LAST_SECTOR = 0xFFFFFFFA  # from here on, numbers are marks: end of chain, free
_ROOT = 5
_SPARE_SECTORS = 16


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """The named streams of a compound file. Raises RefusedError where it is damaged."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER_BYTES:
            raise _damaged()
        header = _HEADER.unpack_from(data)
        self._data = data
        self._sector_bytes = 1 << header[4] if header[4] in {9, 12} else 0
        if not self._sector_bytes:
            raise _damaged()
        self._sectors = len(data) // self._sector_bytes
        directory, self._mini_limit, mini_table = header[8:11]
        self._table = self._read_table(header[12])
        self._entries = self._read_entries(directory)
        root = next((entry for entry in self._entries.values() if entry.kind == _ROOT), None)
        if root is None:
            raise _damaged()
        self._mini_table = _unpack_numbers(self._read_chain(mini_table)) if mini_table < _LAST_SECTOR else ()
        self._mini_data = self._read_chain(root.start)[: root.size] if self._mini_table else b""

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and storages."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """The content of a stream, KeyError where there is none of that name. Raises RefusedError where it is cut off."""
        entry = self._entries[name]
        if entry.size < self._mini_limit:
            content = b"".join(
                self._mini_data[number * _MINI_SECTOR_BYTES : (number + 1) * _MINI_SECTOR_BYTES]
                for number in _follow(entry.start, self._mini_table, len(self._mini_data) // _MINI_SECTOR_BYTES + 1)
            )
        else:
            content = self._read_chain(entry.start)
        if len(content) < entry.size:
            raise _damaged()
        return content[: entry.size]

    def _read_sector(self, number: int) -> bytes:
        # The first sector of the file is the header, whatever the sectors' size, and has no number.
        at = (number + 1) * self._sector_bytes
        return self._data[at : at + self._sector_bytes]

    def _read_chain(self, start: int) -> bytes:
        return b"".join(map(self._read_sector, _follow(start, self._table, self._sectors)))

    def _read_table(self, next_list: int) -> Sequence[int]:
        """The table sector → next sector of its chain (FAT). Which sectors it lies in is listed in the header, and in a chain of
        further lists that starts at `next_list`.
        """
        sectors = list(_unpack_numbers(self._data[76:_HEADER_BYTES]))
        in_one = self._sector_bytes // 4
        most = 2 * self._sectors // in_one + _SPARE_SECTORS
        lists = 0
        while next_list < _LAST_SECTOR:
            lists += 1
            *listed, next_list = _unpack_numbers(self._read_sector(next_list)) or (_LAST_SECTOR,)
            sectors += listed
            if lists > most or len(sectors) > (most + 1) * in_one:
                raise _damaged()
        used = [number for number in sectors if number < _LAST_SECTOR]
        if len(used) > most:
            raise _damaged()
        return _unpack_numbers(b"".join(map(self._read_sector, used)))

    def _read_entries(self, start: int) -> Mapping[str, _Entry]:
        """The directory by name; of several entries with one name the first."""
        content = self._read_chain(start)
        entries: dict[str, _Entry] = {}
        for at in range(0, len(content) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            raw = content[at : at + _ENTRY_BYTES]
            name_bytes, kind = struct.unpack_from("<HB", raw, 64)
            first, size = struct.unpack_from("<II", raw, 116)
            name = raw[: max(min(name_bytes, 64) - 2, 0)].decode("utf-16-le", "replace")
            if kind and name not in entries:
                entries[name] = _Entry(name, kind, first, size)
        return entries


def _follow(start: int, table: Sequence[int], most: int) -> list[int]:
    """The sectors of the chain that begins at `start`. Refuses one of more than `most` sectors: it runs in a circle."""
    chain: list[int] = []
    number = start
    while number < _LAST_SECTOR:
        if number >= len(table) or len(chain) >= most:
            raise _damaged()
        chain.append(number)
        number = table[number]
    return chain


def _unpack_numbers(raw: bytes) -> tuple[int, ...]:
    """All whole 32-bit numbers of the bytes."""
    count = len(raw) // 4
    return struct.unpack(f"<{count}I", raw[: count * 4])


def _damaged() -> RefusedError:
    return refuse_damaged("檔案結構不完整")
