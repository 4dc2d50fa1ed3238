"""Archives without the time of writing, so that the same input gives the same bytes, and the mark of what this program wrote."""

from __future__ import annotations

import errno
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from antidrug_kpi.files.own_outputs import OUTPUT_MARK

if TYPE_CHECKING:
    from openpyxl import Workbook

# Every entry gets the earliest time of a zip.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_PIECE = 1 << 20
_SHEETS, _SHEET_END = "xl/worksheets/sheet", b"</worksheet>"


def freeze_archive(content: bytes, rows: Mapping[str, Iterable[bytes]] | None = None) -> bytes:
    """A zip-based document with fixed times, so that the same input gives the same bytes.

    `rows` are more rows, as markup, for the end of worksheets, by the path of their part.
    """
    rows = {path.removeprefix("/"): pieces for path, pieces in (rows or {}).items()}
    frozen = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(frozen, "w") as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH)
            fixed.compress_type = entry.compress_type
            fixed.external_attr = 0o600 << 16
            if entry.filename == "docProps/core.xml":
                target.writestr(fixed, _STAMPS.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", source.read(entry)))
                continue
            # A sheet can be 200 MB of markup, so it is copied piece by piece.
            fixed.file_size = entry.file_size
            with source.open(entry) as whole, target.open(fixed, "w") as copied:
                pieces: Iterator[bytes] = iter(partial(whole.read, _PIECE), b"")
                if entry.filename in rows:
                    head, end, tail = whole.read().rpartition(b"</sheetData>")
                    pieces = chain([head], rows[entry.filename], [end + tail])
                last = b""
                for piece in pieces:
                    copied.write(piece)
                    last = (last + piece)[-len(_SHEET_END) :]
                if entry.filename.startswith(_SHEETS) and last != _SHEET_END:
                    # openpyxl loses the end of a small sheet on a full disk without an error.
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return frozen.getvalue()


def mark_output(workbook: Workbook) -> None:
    """Say in a workbook's properties that this program wrote it as a result, so that it is never read as a register."""
    workbook.properties.subject = OUTPUT_MARK
