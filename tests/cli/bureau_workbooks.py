"""Fills in the workbooks that `template --for` writes, as a bureau's clerk does, and saves them at a given time."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

Rows = Sequence[Sequence[str | int]]
IN_TIME, TOO_LATE = "2024-12-20T15:59:59Z", "2024-12-20T16:00:00Z"
NOTHING = "是"
"""In place of rows: the sheet says that there is nothing to report."""


def fill_in(source: Path, target: Path, sheets: Mapping[str, Rows | str], saved: str = IN_TIME) -> Path:
    """Save `source` as `target` with these rows below those that are there; a sheet that is not there yet is added with the rows
    as they are.
    """
    workbook = load_workbook(source)
    for title, rows in sheets.items():
        if isinstance(rows, str):
            workbook[title].cell(1, 2).value = rows
            continue
        sheet = workbook[title] if title in workbook.sheetnames else workbook.create_sheet(title)
        first = next(row for row in range(1 if sheet.max_row < 2 else 3, 10_000) if sheet.cell(row, 1).value is None)
        for number, cells in enumerate(rows, start=first):
            for index, cell in enumerate(cells, start=1):
                sheet.cell(number, index).value = cell
    target.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(target)
    set_saved(target, saved)
    return target


def set_saved(path: Path, saved: str) -> None:
    """Write the time of the last saving into a workbook's properties."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{saved}", core).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
