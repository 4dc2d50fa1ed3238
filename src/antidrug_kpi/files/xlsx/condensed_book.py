"""Condensing the ordinary sheets of an .xlsx, so that calamine reads every different cell once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antidrug_kpi.files.archives.archive import Archive, assemble_archive, open_archive
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.xlsx.condensed_sheet import CondensedSheet
from antidrug_kpi.files.xlsx.ordinary_contents import UnusualSheetError
from antidrug_kpi.files.xlsx.sheet_condensing import condense_sheet
from antidrug_kpi.files.xlsx.xlsx_parts import Workbook


@dataclass(frozen=True)
class CondensedBook:
    """The archive to read in place of the workbook's, with parts of the same names; its sheets in order, None where one is the
    original.
    """

    archive: Archive
    sheets: Sequence[CondensedSheet | None]


LEAST_BYTES = 256 * 1024
"""The XML of a sheet from which on it is condensed, some thousand cells: of fewer most are different, and nothing is gained."""


def condense_book(archive: Archive, workbook: Workbook, limits: Limits, least_bytes: int = LEAST_BYTES) -> CondensedBook:
    """The workbook with each ordinary sheet condensed whose XML has at least `least_bytes`.

    Raises UnusualSheetError where none is, and RefusedError where a part is damaged.
    """
    if not all(part.isascii() for part in (*workbook.shared_parts, *(entry.part for entry in workbook.sheets))):
        raise UnusualSheetError
    sheets = [_condense(archive, entry.part, limits, least_bytes) for entry in workbook.sheets]
    if not any(sheets):
        raise UnusualSheetError
    parts = {part: archive.get_raw(part) for part in workbook.shared_parts}
    for entry, sheet in zip(workbook.sheets, sheets, strict=True):
        parts[entry.part] = sheet.part if sheet else archive.get_raw(entry.part)
    return CondensedBook(open_archive(assemble_archive(parts)), sheets)


def _condense(archive: Archive, part: str, limits: Limits, least_bytes: int) -> CondensedSheet | None:
    if archive.parts[part].file_size < least_bytes:
        return None
    try:
        return condense_sheet(archive.inflate(part), limits)
    except UnusualSheetError:
        return None
