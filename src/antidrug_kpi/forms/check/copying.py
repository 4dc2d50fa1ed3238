"""A copy of the registers as they were read, cell by cell where it stood, with what is wrong marked in colour and in a comment.

Every row and column keeps its number, so that whoever reads an address finds the cell here as in the office's own file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.comments import Comment

from antidrug_kpi.files import Cell, Sheet, ShownNumber
from antidrug_kpi.forms.safety import drop_controls, set_text
from antidrug_kpi.forms.streamed import BOLD, GREY, RED, YELLOW, Page, make_cell, make_plain, start_page
from antidrug_kpi.forms.widths import measure_text
from antidrug_kpi.issues import OTHER_COLUMN, Issue, Level
from antidrug_kpi.registers.footers import is_blank_cell
from antidrug_kpi.registers.register import Source
from antidrug_kpi.registers.values import show_cell

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet of .xlsx; a delimited file may have more
# Of one kind in one column. Each comment is a drawing, and a spreadsheet takes minutes to open a sheet with tens of thousands.
MOST_COMMENTS = 100
FILLS = {Level.FILE: RED, Level.FAULT: RED, Level.QUESTION: YELLOW, Level.WARNING: YELLOW}
_WEIGHTS = list(Level)
_AUTHOR = "antidrug-kpi"
_ROWS_MEASURED, _NARROWEST, _WIDEST = 200, 8, 40
_LARGEST_EXACT = 10**15  # a spreadsheet keeps no more digits of a number


# Row number → what is wrong in that row, of one sheet.
Marks = dict[int, list[Issue]]


def locate(issue: Issue, source: Source) -> tuple[int, int]:
    """Row and column of an issue in its sheet; the header for one about the whole sheet, the first column for one about a row."""
    row = source.header if issue.address.row is None else issue.address.row
    column = source.columns.get(issue.address.column or "")
    return row, min(source.columns.values()) if column is None else column


def _list_places(issue: Issue, source: Source) -> list[int]:
    """The column of an issue in its sheet, and that of the other cell of a pair."""
    other = source.columns.get(dict(issue.facts).get(OTHER_COLUMN, ""))
    return [locate(issue, source)[1], *([] if other is None else [other])]


def mark_rows(issues: Sequence[Issue]) -> Marks:
    """The rows of a sheet with faulty or odd cells. A remark, and a warning about the sheet as a whole, colour no cell."""
    marks: Marks = {}
    for issue in issues:
        if issue.level in FILLS and issue.address.row is not None:
            marks.setdefault(issue.address.row, []).append(issue)
    return marks


def copy_sheet(workbook: Workbook, title: str, sheet: Sheet, source: Source, marks: Marks) -> list[str]:
    """Add the sheet to a write-only workbook; what could not be copied or commented, in words."""
    page: Page = workbook.create_sheet(title)
    start_page(page, _measure_columns(sheet), source.header if source.header < MOST_ROWS else None)
    painter = _Painter(page, source)
    written = 0
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        if number > MOST_ROWS:
            break
        for _ in range(written + 1, number):
            page.append(())
        whole = [*[None] * sheet.columns_left_out, *row][:MOST_COLUMNS]
        make = _make_header if number == source.header else _simplify
        cells = [make(page, content) for content in whole]
        page.append(painter.paint(cells, whole, marks.get(number, ())))
        written = number
    return list(_tell_limits(sheet, painter))


def _make_header(page: Page, content: Cell) -> object:
    if is_blank_cell(content):
        return _simplify(page, content)
    cell = _make_cell(page, content)
    cell.font, cell.fill = BOLD, GREY
    return cell


class _Painter:
    """Colours the cells of a sheet that are faulty or odd, and counts them; the first of a kind in a column get a comment."""

    def __init__(self, page: Page, source: Source) -> None:
        self.painted, self.commented = 0, 0
        self._page, self._source = page, source
        self._comments: Counter[tuple[str, int]] = Counter()
        # A row is written as soon as it is appended, so one cell serves for all of a colour in a column: looks cost more than
        # all the rest of a cell.
        self._cells: dict[tuple[int, Level], BookCell] = {}

    def paint(self, cells: list[object], row: Sequence[Cell], issues: Sequence[Issue]) -> list[object]:
        """The cells of a row, those that an issue is about in its colour."""
        marks: dict[int, list[Issue]] = {}
        for issue in issues:
            for column in _list_places(issue, self._source):
                marks.setdefault(column, []).append(issue)
        for column, mark in marks.items():
            if column <= len(row):
                cells[column - 1] = self._paint_cell(row[column - 1], column, mark)
        return cells

    def _paint_cell(self, content: Cell, column: int, mark: Sequence[Issue]) -> BookCell:
        self.painted += 1
        level = min((issue.level for issue in mark), key=_WEIGHTS.index)
        kinds = [(issue.code, column) for issue in mark]
        self._comments.update(kinds)
        if min(self._comments[kind] for kind in kinds) <= MOST_COMMENTS:
            self.commented += 1
            cell = _make_cell(self._page, content)
            cell.fill, cell.comment = FILLS[level], _make_comment(mark)
            return cell
        if (column, level) not in self._cells:
            self._cells[column, level] = make_cell(self._page, None)
            self._cells[column, level].fill = FILLS[level]
        cell = self._cells[column, level]
        shown = _show(content)
        set_text(cell, None if shown == "" else shown)
        return cell


def _simplify(page: Page, content: Cell) -> object:
    """What openpyxl writes as it stands, and a cell of its own for what it would take for something else."""
    if content is None or isinstance(content, str):
        return make_plain(page, content or "")
    return content if _is_plain_number(content) else _make_cell(page, content)


def _is_plain_number(content: Cell) -> TypeGuard[int | float]:
    """Whether a cell is a number that a spreadsheet shows and keeps as it is; a shown one, a date or a flag is none."""
    if isinstance(content, bool | ShownNumber) or not isinstance(content, int | float):
        return False
    return abs(content) < _LARGEST_EXACT


def _make_cell(page: Page, content: Cell) -> BookCell:
    return make_cell(page, _show(content))


def _show(content: Cell) -> str | int | float:
    """What the office's own cell shows; a text, so that nothing runs and no zero or date is changed."""
    return content if _is_plain_number(content) else show_cell(content)


