"""Gaps as a workbook to hand out: an overview, and a sheet for each measure with its work list and room for who takes it on."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from antidrug_kpi.audit.gaps.office_gaps import OfficeGaps
from antidrug_kpi.audit.gaps.work_lists.gaps_summary import SUMMARY_HEADERS, list_summary, say_days, say_summary
from antidrug_kpi.audit.gaps.work_lists.shown_work import HEADERS, ShownWork
from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.spreadsheet_safety import set_text
from antidrug_kpi.forms.text_widths import count_lines

TO_FILL = ("負責人", "辦理情形")
_OVERVIEW_WIDTHS = (10, 46, 10, 12, 8, 10, 14, 10, 10, 10, 9, 10)
_WIDTHS = (13, 16, 54, 56, 8, 26, 22, 8, 12, 24)
_FONT, _FONT_SIZE, _LINE = "Calibri", 11.0, 16.0
_HEAD = PatternFill("solid", fgColor="DDE6EF")
_FILL_IN = PatternFill("solid", fgColor="FFF8DC")
_THIN = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRED, _AT_TOP = Alignment(horizontal="center", vertical="center", wrap_text=True), Alignment(vertical="top", wrap_text=True)
_PLAIN = Font(name=_FONT, size=_FONT_SIZE)
_NUMBERS = {"步驟數", "列", "尚差", "最佳分子", "最佳分母", "等待期滿", "可補辦", "無可挽回"}


def write_gaps_workbook(gaps: OfficeGaps, shown: ShownWork) -> bytes:
    """The workbook's bytes."""
    workbook = Workbook()
    _write_overview(workbook, gaps)
    for measure in gaps.measures:
        sheet = workbook.create_sheet(measure.result.id)
        rows = [(*shown.list_row(entry), *("",) * len(TO_FILL)) for entry in measure.entries]
        sheet.auto_filter.ref = f"A2:{get_column_letter(len(_WIDTHS))}{len(rows) + 2}"
        line = f"{measure.result.id} {measure.result.title}：{say_summary(measure)}"
        _write_table(sheet, line, (*HEADERS, *TO_FILL), rows, _WIDTHS)
    mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue())


def _write_overview(workbook: Workbook, gaps: OfficeGaps) -> None:
    sheet = workbook.worksheets[0]
    sheet.title = "總覽"
    rows = [list_summary(measure) for measure in gaps.measures]
    _write_table(sheet, say_days(gaps.today, gaps.end), SUMMARY_HEADERS, rows, _OVERVIEW_WIDTHS)


def _write_table(
    sheet: Worksheet, line: str, headers: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """A line of text, the frozen header, and the rows, as high as their texts."""
    set_text(sheet.cell(1, 1), line)
    sheet.cell(1, 1).font = Font(name=_FONT, bold=True, size=_FONT_SIZE)
    for column, header in enumerate(headers, start=1):
        cell = sheet.cell(2, column)
        set_text(cell, header)
        cell.font, cell.fill, cell.border, cell.alignment = Font(name=_FONT, bold=True, size=_FONT_SIZE), _HEAD, _BOX, _CENTRED
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    for number, row in enumerate(rows, start=3):
        _write_row(sheet, number, row, headers)
        lines = max(count_lines([text], width, _FONT_SIZE) for text, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = _LINE * lines
    _set_up_page(sheet)


def _write_row(sheet: Worksheet, number: int, row: Sequence[str], headers: Sequence[str]) -> None:
    for column, (text, header) in enumerate(zip(row, headers, strict=True), start=1):
        cell = sheet.cell(number, column)
        set_text(cell, int(text) if header in _NUMBERS and text else text or None)
        cell.font, cell.border, cell.alignment = _PLAIN, _BOX, _AT_TOP
        if header in TO_FILL:
            cell.fill = _FILL_IN


def _set_up_page(sheet: Worksheet) -> None:
    """The header stays in view and on every page, which is as wide as the table."""
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
