"""The warning about rows that were passed over: blank in all columns of the register, with content under other headers.

It may be a record that nobody filled in.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

import numpy as np

from antidrug_kpi.files import Cell, NumberedColumn, Positions, UnreadableCell, group_runs, show_runs
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.cell_values import squeeze_cell
from antidrug_kpi.registers.cells.missing_marks import is_missing
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet
from antidrug_kpi.registers.vocabulary.footers import could_be_footer, is_blank_cell

# From so many equal cells on, a content is taken for one that was filled in beforehand: two may be equal by chance.
_FEWEST_ALIKE = 3
_RUNNING_NUMBER = re.compile(r"(?i:no\.?)?\d{1,4}[.、)號]?")


def report_passed_over(matched: MatchedSheet, blank: Positions) -> list[Issue]:
    """One warning that names the rows passed over; none where there is no such row.

    `blank` are the positions, from the row below the header, of the rows that are blank in all of the register's columns. Of them
    those are named that hold, under other headers, more than what offices fill in beforehand: a running number, or what most rows
    of the column hold.
    """
    sheet, header = matched.sheet, matched.header
    top = header.position + 1
    has_content = np.zeros(len(blank), dtype=bool)
    headers = []
    for index, text in header.unknown if len(blank) else ():
        column = sheet.columns[index][top:]
        column_of_blank_rows = column.take(blank)
        rows = column_of_blank_rows.mark_cells(_list_contents(column, column_of_blank_rows))
        if rows.any():
            has_content |= rows
            headers.append(text)
    if not headers:
        return []
    facts = {
        "count": f"{int(has_content.sum()):,}",
        "rows": show_runs(group_runs(sheet.numbers[top + row] for row in blank[has_content].tolist()), str),
        "columns": "」、「".join(headers),
    }
    return [report_issue(kinds.ROWS_PASSED_OVER, sheet.address(), register=matched.spec.id, facts=facts)]


def _list_contents(column: NumberedColumn, part: NumberedColumn) -> AbstractSet[Cell]:
    """The distinct cells of `part`, some rows of a column, that somebody wrote for a record: no fillers, and not what most rows
    of the whole column or of the part hold, which was filled in beforehand.
    """
    contents = {cell for cell in part.distinct if not is_filler(cell)}
    return contents - find_common(column) - find_common(part) if contents else set()


def is_filler(cell: Cell) -> bool:
    """Whether a cell says nothing of a record: blank, a missing mark, a running number, a footer's word, a formula's error."""
    if is_blank_cell(cell) or isinstance(cell, UnreadableCell) or could_be_footer(cell):
        return True
    text = squeeze_cell(cell)
    return is_missing(text) or _RUNNING_NUMBER.fullmatch(text) is not None


def find_common(column: NumberedColumn) -> set[Cell]:
    """The content, if any, that more than half of a column's filled cells hold, and at least three of them."""
    counts = column.count_cells()
    filled = np.array([not is_blank_cell(cell) for cell in column.distinct], dtype=bool)
    common = filled & (counts >= _FEWEST_ALIKE) & (counts * 2 > counts[filled].sum())
    return {column.distinct[place] for place in np.flatnonzero(common).tolist()}
