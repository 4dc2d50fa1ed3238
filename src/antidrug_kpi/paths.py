"""What stands at a path: where the system refuses to say, since the name is too long or a folder is closed, nothing does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def is_folder(path: Path) -> bool:
    """Whether a folder, or a link to one, is there."""
    return _ask(path.is_dir)


def is_file(path: Path) -> bool:
    """Whether a file that can be read to its end, or a link to one, is there: no pipe and no device."""
    return _ask(path.is_file)


def is_link(path: Path) -> bool:
    """Whether a symbolic link is there, wherever it leads."""
    return _ask(path.is_symlink)


def is_there(path: Path) -> bool:
    """Whether anything is there; a link that leads nowhere is nothing."""
    return _ask(path.exists)


def _ask(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except OSError:
        return False
