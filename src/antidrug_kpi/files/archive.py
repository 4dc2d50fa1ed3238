"""The zip container of .xlsx and .ods, opened so that no archive can surprise the reader behind it.

The directory is checked before anything is decompressed. Decompression is bounded by the size that the directory
declares and must end exactly there, so that a part is what the directory says, to every library that reads it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from antidrug_kpi.files import kinds
from antidrug_kpi.files.limits import Limits, show_size
from antidrug_kpi.files.refusal import RefusedError, refuse_damaged, refuse_size
from antidrug_kpi.issues import escape_controls

_INPUT_STEP = 64 * 1024
_OUTPUT_STEP = 1024 * 1024
_MOST_PARTS = 20_000
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_NEW_HEADER = struct.Struct("<4sHHHHHLLLHH")
_NEW_ENTRY = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_NEW_END = struct.Struct("<4sHHHHLLH")


@dataclass(frozen=True)
class RawPart:
    """The bytes of a part as compressed, and what a directory says of them."""

    data: bytes | memoryview
    method: int
    checksum: int
    size: int


@dataclass(frozen=True)
class Archive:
    """A checked archive. Parts are found by lower-cased name with "/", as spreadsheet programs find them."""

    data: bytes
    parts: Mapping[str, zipfile.ZipInfo]

    def check_sizes(self, names: Iterable[str], limits: Limits) -> None:
        """Refuse parts that would be too much to decompress; pictures and the like, which nobody reads, may be any size."""
        parts = [self.parts[name] for name in names]
        for part in parts:
            _check_ratio(part, limits)
        total = sum(part.file_size for part in parts)
        if total > limits.inflated_bytes:
            raise refuse_size("解壓縮後的內容", total, limits.inflated_bytes)

    def inflate(self, name: str) -> Iterator[bytes]:
        """The content of a part in pieces of at most about 1 MiB."""
        part = self.parts[name]
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refuse_damaged(f"「{escape_controls(name)}」的壓縮方式不是試算表所用")
        raw = self._locate(part)
        if part.compress_type == zipfile.ZIP_STORED:
            if len(raw) != part.file_size:
                raise refuse_damaged(f"「{escape_controls(name)}」長度不符")
            yield from (bytes(raw[at : at + _OUTPUT_STEP]) for at in range(0, len(raw), _OUTPUT_STEP))
            return
        inflated = 0
        for piece in _inflate_pieces(raw, name):
            inflated += len(piece)
            if inflated > part.file_size:
                break
            yield piece
        if inflated != part.file_size:
            raise refuse_damaged(f"「{escape_controls(name)}」解壓縮後的長度與目錄所載不符")

    def read(self, name: str, limits: Limits) -> bytes:
        """The whole content of a part that must be small."""
        size = self.parts[name].file_size
        if size > limits.part_bytes:
            raise refuse_size(f"「{escape_controls(name)}」", size, limits.part_bytes)
        return b"".join(self.inflate(name))

    def get_raw(self, name: str) -> RawPart:
        """A part as it lies in the archive, compressed."""
        part = self.parts[name]
        return RawPart(self._locate(part), part.compress_type, part.CRC, part.file_size)

    def _locate(self, part: zipfile.ZipInfo) -> memoryview:
        header = self.data[part.header_offset : part.header_offset + _LOCAL_HEADER.size]
        if len(header) != _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise refuse_damaged("壓縮檔目錄指向不存在的內容")
        _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        start = part.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        if start + part.compress_size > len(self.data):
            raise refuse_damaged("壓縮檔不完整")
        return memoryview(self.data)[start : start + part.compress_size]


def open_archive(data: bytes, limits: Limits) -> Archive:
    """The archive in `data`, or a refusal."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as directory:
            parts = directory.infolist()
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OverflowError, EOFError) as error:
        raise refuse_damaged("壓縮檔目錄無法讀取") from error
    if len(parts) > _MOST_PARTS:
        raise refuse_damaged(f"壓縮檔有 {len(parts):,} 個成員")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise RefusedError(kinds.ENCRYPTION_UNKNOWN, method="ZIP")
    by_name = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}
    if len(by_name) != len(parts):
        raise refuse_damaged("壓縮檔有同名的成員")
    return Archive(data, by_name)


def _check_ratio(part: zipfile.ZipInfo, limits: Limits) -> None:
    ratio = part.file_size // max(part.compress_size, 1)
    if part.file_size > limits.ratio_free_bytes and ratio > limits.ratio:
        raise RefusedError(
            kinds.FILE_BOMB,
            part=escape_controls(part.filename),
            size=show_size(part.file_size),
            ratio=f"{ratio:,}",
            limit=f"{limits.ratio:,}",
        )


def _inflate_pieces(raw: memoryview, name: str) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(raw), _INPUT_STEP):
            rest: bytes | memoryview = raw[at : at + _INPUT_STEP]
            while rest:
                yield inflater.decompress(rest, _OUTPUT_STEP)
                rest = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise refuse_damaged(f"「{escape_controls(name)}」無法解壓縮") from error
    if not inflater.eof:
        raise refuse_damaged(f"「{escape_controls(name)}」不完整")


def assemble_archive(parts: Mapping[str, RawPart]) -> bytes:
    """A new archive of these parts, without decompressing them."""
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
    """A new part, uncompressed."""
    data = text.encode()
    return RawPart(data, zipfile.ZIP_STORED, zlib.crc32(data), len(data))
