"""The private characters of cp950 (造字, user-defined characters): decoded to Unicode's private use area, as Windows does.

Python's cp950 refuses their bytes. Windows maps 5,809 pairs of bytes to U+E000 and the characters after it, in four runs. Each
office defines its own, so that they are never read as any other character (docs/registers.md).
"""

from __future__ import annotations

import codecs

ERRORS = "cp950-private"
"""The name under which Python's decoders find the handler below."""

_FIRST_TRAIL, _LAST_LOW, _FIRST_HIGH, _LAST_TRAIL = 0x40, 0x7E, 0xA1, 0xFE
_LOW_TRAILS = _LAST_LOW - _FIRST_TRAIL + 1
_TRAILS = _LOW_TRAILS + _LAST_TRAIL - _FIRST_HIGH + 1
# First and last pair of a run, and the character of the first.
_RUNS = (
    (0xFA40, 0xFEFE, 0xE000),
    (0x8E40, 0xA0FE, 0xE311),
    (0x8140, 0x8DFE, 0xEEB8),
    (0xC6A1, 0xC8FE, 0xF6B1),
)


def read_pair(pair: bytes) -> str | None:
    """The private character of two bytes; None where they are none of cp950's user-defined ones."""
    if len(pair) != 2 or not (_FIRST_TRAIL <= pair[1] <= _LAST_LOW or _FIRST_HIGH <= pair[1] <= _LAST_TRAIL):
        return None
    number = int.from_bytes(pair)
    for first, last, character in _RUNS:
        if first <= number <= last:
            return chr(character + _count(number) - _count(first))
    return None


def _count(number: int) -> int:
    """The number of valid pairs before this one: second bytes run from 0x40 to 0x7E and from 0xA1 to 0xFE."""
    lead, trail = divmod(number, 0x100)
    return lead * _TRAILS + (trail - _FIRST_TRAIL if trail <= _LAST_LOW else trail - _FIRST_HIGH + _LOW_TRAILS)


def _replace(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        character = read_pair(error.object[error.start : error.start + 2])
        if character is not None:
            return character, error.start + 2
    raise error


codecs.register_error(ERRORS, _replace)
