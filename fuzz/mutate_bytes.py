"""Damage that knows nothing of the format: what disks, cables and half-finished copies do."""

from collections.abc import Callable
from random import Random

Mutator = Callable[[bytes, Random], bytes]


def flip_bits(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content or b"\0")
    for _ in range(chance.choice((1, 1, 1, 4, 32))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def set_bytes(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content or b"\0")
    for _ in range(chance.choice((1, 2, 8))):
        changed[chance.randrange(len(changed))] = chance.choice((0, 0xFF, 0x7F, 0x80, 0x1B, 0x20, chance.randrange(256)))
    return bytes(changed)


def set_number(content: bytes, chance: Random) -> bytes:
    """A little-endian number at any place becomes an extreme one, as a length or an offset would."""
    width = chance.choice((2, 4, 8))
    value = chance.choice((0, 1, (1 << (8 * width)) - 1, 1 << (8 * width - 1), (1 << (8 * width - 1)) - 1, 0xFFFE, 0x1000))
    at = chance.randrange(max(1, len(content) - width))
    return content[:at] + (value & ((1 << (8 * width)) - 1)).to_bytes(width, "little") + content[at + width :]


def delete_slice(content: bytes, chance: Random) -> bytes:
    start, end = _choose_slice(content, chance)
    return content[:start] + content[end:]


def double_slice(content: bytes, chance: Random) -> bytes:
    start, end = _choose_slice(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 1, 2, 20)) + content[end:]


def move_slice(content: bytes, chance: Random) -> bytes:
    start, end = _choose_slice(content, chance)
    rest = content[:start] + content[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + content[start:end] + rest[at:]


def blank_slice(content: bytes, chance: Random) -> bytes:
    """Zeros where something stood, as a disk leaves them."""
    start, end = _choose_slice(content, chance)
    return content[:start] + bytes(end - start) + content[end:]


def truncate(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def append_noise(content: bytes, chance: Random) -> bytes:
    return content + chance.choice((bytes(700), chance.randbytes(64), content, b"\r\n\r\n", b"\x1a", b"PK\x05\x06" + bytes(18)))


def insert_noise(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice((b"\0", b"\xff\xfe", b"\xef\xbb\xbf", chance.randbytes(8), b"\x1b[2J")) + content[at:]


def _choose_slice(content: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    longest = chance.choice((1, 4, 16, 256, 4096))
    return start, min(len(content), start + chance.randint(1, longest))


BYTE_MUTATORS: tuple[Mutator, ...] = (
    flip_bits,
    set_bytes,
    set_number,
    delete_slice,
    double_slice,
    move_slice,
    blank_slice,
    truncate,
    append_noise,
    insert_noise,
)
