"""Workbooks and pages that this program wrote: a report or a checkup left among the registers is no register itself."""

from __future__ import annotations

from antidrug_kpi.files.archive import Archive
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import RefusedError

# The subject (dc:subject) in the properties of every workbook of results, in .xlsx and .ods alike, and the generator that
# every page of results names in its head.
OUTPUT_MARK = "antidrug-kpi output"
_PROPERTIES = ("docprops/core.xml", "meta.xml")
_MOST_BYTES = 64 * 1024


def is_output(archive: Archive, limits: Limits) -> bool:
    """Whether the workbook's properties say that it holds results. Faulty properties say nothing, for nobody else reads them."""
    for name in _PROPERTIES:
        if name in archive.parts and archive.parts[name].file_size <= _MOST_BYTES:
            try:
                if OUTPUT_MARK.encode() in archive.read(name, limits):
                    return True
            except RefusedError:
                continue
    return False
