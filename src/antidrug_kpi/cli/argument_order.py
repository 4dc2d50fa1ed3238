"""Arguments typed the wrong way round (`explain M112-0146 清冊`): said with the command as it should have been."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from antidrug_kpi.errors import UsageError
from antidrug_kpi.paths import is_folder, is_there
from antidrug_kpi.printable import quote_argument, show_path

_NO_REGISTERS = frozenset({".docx", ".odt", ".json"})
"""Suffixes of what is never an office's data."""


def refuse_reversed(names: Sequence[str], typed: Mapping[str, Any]) -> None:
    """UsageError where of a command's first two arguments (`names`) the one is where the data should be, and the data, which
    are there, where the other should be.
    """
    if "data" not in names[:2] or len(names) < 2:
        return
    first, second = (typed[name] for name in names[:2])
    if first is None or second is None:
        return
    is_first = names[0] == "data"
    data, other = (first, second) if is_first else (second, first)
    if not (_is_name(data, other) if is_first else _is_document(data, other)):
        return
    place = "前" if is_first else "後"
    command = _swap(str(first), str(second)) or "另一種順序"
    raise UsageError(f"引數的順序相反：清冊資料夾「{show_path(Path(other))}」應寫在{place}面；請改用 {command}")


def _is_name(data: Path, other: Any) -> bool:
    """Whether the data are nowhere, and what was typed as a name of something is a place."""
    return not is_there(data) and is_there(Path(other))


def _is_document(data: Path, other: Path) -> bool:
    """Whether what was typed as the data is a document, and what was typed as the document holds data."""
    if is_folder(other):
        return not is_folder(data) and (is_there(data) or data.suffix.lower() in _NO_REGISTERS)
    return is_there(other) and data.suffix.lower() in _NO_REGISTERS and other.suffix.lower() not in _NO_REGISTERS


def _swap(first: str, second: str) -> str | None:
    """The command line with the two words in each other's place; None where they do not stand there."""
    words = sys.argv[1:]
    places = [
        next((at for at, word in enumerate(words) if wanted in (word, str(Path(word)))), None) for wanted in (first, second)
    ]
    if None in places or places[0] == places[1]:
        return None
    one, two = (place or 0 for place in places)
    words[one], words[two] = words[two], words[one]
    return " ".join(("antidrug-kpi", *map(quote_argument, words)))
