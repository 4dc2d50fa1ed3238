"""Worksheets of an .xlsx of which not all rows are needed: the XML is inflated as far as the first ones, and read as if it ended
there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from antidrug_kpi.files.archives.archive import Archive, RawPart, assemble_archive, open_archive, store_bytes
from antidrug_kpi.files.archives.calculation import PROPERTIES
from antidrug_kpi.files.cells.sheet import FileReading, Sheet
from antidrug_kpi.files.chosen_sheets import ChooseSheets
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.own_outputs import is_output
from antidrug_kpi.files.signatures import ZIP_MARK
from antidrug_kpi.files.xlsx.xlsx_parts import Workbook, find_workbook, read_workbook
from antidrug_kpi.files.xlsx.xlsx_reading import read_xlsx

LEAST_BYTES = 1024 * 1024
"""Of all the sheets' XML: less is read as a whole before its beginning is looked at."""
HEAD_ROWS = 60
_ROW = re.compile(rb"<row[\s>]")
_END = b"</sheetData></worksheet>"
_LONGEST = 4 * 1024 * 1024


def read_chosen_sheets(
    data: bytes, file: str, limits: Limits, choose: ChooseSheets, least_bytes: int = LEAST_BYTES
) -> tuple[Sheet, ...] | None:
    """The worksheets of a workbook, of those that are not chosen the first rows; None where it is better read as a whole.

    Raises RefusedError where something is wrong with what is read.
    """
    if not data.startswith(ZIP_MARK):
        return None
    archive = open_archive(data)
    workbook = _find_large_workbook(archive, limits, least_bytes)
    if workbook is None:
        return None
    heads = {entry.part: head for entry in workbook.sheets if (head := _cut_sheet(archive, entry.part)) is not None}
    sheets = read_xlsx(_replace_parts(archive, workbook, heads), workbook, file, limits)
    chosen = {workbook.sheets[place].part for place in choose(FileReading(file, "", sheets, ()))}
    if chosen.isdisjoint(heads):
        return sheets
    unneeded = {part: head for part, head in heads.items() if part not in chosen}
    return read_xlsx(_replace_parts(archive, workbook, unneeded), workbook, file, limits) if unneeded else None


def _find_large_workbook(archive: Archive, limits: Limits, least_bytes: int) -> Workbook | None:
    main = None if is_output(archive, limits) else find_workbook(archive, limits)
    workbook = None if main is None or main.endswith(".bin") else read_workbook(archive, main, limits)
    if workbook is None:
        return None
    sheets = [entry.part for entry in workbook.sheets]
    parts = [*sheets, *_list_shared(archive, workbook)]
    if sum(archive.parts[part].file_size for part in sheets) < least_bytes or not all(map(str.isascii, parts)):
        return None
    archive.check_sizes(parts, limits)
    return workbook


def _list_shared(archive: Archive, workbook: Workbook) -> list[str]:
    """The parts beside the sheets on which it depends how these are read."""
    beside_sheets = (workbook.styles, workbook.shared_strings, *PROPERTIES)
    return [part for part in beside_sheets if part is not None and part in archive.parts]


def _cut_sheet(archive: Archive, part: str) -> RawPart | None:
    """The part with its first rows; None where it has no more of them, or they are not written as nearly all are."""
    text = b""
    for piece in archive.inflate(part):
        text += piece
        beyond = next(islice(_ROW.finditer(text), HEAD_ROWS, None), None)
        if beyond is not None:
            return store_bytes(text[: beyond.start()] + _END)
        if len(text) > _LONGEST:
            break
    return None


def _replace_parts(archive: Archive, workbook: Workbook, heads: Mapping[str, RawPart]) -> Archive:
    kept = [*_list_shared(archive, workbook), *(entry.part for entry in workbook.sheets if entry.part not in heads)]
    return open_archive(assemble_archive({**{part: archive.get_raw(part) for part in kept}, **heads}))
