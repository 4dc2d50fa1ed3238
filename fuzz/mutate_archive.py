"""Damage inside an archive that is whole in itself: the checksums of every part are right, the parts are not."""

import struct
from random import Random

from fuzz.archive_parts import Part, read_parts, write_parts
from fuzz.mutate_bytes import BYTE_MUTATORS, Mutator, flip_bits
from fuzz.mutate_markup import MARKUP_MUTATORS

DIRECTORY_ENTRY = b"PK\x01\x02"
# Where the fields of an entry of the directory begin, and how many bytes each has.
DIRECTORY_FIELDS = ((6, 2), (8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4))


def change_markup(content: bytes, chance: Random) -> bytes:
    """A part of XML changed by its tokens."""
    parts = read_parts(content)
    markup = [number for number, (_, part) in enumerate(parts) if part.lstrip()[:1] == b"<"]
    if not markup:
        return flip_bits(content, chance)
    at = _choose_part(parts, markup, chance)
    name, part = parts[at]
    for _ in range(chance.choice((1, 1, 2, 5))):
        part = chance.choice(MARKUP_MUTATORS)(part, chance)
    parts[at] = (name, part)
    return write_parts(parts, is_stored=chance.random() < 0.1)


def change_bytes(content: bytes, chance: Random) -> bytes:
    """A part changed by its bytes, its checksum right."""
    parts = read_parts(content)
    if not parts:
        return flip_bits(content, chance)
    at = _choose_part(parts, list(range(len(parts))), chance)
    parts[at] = (parts[at][0], chance.choice(BYTE_MUTATORS)(parts[at][1], chance))
    return write_parts(parts, is_stored=chance.random() < 0.1)


def rearrange_parts(content: bytes, chance: Random) -> bytes:
    """Parts missing, empty, doubled, exchanged, renamed, in another order."""
    parts = read_parts(content)
    if not parts:
        return flip_bits(content, chance)
    at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    (name, part), (other_name, other_part) = parts[at], parts[other]
    match chance.randrange(9):
        case 0:
            del parts[at]
        case 1:
            parts[at] = (name, b"")
        case 2:
            parts.append((name, part))
        case 3:
            parts.append((name, other_part))
        case 4:
            parts[at], parts[other] = (name, other_part), (other_name, part)
        case 5:
            parts[at] = (chance.choice((name.upper(), "/" + name, "../" + name, name.replace("/", "\\"), name + "/", "")), part)
        case 6:
            chance.shuffle(parts)
        case 7:
            parts += [(f"{name}{number}", part[:99]) for number in range(chance.choice((1, 50, 500)))]
        case 8:
            parts[at] = (name, part + bytes(chance.choice((1, 100_000))))
    return write_parts(parts)


def store_parts(content: bytes, chance: Random) -> bytes:
    """Nothing deflated, and one byte wrong in the archive, which only the checksums can tell."""
    parts = read_parts(content)
    return flip_bits(write_parts(parts, is_stored=True) if parts else content, chance)


def change_directory(content: bytes, chance: Random) -> bytes:
    """A field of the archive's directory says what is not so: flags, method, checksum, sizes, lengths, place."""
    places = []
    at = content.find(DIRECTORY_ENTRY)
    while at >= 0:
        places.append(at)
        at = content.find(DIRECTORY_ENTRY, at + 4)
    if not places:
        return flip_bits(content, chance)
    start, width = chance.choice(DIRECTORY_FIELDS)
    place = chance.choice(places) + start
    old = int.from_bytes(content[place : place + width], "little")
    top = (1 << 8 * width) - 1
    value = chance.choice((0, 1, 8, 9, 99, top, top >> 1, old + 1, old ^ 1, old ^ 0x0800, old * 2, chance.randrange(top))) & top
    return content[:place] + struct.pack("<Q", value)[:width] + content[place + width :]


def _choose_part(parts: list[Part], among: list[int], chance: Random) -> int:
    """Large parts hold the data and are met more often; each is met."""
    if chance.random() < 0.4:
        return chance.choice(among)
    return chance.choices(among, [len(parts[number][1]) + 1 for number in among])[0]


ARCHIVE_MUTATORS: tuple[Mutator, ...] = (
    *(change_markup,) * 6,
    *(change_bytes,) * 2,
    *(rearrange_parts,) * 2,
    store_parts,
    change_directory,
)
