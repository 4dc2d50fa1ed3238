"""A form as an Excel workbook that prints like the paper: A4, repeated headers, wrapped cells."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from antidrug_kpi.forms.document import Document
from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.spreadsheet_safety import drop_controls, set_text
from antidrug_kpi.forms.text_widths import POINTS_PER_UNIT
from antidrug_kpi.forms.writers.document_looks import BLANK_SHADE, FONT, SHADE
from antidrug_kpi.forms.writers.sheets.document_sheets import lay_out
from antidrug_kpi.forms.writers.sheets.sheet_cells import SheetCell, WrittenSheet

_THIN, _OPEN = Side(style="thin", color="000000"), Side()
# A look that a condition gives has its colour behind the pattern.
_BLANK = PatternFill("solid", bgColor=BLANK_SHADE)


def write_xlsx(document: Document) -> bytes:
    """The workbook's bytes; the same document gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = drop_controls(document.title)
    workbook.properties.creator = ""
    mark_output(workbook)
    sheets = lay_out(document)
    targets = {number: f"'{sheet.name}'!A{row + 1}" for sheet in sheets for number, row in sheet.headings.items()}
    for sheet in sheets:
        _write_sheet(workbook.create_sheet(sheet.name), sheet, targets)
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue())


def _write_sheet(target: Worksheet, sheet: WrittenSheet, targets: Mapping[int, str]) -> None:
    for index, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(index)].width = width / POINTS_PER_UNIT
    for row, height in enumerate(sheet.heights, start=1):
        target.row_dimensions[row].height = height
    for cell in sheet.cells:
        _write_cell(target, cell, targets)
    for row in sheet.breaks:
        target.row_breaks.append(Break(id=row))
    if sheet.header:
        target.print_title_rows = f"{sheet.header.start + 1}:{sheet.header.stop}"
        target.freeze_panes = f"A{sheet.header.stop + 1}"
    set_up_print(target, is_landscape=sheet.is_landscape, is_numbered=not sheet.has_cover)


def _write_cell(target: Worksheet, cell: SheetCell, targets: Mapping[int, str]) -> None:
    """The text with its look; the borders of merged cells belong to each of them."""
    row, column = cell.row + 1, cell.column + 1
    last_row, last_column = row + cell.rows - 1, column + cell.columns - 1
    if cell.is_boxed:
        top, bottom = _OPEN if cell.is_continued else _THIN, _OPEN if cell.continues else _THIN
        border = Border(left=_THIN, right=_THIN, top=top, bottom=bottom)
        for line in target.iter_rows(row, last_row, column, last_column):
            for part in line:
                part.border = border
    written = target.cell(row, column)
    if cell.decimals is None:
        set_text(written, cell.text)
    else:
        written.value = float(cell.text) if cell.decimals else int(cell.text)
        written.number_format = f"0.{'0' * cell.decimals}" if cell.decimals else "0"
    written.font = Font(name=FONT, size=cell.size, bold=cell.is_bold)
    is_top = cell.is_boxed and not cell.is_shaded
    written.alignment = Alignment(horizontal=cell.align, vertical="top" if is_top else "center", wrap_text=True)
    if cell.is_shaded:
        written.fill = PatternFill("solid", fgColor=SHADE)
    if cell.has_blank:
        _shade_while_blank(target, written.coordinate, cell.blanks)
    if cell.target is not None:
        written.hyperlink = Hyperlink(ref=written.coordinate, location=targets[cell.target])
    if (last_row, last_column) != (row, column):
        target.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)


def _shade_while_blank(target: Worksheet, place: str, blanks: Sequence[str]) -> None:
    """Shade a cell as long as one of its blanks stands in it: what is filled looks like the rest."""
    quoted = (blank.replace('"', '""') for blank in blanks)
    tests = ",".join(f'ISNUMBER(FIND("{blank}",{place}))' for blank in quoted)
    rule = Rule("expression", formula=[f"OR({tests})"], dxf=DifferentialStyle(fill=_BLANK))
    target.conditional_formatting.add(place, rule)


def set_up_print(target: Worksheet, *, is_landscape: bool, is_numbered: bool = True) -> None:
    """A4, as wide as the page, numbered at the foot unless it is a cover."""
    target.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    target.page_setup.orientation = "landscape" if is_landscape else "portrait"
    target.page_setup.fitToWidth = 1
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    target.print_options.horizontalCentered = True
    target.page_margins.left = target.page_margins.right = 0.5
    target.page_margins.top, target.page_margins.bottom, target.page_margins.footer = 0.6, 0.8, 0.4
    footer = target.oddFooter
    if is_numbered and footer is not None and footer.center is not None:
        footer.center.text = "第 &P 頁，共 &N 頁"
