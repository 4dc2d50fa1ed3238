"""One untidy folder with the right answer by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Instance:
    """`figures`: measure -> what it must give, of `3/5` (numerator and denominator), `=12.50` (value) and a status.

    `words` must stand together on one line of standard error. `rows`: file -> rows, accepted, rejected, skipped.
    """

    name: str
    files: Mapping[str, bytes]
    figures: Mapping[str, str]
    status: int
    words: tuple[str, ...] = ()
    rows: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)
    options: tuple[str, ...] = ()

    def write(self, folder: Path) -> Path:
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder
