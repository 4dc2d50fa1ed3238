"""Sheets of a batch's workbooks: one table each, with headers that stay in sight and rows as high as their texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from antidrug_kpi.forms.spreadsheet_safety import drop_controls, escape_unseen
from antidrug_kpi.forms.streamed_cells import Page, make_cell, make_head, start_page
from antidrug_kpi.forms.text_widths import count_lines

_HEAD = Alignment(vertical="center", horizontal="center", wrap_text=True)
_SIZE, _LINE_HEIGHT = 11, 16


def start_sheet(workbook: Workbook, title: str, headers: Sequence[str], widths: Sequence[int], rows: int, *, named: int) -> Page:
    """A sheet with its headers; the first `named` columns, which name a row, stay in sight."""
    page: Page = workbook.create_sheet(title)
    page.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{rows + 1}"  # type: ignore[attr-defined]
    start_page(page, widths, header=1)
    page.freeze_panes = f"{get_column_letter(named + 1)}2"
    cells = [make_head(page, show_text(header)) for header in headers]
    for cell in cells:
        cell.alignment = _HEAD
    append_row(page, 1, cells, widths)
    return page


def append_row(page: Page, number: int, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    """Write a row as high as its longest text needs: not every program finds that out by itself."""
    lines = max(count_lines([str(cell.value or "")], width, _SIZE) for cell, width in zip(cells, widths, strict=True))
    page.row_dimensions[number].height = lines * _LINE_HEIGHT + 3  # type: ignore[attr-defined]
    page.append(cells)


def append_notes(page: Page, notes: Iterable[str]) -> None:
    """Write sentences below the table."""
    page.append([])
    for note in notes:
        page.append([make_cell(page, show_text(note))])


def show_text(text: str) -> str:
    """The text without what a workbook may not hold, and with what nobody would see escaped."""
    return escape_unseen(drop_controls(text))
