"""The indicator table as an .xlsx workbook that prints like the form: A4 landscape, repeated header, wrapped cells."""

from __future__ import annotations

import io
from collections.abc import Sequence
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from antidrug_kpi.forms.safety import set_text
from antidrug_kpi.forms.saving import freeze_archive, mark_output
from antidrug_kpi.forms.table import IndicatorTable, TableRow

FONT = "標楷體"
LINE_HEIGHT = 17.0
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor="E7E6E6")


def write_table(table: IndicatorTable) -> bytes:
    """The workbook's bytes; the same table gives the same bytes."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "衡量指標達成情形"
    row = _write_title(sheet, table)
    _write_line(sheet, row, [column.text for column in table.columns], is_head=True)
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = f"A{row + 1}"
    for line in table.rows:
        row += 1
        _write_row(sheet, row, line, [column.width for column in table.columns])
    _write_footer(sheet, row + 1, table)
    for index, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    _set_up_print(sheet)
    mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue())


def _write_title(sheet: Worksheet, table: IndicatorTable) -> int:
    """Title lines and the section's heading, each over the table's whole width; returns the row of the header."""
    last = len(table.columns)
    for row, text in enumerate((*table.title, table.heading), start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        cell = sheet.cell(row, 1)
        set_text(cell, text)
        is_heading = row > len(table.title)
        cell.font = Font(name=FONT, size=14 if is_heading else 16, bold=True)
        cell.alignment = Alignment(horizontal="left" if is_heading else "center", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = 24.0
    return len(table.title) + 2


def _write_line(sheet: Worksheet, row: int, texts: Sequence[str], *, is_head: bool = False) -> None:
    for index, text in enumerate(texts, start=1):
        cell = sheet.cell(row, index)
        set_text(cell, text)
        cell.font = Font(name=FONT, size=12, bold=is_head)
        cell.alignment = Alignment(
            horizontal="center" if is_head else "left", vertical="center" if is_head else "top", wrap_text=True
        )
        cell.border = _BORDER
        if is_head:
            cell.fill = _SHADE


def _write_row(sheet: Worksheet, row: int, line: TableRow, widths: Sequence[int]) -> None:
    if line.is_group:
        _write_line(sheet, row, [line.cells[0][0], *[""] * (len(widths) - 1)])
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
        sheet.cell(row, 1).font = Font(name=FONT, size=12, bold=True)
        sheet.row_dimensions[row].height = LINE_HEIGHT + 4
        return
    _write_line(sheet, row, ["\n".join(lines) for lines in line.cells])
    lines = max(count_lines(cell, width) for cell, width in zip(line.cells, widths, strict=True))
    # A row cannot be higher than 409 points in a spreadsheet.
    sheet.row_dimensions[row].height = min(409.0, lines * LINE_HEIGHT + 4)


def count_lines(texts: Sequence[str], width: int) -> int:
    """How many lines the texts take in a cell of `width` characters; a Chinese character takes two (at 12 points a little
    more).
    """
    room = max(1.0, width / 1.12)
    return sum(max(1, -int(-measure_text(text) // room)) for text in texts)


def measure_text(text: str) -> int:
    """The width of a text in characters, wide ones counted twice."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _write_footer(sheet: Worksheet, row: int, table: IndicatorTable) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(table.columns))
    set_text(sheet.cell(row, 1), table.footer)
    sheet.cell(row, 1).font = Font(name=FONT, size=10)


def _set_up_print(sheet: Worksheet) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "第 &P 頁，共 &N 頁"