def _make_comment(issues: Sequence[Issue]) -> Comment:
    """The sentences in full: the cell beside shows the same value."""
    sentences = [f"［{issue.level.value}］{drop_controls(issue.tell(show_ids=True))}" for issue in issues]
    lines = sum(1 + measure_text(sentence) // 44 for sentence in sentences)
    return Comment("\n".join(sentences), _AUTHOR, height=24 + 18 * lines, width=340)


def _measure_columns(sheet: Sheet) -> list[int]:
    """The width of each column in characters, by the first rows."""
    widths = [_NARROWEST] * (sheet.columns_left_out + max(map(len, sheet.rows[:1]), default=0))
    for row in sheet.rows[:_ROWS_MEASURED]:
        for column, content in enumerate(row, start=sheet.columns_left_out):
            widths[column] = max(widths[column], min(_WIDEST, measure_text(show_cell(content)) + 2))
    return widths[:MOST_COLUMNS]


def _tell_limits(sheet: Sheet, painter: _Painter) -> Iterator[str]:
    if painter.painted > painter.commented:
        most = f"同一欄的同類訊息只有前 {MOST_COMMENTS:,} 格加註解"
        yield f"有誤或警告的儲存格共 {painter.painted:,} 格，{most}；其餘只標顏色，說明見「檢核訊息」"
    last = sheet.numbers[-1] if sheet.numbers else 0
    if last > MOST_ROWS:
        yield f"第 {MOST_ROWS + 1:,} 列起超過活頁簿的上限，未複製"
    if sheet.rows and len(sheet.rows[0]) + sheet.columns_left_out > MOST_COLUMNS:
        yield f"第 {MOST_COLUMNS + 1:,} 欄起超過活頁簿的上限，未複製"
