"""The first rows of a long delimited file. With `--only` they tell which register it is, so that the rest of one that no wanted
measure reads need not be read.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from antidrug_kpi.files.cells.sheet import FileReading
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.files.text.containers import Container, recognise

_SUFFIXES = frozenset({".csv", ".tsv"})
_BYTES = 256 * 1024


def read_head(path: Path, file: str, limits: Limits) -> FileReading | None:
    """A delimited file without its later rows; None where the whole file must be read: it is short, of another kind, or its first
    rows cannot be read alone.
    """
    if path.suffix.lower() not in _SUFFIXES:
        return None
    try:
        with path.open("rb") as stream:
            head = stream.read(_BYTES)
            is_all = not stream.read(1)
            stream.seek(0)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
    end = head.rfind(b"\n") + 1
    # A NUL is half a character of UTF-16, in which a byte like that of a line end may be half of another one.
    if is_all or not end or b"\0" in head or recognise(head, is_workbook_name=False) is not Container.TABLE:
        return None
    from antidrug_kpi.files.text.delimited import read_delimited

    try:
        sheets, _ = read_delimited(io.BytesIO(head[:end]), file, path.suffix.lower(), limits)
    except (
        RefusedError
    ):  # a record that goes on behind the last line, or what is wrong with the file: then all of it is looked at
        return None
    return FileReading(file, sha256, sheets, (), is_head=True)
