"""Notes on hidden sheets, rows and columns: they are read all the same, and people count only what they see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from antidrug_kpi.files import kinds
from antidrug_kpi.files.cells.cell_types import Cell
from antidrug_kpi.files.cells.sheet import Sheet, name_column
from antidrug_kpi.issues import Issue, report_issue

_MOST_SHOWN = 5


def report_hidden(sheet: Sheet) -> list[Issue]:
    """A note for a hidden sheet, one for its hidden rows and one for its hidden columns; only filled ones count.

    To be called for sheets that are registers: of others it does not matter what they hide.
    """
    issues = [report_issue(kinds.SHEET_HIDDEN, sheet.address())] if sheet.is_hidden else []
    rows = group_runs(_list_filled_rows(sheet))
    if rows:
        shown = show_runs(rows, str)
        issues.append(report_issue(kinds.ROWS_HIDDEN, sheet.address(), facts={"count": _count(rows), "rows": shown}))
    columns = group_runs(_list_filled_columns(sheet))
    if columns:
        shown = show_runs(columns, lambda number: name_column(number - 1))
        issues.append(report_issue(kinds.COLUMNS_HIDDEN, sheet.address(), facts={"count": _count(columns), "columns": shown}))
    return issues


def group_runs(numbers: Iterable[int]) -> tuple[range, ...]:
    """Ascending numbers as runs of consecutive ones: 3, 4, 5, 9 are range(3, 6) and range(9, 10)."""
    runs: list[range] = []
    for number in numbers:
        if runs and number == runs[-1].stop:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number, number + 1))
    return tuple(runs)


def _list_filled_rows(sheet: Sheet) -> list[int]:
    """The numbers of the filled hidden rows. In a workbook the rows are numbered without a gap, so that a number gives the
    position.
    """
    if not sheet.numbers:
        return []
    first, last = sheet.numbers[0], sheet.numbers[-1]
    hidden = _list_numbers(sheet.hidden_rows, first, last)
    if not hidden:
        return []
    filled = np.zeros(sheet.height, dtype=bool)
    for column in sheet.columns:
        filled |= column.mark(_is_filled)
    return [number for number in hidden if filled[number - first]]


def _list_filled_columns(sheet: Sheet) -> list[int]:
    first = sheet.columns_left_out + 1
    last = sheet.columns_left_out + sheet.width
    hidden = _list_numbers(sheet.hidden_columns, first, last)
    return [number for number in hidden if any(map(_is_filled, sheet.columns[number - first].distinct))]


def _list_numbers(runs: Sequence[range], first: int, last: int) -> list[int]:
    """The numbers of the runs from `first` to `last`, each once and ascending; a file may state runs of any length."""
    numbers: list[int] = []
    for run in sorted(runs, key=lambda span: span.start):
        numbers += range(max(run.start, first), min(run.stop, last + 1))
        first = max(first, run.stop)
    return numbers


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _count(runs: Sequence[range]) -> str:
    return f"{sum(map(len, runs)):,}"


def show_runs(runs: Sequence[range], show: Callable[[int], str]) -> str:
    """The first runs in the words of a message, 3–5、9, with … where there are more."""
    shown = [show(run[0]) if len(run) == 1 else f"{show(run[0])}–{show(run[-1])}" for run in runs[:_MOST_SHOWN]]
    return "、".join(shown) + ("…" if len(runs) > _MOST_SHOWN else "")
