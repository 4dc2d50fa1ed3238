"""The tables of an OpenDocument text: widths, spans, header rows on every page, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from odfdo import Element

from antidrug_kpi.forms.document import Alignment, Table, TableCell
from antidrug_kpi.forms.writers.document_looks import BORDER, CELL_GAP, CELL_PADDING, SHADE, Look, Page, choose_size, share_widths
from antidrug_kpi.forms.writers.odf.odf_elements import make_element, make_style, say_length
from antidrug_kpi.forms.writers.odf.odf_parts import make_paragraph_properties, make_text_properties
from antidrug_kpi.forms.writers.odf.odt_styles import STYLE_NAMES, Beginning, make_paragraph_style
from antidrug_kpi.forms.writers.odf.odt_text import make_paragraph
from antidrug_kpi.forms.writers.table_grid import GridPlace, keeps_next, place_cells
from antidrug_kpi.forms.writers.text_heights import stays_whole

_ALIGNMENTS: tuple[Alignment, ...] = ("left", "center", "right")


def make_table(table: Table, page: Page, name: str) -> Element:
    """The table; its styles are those that `make_table_styles` makes for the same name."""
    columns = [
        make_element("table:table-column", {"table:style-name": f"{name}.{number}"})
        for number, _ in enumerate(table.widths, start=1)
    ]
    rows = [
        _make_row(places, name, is_kept=keeps_next(table, row), stays_whole=stays_whole(table, row, places, page))
        for row, places in zip(table.rows, place_cells(table), strict=True)
    ]
    heads = [make_element("table:table-header-rows", None, *rows[: table.header_rows])] if table.header_rows else []
    attributes = {"table:name": name, "table:style-name": name}
    return make_element("table:table", attributes, *columns, *heads, *rows[table.header_rows :])


def make_table_styles(table: Table, page: Page, name: str, beginning: Beginning) -> Iterator[Element]:
    """The styles of a table's parts; `beginning` says whether it begins a page."""
    properties = {
        "style:width": say_length(page.room),
        "table:align": "margins",
        "table:border-model": "collapsing",
        **beginning.properties,
    }
    yield make_style(name, "table", make_element("style:table-properties", properties), **beginning.named)
    for number, width in enumerate(share_widths(table, page), start=1):
        column = make_element("style:table-column-properties", {"style:column-width": say_length(width)})
        yield make_style(f"{name}.{number}", "table-column", column)
    yield make_style(f"{name}.Row", "table-row", make_element("style:table-row-properties", {"fo:keep-together": "always"}))
    yield make_style(f"{name}.Cell", "table-cell", _make_cell_properties())
    shaded = _make_cell_properties({"fo:background-color": f"#{SHADE}", "style:vertical-align": "middle"})
    yield make_style(f"{name}.Shaded", "table-cell", shaded)
    size = choose_size(table, page)
    for align in _ALIGNMENTS:
        look = Look(size, align=align)
        yield make_paragraph_style(f"{name}.{align}", look)
        # A group's heading stands on the page of the group's first row.
        kept = make_paragraph_properties(look)
        kept.set_attribute("fo:keep-with-next", "always")
        yield make_style(f"{name}.{align}.Banner", "paragraph", kept, make_text_properties(size))


def _make_cell_properties(attributes: Mapping[str, str] | None = None) -> Element:
    room = {
        "fo:border": f"{say_length(BORDER)} solid #000000",
        "fo:padding-left": say_length(CELL_PADDING),
        "fo:padding-right": say_length(CELL_PADDING),
        "fo:padding-top": say_length(CELL_GAP),
        "fo:padding-bottom": say_length(CELL_GAP),
    }
    return make_element("style:table-cell-properties", room | dict(attributes or {}))


def _make_row(places: tuple[GridPlace, ...], name: str, *, is_kept: bool, stays_whole: bool) -> Element:
    row = make_element("table:table-row", {"table:style-name": f"{name}.Row"} if stays_whole else None)
    for place in places:
        covered = place.cell.columns
        if not place.is_continued:
            row.append(_make_cell(place.cell, name, f"{name}.{place.cell.align}{'.Banner' if is_kept else ''}"))
            covered -= 1
        for _ in range(covered):
            row.append(make_element("table:covered-table-cell"))
    return row


def _make_cell(cell: TableCell, name: str, body_style: str) -> Element:
    """A cell; lines of body text have the table's size, others their own."""
    attributes = {"table:style-name": f"{name}.{'Shaded' if cell.is_shaded else 'Cell'}", "office:value-type": "string"}
    if cell.columns > 1 or cell.rows > 1:
        attributes |= {"table:number-columns-spanned": str(cell.columns), "table:number-rows-spanned": str(cell.rows)}
    lines = (make_paragraph(line, body_style if line.style == "body" else STYLE_NAMES[line.style]) for line in cell.lines)
    return make_element("table:table-cell", attributes, *lines)
