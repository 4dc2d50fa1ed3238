"""The kinds of files that are damaged, and how each is damaged: mostly by its own structure, else by its bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from fuzz.mutate_archive import ARCHIVE_MUTATORS
from fuzz.mutate_bytes import BYTE_MUTATORS, Mutator, flip_bits
from fuzz.mutate_delimited import DELIMITED_MUTATORS
from fuzz.mutate_markup import MARKUP_MUTATORS
from fuzz.mutate_records import RECORD_MUTATORS
from fuzz.mutate_yaml import YAML_MUTATORS

DATA = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "html", "mht", "xml", "encrypted")
FORMS = ("into-docx", "into-odt", "into-xlsx", "into-ods")
YAML = ("office", "mapping", "spec")
GROUPS = {"data": DATA, "forms": FORMS, "yaml": YAML}
MUTATORS: dict[str, tuple[Mutator, ...]] = {
    "archive": ARCHIVE_MUTATORS,
    "records": RECORD_MUTATORS,
    "markup": MARKUP_MUTATORS,
    "delimited": DELIMITED_MUTATORS,
    "yaml": YAML_MUTATORS,
    "bytes": BYTE_MUTATORS,
}
BYTES_SHARE = 0.25


@dataclass(frozen=True)
class Seed:
    """A whole file: its kind, its name in the office's folder, its bytes, and what mutators see in them."""

    kind: str
    name: str
    content: bytes
    flavour: str
    seal: Callable[[bytes], bytes] | None = field(default=None, compare=False)
    """Encrypts the content once it is damaged; none where it stays as it is."""
    plan: str = ""
    """Of a spec file the plan's id; its name is the path below the plan's folder."""


@dataclass(frozen=True)
class Mutant:
    """A damaged file, and what was done to it."""

    seed: Seed
    content: bytes
    mutators: tuple[str, ...]


def look_at(name: str, content: bytes) -> tuple[str, str]:
    """Kind and flavour of a data file."""
    suffix = name.rpartition(".")[2].lower()
    if content.startswith(b"PK"):
        return suffix, "archive"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls", "records"
    if content.lstrip().startswith(b"MIME"):
        return "mht", "markup"
    if content.lstrip().startswith(b"<"):
        return ("xml" if b"urn:schemas-microsoft-com:office:spreadsheet" in content[:600] else "html"), "markup"
    return (suffix if suffix in {"csv", "tsv"} else "txt"), "delimited"


def damage(seed: Seed, chance: Random) -> Mutant:
    """One to three changes, each by a mutator that fits."""
    content, names = seed.content, []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        flavour = "bytes" if chance.random() < BYTES_SHARE else seed.flavour
        mutator = chance.choice(MUTATORS[flavour])
        changed = mutator(content, chance)
        content = flip_bits(content, chance) if changed == content else changed
        names.append(mutator.__name__)
    return Mutant(seed, content if seed.seal is None else seed.seal(content), tuple(names))


def make_mutant(seeds: dict[str, tuple[Seed, ...]], kind: str, number: int, run: int) -> tuple[Mutant, Random]:
    """The mutant of that number, the same in every run of that seed, and the chance that goes on from there."""
    chance = Random(f"{run}/{kind}/{number}")
    return damage(chance.choice(seeds[kind]), chance), chance
