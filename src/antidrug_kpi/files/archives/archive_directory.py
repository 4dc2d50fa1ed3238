"""The directory of a zip archive, checked against what lies in the archive before anything is decompressed.

A directory that lists the same bytes as many parts makes gigabytes of a small file. One that names parts otherwise than they name
themselves hides a part: a workbook without its styles can be read, and its dates are numbers.
"""

from __future__ import annotations

import io
import struct
import zipfile

from antidrug_kpi.files import kinds
from antidrug_kpi.files.refusal import RefusedError, refuse_damaged
from antidrug_kpi.issues import escape_controls

_MOST_PARTS = 20_000
_ENCRYPTED = 0x1
_UTF8 = 0x800
_HEADER = struct.Struct("<4s22xHH")
_END = b"PK\x05\x06"
_END_COUNT = struct.Struct("<10xH")
_LARGE_COUNT = 0xFFFF


def list_parts(data: bytes) -> dict[str, zipfile.ZipInfo]:
    """Lower-cased name with "/" → entry of each part.

    Raises RefusedError where the directory cannot be read or is cut off, parts are encrypted, too many or have one name, or where
    their bytes overlap.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as directory:
            parts, end = directory.infolist(), directory.start_dir
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OverflowError, EOFError) as error:
        raise refuse_damaged("壓縮檔目錄無法讀取") from error
    if len(parts) > _MOST_PARTS:
        raise refuse_damaged(f"壓縮檔有 {len(parts):,} 個成員")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise RefusedError(kinds.ENCRYPTION_UNKNOWN, method="ZIP")
    _check_count(data, len(parts))
    by_name = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}
    if len(by_name) != len(parts):
        raise refuse_damaged("壓縮檔有同名的成員")
    _check_places(data, parts, end)
    return by_name


def locate_part(data: bytes, part: zipfile.ZipInfo) -> memoryview:
    """The compressed bytes of a part. Raises RefusedError where they are not where the directory says, or have another name."""
    header = data[part.header_offset : part.header_offset + _HEADER.size] if part.header_offset >= 0 else b""
    if len(header) != _HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise refuse_damaged("壓縮檔目錄指向不存在的內容")
    _, name_length, extra_length = _HEADER.unpack(header)
    name_at = part.header_offset + _HEADER.size
    if data[name_at : name_at + name_length] != _encode_name(part):
        raise refuse_damaged(f"「{escape_controls(part.filename)}」在壓縮檔目錄與內容中的名稱不符")
    start = name_at + name_length + extra_length
    if start + part.compress_size > len(data):
        raise refuse_damaged("壓縮檔不完整")
    return memoryview(data)[start : start + part.compress_size]


def _check_count(data: bytes, count: int) -> None:
    """Refuse a directory that lists fewer parts than it says: Python's zipfile reads as far as it can, without a word."""
    end = data.rfind(_END)
    if end + _END_COUNT.size <= len(data):
        (stated,) = _END_COUNT.unpack_from(data, end)
        if stated not in {_LARGE_COUNT, count & _LARGE_COUNT}:
            raise refuse_damaged(f"壓縮檔目錄應有 {stated:,} 個成員，只有 {count:,} 個")


def _check_places(data: bytes, parts: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse parts that share bytes with each other or with the directory."""
    free = 0
    for part in sorted(parts, key=lambda entry: entry.header_offset):
        raw = locate_part(data, part)
        if part.header_offset < free:
            raise refuse_damaged(f"「{escape_controls(part.filename)}」與壓縮檔的另一個成員重疊")
        name_length, extra_length = _HEADER.unpack_from(data, part.header_offset)[1:]
        free = part.header_offset + _HEADER.size + name_length + extra_length + len(raw)
    if free > end:
        raise refuse_damaged("壓縮檔的成員與目錄重疊")


def _encode_name(part: zipfile.ZipInfo) -> bytes:
    """The bytes of a part's name, as they stand in the directory and must stand before the part."""
    return part.orig_filename.encode("utf-8" if part.flag_bits & _UTF8 else "cp437")
