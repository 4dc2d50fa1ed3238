"""A copy of the registers as they were read, cell by cell where it stood, with what is wrong marked in colour and in a comment.

Every row and column keeps its number, so that whoever reads an address finds the cell here as in the office's own file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.comments import Comment

from antidrug_kpi.files import Cell, Sheet, ShownNumber
from antidrug_kpi.forms.safety import drop_controls
from antidrug_kpi.forms.streamed import BOLD, GREY, RED, YELLOW, Page, make_cell, start_page
from antidrug_kpi.forms.widths import measure_text
from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.registers.footers import is_blank_cell
from antidrug_kpi.registers.register import Source
from antidrug_kpi.registers.values import show_cell

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet of .xlsx; a delimited file may have more
# Each comment is a drawing, and a spreadsheet takes minutes to open a sheet with tens of thousands of them.
MOST_COMMENTS = 1_000
FILLS = {Level.FILE: RED, Level.FAULT: RED, Level.WARNING: YELLOW}
_WEIGHTS = list(Level)
_AUTHOR = "antidrug-kpi"
_ROWS_MEASURED, _NARROWEST, _WIDEST = 200, 8, 40
_LARGEST_EXACT = 10**15  # a spreadsheet keeps no more digits of a number


# Row number → column number → what is wrong with that cell, of one sheet.
Marks = dict[int, dict[int, list[Issue]]]


def locate(issue: Issue, source: Source) -> tuple[int, int]:
    """Row and column of an issue in its sheet; the header for one about the whole sheet, the first column for one about a row."""
    row = source.header if issue.address.row is None else issue.address.row
    column = source.columns.get(issue.address.column or "")
    return row, min(source.columns.values()) if column is None else column


def mark_cells(issues: Sequence[Issue], source: Source) -> Marks:
    """The cells of a sheet that are faulty or odd. A remark, and a warning about the sheet as a whole, colour no cell."""
    marks: Marks = {}
    for issue in issues:
        if issue.level in FILLS and issue.address.row is not None:
            row, column = locate(issue, source)
            marks.setdefault(row, {}).setdefault(column, []).append(issue)
    return marks


def copy_sheet(workbook: Workbook, title: str, sheet: Sheet, source: Source, marks: Marks) -> list[str]:
    """Add the sheet to a write-only workbook; what could not be copied or commented, in words."""
    page: Page = workbook.create_sheet(title)
    start_page(page, _measure_columns(sheet), source.header if source.header < MOST_ROWS else None)
    commented = 0
    written = 0
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        if number > MOST_ROWS:
            break
        for _ in range(written + 1, number):
            page.append(())
        own = marks.get(number, {})
        with_comment = min(len(own), MOST_COMMENTS - commented)
        whole = [*[None] * sheet.columns_left_out, *row]
        page.append(tuple(_copy_row(page, whole, own, with_comment, number == source.header)))
        commented += with_comment
        written = number
    return list(_tell_limits(sheet, marks, commented))


def _copy_row(
    page: Page, row: Sequence[Cell], marks: Mapping[int, Sequence[Issue]], most_comments: int, is_header: bool
) -> Iterator[object]:
    if not marks and not is_header:
        yield from (_simplify(page, cell) for cell in row[:MOST_COLUMNS])
        return
    for column, content in enumerate(row[:MOST_COLUMNS], start=1):
        mark = marks.get(column)
        is_head = is_header and not is_blank_cell(content)
        if mark is None and not is_head:
            yield _simplify(page, content)
            continue
        cell = _make_cell(page, content)
        if is_head:
            cell.font, cell.fill = BOLD, GREY
        if mark is not None:
            cell.fill = FILLS[min((issue.level for issue in mark), key=_WEIGHTS.index)]
            if most_comments > 0:
                cell.comment = _make_comment(mark)
                most_comments -= 1
        yield cell


def _simplify(page: Page, content: Cell) -> object:
    """What openpyxl writes as it stands, and a cell of its own for what it would take for something else."""
    if content is None or content == "":
        return None
    if isinstance(content, str) and content[0] != "=" and content not in ERROR_CODES:
        return drop_controls(content)
    return content if _is_plain_number(content) else _make_cell(page, content)


def _is_plain_number(content: Cell) -> TypeGuard[int | float]:
    """Whether a cell is a number that a spreadsheet shows and keeps as it is; a shown one, a date or a flag is none."""
    if isinstance(content, bool | ShownNumber) or not isinstance(content, int | float):
        return False
    return abs(content) < _LARGEST_EXACT


def _make_cell(page: Page, content: Cell) -> BookCell:
    """A cell that shows what the office's own shows; a text, so that nothing runs and no zero or date is changed."""
    return make_cell(page, content if _is_plain_number(content) else show_cell(content))


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


def _tell_limits(sheet: Sheet, marks: Marks, commented: int) -> Iterator[str]:
    count = sum(len(own) for own in marks.values())
    if count > commented:
        yield f"有誤或警告的儲存格共 {count:,} 格，只有前 {commented:,} 格加註解；其餘只標顏色，說明見「檢核訊息」"
    last = sheet.numbers[-1] if sheet.numbers else 0
    if last > MOST_ROWS:
        yield f"第 {MOST_ROWS + 1:,} 列起超過活頁簿的上限，未複製"
    if sheet.rows and len(sheet.rows[0]) + sheet.columns_left_out > MOST_COLUMNS:
        yield f"第 {MOST_COLUMNS + 1:,} 欄起超過活頁簿的上限，未複製"
