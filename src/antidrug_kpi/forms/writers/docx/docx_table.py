"""The tables of a Word document: fixed widths, spans, header rows on every page, rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.table import CT_Row, CT_Tc
from docx.shared import Pt
from docx.table import Table as WordTable

from antidrug_kpi.forms.document import Table
from antidrug_kpi.forms.writers.document_looks import CELL_GAP, CELL_PADDING, SHADE, Page, choose_size, share_widths
from antidrug_kpi.forms.writers.docx.docx_elements import add_element, make_element, make_shading
from antidrug_kpi.forms.writers.docx.docx_styles import StyleIds, find_style_ids
from antidrug_kpi.forms.writers.docx.docx_text import write_runs
from antidrug_kpi.forms.writers.table_grid import GridPlace, keeps_next, place_cells
from antidrug_kpi.forms.writers.text_heights import stays_whole


def write_table(word: WordDocument, table: Table, page: Page) -> None:
    """Append the table."""
    widths = share_widths(table, page)
    size = choose_size(table, page)
    styles = find_style_ids(word)
    target = word.add_table(0, 0, style="Table Grid")
    target.autofit = False
    _set_padding(target)
    for width in widths:
        target.add_column(Pt(width))
    for number, (row, places) in enumerate(zip(table.rows, place_cells(table), strict=True)):
        line = target._tbl.add_tr()
        _mark_row(line, is_header=number < table.header_rows, stays_whole=stays_whole(table, row, places, page))
        for place in places:
            _fill_cell(_add_cell(line, place, widths), place, styles, size, is_kept=keeps_next(table, row))


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
    cell: CT_Tc = add_element(line, "w:tc")
    properties = add_element(cell, "w:tcPr")
    width = Pt(sum(widths[place.column : place.column + columns])).twips
    add_element(properties, "w:tcW", {"w:type": "dxa", "w:w": str(width)})
    if columns > 1:
        add_element(properties, "w:gridSpan", {"w:val": str(columns)})
    if place.cell.rows > 1:
        add_element(properties, "w:vMerge", {} if place.is_continued else {"w:val": "restart"})
    if place.cell.is_shaded:
        properties.append(make_shading(SHADE))
        if not place.is_continued:
            add_element(properties, "w:vAlign", {"w:val": "center"})
    return cell


def _fill_cell(cell: CT_Tc, place: GridPlace, styles: StyleIds, size: float, *, is_kept: bool) -> None:
    """Append the cell's lines, or an empty paragraph, without which it is no cell."""
    lines = () if place.is_continued else place.cell.lines
    for line in lines:
        is_body = line.style == "body"
        paragraph = add_element(cell, "w:p")
        look = add_element(paragraph, "w:pPr")
        style = styles[line.style]
        if style is not None:
            add_element(look, "w:pStyle", {"w:val": style})
        if is_kept:
            add_element(look, "w:keepNext")
        if is_body:  # close together, other styles as they are
            add_element(look, "w:spacing", {"w:after": "0"})
        add_element(look, "w:jc", {"w:val": place.cell.align})
        write_runs(paragraph, line.runs, size if is_body else None)
    if not lines:
        empty = add_element(cell, "w:p")
        if is_kept:  # office suites look at the row's first cell, which may go on from above
            add_element(add_element(empty, "w:pPr"), "w:keepNext")
