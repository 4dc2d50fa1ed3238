"""Files of which not all is needed: of a sheet that is not, its first rows are read, which tell what it is."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import BinaryIO

from antidrug_kpi.files.cells.sheet import FileReading, Sheet
from antidrug_kpi.files.chosen_sheets import ChooseSheets
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.files.text.containers import Container, recognise

_TEXT_SUFFIXES = frozenset({".csv", ".tsv"})
_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})
HEAD_BYTES = 256 * 1024
"""Of a delimited file: one that is no longer is read as a whole."""


def read_partly(path: Path, file: str, limits: Limits, choose: ChooseSheets) -> FileReading | None:
    """A file with only the first rows of the sheets that are not chosen.

    None where all of it is to be read: where it is short, wholly needed, of another kind, or its first rows say too little; and
    where something is wrong with what is needed, which whoever reads all of it says.
    """
    suffix = path.suffix.lower()
    if suffix not in _TEXT_SUFFIXES | _WORKBOOK_SUFFIXES:
        return None
    try:
        with path.open("rb") as stream:
            read = _read_text if suffix in _TEXT_SUFFIXES else _read_workbook
            sheets = read(stream, file, suffix, limits, choose)
            if sheets is None:
                return None
            stream.seek(0)
            return FileReading(file, hashlib.file_digest(stream, "sha256").hexdigest(), sheets, ())
    except (OSError, RefusedError):
        return None


def _read_text(stream: BinaryIO, file: str, suffix: str, limits: Limits, choose: ChooseSheets) -> tuple[Sheet, ...] | None:
    head = stream.read(HEAD_BYTES)
    end = head.rfind(b"\n") + 1
    # A NUL is half a character of UTF-16, in which a byte like that of a line end may be half of another one.
    if not stream.read(1) or not end or b"\0" in head or recognise(head, is_workbook_name=False) is not Container.TABLE:
        return None
    from antidrug_kpi.files.text.delimited import read_delimited

    sheets, _ = read_delimited(io.BytesIO(head[:end]), file, suffix, limits)  # refuses a record that goes on behind its end
    return None if choose(FileReading(file, "", sheets, ())) else sheets


def _read_workbook(stream: BinaryIO, file: str, _: str, limits: Limits, choose: ChooseSheets) -> tuple[Sheet, ...] | None:
    if stream.seek(0, io.SEEK_END) > limits.workbook_bytes:
        return None
    from antidrug_kpi.files.xlsx.sheet_heads import read_chosen_sheets

    stream.seek(0)
    return read_chosen_sheets(stream.read(), file, limits, choose)
