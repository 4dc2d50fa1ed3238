"""The tables of an OpenDocument text: widths, spans, header rows on every page, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from odfdo import Element

from antidrug_kpi.forms.document import Alignment, Paragraph, Table, TableCell
from antidrug_kpi.forms.writers.grid import Place, place_cells
from antidrug_kpi.forms.writers.looks import BORDER, CELL_GAP, CELL_PADDING, SHADE, Look, Page, choose_size, share_widths
from antidrug_kpi.forms.writers.odf import make_element, make_style, say_length
from antidrug_kpi.forms.writers.odt_styles import STYLE_NAMES, Beginning, make_paragraph_style
from antidrug_kpi.forms.writers.odt_text import make_paragraph

_ALIGNMENTS: tuple[Alignment, ...] = ("left", "center", "right")


def make_table(table: Table, name: str) -> Element:
    """The table; its styles are those that `make_table_styles` makes for the same name."""
    columns = [
        make_element("table:table-column", {"table:style-name": f"{name}.{number}"})
        for number, _ in enumerate(table.widths, start=1)
    ]
    rows = [_make_row(places, name) for places in place_cells(table)]
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
    for align in _ALIGNMENTS:
        yield make_paragraph_style(f"{name}.{align}", Look(choose_size(table, page), align=align))


def _make_cell_properties(attributes: Mapping[str, str] | None = None) -> Element:
    room = {
        "fo:border": f"{say_length(BORDER)} solid #000000",
        "fo:padding-left": say_length(CELL_PADDING),
        "fo:padding-right": say_length(CELL_PADDING),
        "fo:padding-top": say_length(CELL_GAP),
        "fo:padding-bottom": say_length(CELL_GAP),
    }
    return make_element("style:table-cell-properties", room | dict(attributes or {}))


def _make_row(places: tuple[Place, ...], name: str) -> Element:
    row = make_element("table:table-row", {"table:style-name": f"{name}.Row"})
    for place in places:
        covered = place.cell.columns
        if not place.is_continued:
            row.append(_make_cell(place.cell, name))
            covered -= 1
        for _ in range(covered):
            row.append(make_element("table:covered-table-cell"))
    return row


def _make_cell(cell: TableCell, name: str) -> Element:
    attributes = {"table:style-name": f"{name}.{'Shaded' if cell.is_shaded else 'Cell'}", "office:value-type": "string"}
    if cell.columns > 1 or cell.rows > 1:
        attributes |= {"table:number-columns-spanned": str(cell.columns), "table:number-rows-spanned": str(cell.rows)}
    return make_element("table:table-cell", attributes, *(_make_line(line, cell.align, name) for line in cell.lines))


def _make_line(line: Paragraph, align: Alignment, name: str) -> Element:
    return make_paragraph(line, f"{name}.{align}" if line.style == "body" else STYLE_NAMES[line.style])
