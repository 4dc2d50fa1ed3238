"""A form as an OpenDocument spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from odfdo import Document as OdfDocument
from odfdo import Element, Paragraph

from antidrug_kpi.forms.document import Alignment, Document
from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.writers.document_looks import (
    BLANK_SHADE,
    BORDER,
    CELL_PADDING,
    LANDSCAPE,
    LOOKS,
    PORTRAIT,
    SHADE,
    Look,
    Page,
)
from antidrug_kpi.forms.writers.odf.odf_elements import get_holder, make_element, make_style, say_length
from antidrug_kpi.forms.writers.odf.odf_parts import (
    COVER_SUFFIX,
    add_automatic_styles,
    add_styles,
    make_master,
    make_page_layout,
    make_page_number,
    make_paragraph_properties,
    make_text_properties,
    open_odf,
    save_odf,
)
from antidrug_kpi.forms.writers.odf.odf_settings import freeze_headers
from antidrug_kpi.forms.writers.odf.ods_blanks import BlankTest, find_blank_test, name_blank
from antidrug_kpi.forms.writers.sheets.document_sheets import lay_out
from antidrug_kpi.forms.writers.sheets.sheet_cells import SheetCell, WrittenSheet, find_stranded

_MASTERS: Mapping[bool, tuple[str, Page]] = {False: ("Portrait", PORTRAIT), True: ("Landscape", LANDSCAPE)}
CellLook = tuple[float, bool, Alignment, bool, bool, BlankTest | None, bool, bool, int | None]


def write_ods(document: Document) -> bytes:
    """The form's bytes; the same document gives the same bytes."""
    odf = open_odf("spreadsheet", document.title)
    sheets = lay_out(document)
    add_styles(odf, _make_styles(sheets))
    _set_up_pages(odf)
    targets = {number: f"#'{sheet.name}'.A{row + 1}" for sheet in sheets for number, row in sheet.headings.items()}
    looks = {look: f"C{number}" for number, look in enumerate(_list_looks(sheets), start=1)}
    add_automatic_styles(odf, _make_number_styles(looks))
    add_automatic_styles(odf, (_make_cell_style(name, look) for look, name in looks.items()))
    for number, sheet in enumerate(sheets, start=1):
        name = f"S{number}"
        add_automatic_styles(odf, _make_sheet_styles(sheet, name))
        odf.body.append(_make_sheet(sheet, name, looks, targets))
    freeze_headers(odf, {sheet.name: sheet.header.stop for sheet in sheets if sheet.header})
    return save_odf(odf)


def _set_up_pages(odf: OdfDocument) -> None:
    layouts = get_holder(odf.styles, "office:automatic-styles")
    masters = get_holder(odf.styles, "office:master-styles")
    look = Look(10, align="center")
    layouts.append(make_style("Footer", "paragraph", make_paragraph_properties(look), make_text_properties(look.size)))
    for name, page in _MASTERS.values():
        # As wide as a page, as long as it takes.
        scaling = {"style:scale-to-X": "1", "style:table-centering": "horizontal", "style:first-page-number": "continue"}
        layouts.append(make_page_layout(name, page, scaling))
        line = {"text:style-name": "Footer"}
        masters.append(make_master(name, name, make_page_number(line)))
        masters.append(make_master(f"{name}{COVER_SUFFIX}", name, make_element("text:p", line)))


def _make_styles(sheets: Iterable[WrittenSheet]) -> Iterator[Element]:
    """The style of all cells, and those of blanks: one for each font, since a style that a condition gives has its own."""
    yield make_style("Default", "table-cell", make_text_properties(LOOKS["body"].size))
    for size, is_bold in dict.fromkeys((cell.size, cell.is_bold) for sheet in sheets for cell in sheet.cells if cell.blanks):
        shade = make_element("style:table-cell-properties", {"fo:background-color": f"#{BLANK_SHADE}"})
        text = make_text_properties(size, is_bold=is_bold)
        yield make_style(name_blank(size, is_bold=is_bold), "table-cell", shade, text, parent_style_name="Default")


def _look_at(cell: SheetCell, sheet: WrittenSheet) -> CellLook:
    look = cell.size, cell.is_bold, cell.align, cell.is_boxed, cell.is_shaded, find_blank_test(cell, sheet)
    return *look, cell.is_continued, cell.continues, cell.decimals


def _list_looks(sheets: Iterable[WrittenSheet]) -> list[CellLook]:
    """Each look once, in the order in which they are met."""
    return list(dict.fromkeys(_look_at(cell, sheet) for sheet in sheets for cell in sheet.cells))


