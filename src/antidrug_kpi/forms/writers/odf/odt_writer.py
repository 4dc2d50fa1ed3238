"""A form as an OpenDocument text, the government's standard format for documents that are edited."""

from __future__ import annotations

from collections.abc import Iterator

from odfdo import Document as OdfDocument

from antidrug_kpi.forms.document import Block, Contents, Document, PageBreak, Paragraph, Section, Table, make_plain_paragraph
from antidrug_kpi.forms.writers.document_headings import Heading, is_listed, list_headings
from antidrug_kpi.forms.writers.document_looks import choose_page, has_cover
from antidrug_kpi.forms.writers.odf.odf_elements import make_element, make_style
from antidrug_kpi.forms.writers.odf.odf_parts import COVER_SUFFIX, add_automatic_styles, open_odf, save_odf
from antidrug_kpi.forms.writers.odf.odf_settings import keep_rows_with_next
from antidrug_kpi.forms.writers.odf.odt_contents import make_contents
from antidrug_kpi.forms.writers.odf.odt_styles import STYLE_NAMES, Beginning, set_up_styles
from antidrug_kpi.forms.writers.odf.odt_table import make_table, make_table_styles
from antidrug_kpi.forms.writers.odf.odt_text import make_paragraph


def write_odt(document: Document) -> bytes:
    """The form's bytes; the same document gives the same bytes."""
    odf = open_odf("text", document.title)
    set_up_styles(odf)
    keep_rows_with_next(odf)
    headings = list_headings(document)
    waiting = iter(headings)
    for number, (block, section, beginning) in enumerate(_list_places(document), start=1):
        if isinstance(block, Paragraph):
            _write_paragraph(odf, block, f"P{number}", beginning, next(waiting) if is_listed(block) else None)
        elif isinstance(block, Contents):
            _write_paragraph(odf, make_plain_paragraph(block.title, "title"), f"P{number}", beginning)
            odf.body.append(make_contents(headings))
        elif isinstance(block, Table):
            page = choose_page(section)
            add_automatic_styles(odf, make_table_styles(block, page, f"T{number}", beginning))
            odf.body.append(make_table(block, page, f"T{number}"))
    return save_odf(odf)


def _list_places(document: Document) -> Iterator[tuple[Block, Section, Beginning]]:
    """Every block that is written, its section, and how it begins a page if it does."""
    for section in document.sections:
        orientation = "Landscape" if section.is_landscape else "Portrait"
        beginning = Beginning(f"{orientation}{COVER_SUFFIX}" if has_cover(section) else orientation)
        for block in section.blocks:
            if isinstance(block, PageBreak):
                beginning = beginning or Beginning(is_break=True)
            else:
                yield block, section, beginning
                beginning = Beginning()


def _write_paragraph(
    odf: OdfDocument, paragraph: Paragraph, name: str, beginning: Beginning, heading: Heading | None = None
) -> None:
    """Append the paragraph; one that begins a page has a style of its own for that, called `name`."""
    style = STYLE_NAMES[paragraph.style]
    if beginning:
        properties = make_element("style:paragraph-properties", beginning.properties)
        add_automatic_styles(odf, [make_style(name, "paragraph", properties, parent_style_name=style, **beginning.named)])
    odf.body.append(make_paragraph(paragraph, name if beginning else style, heading))
