"""The digest that a document carries of its own content, by which a later run knows whether somebody finished it by hand.

It is the SHA-256 of the whole file with the 64 digits of the digest itself as zeros, so that any version of the program can
check what any other wrote. It stands where no reader looks: in an archive (.xlsx, .docx, .odt, .ods) in an extra field of the
last entry of the directory, in a page in a comment after its end, in a .pdf in a comment before `startxref`, in a draft of a
mapping in a remark at its end.
"""

from __future__ import annotations

import hashlib
import struct
from enum import Enum, auto
from pathlib import Path

from antidrug_kpi.files.limits import DEFAULT_LIMITS
from antidrug_kpi.files.own_outputs import HEAD_BYTES, wrote_document, wrote_text

ARCHIVES = frozenset({".xlsx", ".docx", ".odt", ".ods"})
DIGEST_SUFFIXES = ARCHIVES | {".html", ".pdf"}
SETTINGS_SUFFIXES = frozenset({".yaml", ".yml"})
_MARK = b"antidrug-kpi sha256:"
_DIGITS = 64
_BLANK = b"0" * _DIGITS
# Two bytes that no registered extra field begins with.
_FIELD_ID = 0x4B41
_FIELD = struct.pack("<HH", _FIELD_ID, len(_MARK) + _DIGITS) + _MARK + _BLANK
_END = struct.Struct("<4sHHHHLLH")
_ENTRY_NAMES = struct.Struct("<HHH")
_ENTRY_SIZE, _ENTRY_NAMES_AT, _EXTRA_LENGTH_AT, _DIRECTORY_SIZE_AT = 46, 28, 30, 12


class Origin(Enum):
    """Who wrote a file: this program, this program and then somebody else, or something else."""

    OURS = auto()
    CHANGED = auto()
    OTHER = auto()


def add_digest(content: bytes, suffix: str) -> bytes:
    """The document with a digest of its content; unchanged where the format has no place for one."""
    if suffix in ARCHIVES:
        return _fill_digest(_add_field(content))
    if suffix == ".pdf":
        body, start, end = content.rpartition(b"startxref")
        return _fill_digest(body + b"%" + _MARK + _BLANK + b"\n" + start + end)
    if suffix == ".html":
        return _fill_digest(content + b"<!--" + _MARK + _BLANK + b"-->\n")
    if suffix in SETTINGS_SUFFIXES:
        return _fill_digest(content + b"## " + _MARK + _BLANK + b"\n")
    return content


def find_origin(path: Path) -> Origin:
    """Who wrote the file at `path`, by its digest, or by its beginning where it has none. Raises OSError where unreadable."""
    suffix = path.suffix.lower()
    if suffix not in DIGEST_SUFFIXES | SETTINGS_SUFFIXES:
        with path.open("rb") as file:
            return Origin.OURS if wrote_text(file.read(HEAD_BYTES)) else Origin.OTHER
    if path.stat().st_size > DEFAULT_LIMITS.workbook_bytes:
        return Origin.OTHER
    content = path.read_bytes()
    if _MARK in content:
        return Origin.OURS if _fill_digest(content) == content else Origin.CHANGED
    return Origin.CHANGED if wrote_document(content) else Origin.OTHER


def _add_field(content: bytes) -> bytes:
    """The archive with a field in the directory's last entry: it ends where the end of the directory begins."""
    end = len(content) - _END.size
    *_, size, start, comment = _END.unpack_from(content, end)
    if comment:
        raise ValueError("an archive of this program has no comment")
    # Walk the directory to its last entry, each of which says how long its name, extra field and comment are.
    last, after = start, start
    while after < end:
        last = after
        after += _ENTRY_SIZE + sum(_ENTRY_NAMES.unpack_from(content, after + _ENTRY_NAMES_AT))
    sealed = bytearray(content[:end] + _FIELD + content[end:])
    (extra,) = struct.unpack_from("<H", sealed, last + _EXTRA_LENGTH_AT)
    struct.pack_into("<H", sealed, last + _EXTRA_LENGTH_AT, extra + len(_FIELD))
    struct.pack_into("<L", sealed, end + len(_FIELD) + _DIRECTORY_SIZE_AT, size + len(_FIELD))
    return bytes(sealed)


def _fill_digest(content: bytes) -> bytes:
    """The document with its digest in the last place for one."""
    at = content.rfind(_MARK) + len(_MARK)
    head, tail = content[:at], content[at + _DIGITS :]
    digest = hashlib.sha256(head + _BLANK + tail).hexdigest()
    return head + digest.encode() + tail
