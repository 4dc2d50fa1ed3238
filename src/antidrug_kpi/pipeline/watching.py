"""Waiting for an input to change, and for whoever saves it to have done so."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.files import SUFFIXES
from antidrug_kpi.files.visible_files import is_silently_ignored, walk_files
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_folder, is_there
from antidrug_kpi.pipeline.resolved_settings import resolve_settings
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings

# For how long nothing may change before a file counts as saved, and how often that is looked at.
STABLE_SECONDS, LOOK_SECONDS = 1.0, 0.25
# For how long data that are gone may take to come back.
GONE_SECONDS = 10.0
_WATCH_MILLISECONDS = 300

_Looks = Mapping[str, tuple[int, int]]


def watch_inputs(data: Path, settings: Settings) -> Iterator[tuple[Path, ...]]:
    """Yields at once, and again whenever a file of the data, or one that the settings name, has changed and is at rest: the files
    that are others now.

    What changes while the caller is at work is noticed after. Data that are replaced as a whole, as programs that share files
    do, are followed. Raises UserError where there is nothing to watch, at first or any more.
    """
    if not is_there(data):
        raise UserError(f"找不到「{show_path(data)}」{name_nearest(data, SUFFIXES)}；應為一個資料夾或一個檔案，請確認路徑")
    seen: _Looks | None = None
    while True:
        for looks in _watch_places(data, settings):
            if looks != seen:
                changed = () if seen is None else _list_changed(seen, looks)
                seen = looks
                yield changed
        _wait_until_back(data)


def _list_changed(before: _Looks, after: _Looks) -> tuple[Path, ...]:
    """The files that came, went or look otherwise, in the order of their names."""
    return tuple(map(Path, sorted(name for name in {*before, *after} if before.get(name) != after.get(name))))


def _watch_places(data: Path, settings: Settings) -> Iterator[_Looks]:
    """What the inputs look like, at once and after each change; ends where what was watched is another by now, or is gone."""
    from watchfiles import Change, watch

    files = _list_files(data, settings)
    folders = {path if is_folder(path) else path.parent for path in (data, *settings.specs, *files)}
    places = {folder: _identify(folder) for folder in folders if is_folder(folder)}
    # A program that saves a file often writes another and gives it the name: so folders are watched, not files.
    changes = watch(
        *places,
        watch_filter=lambda _, path: _is_input(Path(path), data, settings, files),
        yield_on_timeout=True,
        rust_timeout=_WATCH_MILLISECONDS,
        raise_interrupt=True,
    )
    is_first = True
    for changed in changes:
        is_gone = any(kind is Change.deleted and Path(path) in places for kind, path in changed)
        if is_gone or not is_there(data) or {folder: _identify(folder) for folder in places} != places:
            return
        if is_first or changed:
            is_first = False
            looks = _wait_until_saved(data, files)
            if is_there(data):
                yield looks
            if _list_files(data, settings) != files:  # office.yaml names others now
                return


def _identify(folder: Path) -> tuple[int, int] | None:
    """Which folder it is; another one may come to have its name."""
    try:
        known = folder.stat()
    except OSError:
        return None
    return known.st_dev, known.st_ino


def _wait_until_back(data: Path) -> None:
    """Data that are being replaced are gone for a moment; raises UserError where they stay away."""
    deadline = time.monotonic() + GONE_SECONDS
    while not is_there(data):
        if time.monotonic() > deadline:
            raise UserError(f"「{show_path(data)}」已不在原處（被刪除、移走或改名），不再等候變動；請確認路徑後再執行")
        time.sleep(LOOK_SECONDS)


def _list_files(data: Path, settings: Settings) -> list[Path]:
    """The files beside the data that a run reads."""
    try:
        resolved = resolve_settings(settings, data)
    except UserError:  # office.yaml is wrong, which the run says; mended, it is a change
        return []
    return [path for path in (resolved.mapping, resolved.answers) if path is not None]


def _is_input(path: Path, data: Path, settings: Settings, files: list[Path]) -> bool:
    """Whether a change concerns what is read; programs leave locks and copies beside a file that is open."""
    real = os.path.realpath
    if any(real(path) == real(file) for file in (data, *files)):
        return True
    folders = [folder for folder in (data, *settings.specs) if is_folder(folder)]
    inside = [Path(real(path)).relative_to(real(folder)) for folder in folders if Path(real(path)).is_relative_to(real(folder))]
    return any(not any(map(is_silently_ignored, place.parts)) for place in inside)


def _wait_until_saved(data: Path, files: list[Path]) -> _Looks:
    """Wait until sizes and times of all files stay as they are for a while; returns them."""
    looks, since = _look(data, files), time.monotonic()
    while time.monotonic() - since < STABLE_SECONDS:
        time.sleep(LOOK_SECONDS)
        now = _look(data, files)
        if now != looks:
            looks, since = now, time.monotonic()
    return looks


def _look(data: Path, files: list[Path]) -> _Looks:
    """The size and time of each file by its path."""
    inside = [path for _, _, paths in walk_files(data) for path in paths] if is_folder(data) else [data]
    looks = {}
    for path in (*inside, *files):
        try:
            known = path.stat()
        except OSError:  # it is being replaced
            continue
        looks[str(path)] = (known.st_size, known.st_mtime_ns)
    return looks
