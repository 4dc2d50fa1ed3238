"""A form as a Word document."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from functools import cache

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.section import Section as WordSection
from docx.shared import Pt

from antidrug_kpi.files.own_outputs import OUTPUT_MARK
from antidrug_kpi.forms.document import Contents, Document, PageBreak, Paragraph, Section, TextRun
from antidrug_kpi.forms.output.freezing import freeze_archive
from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.writers.document_headings import Heading, is_listed, list_headings
from antidrug_kpi.forms.writers.document_looks import COUNTRY, LANGUAGE, choose_page, has_cover
from antidrug_kpi.forms.writers.docx.docx_blanks import number_controls
from antidrug_kpi.forms.writers.docx.docx_contents import name_bookmark, write_contents
from antidrug_kpi.forms.writers.docx.docx_settings import set_up_settings
from antidrug_kpi.forms.writers.docx.docx_styles import STYLE_NAMES, set_up_styles
from antidrug_kpi.forms.writers.docx.docx_table import write_table
from antidrug_kpi.forms.writers.docx.docx_text import add_bookmark, add_gap, write_field, write_runs

# Parts of the library's template that a form has no use for.
_UNUSED_PARTS = ("thumbnail", "customXml", "stylesWithEffects", "numbering")
_FOOTER_DISTANCE = 24.0


def write_docx(document: Document) -> bytes:
    """The form's bytes; the same document gives the same bytes."""
    word = docx.Document(io.BytesIO(_make_blank()))
    _set_properties(word, document.title)
    headings = list_headings(document)
    waiting = iter(headings)
    for number, section in enumerate(document.sections):
        target = word.sections[0] if number == 0 else _begin_section(word)
        _set_up_page(target, section, is_first=number == 0)
        _write_blocks(word, section, headings, waiting)
    number_controls(word)
    content = io.BytesIO()
    word.save(content)
    return freeze_archive(content.getvalue())


@cache
def _make_blank() -> bytes:
    """A form without content, with all that forms have in common."""
    word = docx.Document()
    _drop_unused_parts(word)
    set_up_styles(word)
    set_up_settings(word)
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def _drop_unused_parts(word: WordDocument) -> None:
    for source in (word.part.package, word.part):
        for key, relation in list(source.rels.items()):
            if any(name in relation.reltype for name in _UNUSED_PARTS):
                del source.rels[key]


def _set_properties(word: WordDocument, title: str) -> None:
    """A title and no names; the dates are the earliest that a zip knows, as in every form."""
    properties = word.core_properties
    properties.title = drop_controls(title)[:255]
    properties.subject = OUTPUT_MARK
    properties.author = properties.comments = ""
    properties.language = f"{LANGUAGE}-{COUNTRY}"
    properties.created = properties.modified = dt.datetime(1980, 1, 1)


def _begin_section(word: WordDocument) -> WordSection:
    """End the section before: its marks lie in its last paragraph, and no empty one is needed for them."""
    section: WordSection = word.add_section()
    *_, before, mark = word.paragraphs
    before._p.get_or_add_pPr().extend(mark._p.get_or_add_pPr())
    word.element.body.remove(mark._p)
    return section


def _set_up_page(target: WordSection, section: Section, *, is_first: bool) -> None:
    page = choose_page(section)
    target.orientation = WD_ORIENT.LANDSCAPE if section.is_landscape else WD_ORIENT.PORTRAIT
    target.page_width, target.page_height = Pt(page.width), Pt(page.height)
    target.left_margin = target.right_margin = Pt(page.side)
    target.top_margin, target.bottom_margin = Pt(page.top), Pt(page.bottom)
    target.footer_distance = target.header_distance = Pt(_FOOTER_DISTANCE)
    target.different_first_page_header_footer = has_cover(section)
    if is_first:
        paragraph = target.footer.paragraphs[0]
        for text, field in (("第 ", "PAGE"), (" 頁，共 ", "NUMPAGES"), (" 頁", "")):
            paragraph.add_run(text)
            if field:
                write_field(paragraph, field, "1")


def _write_blocks(word: WordDocument, section: Section, headings: Sequence[Heading], waiting: Iterator[Heading]) -> None:
    """Append the section's blocks; `waiting` gives the next listed heading."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            paragraph = word.add_paragraph(style=STYLE_NAMES[block.style])
            write_runs(paragraph._p, block.runs)
            if is_listed(block):
                heading = next(waiting)
                add_bookmark(paragraph, name_bookmark(heading), heading.number)
        elif isinstance(block, PageBreak):
            add_gap(word).paragraph_format.page_break_before = True
        elif isinstance(block, Contents):
            write_runs(word.add_paragraph(style=STYLE_NAMES["title"])._p, (TextRun(block.title),))
            write_contents(word, headings)
        else:
            write_table(word, block, choose_page(section))
            # A table needs a paragraph between it and the next one or the end.
            add_gap(word)
