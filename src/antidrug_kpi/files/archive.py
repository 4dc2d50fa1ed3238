"""The zip container of .xlsx and .ods, opened so that no archive can surprise the reader behind it.

The directory is checked before anything is decompressed. Decompression is bounded by the size that the directory
declares and must end exactly there: another zip library, which trusts the data rather than the directory, then sees the
same bytes as we did.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from antidrug_kpi.files import kinds
from antidrug_kpi.files.limits import Limits, show_size
from antidrug_kpi.files.refusal import RefusedError, escape_controls, refuse_damaged, refuse_size

_INPUT_STEP = 64 * 1024
_OUTPUT_STEP = 1024 * 1024
_MOST_PARTS = 20_000
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_DIRECTORY_END = struct.Struct("<4s8xLLH")
_DIRECTORY_END_MARK = b"PK\x05\x06"
_ZIP64 = 0xFFFFFFFF


@dataclass(frozen=True)
class Archive:
    """A checked archive. Parts are found by lower-cased name with "/", as spreadsheet programs find them."""

    data: bytes
    parts: Mapping[str, zipfile.ZipInfo]

    def inflate(self, name: str) -> Iterator[bytes]:
        """The content of a part in pieces of at most about 1 MiB."""
        part = self.parts[name]
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
    _check_one_directory(data)
    if len(parts) > _MOST_PARTS:
        raise refuse_damaged(f"壓縮檔有 {len(parts):,} 個成員")
    for part in parts:
        _check_part(part, limits)
    by_name = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}
    if len(by_name) != len(parts):
        raise refuse_damaged("壓縮檔有同名的成員")
    total = sum(part.file_size for part in parts)
    if total > limits.inflated_bytes:
        raise refuse_size("解壓縮後的內容", total, limits.inflated_bytes)
    return Archive(data, by_name)


def _check_one_directory(data: bytes) -> None:
    """Refuse an archive whose directory could be taken for another one by another library."""
    at = data.rfind(_DIRECTORY_END_MARK)
    if not data.startswith(b"PK\x03\x04") or at < 0 or at + 22 > len(data):
        raise refuse_damaged("不是完整的壓縮檔")
    _, size, offset, comment = _DIRECTORY_END.unpack_from(data, at)
    is_closed = at + 22 + comment == len(data)
    if not is_closed or (offset != _ZIP64 and offset + size != at and data[at - 20 : at - 16] != b"PK\x06\x07"):
        raise refuse_damaged("壓縮檔的目錄位置不一致")


def _check_part(part: zipfile.ZipInfo, limits: Limits) -> None:
    if part.flag_bits & _ENCRYPTED:
        raise RefusedError(kinds.FILE_ENCRYPTED)
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise refuse_damaged(f"「{escape_controls(part.filename)}」的壓縮方式不是試算表所用")
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
