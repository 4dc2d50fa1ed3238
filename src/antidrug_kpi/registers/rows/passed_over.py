"""Rows that are no records, since all of the register's columns are blank, and hold something in other columns nevertheless."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

import numpy as np

from antidrug_kpi.files import Cell, NumberedColumn, Positions, UnreadableCell, join_numbers, show_runs
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.cell_values import squeeze_cell
from antidrug_kpi.registers.cells.squeezing import is_missing
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet
from antidrug_kpi.registers.vocabulary.footers import could_be_footer, is_blank_cell

# Two cells that are alike say nothing yet; of three and more a common content was filled in beforehand.
_FEWEST_ALIKE = 3
_RUNNING_NUMBER = re.compile(r"(?i:no\.?)?\d{1,4}[.、)號]?")


def report_passed_over(matched: MatchedSheet, blank: Positions) -> list[Issue]:
    """A warning that names the rows, of those `blank` in all of the register's columns (positions below the header), that hold
    under other headers more than what offices fill in beforehand: a running number, or what most rows of a column hold.
    """
    sheet, header = matched.sheet, matched.header
    top = header.position + 1
    telling = np.zeros(len(blank), dtype=bool)
    columns = []
    for index, text in header.unknown if len(blank) else ():
        column = sheet.columns[index][top:]
        own = column.take(blank)
        rows = own.mark_cells(_list_telling(column, own))
        if rows.any():
            telling |= rows
            columns.append(text)
    if not columns:
        return []
    facts = {
        "count": f"{int(telling.sum()):,}",
        "rows": show_runs(join_numbers(sheet.numbers[top + row] for row in blank[telling].tolist()), str),
        "columns": "」、「".join(columns),
    }
    return [report_issue(kinds.ROWS_PASSED_OVER, sheet.address(), register=matched.spec.id, facts=facts)]


def _list_telling(column: NumberedColumn, cells: NumberedColumn) -> AbstractSet[Cell]:
    """The contents among some cells of a column that nobody fills in beforehand."""
    contents = {cell for cell in cells.distinct if not is_idle(cell)}
    return contents - find_common(column) - find_common(cells) if contents else set()


def is_idle(cell: Cell) -> bool:
    """Whether a cell holds nothing, a running number, a note, or the error of a formula that found nothing."""
    if is_blank_cell(cell) or isinstance(cell, UnreadableCell) or could_be_footer(cell):
        return True
    text = squeeze_cell(cell)
    return is_missing(text) or _RUNNING_NUMBER.fullmatch(text) is not None


def find_common(column: NumberedColumn) -> set[Cell]:
    """What more than half of the filled cells hold."""
    counts = column.count_cells()
    filled = np.array([not is_blank_cell(cell) for cell in column.distinct], dtype=bool)
    common = filled & (counts >= _FEWEST_ALIKE) & (counts * 2 > counts[filled].sum())
    return {column.distinct[place] for place in np.flatnonzero(common).tolist()}
