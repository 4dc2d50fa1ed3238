"""Mutators that see a file as text, made into mutators of bytes."""

from collections.abc import Callable
from random import Random

from fuzz.mutate_bytes import Mutator

TextMutator = Callable[[str, Random], str]


def as_mutator(change: TextMutator) -> Mutator:
    """The same change to UTF-8 bytes; those that are none come through as they are."""

    def mutate(content: bytes, chance: Random) -> bytes:
        changed = change(content.decode("utf-8", "surrogateescape"), chance)
        return changed.encode("utf-8", "surrogateescape")

    mutate.__name__ = change.__name__
    return mutate
