"""The file or folder that a mistyped path probably means: the one in the same folder whose name is most like it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePath

from antidrug_kpi.errors import find_closest
from antidrug_kpi.paths import is_there
from antidrug_kpi.printable import show_path

_LIKENESS = 0.5
"""Of two characters one may be wrong: 清册 is 清冊."""
_MOST_NAMES = 10_000
_NATIONAL_NUMBER = re.compile(r"[A-Z][0-9A-D][0-9]{8}", re.IGNORECASE)
"""A name that holds one is not offered: nobody asked for that person."""


def name_nearest(path: Path, suffixes: Collection[str] | None = None) -> str:
    """The clause 「，最接近的是「…」」 with the path that one is most like which is not there; empty where it is like none. Where
    `suffixes` are given, only files of these are offered besides folders.
    """
    lacking, rest = path, PurePath()
    while not is_there(lacking.parent):
        if lacking.parent == lacking:
            return ""
        lacking, rest = lacking.parent, lacking.name / rest
    near = _find_name(lacking.name, _list_names(lacking.parent, suffixes))
    if is_there(path) or near is None:
        return ""
    meant = lacking.parent / near
    return f"，最接近的是「{show_path(meant / rest if is_there(meant / rest) else meant)}」"


def _list_names(folder: Path, suffixes: Collection[str] | None) -> list[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        names = [
            entry.name
            for entry in islice(entries, _MOST_NAMES)
            if suffixes is None or _split(entry.name)[1] in suffixes or entry.is_dir()
        ]
        return sorted(name for name in names if not name.startswith(".") and not _NATIONAL_NUMBER.search(name))
    return []


def _find_name(wanted: str, names: Iterable[str]) -> str | None:
    """The name that is most like the wanted one, whatever their suffixes; of equals the one with its suffix."""
    stem, suffix = _split(wanted)
    stems: dict[str, str] = {}
    for name in names:
        own, own_suffix = _split(name)
        if own not in stems or own_suffix == suffix:
            stems[own] = name
    near = find_closest(stem, stems, _LIKENESS)
    return None if near is None else stems[near]


def _split(name: str) -> tuple[str, str]:
    path = PurePath(unicodedata.normalize("NFKC", name).casefold())
    return path.stem, path.suffix
