"""Condensing one worksheet of an .xlsx: its XML is read once, in pieces, to its different contents and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from antidrug_kpi.files.cells.hidden_content import group_runs
from antidrug_kpi.files.cells.numbered_columns import Codes, Mask
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.xlsx.condensed_sheet import CondensedSheet, write_condensed
from antidrug_kpi.files.xlsx.ordinary_contents import UnusualSheetError
from antidrug_kpi.files.xlsx.row_gathering import RowGathering
from antidrug_kpi.files.xlsx.sheet_extent import NARROW, Extent

_ROW = b'<row r="'
_NAME_BYTES = len(b"<row")
_BEGIN = b"<sheetData>"
_END = b"</sheetData>"
# Rows or cells outside of sheetData, and columns behind it, which a parser would see and this module would not.
_STRAY = re.compile(rb"[<:](?:row|c)[\s/>]")
_STRAY_COLUMN = re.compile(rb"[<:]col\s")
_LONGEST = 4 * 1024 * 1024  # of a row, and of what stands before the rows or behind them


def condense_sheet(pieces: Iterable[bytes], limits: Limits) -> CondensedSheet:
    """The sheet whose XML comes in pieces; raises UnusualSheetError where it is to be read the guarded way."""
    # Under so low a bound (in tests) the guarded way refuses an ordinary sheet for the extent NARROW, whatever it holds; both
    # ways must refuse the same sheets.
    if limits.cells < NARROW.cells:
        raise UnusualSheetError
    gathering = RowGathering(limits.cells)
    head: bytes | None = None
    text = b""
    for piece in pieces:
        text += piece
        # What stands behind the last row's name waits for the next piece: the row may not be complete.
        last = text.rfind(_ROW) + _NAME_BYTES
        if last >= _NAME_BYTES:
            first = 0
            if head is None:
                first = text.find(_ROW) + _NAME_BYTES
                head = _check_head(text[: first - _NAME_BYTES])
            if first < last:
                gathering.add(text[first:last])
            text = text[last:]
        if len(text) > _LONGEST:
            raise UnusualSheetError
    end = text.find(_END)
    if head is None or end < 0 or _STRAY.search(text, end) or _STRAY_COLUMN.search(text, end):
        raise UnusualSheetError
    gathering.add(text[:end] + b"<row")  # every piece ends with the name of a row that comes next
    return _settle(gathering, head, text[end:], limits)


def _check_head(head: bytes) -> bytes:
    if not head.rstrip().endswith(_BEGIN) or head.count(b"sheetData") != 1 or _STRAY.search(head):
        raise UnusualSheetError
    return head


def _settle(gathering: RowGathering, head: bytes, tail: bytes, limits: Limits) -> CondensedSheet:
    contents = gathering.meanings.contents
    if not contents:
        raise UnusualSheetError
    uses = _count_uses(gathering.blocks, len(contents))
    numbers = np.concatenate(gathering.numbers)
    width = max(map(len, gathering.blocks))
    extent = Extent(int(numbers[-1]), width, has_positions=True, filled=int(uses.sum()))
    if extent.cells > (limits.sparse_cells if extent.is_sparse else limits.cells):
        raise UnusualSheetError
    references = np.array(gathering.meanings.references, dtype=np.int32)
    part = write_condensed(head, contents, tail)
    gathering.meanings.clear()
    contents.clear()
    first_row, first_column, columns = _join_blocks(gathering.blocks, numbers - 1, width)
    hidden = list(group_runs(np.concatenate(gathering.hidden).tolist()))
    return CondensedSheet(part, first_row, first_column, columns, hidden, references, uses)


def _count_uses(blocks: Sequence[Codes], contents: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many cells hold each of the contents."""
    everything = np.concatenate([block.ravel() for block in blocks])
    return np.bincount(everything, minlength=contents + 1)[1:]


def _join_blocks(blocks: Sequence[Codes], rows: Codes, width: int) -> tuple[int, int, list[Codes]]:
    """The first used row and column, from 0, and the columns to the last used ones, with the rows that the file leaves out."""
    is_row_used: Mask = np.concatenate([block.any(axis=0) for block in blocks])
    is_column_used = np.zeros(width, dtype=bool)
    for block in blocks:
        is_column_used[: len(block)] |= block.any(axis=1)
    used = rows[is_row_used]
    first, height = int(used[0]), int(used[-1] - used[0]) + 1
    of_columns = np.flatnonzero(is_column_used).tolist()
    columns = []
    for number in range(of_columns[0], of_columns[-1] + 1):
        gathered = [block[number] if number < len(block) else np.zeros(block.shape[1], dtype=np.int32) for block in blocks]
        column = np.zeros(height, dtype=np.int32)
        is_within = (rows >= first) & (rows < first + height)
        column[rows[is_within] - first] = np.concatenate(gathered)[is_within]
        columns.append(column)
    return first, of_columns[0], columns
