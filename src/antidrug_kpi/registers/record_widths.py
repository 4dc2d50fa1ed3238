"""Records of a delimited file that do not fit the header: too long, too short, or cut off with the file.

What is faulty and what is said of the file as a whole is the contract's (What a cell may look like).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from antidrug_kpi.files import RecordShape, Sheet, join_numbers, show_runs
from antidrug_kpi.issues import Issue, IssueKind, report_issue
from antidrug_kpi.plans.registers import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.footers import is_blank_cell
from antidrug_kpi.registers.headers import HeaderRow

# A spreadsheet program leaves out blank fields at the end of many records, not of a few.
_MANY = 10


def judge_widths(
    sheet: Sheet, spec: RegisterSpec, header: HeaderRow, indexes: Mapping[str, int], kept: Sequence[int]
) -> tuple[frozenset[int], list[Issue]]:
    """The positions below the header of the records that cannot be read, and what is said of all that do not fit; `kept` are the
    positions of the records, for titles, footers and blank lines are none.
    """
    shape = sheet.shape
    wanted = max((index for index, text in enumerate(header.texts) if text), default=-1) + 1
    widest = len(header.texts)
    if shape is None or (not len(shape.widths) and wanted == widest):
        return frozenset(), []
    top = header.position + 1
    records = np.asarray(kept, dtype=np.int64)
    every = np.asarray(shape.widths) if len(shape.widths) else np.full(len(sheet.rows), widest)
    widths = every[top:][records]
    # Most files that have delimiters behind the last header have nothing there, which is seen without a look at each record.
    beyond = [row[wanted:] for row in sheet.rows[top:]] if wanted < widest else []
    is_filled = not all(is_blank_cell(cell) for cells in set(map(tuple, beyond)) for cell in cells)
    long = [row for row in records[widths > wanted].tolist() if _count_filled(sheet, top + row) > wanted] if is_filled else []
    short = records[widths < wanted].tolist()
    cut = [row for row in short if shape.is_cut and top + row == len(sheet.rows) - 1]
    short = [row for row in short if row not in cut]

    def report(kind: IssueKind, row: int, fields: int) -> Issue:
        facts = {"fields": fields, "headers": wanted}
        return report_issue(kind, sheet.address(sheet.numbers[top + row]), register=spec.id, facts=facts)

    issues = [report(kinds.RECORD_TOO_LONG, row, _count_filled(sheet, top + row)) for row in long]
    issues += [report(kinds.RECORD_CUT_OFF, row, int(every[top + row])) for row in cut]
    if short:
        issues.append(_report_short(sheet, spec, shape, indexes, [top + row for row in short]))
    return frozenset((*long, *cut)), issues


def _count_filled(sheet: Sheet, position: int) -> int:
    """The number of fields of a record down to its last filled one."""
    return max((index for index, cell in enumerate(sheet.rows[position], 1) if not is_blank_cell(cell)), default=0)


def _report_short(
    sheet: Sheet, spec: RegisterSpec, shape: RecordShape, indexes: Mapping[str, int], positions: Sequence[int]
) -> Issue:
    """One issue for all records of a file that are shorter than its header."""
    fewest = min(shape.widths[position] for position in positions)
    lacking = {name for name, index in indexes.items() if index >= fewest}
    may_be_blank = not any(column.name in lacking and (column.required or column.key) for column in spec.columns)
    kind = kinds.RECORDS_SHORTENED if may_be_blank and len(positions) >= _MANY else kinds.RECORDS_SHORT
    shown = show_runs(join_numbers(sheet.numbers[position] for position in positions), str)
    facts = {"count": f"{len(positions):,}", "rows": shown}
    return report_issue(kind, sheet.address(), register=spec.id, facts=facts)
