"""Records of a delimited file that do not fit the header: too long, too short, or cut off with the file.

Which of these are faulty, and which are one issue of the file, stands in docs/registers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from antidrug_kpi.files import Positions, RecordShape, Sheet, group_runs, show_runs
from antidrug_kpi.issues import Issue, IssueKind, report_issue
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.finding.filled_cells import count_filled_cells
from antidrug_kpi.registers.finding.headers import HeaderRow
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

# From so many short records on, a spreadsheet program left out the blank fields at their ends; a few are more likely damaged.
_MANY = 10
_LONGEST_NUMBER = 9


def find_cut_off_row(sheet: Sheet, header: HeaderRow, kept: Positions, blank: Positions) -> list[int]:
    """The position of the last row below the header, if it is a record that was cut off within or behind its running number; else
    an empty list. Such a row looks blank, since no column of the register is left of it. `kept` and `blank` are those of
    `find_records`.
    """
    last, top = sheet.height - 1, header.position + 1
    shape = sheet.shape
    if shape is None or not shape.is_cut or not len(shape.widths) or not len(kept) or last - top not in blank[-1:]:
        return []
    filled = [index for index, cell in enumerate(sheet.rows[last]) if not is_blank_cell(cell)]
    if len(filled) != 1 or shape.widths[last] >= _count_headers(header):
        return []
    number, before = (str(sheet.rows[row][filled[0]]).strip() for row in (last, top + int(kept[-1])))
    # Behind 119 may follow 120, or 12 and 1 of it.
    is_next = before.isdecimal() and len(before) <= _LONGEST_NUMBER and str(int(before) + 1).startswith(number)
    return [last - top] if is_next else []


def check_record_widths(
    sheet: Sheet, spec: RegisterSpec, header: HeaderRow, indexes: Mapping[str, int], kept: Positions
) -> tuple[frozenset[int], list[Issue]]:
    """The positions of the records that are faulty as a whole (too long, or cut off), and the issues about all that do not fit
    the header; positions count from the row below the header. `kept` are those of the records: titles, footers and blank lines
    may have any width.
    """
    shape = sheet.shape
    wanted = _count_headers(header)
    widest = len(header.texts)
    if shape is None or (not len(shape.widths) and wanted == widest):
        return frozenset(), []
    top = header.position + 1
    every = np.asarray(shape.widths) if len(shape.widths) else np.full(sheet.height, widest)
    widths = every[top:][kept]
    is_beyond = count_filled_cells(replace(sheet, columns=sheet.columns[wanted:]))[top:][kept] > 0
    long = kept[(widths > wanted) & is_beyond].tolist()
    short = kept[widths < wanted].tolist()
    cut = [row for row in short if shape.is_cut and top + row == sheet.height - 1]
    short = [row for row in short if row not in cut]

    def report(kind: IssueKind, row: int, fields: int) -> Issue:
        facts = {"fields": fields, "headers": wanted}
        return report_issue(kind, sheet.address(sheet.numbers[top + row]), register=spec.id, facts=facts)

    issues = [report(kinds.RECORD_TOO_LONG, row, _count_filled(sheet, top + row)) for row in long]
    issues += [report(kinds.RECORD_CUT_OFF, row, int(every[top + row])) for row in cut]
    if short:
        issues.append(_report_short(sheet, spec, shape, indexes, [top + row for row in short]))
    return frozenset((*long, *cut)), issues


def _count_headers(header: HeaderRow) -> int:
    """The number of fields of the header up to its last filled one."""
    return max((index for index, text in enumerate(header.texts) if text), default=-1) + 1


def _count_filled(sheet: Sheet, position: int) -> int:
    """The number of fields of a record up to its last filled one."""
    return max((index for index, cell in enumerate(sheet.rows[position], 1) if not is_blank_cell(cell)), default=0)


def _report_short(
    sheet: Sheet, spec: RegisterSpec, shape: RecordShape, indexes: Mapping[str, int], positions: Sequence[int]
) -> Issue:
    """One issue for all records of a file that are shorter than its header."""
    fewest = min(shape.widths[position] for position in positions)
    lacking = {name for name, index in indexes.items() if index >= fewest}
    may_be_blank = not any(column.name in lacking and (column.required or column.key) for column in spec.columns)
    kind = kinds.RECORDS_SHORTENED if may_be_blank and len(positions) >= _MANY else kinds.RECORDS_SHORT
    shown = show_runs(group_runs(sheet.numbers[position] for position in positions), str)
    facts = {"count": f"{len(positions):,}", "rows": shown}
    return report_issue(kind, sheet.address(), register=spec.id, facts=facts)
