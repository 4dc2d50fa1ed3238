"""A copy of the registers as they were read, cell by cell where it stood, with what is wrong marked in colour and in a comment.

Every row and column keeps its number, so that whoever reads an address finds the cell here as in the office's own file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment

from antidrug_kpi.files import Sheet
from antidrug_kpi.forms.check.copied_rows import MOST_COLUMNS, MOST_ROWS, count_columns, mark_up_sheet
from antidrug_kpi.forms.plain_rows import join_rows
from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.streamed_cells import BOLD, GREY, RED, YELLOW, Page, comment_cell, find_style, start_page
from antidrug_kpi.forms.text_widths import measure_text
from antidrug_kpi.issues import OTHER_COLUMN, Issue, Level
from antidrug_kpi.registers.cells.cell_values import show_cell
from antidrug_kpi.registers.register import Source

# Of one kind in one column. Each comment is a drawing, and a spreadsheet takes minutes to open a sheet with tens of thousands.
MOST_COMMENTS = 100
FILLS = {Level.FILE: RED, Level.FAULT: RED, Level.QUESTION: YELLOW, Level.WARNING: YELLOW}
_WEIGHTS = list(Level)
_AUTHOR = "antidrug-kpi"
_ROWS_MEASURED, _NARROWEST, _WIDEST = 200, 8, 40


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


@dataclass(frozen=True)
class SheetCopy:
    """A sheet whose rows are still to be written: its page without them, their markup, and what could not be copied or
    commented, in words.
    """

    page: Page
    rows: Iterator[bytes]
    limits: tuple[str, ...]


def copy_sheet(workbook: Workbook, title: str, sheet: Sheet, source: Source, marks: Marks) -> SheetCopy:
    """Add the sheet to a write-only workbook, its rows apart: of a large register they are millions of cells."""
    page: Page = workbook.create_sheet(title)
    start_page(page, _measure_columns(sheet), source.header if source.header < MOST_ROWS else None)
    painter = _Painter(page, source, columns=min(MOST_COLUMNS, count_columns(sheet)))
    for number in sheet.numbers:
        if number in marks and number <= MOST_ROWS:
            painter.paint(number, marks[number])
    rows = mark_up_sheet(sheet, source.header, find_style(page, BOLD, GREY), painter.styles)
    return SheetCopy(page, join_rows(rows), tuple(_tell_limits(sheet, painter)))


class _Painter:
    """Colours the cells of a sheet that are faulty or odd, and counts them; the first of a kind in a column get a comment."""

    def __init__(self, page: Page, source: Source, columns: int) -> None:
        self.painted, self.commented = 0, 0
        self.styles: dict[int, dict[int, int]] = {}
        self._page, self._source, self._columns = page, source, columns
        self._comments: Counter[tuple[str, int]] = Counter()
        self._fills = {level: find_style(page, fill=fill) for level, fill in FILLS.items()}

    def paint(self, row: int, issues: Sequence[Issue]) -> None:
        """Give the cells of a row that an issue is about its colour."""
        marks: dict[int, list[Issue]] = {}
        for issue in issues:
            for column in _list_places(issue, self._source):
                marks.setdefault(column, []).append(issue)
        own = {column: mark for column, mark in marks.items() if column <= self._columns}
        commented = [column for column, mark in own.items() if self._is_commented(column, mark)]
        for column in sorted(commented):
            comment_cell(self._page, row, column, _make_comment(own[column]))
        levels = {column: min((issue.level for issue in mark), key=_WEIGHTS.index) for column, mark in own.items()}
        self.styles[row] = {column - 1: self._fills[level] for column, level in levels.items()}
        self.painted += len(own)
        self.commented += len(commented)

    def _is_commented(self, column: int, mark: Sequence[Issue]) -> bool:
        kinds = [(issue.code, column) for issue in mark]
        self._comments.update(kinds)
        return min(self._comments[kind] for kind in kinds) <= MOST_COMMENTS


def _make_comment(issues: Sequence[Issue]) -> Comment:
    """The sentences in full: the cell beside shows the same value."""
    sentences = [f"［{issue.level.value}］{drop_controls(issue.tell(show_ids=True))}" for issue in issues]
    lines = sum(1 + measure_text(sentence) // 44 for sentence in sentences)
    return Comment("\n".join(sentences), _AUTHOR, height=24 + 18 * lines, width=340)


def _measure_columns(sheet: Sheet) -> list[int]:
    """The width of each column in characters, by the first rows."""
    widths = [_NARROWEST] * count_columns(sheet)
    for index, column in enumerate(sheet.columns if sheet.height else (), start=sheet.columns_left_out):
        longest = max(measure_text(show_cell(cell)) for cell in column[:_ROWS_MEASURED].distinct)
        widths[index] = max(_NARROWEST, min(_WIDEST, longest + 2))
    return widths[:MOST_COLUMNS]


def _tell_limits(sheet: Sheet, painter: _Painter) -> Iterator[str]:
    if painter.painted > painter.commented:
        most = f"同一欄的同類訊息只有前 {MOST_COMMENTS:,} 格加註解"
        yield f"有誤或警告的儲存格共 {painter.painted:,} 格，{most}；其餘只標顏色，說明見「檢核訊息」"
    last = sheet.numbers[-1] if sheet.numbers else 0
    if last > MOST_ROWS:
        yield f"第 {MOST_ROWS + 1:,} 列起超過活頁簿的上限，未複製"
    if count_columns(sheet) > MOST_COLUMNS:
        yield f"第 {MOST_COLUMNS + 1:,} 欄起超過活頁簿的上限，未複製"
