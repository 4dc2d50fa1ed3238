"""The tables of a Word document: fixed widths, spans, header rows on every page, rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml.table import CT_Row, CT_Tc
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from antidrug_kpi.forms.document import Paragraph, Table
from antidrug_kpi.forms.writers.document_looks import CELL_GAP, CELL_PADDING, SHADE, Page, choose_size, share_widths
from antidrug_kpi.forms.writers.docx.docx_elements import make_element, make_shading
from antidrug_kpi.forms.writers.docx.docx_styles import ALIGNMENTS, STYLE_NAMES
from antidrug_kpi.forms.writers.docx.docx_text import write_runs
from antidrug_kpi.forms.writers.table_grid import GridPlace, keeps_next, place_cells
from antidrug_kpi.forms.writers.text_heights import stays_whole


def write_table(word: WordDocument, table: Table, page: Page) -> None:
    """Append the table."""
    widths = share_widths(table, page)
    size = choose_size(table, page)
    target = word.add_table(0, 0, style="Table Grid")
    target.autofit = False
    _set_padding(target)
    for width in widths:
        target.add_column(Pt(width))
    for number, (row, places) in enumerate(zip(table.rows, place_cells(table), strict=True)):
        line = target._tbl.add_tr()
        _mark_row(line, is_header=number < table.header_rows, stays_whole=stays_whole(table, row, places, page))
        for place in places:
            cell = _Cell(_add_cell(line, place, widths), target)
            if not place.is_continued:
                _fill_cell(cell, place, size, is_kept=keeps_next(table, row))


def _set_padding(target: WordTable) -> None:
    margins = make_element("w:tblCellMar")
    padding = {"w:top": CELL_GAP, "w:left": CELL_PADDING, "w:bottom": CELL_GAP, "w:right": CELL_PADDING}
    for side, room in padding.items():
        margins.append(make_element(side, {"w:w": str(round(room * 20)), "w:type": "dxa"}))
    # The schema wants it before the last child, the look.
    target._tbl.tblPr.insert(len(target._tbl.tblPr) - 1, margins)


def _mark_row(line: CT_Row, *, is_header: bool, stays_whole: bool) -> None:
    properties = line.get_or_add_trPr()
    for name, is_wanted in (("w:cantSplit", stays_whole), ("w:tblHeader", is_header)):
        if is_wanted:
            properties.append(make_element(name))


def _add_cell(line: CT_Row, place: GridPlace, widths: Sequence[float]) -> CT_Tc:
    """A cell of the right width and spans."""
    columns = place.cell.columns
    tc: CT_Tc = line.add_tc()
    tc.width = Pt(sum(widths[place.column : place.column + columns]))
    if columns > 1:
        tc.grid_span = columns
    if place.cell.rows > 1:
        tc.vMerge = "continue" if place.is_continued else "restart"
    if place.cell.is_shaded:
        tc.get_or_add_tcPr().append(make_shading(SHADE))
    return tc


def _fill_cell(cell: _Cell, place: GridPlace, size: float, *, is_kept: bool) -> None:
    if place.cell.is_shaded:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, line in enumerate(place.cell.lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _write_line(paragraph, line, size)
        paragraph.alignment = ALIGNMENTS[place.cell.align]
        paragraph.paragraph_format.keep_with_next = is_kept or None


def _write_line(paragraph: WordParagraph, line: Paragraph, size: float) -> None:
    """A line of a cell: body text in the table's size and close together, other styles as they are."""
    paragraph.style = STYLE_NAMES[line.style]
    is_body = line.style == "body"
    write_runs(paragraph, line.runs, size if is_body else None)
    if is_body:
        paragraph.paragraph_format.space_after = Pt(0)
