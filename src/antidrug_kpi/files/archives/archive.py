"""The zip container of .xlsx and .ods, checked before any library reads it.

Measured: parts of real workbooks are compressed 8 to 32 times, those of zip bombs 394 and more; two of these made calamine abort
the process, and openpyxl took 26 s and 5 GB for one.

The directory is checked before anything is decompressed. Decompression stops at the size that the directory declares, must end
exactly there, and must have the checksum that it states. So every library that reads a part finds in it what the directory says.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from antidrug_kpi.files import kinds
from antidrug_kpi.files.archives.archive_directory import list_parts, locate_part
from antidrug_kpi.files.limits import Limits, show_size
from antidrug_kpi.files.refusal import RefusedError, refuse_damaged, refuse_size
from antidrug_kpi.issues import escape_controls

_INPUT_STEP = 64 * 1024
_OUTPUT_STEP = 1024 * 1024
_NEW_HEADER = struct.Struct("<4sHHHHHLLLHH")
_NEW_ENTRY = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_NEW_END = struct.Struct("<4sHHHHLLH")


@dataclass(frozen=True)
class RawPart:
    """A part as it lies in an archive: its compressed bytes, and compression method, CRC-32 and size from the directory."""

    data: bytes | memoryview
    method: int
    checksum: int
    size: int


@dataclass(frozen=True)
class Archive:
    """An archive whose directory was checked. `parts` has lower-cased names with "/", as spreadsheet programs look for them."""

    data: bytes
    parts: Mapping[str, zipfile.ZipInfo]
    has_checksums: bool = True
    """False where the parts were decrypted: the checksums in the directory are those of the encrypted bytes."""
    _checked: set[str] = field(default_factory=set)
    """The parts whose checksum was found right."""

    def check_sizes(self, names: Iterable[str], limits: Limits) -> None:
        """Refuse these parts where they would be too much to decompress. Parts that nobody reads, such as pictures, are not named
        here and may have any size.
        """
        parts = [self.parts[name] for name in names]
        for part in parts:
            _check_ratio(part.filename, part.file_size, part.compress_size, limits)
        total = sum(part.file_size for part in parts)
        if total > limits.inflated_bytes:
            raise refuse_size("解壓縮後的內容", total, limits.inflated_bytes)
        _check_ratio("各成員合計", total, sum(part.compress_size for part in parts), limits)

    def inflate(self, name: str) -> Iterator[bytes]:
        """The content of a part in pieces of about 1 MiB at most, none empty.

        Raises RefusedError where length or checksum are not those of the directory: after the last piece, so that what was read
        before must not be used.
        """
        part = self.parts[name]
        is_checked = name in self._checked or not self.has_checksums
        inflated = checksum = 0
        for piece in _unpack(locate_part(self.data, part), part.compress_type, name):
            inflated += len(piece)
            if inflated > part.file_size:
                break
            if not is_checked:
                checksum = zlib.crc32(piece, checksum)
            yield piece
        if inflated != part.file_size:
            raise refuse_damaged(f"「{escape_controls(name)}」解壓縮後的長度與目錄所載不符")
        if not is_checked and checksum != part.CRC:
            raise refuse_damaged(f"「{escape_controls(name)}」的內容與檢查碼（CRC-32）不符")
        self._checked.add(name)

    def read(self, name: str, limits: Limits) -> bytes:
        """The whole content of a part. Raises RefusedError where it is larger than a part that is read as a whole may be."""
        part = self.parts[name]
        if part.file_size > limits.part_bytes:
            raise refuse_size(f"「{escape_controls(name)}」", part.file_size, limits.part_bytes)
        _check_ratio(name, part.file_size, part.compress_size, limits)
        return b"".join(self.inflate(name))

    def get_raw(self, name: str) -> RawPart:
        """A part as it lies in the archive, still compressed. Its checksum is verified first, which inflates it once."""
        if name not in self._checked:
            for _ in self.inflate(name):
                pass
        part = self.parts[name]
        return RawPart(locate_part(self.data, part), part.compress_type, part.CRC, part.file_size)


def open_archive(data: bytes, *, has_checksums: bool = True) -> Archive:
    """The archive in `data`. Raises RefusedError where its directory is damaged, contradicts the parts, or lists too many."""
    return Archive(data, list_parts(data), has_checksums)


def _check_ratio(name: str, size: int, compressed: int, limits: Limits) -> None:
    """Refuse a part that is compressed as no real workbook is; small parts may be."""
    ratio = size // max(compressed, 1)
    if size > limits.ratio_free_bytes and ratio > limits.ratio:
        raise RefusedError(
            kinds.FILE_BOMB, part=escape_controls(name), size=show_size(size), ratio=f"{ratio:,}", limit=f"{limits.ratio:,}"
        )


def _unpack(raw: memoryview, method: int, name: str) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        return (bytes(raw[at : at + _OUTPUT_STEP]) for at in range(0, len(raw), _OUTPUT_STEP))
    if method == zipfile.ZIP_DEFLATED:
        return filter(None, _inflate_pieces(raw, name))
    raise refuse_damaged(f"「{escape_controls(name)}」的壓縮方式不是試算表所用")


def _inflate_pieces(raw: memoryview, name: str) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(raw), _INPUT_STEP):
            rest: bytes | memoryview = raw[at : at + _INPUT_STEP]
            while rest and not inflater.eof:
                yield inflater.decompress(rest, _OUTPUT_STEP)
                rest = inflater.unconsumed_tail
            if inflater.eof:  # given more, zlib would collect what follows the end, and copy all of it at each step
                return
        yield inflater.flush()
    except zlib.error as error:
        raise refuse_damaged(f"「{escape_controls(name)}」無法解壓縮") from error
    if not inflater.eof:
        raise refuse_damaged(f"「{escape_controls(name)}」不完整")


def assemble_archive(parts: Mapping[str, RawPart]) -> bytes:
    """The bytes of a new archive of these parts, which are copied as they are compressed. Names must be ASCII."""
    body: list[bytes | memoryview] = []
    directory: list[bytes] = []
    at = 0
    for name, part in parts.items():
        encoded = name.encode("ascii")
        sizes = (20, 0, part.method, 0, 0x21, part.checksum, len(part.data), part.size, len(encoded))
        header = _NEW_HEADER.pack(b"PK\x03\x04", *sizes, 0) + encoded
        directory.append(_NEW_ENTRY.pack(b"PK\x01\x02", 20, *sizes, 0, 0, 0, 0, 0, at) + encoded)
        body += [header, part.data]
        at += len(header) + len(part.data)
    listed = b"".join(directory)
    end = _NEW_END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listed), at, 0)
    return b"".join([*body, listed, end])


def store_text(text: str) -> RawPart:
    """A new part of this text in UTF-8, uncompressed."""
    return store_bytes(text.encode())


def store_bytes(data: bytes) -> RawPart:
    """A new part of these bytes, uncompressed."""
    return RawPart(data, zipfile.ZIP_STORED, zlib.crc32(data), len(data))
