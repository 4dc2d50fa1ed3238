"""The command that a message tells a user to run next, as it can be pasted: the folder and the options that were typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from antidrug_kpi.printable import quote_argument
from antidrug_kpi.settings import Settings

_MOST_NAMES = 5
"""Of more measures all are shown."""
_OPTIONS = {
    "plan": "--plan",
    "specs": "--specs",
    "report": "--report",
    "year": "--year",
    "as_of": "--as-of",
    "jurisdiction": "--jurisdiction",
    "only": "--only",
    "readings": "--reading",
    "mapping": "--mapping",
    "password_env": "--password-env",
}


def say_command(name: str, data: Path | None, typed: Settings, *more: str) -> str:
    """`antidrug-kpi check 資料夾 --report midterm`: a command for the same data, with the options typed before, and `more`.

    What `office.yaml` says is not repeated: the command reads it again.
    """
    place = "資料夾" if data is None else str(data)
    words = [place, *_list_options(typed), *more]
    return " ".join(("antidrug-kpi", name, *map(quote_argument, words)))


def _list_options(typed: Settings) -> Iterator[str]:
    for field, option in _OPTIONS.items():
        value = getattr(typed, field)
        if value in (None, ()) or field in typed.places or (field == "only" and len(value) > _MOST_NAMES):
            continue
        for part in value if isinstance(value, tuple) else (value,):
            yield option
            yield str(part)
