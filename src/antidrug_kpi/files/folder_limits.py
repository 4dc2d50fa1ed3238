"""The bounds for all files of a folder together: many files, each within the bounds, could still exhaust the memory."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from antidrug_kpi.files import kinds
from antidrug_kpi.files.cells.numbered_columns import NumberedColumn
from antidrug_kpi.files.cells.sheet import FileReading
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.issues import Address, report_issue

_TOO_LARGE = (kinds.FILE_TOO_LARGE, kinds.SHEET_TOO_LARGE)
_CHARACTER_BYTES = 4  # at most, in a delimited file


def lower_limits(limits: Limits, reading: FileReading) -> Limits:
    """The bounds for the next files: `limits` less what `reading` took of them."""
    cells = max(limits.folder_cells - sum(sheet.height * sheet.width for sheet in reading.sheets), 0)
    held = sum(_count_characters(column) for sheet in reading.sheets for column in sheet.columns)
    characters = max(limits.folder_characters - held, 0)
    return replace(
        limits,
        folder_cells=cells,
        folder_characters=characters,
        cells=min(limits.cells, cells),
        sparse_cells=min(limits.sparse_cells, cells),
        characters=min(limits.characters, characters),
        text_bytes=min(limits.text_bytes, _CHARACTER_BYTES * characters),
    )


def explain_folder_limit(reading: FileReading, limits: Limits, left: Limits) -> FileReading:
    """The reading of a file that was read under `left` of the folder's `limits`. Where it was refused only for what is left, the
    issue names the folder's bounds.
    """
    is_lowered = left.cells < limits.cells or left.characters < limits.characters or left.text_bytes < limits.text_bytes
    if not is_lowered or not any(issue.kind in _TOO_LARGE for issue in reading.issues):
        return reading
    most = f"{limits.folder_cells:,} 格、{limits.folder_characters:,} 字"
    facts = {"what": "連同排在前面的檔案，資料夾的內容", "size": f"{most}以上", "limit": most}
    issue = report_issue(kinds.FILE_TOO_LARGE, Address(reading.file), facts=facts)
    return replace(reading, issues=(issue,))


def _count_characters(column: NumberedColumn) -> int:
    """The characters of a column's texts, counted for each row."""
    lengths = np.fromiter((len(cell) if type(cell) is str else 0 for cell in column.distinct), np.int64, len(column.distinct))
    return int((column.count_cells() * lengths).sum())
