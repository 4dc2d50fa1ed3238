"""Which files of a folder count as an office's own: not those that start with a dot or that an operating system leaves behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from antidrug_kpi.files.reading import SUFFIXES

_LOCK_PREFIX = "~$"
_SILENT_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "icon\r"})


def is_silently_ignored(name: str) -> bool:
    """Whether a file or folder of this name is nobody's data, and is not even mentioned."""
    return name.startswith((".", _LOCK_PREFIX)) or name.lower() in _SILENT_NAMES


def walk_files(folder: Path) -> Iterator[tuple[Path, list[Path], list[Path]]]:
    """Each folder from `folder` down, with its sub-folders and its files, in the order of their names; links to folders are not
    followed and count as files. A folder that cannot be opened is empty.
    """
    for parent, folders, files in os.walk(folder):
        place = Path(parent)
        linked = [name for name in folders if (place / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in linked and not is_silently_ignored(name))
        names = sorted(name for name in (*files, *linked) if not is_silently_ignored(name))
        yield place, [place / name for name in folders], [place / name for name in names]


def is_register_file(path: Path) -> bool:
    """Whether the suffix is one of a register's."""
    return path.suffix.lower() in SUFFIXES
