"""The template as an .xlsx workbook: 填表說明, then a sheet per register with nothing but its header in it, or last time's rows.

Formats and checks belong to whole columns, so that no row below those holds a cell: a reader finds no record there.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from antidrug_kpi.forms.output.freezing import freeze_archive
from antidrug_kpi.forms.spreadsheet_safety import set_text
from antidrug_kpi.forms.template.last_rows import mark_up_last_rows
from antidrug_kpi.forms.template.template_cells import choose_format, explain_column, make_check, needs_range
from antidrug_kpi.forms.template.template_guide import LINE_SPACING, WIDTHS, write_guide
from antidrug_kpi.forms.template.template_sheets import Template, TemplateColumn, TemplateSheet
from antidrug_kpi.forms.text_widths import count_lines
from antidrug_kpi.forms.writers.document_looks import BLANK_SHADE, FONT, SHADE
from antidrug_kpi.forms.writers.sheets.xlsx_writer import set_up_print
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.registers.finding.headers import EXPLANATION, NO_RECORDS

# As many rows as a spreadsheet has: formats and checks of a column hold for all of them.
LAST_ROW = 1_048_576
HEADER_ROW = 2
AUTHOR = "antidrug-kpi"
SIZE = 12
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_REQUIRED = PatternFill("solid", fgColor=BLANK_SHADE)
_OPTIONAL = PatternFill("solid", fgColor=SHADE)
_NOTE_WIDTH, _NOTE_LINE = 340, 19  # pixels; a unit of a column's width has seven of them


def write_template(template: Template) -> bytes:
    """The workbook's bytes; the same template gives the same bytes."""
    workbook = Workbook()
    workbook.properties.creator = AUTHOR
    guide = workbook.worksheets[0]
    guide.title = EXPLANATION
    write_guide(guide, template)
    lists = _Lists(guide)
    sheets = [(workbook.create_sheet(part.name), part) for part in template.sheets]
    for sheet, part in sheets:
        _write_sheet(sheet, part, lists)
    content = io.BytesIO()
    workbook.save(content)
    # Only now has each sheet its place in the archive.
    rows = {
        sheet.path: mark_up_last_rows(part, _list_looks(sheet, part), HEADER_ROW + 1) for sheet, part in sheets if part.rows.count
    }
    return freeze_archive(content.getvalue(), rows)


def _list_looks(sheet: Worksheet, part: TemplateSheet) -> list[int]:
    """The number of each column's look: a cell below the header has it too, or what is typed over it would be guessed at."""
    return [sheet.column_dimensions[get_column_letter(index)].style_id for index in range(1, len(part.columns) + 1)]


class _Lists:
    """Choices too long for a check, in columns of 填表說明 beside what is printed; equal ones stand there once."""

    def __init__(self, guide: Worksheet) -> None:
        self.guide = guide
        self.places: dict[tuple[str, ...], str] = {}
        guide.print_area = f"A1:{get_column_letter(len(WIDTHS))}{guide.max_row}"

    def place(self, choices: Sequence[str]) -> str:
        """The range that holds the choices, as a check names it."""
        key = tuple(choices)
        if key not in self.places:
            letter = get_column_letter(len(WIDTHS) + 2 + len(self.places))
            for row, choice in enumerate(("下拉選單用", *key), start=1):
                cell = self.guide[f"{letter}{row}"]
                set_text(cell, choice)
                cell.number_format = "@"
            self.places[key] = f"{quote_sheetname(self.guide.title)}!${letter}$2:${letter}${len(key) + 1}"
        return self.places[key]


def _write_sheet(sheet: Worksheet, part: TemplateSheet, lists: _Lists) -> None:
    _write_no_records(sheet)
    for index, column in enumerate(part.columns, start=1):
        letter = get_column_letter(index)
        _write_header(sheet, index, column)
        dimension = sheet.column_dimensions[letter]
        dimension.width = _choose_width(column)
        dimension.number_format = choose_format(column)
        dimension.font = Font(name=FONT, size=SIZE)
        check = make_check(column, lists.place(column.choices) if needs_range(column) else None)
        if check is not None:
            check.add(f"{letter}{HEADER_ROW + 1}:{letter}{LAST_ROW}")
            sheet.add_data_validation(check)
    lines = max(count_lines([column.spec.name], _choose_width(column), SIZE) for column in part.columns)
    sheet.row_dimensions[HEADER_ROW].height = lines * SIZE * LINE_SPACING + 8
    last = get_column_letter(len(part.columns))
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{LAST_ROW}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    set_up_print(sheet, is_landscape=True)


def _write_no_records(sheet: Worksheet) -> None:
    """Above the header the cell in which an office says that it has nothing to record: an untouched sheet does not say so."""
    label, answer = sheet.cell(1, 1), sheet.cell(1, 2)
    set_text(label, NO_RECORDS)
    label.font = Font(name=FONT, size=SIZE)
    label.alignment = Alignment(horizontal="right", vertical="center")
    answer.number_format = "@"
    answer.font = Font(name=FONT, size=SIZE)
    answer.border = _BORDER
    answer.alignment = Alignment(horizontal="center", vertical="center")
    words = "這份清冊在統計期間內沒有任何一筆時填 是；有資料，或還沒有填報時留空。"
    check = DataValidation(
        type="list",
        formula1='"是"',
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=NO_RECORDS,
        error=words,
        showInputMessage=True,
        promptTitle=NO_RECORDS,
        prompt=words,
    )
    check.add(answer.coordinate)
    sheet.add_data_validation(check)


def _choose_width(column: TemplateColumn) -> int:
    """Characters: room for what is typed; a longer header takes a second line."""
    return 24 if column.spec.type in {ColumnType.TEXT, ColumnType.NAME} else 15


def _write_header(sheet: Worksheet, index: int, column: TemplateColumn) -> None:
    cell = sheet.cell(HEADER_ROW, index)
    set_text(cell, column.spec.name)
    cell.number_format = "@"
    cell.font = Font(name=FONT, size=SIZE, bold=column.spec.required)
    cell.fill = _REQUIRED if column.spec.required else _OPTIONAL
    cell.border = _BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    lines = list(explain_column(column))
    height = count_lines(lines, _NOTE_WIDTH / 7, 10) * _NOTE_LINE + 10
    cell.comment = Comment("\n".join(lines), AUTHOR, height=height, width=_NOTE_WIDTH)
