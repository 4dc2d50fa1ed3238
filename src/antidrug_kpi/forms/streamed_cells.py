"""Cells of write-only worksheets, whose rows are written as they come, so that a large register never stands in memory twice."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink

from antidrug_kpi.forms.spreadsheet_safety import set_text
from antidrug_kpi.forms.writers.sheets.xlsx_writer import set_up_print

Page = WriteOnlyWorksheet
RED, YELLOW, GREY = (PatternFill("solid", fgColor=colour) for colour in ("FF9999", "FFEB84", "E7E6E6"))
BOLD = Font(bold=True)
_LINK = Font(color="0563C1", underline="single")
_WRAP = Alignment(vertical="top", wrap_text=True)


def make_cell(page: Page, value: str | float | None) -> Cell:
    """A cell of a number or of a text that stays a text."""
    cell: Cell = WriteOnlyCell(page)
    set_text(cell, None if value == "" else value)
    return cell


def find_style(page: Page, font: Font | None = None, fill: PatternFill | None = None) -> int:
    """The number by which the markup of the page's workbook calls a look."""
    cell: Cell = WriteOnlyCell(page)
    if font is not None:
        cell.font = font
    if fill is not None:
        cell.fill = fill
    return int(cell.style_id)


def comment_cell(page: Page, row: int, column: int, comment: Comment) -> None:
    """Give a comment to a cell that is written as markup."""
    cell: Cell = WriteOnlyCell(page)
    cell.row, cell.column, cell.comment = row, column, comment
    # As openpyxl does with each cell that it writes itself; its writer begins with no comments.
    page._get_writer()  # type: ignore[attr-defined]
    page._comments.append(CommentRecord.from_cell(cell))  # type: ignore[attr-defined]


def make_wrapped(page: Page, value: str | float | None) -> Cell:
    """A cell whose text takes as many lines as it needs."""
    cell = make_cell(page, value)
    cell.alignment = _WRAP
    return cell


def make_head(page: Page, value: str | float | None) -> Cell:
    """A cell of a table's header."""
    cell = make_cell(page, value)
    cell.font, cell.fill = BOLD, GREY
    return cell


def link_cell(cell: Cell, title: str, row: int, column: int) -> None:
    """Make a cell a link to a place in a sheet of the same workbook."""
    location = f"{quote_sheetname(title)}!{get_column_letter(column)}{row}"
    cell.hyperlink = Hyperlink(ref="", location=location)
    cell.font = _LINK


def start_page(page: Page, widths: Sequence[int], header: int | None = None) -> None:
    """Set what must be known before the first row: the widths of the columns in characters, the row that stays in sight, and
    how it prints.
    """
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width  # type: ignore[attr-defined]
    if header is not None:
        page.freeze_panes = f"A{header + 1}"
        page.print_title_rows = f"{header}:{header}"
    set_up_print(page, is_landscape=True)  # type: ignore[arg-type]
