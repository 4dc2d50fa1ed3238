"""Whether the results that a workbook holds of its formulas can be trusted.

A library that writes formulas without calculating them stores 0 or an empty text as the result of each, until a spreadsheet
program opens the file and saves it. Such a file asks to be calculated when it is loaded, or its properties name the library.
"""

from __future__ import annotations

import re

from antidrug_kpi.files.archives.archive import Archive
from antidrug_kpi.files.limits import Limits

_LIBRARIES = re.compile(
    rb"(?i)openpyxl|xlsxwriter|excelize|phpspreadsheet|phpexcel|epplus|closedxml|sheetjs|js-xlsx|exceljs|apache poi|npoi|axlsx"
    rb"|spout|writexl|simplexlsx|odfpy|ezodf|odfdo|pyexcel|odftoolkit|odfdom"
)
_APPLICATION = re.compile(rb"<(?:\w+:)?Application>([^<]*)<")
_CREATOR = re.compile(rb"<(?:\w+:)?creator(?:\s[^<>]*)?>([^<]*)<")
_GENERATOR = re.compile(rb"<(?:\w+:)?generator(?:\s[^<>]*)?>([^<]*)<")
_MOST_BYTES = 64 * 1024
PROPERTIES = ("docprops/app.xml", "docprops/core.xml")
"""The parts of an .xlsx that name the program and the author."""


def is_by_library(archive: Archive, limits: Limits) -> bool:
    """Whether the properties of an .xlsx name a library that never calculates.

    The program that saved the file last stands in Application. The creator stays the one who made it first, and so decides only
    where no program is named.
    """
    application = _find(archive, PROPERTIES[0], _APPLICATION, limits)
    named = application if application is not None else _find(archive, PROPERTIES[1], _CREATOR, limits)
    return named is not None and _LIBRARIES.search(named) is not None


def is_ods_by_library(archive: Archive, limits: Limits) -> bool:
    """Whether the properties of an .ods name a library that never calculates."""
    named = _find(archive, "meta.xml", _GENERATOR, limits)
    return named is not None and _LIBRARIES.search(named) is not None


def _find(archive: Archive, part: str, pattern: re.Pattern[bytes], limits: Limits) -> bytes | None:
    """The text of an element in a part with properties; None where it is not there, blank, or the part is larger than any is."""
    properties = archive.read(part, limits) if part in archive.parts else b""
    found = pattern.search(properties) if len(properties) <= _MOST_BYTES else None
    return found[1] if found and found[1].strip() else None
