"""Copies of the workbooks that bureaus returned, in the office's folder, and a record of what was copied.

By the record a later run knows its own copies: one that is still as it was copied gives way to the bureau's mended workbook, and
one that somebody has worked on since does not.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection as Names
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.paths import is_file, is_folder, is_link, is_there
from antidrug_kpi.printable import show_path

if TYPE_CHECKING:
    from antidrug_kpi.audit.collection.collected import Collection

# A name with a dot is nobody's data, and is not read as a register.
RECORD = ".antidrug-kpi-collected.json"
_SCHEMA = 1
# A record holds a line for each bureau.
_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True)
class SavedCopies:
    """How many workbooks were collected, and the names of those whose earlier copy was replaced."""

    count: int
    replaced: tuple[str, ...] = ()


def save_collection(collection: Collection, folder: Path, target: Path, *, may_replace: bool = False) -> SavedCopies:
    """Copy the workbooks that were collected into the target, unchanged, each under its bureau's name.

    Raises UsageError, before anything is written, where another file stands in a workbook's place, or a copy that somebody has
    changed since, unless it `may_replace`; UserError where a workbook has changed since it was read, or cannot be written.
    """
    from antidrug_kpi.forms.output.saving import make_folder, save_bytes

    copies = {
        bureau.saved_as: _read_again(folder / bureau.file, bureau.sha256)
        for bureau in collection.bureaus
        if bureau.file is not None and bureau.saved_as is not None
    }
    record = _read_record(target)
    for name, content in copies.items():
        _refuse_place(target, name, content, record, may_replace=may_replace)
    if not copies:
        return SavedCopies(0)
    make_folder(target)
    replaced = []
    for name, content in copies.items():
        place = target / name
        if not _holds(place, _digest(content)):
            replaced += [name] if is_there(place) else []
            save_bytes(place, content, is_private=True)
    # Last: a run that is stopped before has changed copies that the record does not know, which are kept.
    files = {**record, **{name: _digest(content) for name, content in copies.items()}}
    lines = json.dumps({"schema": _SCHEMA, "files": dict(sorted(files.items()))}, ensure_ascii=False, indent=2)
    save_bytes(target / RECORD, f"{lines}\n".encode(), is_private=True)
    return SavedCopies(len(copies), tuple(replaced))


def list_left_over(target: Path, names: Names[str]) -> list[Path]:
    """Copies of an earlier collection that nobody has changed and that are none of these names."""
    return [target / name for name, sha256 in _read_record(target).items() if name not in names and _holds(target / name, sha256)]


def _read_record(target: Path) -> Mapping[str, str]:
    """The digest of each copy as it was made, by its name; none where there is no record that can be read."""
    path = target / RECORD
    if not is_file(path) or is_link(path):
        return {}
    with contextlib.suppress(OSError, ValueError, RecursionError):
        with path.open("rb") as file:
            said = json.loads(file.read(_MOST_BYTES))
        files = said.get("files") if isinstance(said, dict) and said.get("schema") == _SCHEMA else None
        if isinstance(files, dict):
            return {name: sha256 for name, sha256 in files.items() if isinstance(sha256, str) and Path(name).name == name}
    return {}


def _read_again(path: Path, sha256: str) -> bytes:
    """The bytes of a workbook, which must still be those that were judged."""
    content = path.read_bytes()
    if _digest(content) != sha256:
        raise UserError(f"{show_path(path)}：讀取期間內容改變，未收任何一份；請等存檔完成後再執行一次")
    return content


def _refuse_place(target: Path, name: str, content: bytes, record: Mapping[str, str], *, may_replace: bool) -> None:
    place = target / name
    others = [path.name for path in target.glob(f"{Path(name).stem}.*") if path.name != name] if is_folder(target) else []
    if others:
        raise UsageError(
            f"輸出資料夾裡另有 {'、'.join(map(show_path, map(Path, others)))}，與「{name}」會被當作兩份資料；請先移走其一"
        )
    if is_link(place) or is_folder(place):
        raise UsageError(f"輸出檔「{show_path(place)}」是連結或資料夾，未寫入；請先移走")
    if not is_there(place) or may_replace or _holds(place, _digest(content)):
        return
    if name not in record or not _holds(place, record[name]):
        why = "收進後有人改過" if name in record else "不是 collect 收進的"
        raise UsageError(
            f"輸出檔「{show_path(place)}」已存在而內容不同（{why}），未覆蓋；請改用其他資料夾，確定不要原檔時加上 --replace"
        )


def _holds(place: Path, sha256: str) -> bool:
    """Whether the file is there and its content is this one."""
    return is_file(place) and _digest(place.read_bytes()) == sha256


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
