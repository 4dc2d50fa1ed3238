"""Rows that are no records, since all of the register's columns are blank, and hold something in other columns nevertheless."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from antidrug_kpi.files import Cell, UnreadableCell, join_numbers, show_runs
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.footers import could_be_footer, is_blank_cell
from antidrug_kpi.registers.matching import Matched
from antidrug_kpi.registers.values import squeeze_cell
from antidrug_kpi.registers.words import is_missing

# Two cells that are alike say nothing yet; of three and more a common content was filled in beforehand.
_FEWEST_ALIKE = 3
_RUNNING_NUMBER = re.compile(r"(?i:no\.?)?\d{1,4}[.、)號]?")


def report_passed_over(matched: Matched, blank: Sequence[int]) -> list[Issue]:
    """A warning that names the rows, of those `blank` in all of the register's columns (positions below the header), that hold
    under other headers more than what offices fill in beforehand: a running number, or what most rows of a column hold.
    """
    sheet, header = matched.sheet, matched.header
    rows: set[int] = set()
    columns = []
    for index, text in header.unknown if blank else ():
        cells = [row[index] for row in sheet.rows[header.position + 1 :]]
        telling = _list_telling(cells, [cells[row] for row in blank])
        if telling:
            rows.update(row for row in blank if cells[row] in telling)
            columns.append(text)
    if not rows:
        return []
    numbers = sheet.numbers[header.position + 1 :]
    facts = {
        "count": f"{len(rows):,}",
        "rows": show_runs(join_numbers(numbers[row] for row in sorted(rows)), str),
        "columns": "」、「".join(columns),
    }
    return [report_issue(kinds.ROWS_PASSED_OVER, sheet.address(), register=matched.spec.id, facts=facts)]


def _list_telling(column: Sequence[Cell], cells: Sequence[Cell]) -> set[Cell]:
    """The contents among some cells of a column that nobody fills in beforehand."""
    contents = {cell for cell in set(cells) if not is_idle(cell)}
    return contents - find_common(column) - find_common(cells) if contents else set()


def is_idle(cell: Cell) -> bool:
    """Whether a cell holds nothing, a running number, a note, or the error of a formula that found nothing."""
    if is_blank_cell(cell) or isinstance(cell, UnreadableCell) or could_be_footer(cell):
        return True
    text = squeeze_cell(cell)
    return is_missing(text) or _RUNNING_NUMBER.fullmatch(text) is not None


def find_common(cells: Sequence[Cell]) -> set[Cell]:
    """What more than half of the filled cells hold."""
    counts = Counter(cell for cell in cells if not is_blank_cell(cell))
    filled = counts.total()
    return {cell for cell, count in counts.items() if count >= _FEWEST_ALIKE and count * 2 > filled}
