"""The summary as a workbook: the offices, all measures over all of them, and every measure in every office."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter

from antidrug_kpi.forms.figure_words import HIDDEN, say_publishing
from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.streamed_cells import GREY, Page, make_wrapped
from antidrug_kpi.forms.summary.batch_summary import BatchSummary, MeasureTogether
from antidrug_kpi.forms.summary.summary_sheets import append_notes, append_row, show_text, start_sheet
from antidrug_kpi.forms.summary.summary_tables import (
    MATRIX_HEADERS,
    MEASURE_HEADERS,
    OFFICE_HEADERS,
    TOGETHER_NOTE,
    OfficeCell,
    Value,
    list_cells,
    list_measure_rows,
    list_office_rows,
    say_counts,
    say_terms,
)
from antidrug_kpi.measures.results import Status
from antidrug_kpi.measures.rounding import show_value

OFFICES, TOGETHER, MATRIX = "各機關", "指標合計", "各機關數值"
_OFFICE_WIDTHS = (24, 10, 9, 10, *[10] * 6, 9, 80)
_MEASURE_WIDTHS = (9, 9, 44, 26, 14, 14, 11, 8, 11, 7, 8, 60)
_MATRIX_WIDTHS = (9, 9, 44, 8, 14)
_OFFICE_WIDTH = 15
_OFFICES_A_PAGE = 8
_DECIMALS = "0.00"
_TEXT = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)  # apart from a number before it
_MET, _MISSED = PatternFill("solid", fgColor="D9EFE1"), PatternFill("solid", fgColor="F9D7D3")
_FILLS = {Status.MET: _MET, Status.MISSED: _MISSED}
# The word stands behind the number, which stays one: it sorts and adds up, and says met or missed without the colour.
_WORDS = {Status.MET: ' "達成"', Status.MISSED: ' "未達成"'}


def write_summary_workbook(summary: BatchSummary) -> bytes:
    """The workbook's bytes; the same summary gives the same."""
    workbook = Workbook(write_only=True)
    _write_table(workbook, OFFICES, OFFICE_HEADERS, _OFFICE_WIDTHS, list_office_rows(summary), _list_notes(summary))
    _write_table(workbook, TOGETHER, MEASURE_HEADERS, _MEASURE_WIDTHS, list_measure_rows(summary), _list_sum_notes(summary))
    _write_matrix(workbook, summary)
    mark_output(workbook)
    workbook.properties.creator = ""
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue())


def _list_notes(summary: BatchSummary) -> Iterable[str]:
    yield say_counts(summary)
    if summary.terms is not None:
        yield f"多數機關：{say_terms(summary.plan, summary.terms)}"
    if summary.skipped:
        yield f"有清冊而不屬於任何機關，未計算：{'、'.join(summary.skipped)}"
    yield from say_publishing(summary.largest_hidden_count)


def _list_sum_notes(summary: BatchSummary) -> Sequence[str]:
    return TOGETHER_NOTE, *say_publishing(summary.largest_hidden_count)


def _write_table(
    workbook: Workbook,
    title: str,
    headers: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Value]],
    notes: Iterable[str],
) -> None:
    listed = list(rows)
    page = start_sheet(workbook, title, headers, widths, len(listed), named=1)
    for number, row in enumerate(listed, start=2):
        append_row(page, number, [_make_value(page, value) for value in row], widths)
    append_notes(page, notes)


def _write_matrix(workbook: Workbook, summary: BatchSummary) -> None:
    headers = (*MATRIX_HEADERS, *(office.name for office in summary.offices))
    widths = (*_MATRIX_WIDTHS, *[_OFFICE_WIDTH] * len(summary.offices))
    page = start_sheet(workbook, MATRIX, headers, widths, len(summary.together), named=len(MATRIX_HEADERS))
    # As many offices on a page as can be read, each page with the names of the measures.
    page.page_setup.fitToWidth = -(-len(summary.offices) // _OFFICES_A_PAGE)  # type: ignore[attr-defined]
    page.print_title_cols = f"A:{get_column_letter(len(MATRIX_HEADERS))}"
    for number, together in enumerate(summary.together, start=2):
        cells = [_make_office_cell(page, cell) for cell in list_cells(summary, together)]
        append_row(page, number, [*_make_measure_cells(page, together), *cells], widths)
    append_notes(page, _list_sum_notes(summary))


def _make_measure_cells(page: Page, together: MeasureTogether) -> list[Cell]:
    measure, value = together.measure, together.summed.value
    texts = [make_wrapped(page, text) for text in (together.indicator.label, measure.id, measure.title, measure.unit)]
    number = None if value is None else float(show_value(value))
    summed = _make_hidden(page) if together.summed.is_hidden else make_wrapped(page, number)
    summed.number_format, summed.fill = _DECIMALS, GREY
    return [*texts, summed]


def _make_office_cell(page: Page, cell: OfficeCell) -> Cell:
    """The value as a number whose format says met or missed; without a value the word of the status, behind the mark of one that
    is hidden.
    """
    text = f"{HIDDEN} {cell.word}" if cell.value == HIDDEN else cell.word
    has_number = cell.value is not None and cell.value != HIDDEN
    made = make_wrapped(page, float(cell.value) if cell.value is not None and has_number else text)
    if has_number:
        made.number_format = f"{_DECIMALS}{_WORDS.get(cell.status, '') if cell.status else ''}"
    if cell.status in _FILLS:
        made.fill = _FILLS[cell.status]
    made.alignment = Alignment(horizontal="right", vertical="top", wrap_text=not has_number)
    return made


def _make_value(page: Page, value: Value) -> Cell:
    if value == HIDDEN:
        return _make_hidden(page)
    if isinstance(value, str):
        made = make_wrapped(page, show_text(value))
        made.alignment = _TEXT
        return made
    made = make_wrapped(page, float(value) if isinstance(value, Decimal) else value)
    if isinstance(value, Decimal):
        made.number_format = _DECIMALS
    return made


def _make_hidden(page: Page) -> Cell:
    """The mark of a hidden number, on the side where numbers stand."""
    made = make_wrapped(page, HIDDEN)
    made.alignment = Alignment(horizontal="right", vertical="top")
    return made
