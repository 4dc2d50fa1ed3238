"""Writing an output file whole or not at all: beside its place first, then moved over it."""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UserError
from antidrug_kpi.files.outputs import OUTPUT_MARK

if TYPE_CHECKING:
    from openpyxl import Workbook

# Archives hold the time of writing; for the same input to give the same bytes, every entry gets the earliest time of a zip.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
OWNER_ONLY = 0o600
_PIECE = 1 << 20


def save_bytes(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write `content` to `path`; an existing file stays as it was until the new one is complete.

    A private file is readable by its owner alone. Raises UserError where the place cannot be written.
    """
    save_pieces(path, (content,), is_private=is_private)


def save_pieces(path: Path, pieces: Iterable[bytes], *, is_private: bool = False) -> None:
    """Write pieces to `path` as they come, so that a large file never stands in memory; otherwise as `save_bytes`."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise _refuse(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        Path(name).chmod(OWNER_ONLY if is_private else _find_mode(path))
        Path(name).replace(path)
    except OSError as error:
        raise _refuse(path, error) from None
    finally:
        Path(name).unlink(missing_ok=True)


def _find_mode(path: Path) -> int:
    """The mode of the file that is replaced, or what the user's umask gives a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def refuse_existing(folder: Path) -> None:
    """UserError where a new folder would stand where there is something already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder} 已存在且不是空資料夾；請指定新的資料夾，以免覆蓋既有檔案")


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises UserError where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"無法建立 {folder}：{error.strerror or error}；請確認路徑與權限") from None


def _refuse(path: Path, error: OSError) -> UserError:
    if not path.parent.is_dir():
        return UserError(f"無法寫入 {path}：資料夾 {path.parent} 不存在；請先建立資料夾或改用其他路徑")
    if path.is_dir():
        return UserError(f"無法寫入 {path}：這是資料夾；請指定檔名")
    return UserError(f"無法寫入 {path}：{error.strerror or error}；請確認權限、磁碟空間，或該檔是否正被開啟")


def freeze_archive(content: bytes, rows: Mapping[str, Iterable[bytes]] | None = None) -> bytes:
    """A zip-based document with fixed times, so that the same input gives the same bytes.

    `rows` are more rows, as markup, for the end of worksheets, by the name of their part.
    """
    rows = rows or {}
    frozen = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(frozen, "w") as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH)
            fixed.compress_type = entry.compress_type
            fixed.external_attr = 0o600 << 16
            if entry.filename == "docProps/core.xml":
                target.writestr(fixed, _STAMPS.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", source.read(entry)))
                continue
            # A sheet of all an office's rows is two hundred megabytes of markup: it is copied piece by piece.
            fixed.file_size = entry.file_size
            with source.open(entry) as whole, target.open(fixed, "w") as copied:
                if entry.filename not in rows:
                    shutil.copyfileobj(whole, copied, _PIECE)
                    continue
                head, end, tail = whole.read().rpartition(b"</sheetData>")
                copied.write(head)
                for piece in rows[entry.filename]:
                    copied.write(piece)
                copied.write(end + tail)
    return frozen.getvalue()


def mark_output(workbook: Workbook) -> None:
    """Say in a workbook's properties that this program wrote it as a result, so that it is never read as a register."""
    workbook.properties.subject = OUTPUT_MARK
