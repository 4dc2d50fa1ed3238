"""Damage to an .xls at the level of its records: the container around them is whole and fits them."""

import struct
from random import Random

from antidrug_kpi.files.archives.compound import CompoundFile
from antidrug_kpi.files.refusal import RefusedError
from files.builders import make_compound, make_record, make_text
from files.encrypting import list_places
from fuzz.mutate_bytes import Mutator, flip_bits
from fuzz.odd_values import ODD_FORMATS, ODD_NUMBERS, ODD_TEXTS

Record = tuple[int, bytes]
STREAMS = ("Workbook", "Book")
MOST_BYTES = 60_000  # of a stream; the builder writes no larger container
KINDS = (
    0x0006, 0x000A, 0x0018, 0x001C, 0x0022, 0x0031, 0x003C, 0x0055, 0x007D, 0x0081, 0x0085, 0x00BD, 0x00BE, 0x00D6, 0x00E0,
    0x00E5, 0x00FC, 0x00FD, 0x00FF, 0x0200, 0x0201, 0x0203, 0x0204, 0x0205, 0x0207, 0x0208, 0x0221, 0x027E, 0x041E, 0x0809,
    0x002F, 0x00EC,
)  # fmt: skip
SHEET = 0x0085


def change_records(content: bytes, chance: Random) -> bytes:
    name, stream = read_stream(content)
    records = [(kind, stream[at : at + length]) for kind, at, length in list_places(stream)]
    if not records:
        return flip_bits(content, chance)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(records))
        records[at : at + 1] = _change(records, at, chance)
        records = records or [(0x0809, b"")]
    written = b"".join(make_record(kind, payload[:0xFFFF]) for kind, payload in records)
    if chance.random() < 0.15:  # a length that lies
        places = list_places(written)
        _, at, length = chance.choice(places)
        written = written[: at - 2] + struct.pack("<H", chance.choice((0, length + 1, length ^ 1, 8224, 0xFFFF))) + written[at:]
    return make_compound({name: _place_sheets(written, chance)[:MOST_BYTES]})


def read_stream(content: bytes) -> tuple[str, bytes]:
    """The name of the book's stream and its bytes; no bytes where there is none."""
    try:
        container = CompoundFile(content)
        name = next((name for name in STREAMS if name in container.names), "")
        return name, container.read(name) if name else b""
    except RefusedError:
        return "", b""


def _change(records: list[Record], at: int, chance: Random) -> list[Record]:
    """What stands in a record's place."""
    (kind, payload), other = records[at], chance.choice(records)
    match chance.randrange(11):
        case 0:
            return []
        case 1:
            return [(kind, payload)] * chance.choice((2, 3, 40))
        case 2:
            return [other, (kind, payload)]
        case 3:
            return [(chance.choice(KINDS), payload)]
        case 4:
            return [(kind, other[1])]
        case 5:
            return [(kind, payload[: chance.randrange(len(payload) + 1)])]
        case 6:
            return [(kind, payload + chance.randbytes(chance.choice((1, 2, 8, 300))))]
        case 7:
            return [(kind, payload), (0x003C, chance.randbytes(chance.choice((0, 1, 30))))]
        case 8:
            return [(kind, _replace_text(payload, chance))]
        case _:
            return [(kind, _set_field(payload, chance))]


def _set_field(payload: bytes, chance: Random) -> bytes:
    """A number in the record becomes an extreme one."""
    width = chance.choice((1, 2, 2, 4, 8))
    at = chance.randrange(max(1, len(payload) - width + 1))
    numbers = (struct.pack("<d", value) for value in (float("nan"), float("inf"), -1e308, 1e-320, 1e10, -1.0, 60.0, 2958466.0))
    values = [
        bytes(width),
        b"\xff" * width,
        b"\0" * (width - 1) + b"\x80",
        b"\xff" * (width - 1) + b"\x7f",
        chance.randbytes(width),
    ]
    return payload[:at] + chance.choice([*values, *numbers] if width == 8 else values) + payload[at + width :]


def _replace_text(payload: bytes, chance: Random) -> bytes:
    """A text behind the record's first bytes, as cells, formats and names of sheets have it."""
    value = chance.choice(chance.choice((ODD_TEXTS, ODD_FORMATS, ODD_NUMBERS)))[:250]
    value = "".join(character for character in value if ord(character) < 0x10000)
    return payload[: chance.choice((0, 2, 6, 6))] + make_text(value, has_short_length=chance.random() < 0.4)


def _place_sheets(stream: bytes, chance: Random) -> bytes:
    """Mostly the sheets' places are right again, or no damage behind them would ever be met."""
    if chance.random() < 0.2:
        return stream
    changed = bytearray(stream)
    places = list_places(stream)
    begins = iter([at - 4 for kind, at, length in places if kind == 0x0809 and stream[at + 2 : at + 4] != b"\x05\0"])
    for kind, at, length in places:
        begin = next(begins, None) if kind == SHEET and length >= 4 else None
        if begin is not None and at + 4 <= len(changed):
            struct.pack_into("<I", changed, at, begin)
    return bytes(changed)


RECORD_MUTATORS: tuple[Mutator, ...] = (change_records,)