def _make_cell_style(name: str, look: CellLook) -> Element:
    size, is_bold, align, is_boxed, is_shaded, blank, is_continued, continues, decimals = look
    attributes = {
        "fo:wrap-option": "wrap",
        "style:text-align-source": "fix",
        "style:vertical-align": "top" if is_boxed and not is_shaded else "middle",
    }
    if is_boxed:
        attributes |= {"fo:border": f"{say_length(BORDER)} solid #000000", "fo:padding": say_length(CELL_PADDING / 2)}
    for side, is_open in (("top", is_continued), ("bottom", continues)):
        if is_open:
            attributes[f"fo:border-{side}"] = "none"
    if is_shaded:
        attributes["fo:background-color"] = f"#{SHADE}"
    return make_style(
        name,
        "table-cell",
        make_element("style:table-cell-properties", attributes),
        make_paragraph_properties(Look(size, align=align)),
        make_text_properties(size, is_bold=is_bold),
        *([blank.make_map(name_blank(size, is_bold=is_bold))] if blank is not None else []),
        parent_style_name="Default",
        **({} if decimals is None else {"data_style_name": _name_numbers(decimals)}),
    )


def _make_number_styles(looks: Iterable[CellLook]) -> Iterator[Element]:
    """How numbers are shown: with the decimals that they have."""
    for decimals in sorted({look[-1] for look in looks if look[-1] is not None}):
        shown = {"number:decimal-places": str(decimals), "number:min-integer-digits": "1"}
        number = make_element("number:number", {**shown, "number:min-decimal-places": str(decimals)})
        yield make_element("number:number-style", {"style:name": _name_numbers(decimals)}, number)


def _name_numbers(decimals: int) -> str:
    return f"N{decimals}"


def _make_sheet_styles(sheet: WrittenSheet, name: str) -> Iterator[Element]:
    master = _MASTERS[sheet.is_landscape][0] + (COVER_SUFFIX if sheet.has_cover else "")
    yield make_style(name, "table", make_element("style:table-properties", {"table:display": "true"}), master_page_name=master)
    for number, width in enumerate(sheet.widths, start=1):
        column = make_element("style:table-column-properties", {"style:column-width": say_length(width)})
        yield make_style(f"{name}.C{number}", "table-column", column)
    breaks = {*sheet.breaks, *find_stranded(sheet)}
    for row, height in enumerate(sheet.heights):
        # Not the optimal height: that is the screen's, and on paper the last line would be cut.
        attributes = {"style:row-height": say_length(height), "style:use-optimal-row-height": "false"}
        if row in breaks:
            attributes["fo:break-before"] = "page"
        yield make_style(f"{name}.R{row}", "table-row", make_element("style:table-row-properties", attributes))


def _make_sheet(sheet: WrittenSheet, name: str, looks: Mapping[CellLook, str], targets: Mapping[int, str]) -> Element:
    table = make_element("table:table", {"table:name": sheet.name, "table:style-name": name})
    for number in range(1, len(sheet.widths) + 1):
        table.append(make_element("table:table-column", {"table:style-name": f"{name}.C{number}"}))
    rows = [make_element("table:table-row", {"table:style-name": f"{name}.R{row}"}) for row in range(len(sheet.heights))]
    starts = {(cell.row, cell.column): cell for cell in sheet.cells}
    for index, row in enumerate(rows):
        for column in range(len(sheet.widths)):
            cell = starts.get((index, column))
            row.append(
                make_element("table:covered-table-cell")
                if cell is None
                else _make_cell(cell, looks[_look_at(cell, sheet)], targets)
            )
    head = sheet.header or range(0)
    for row in rows[: head.start]:
        table.append(row)
    if head:
        table.append(make_element("table:table-header-rows", None, *rows[head.start : head.stop]))
    for row in rows[head.stop :]:
        table.append(row)
    return table


def _make_cell(cell: SheetCell, style: str, targets: Mapping[int, str]) -> Element:
    """The cell with a paragraph per line; its type says that it is text, whatever it begins with."""
    attributes = {"table:style-name": style, "office:value-type": "string"}
    if cell.decimals is not None:
        attributes |= {"office:value-type": "float", "office:value": cell.text}
    if cell.columns > 1 or cell.rows > 1:
        attributes |= {"table:number-columns-spanned": str(cell.columns), "table:number-rows-spanned": str(cell.rows)}
    link = None if cell.target is None else {"xlink:type": "simple", "xlink:href": targets[cell.target]}
    lines = (_make_line(line, link) for line in cell.text.split("\n"))
    return make_element("table:table-cell", attributes, *lines)


def _make_line(text: str, link: Mapping[str, str] | None) -> Element:
    if link is not None:
        return make_element("text:p", None, make_element("text:a", link, text))
    paragraph = Paragraph()
    paragraph.append_plain_text(drop_controls(text))
    return paragraph
