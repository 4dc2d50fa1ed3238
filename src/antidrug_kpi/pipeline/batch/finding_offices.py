"""Which folders below a root are offices, and which hold registers that belong to none."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.files.visible_files import is_register_file, is_silently_ignored, walk_files
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_folder, is_link, say_reason
from antidrug_kpi.printable import escape_controls, show_path
from antidrug_kpi.settings import SETTINGS_FILE

SUMMARY_FILES = ("summary.json", "summary.xlsx", "summary.html")
_TAKEN = frozenset({*SUMMARY_FILES, "recheck.json", "recheck.xlsx"})


@dataclass(frozen=True)
class FoundOffices:
    """The offices by name, which is the folder's path below the root with /; folders with registers that are in none; and the
    names of register files that lie in the root itself.
    """

    offices: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


def find_offices(root: Path) -> FoundOffices:
    """The offices below a root: the folders that hold office.yaml or, where none does, those directly in it that hold a file.

    Raises UserError where the root cannot be read or holds no office, UsageError for offices within another or that differ in
    case or Unicode form only.
    """
    entries = _list_folders(root)
    if os.path.lexists(root / SETTINGS_FILE):
        raise UsageError(
            f"{show_path(root)} 本身就有 {SETTINGS_FILE}，是一個機關；請指定放各機關資料夾的上一層，或改用 antidrug-kpi run"
        )
    offices = sorted(name for entry in entries if not is_link(entry) for name in _list_settled(root, entry))
    has_settings = bool(offices)
    if not has_settings:
        offices = sorted(entry.name for entry in entries if not is_link(entry) and _holds_file(entry))
    if not offices:
        raise UserError(f"{show_path(root)} 底下沒有任何機關；應為每個機關一個資料夾，請確認路徑")
    _refuse_nested(offices)
    _refuse_alike(offices)
    skipped = [name for entry in entries for name in _list_skipped(root, entry, frozenset(offices))]
    loose = sorted(escape_controls(path.name) for path in _list_files(root) if is_register_file(path))
    return FoundOffices(tuple(offices), tuple(sorted(skipped)), tuple(loose))


def _list_folders(root: Path) -> list[Path]:
    """The folders directly in the root and the links to folders, by name."""
    if not is_folder(root):
        raise UserError(f"找不到資料夾「{show_path(root)}」{name_nearest(root, ())}；應為放各機關資料夾的上一層，請確認路徑")
    try:
        entries = sorted(root.iterdir())
    except OSError as error:
        raise UserError(f"無法讀取 {show_path(root)}：{say_reason(error)}；請確認權限") from None
    return [entry for entry in entries if not is_silently_ignored(entry.name) and is_folder(entry)]


def _list_files(root: Path) -> list[Path]:
    return [entry for entry in root.iterdir() if not is_silently_ignored(entry.name) and not is_folder(entry)]


def _list_settled(root: Path, entry: Path) -> list[str]:
    """The names of the folders, from this one down, that hold office.yaml."""
    return [
        folder.relative_to(root).as_posix()
        for folder, _, files in walk_files(entry)
        if any(f.name == SETTINGS_FILE for f in files)
    ]


def _holds_file(folder: Path) -> bool:
    return any(files for _, _, files in walk_files(folder))


def _list_skipped(root: Path, entry: Path, offices: frozenset[str]) -> list[str]:
    """The folder itself, where registers lie in it and no office does; beside offices, its sub-folders with registers of none.

    A link to a folder is not followed, since it may lead anywhere: where registers are behind it, it is skipped.
    """
    name = entry.name
    inside = [office for office in offices if office == name or office.startswith(f"{name}/")]
    if not inside:
        return [name] if any(is_register_file(file) for _, _, files in _walk_through(entry) for file in files) else []
    found = []
    for folder, _, files in walk_files(entry):
        path = folder.relative_to(root).as_posix()
        if not any(path == office or path.startswith(f"{office}/") for office in inside):
            found += [path] if any(map(is_register_file, files)) else []
    return found


def _walk_through(entry: Path) -> Iterable[tuple[Path, list[Path], list[Path]]]:
    return walk_files(Path(os.path.realpath(entry))) if is_link(entry) else walk_files(entry)


def _refuse_nested(offices: Sequence[str]) -> None:
    for office in offices:
        outer = next((other for other in offices if office.startswith(f"{other}/")), None)
        if outer is not None:
            raise UsageError(
                f"機關「{escape_controls(office)}」在另一個機關「{escape_controls(outer)}」的資料夾裡，會重複計算；"
                f"請移出其中一個，或刪去多餘的 {SETTINGS_FILE}"
            )


def _refuse_alike(offices: Sequence[str]) -> None:
    """UsageError for names that some file systems do not tell apart, so that the outputs of one would replace the other's."""
    known: dict[str, str] = {}
    for office in offices:
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", office).casefold())
        if folded in known:
            names = f"「{escape_controls(known[folded])}」與「{escape_controls(office)}」"
            raise UsageError(f"機關資料夾{names}只有大小寫或 Unicode 寫法不同，輸出會互相覆蓋；請改名其中一個")
        known[folded] = office


def refuse_published_folder(out: Path, offices: Iterable[str]) -> None:
    """UsageError where the folder for the public holds what an earlier batch wrote of an office, or of rechecked forms."""
    left = next((name for name in (*offices, *sorted(_TAKEN - {*SUMMARY_FILES})) if os.path.lexists(out / name)), None)
    if left is not None:
        raise UsageError(
            f"輸出資料夾「{show_path(out)}」裡已有不對外公布的「{escape_controls(left)}」，不能再用 --publish；請改用另一個資料夾"
        )


def refuse_output_folder(root: Path, out: Path, offices: Sequence[str]) -> None:
    """UsageError where the output folder, or that of an office in it, lies in the root, or would take the summary's place."""
    real_root, real_out = Path(os.path.realpath(root)), Path(os.path.realpath(out))
    for place in (real_out, *(Path(os.path.realpath(out / office)) for office in offices)):
        if place.is_relative_to(real_root):
            raise UsageError(f"輸出資料夾「{show_path(out)}」在讀入的「{show_path(root)}」裡面；請改用以外的資料夾")
    taken = next((office for office in offices if office.split("/")[0].casefold() in _TAKEN), None)
    if taken is not None:
        raise UsageError(f"機關資料夾「{escape_controls(taken)}」與彙總檔同名；請改名")
