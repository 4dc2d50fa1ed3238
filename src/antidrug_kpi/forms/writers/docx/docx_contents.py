"""The contents of a Word document: a real field, holding its entries already, whose page numbers Word fills in."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.writers.document_headings import LISTED_LEVELS, Heading
from antidrug_kpi.forms.writers.docx.docx_elements import make_element
from antidrug_kpi.forms.writers.docx.docx_text import add_gap, begin_field, end_field, write_field


def name_bookmark(heading: Heading) -> str:
    """The bookmark of a heading; Word keeps names that begin so for contents."""
    return f"_Toc{heading.number:08d}"


def write_contents(word: WordDocument, headings: Sequence[Heading]) -> None:
    """Append the field with an entry per heading, and have Word offer to fill in the page numbers when it opens the file.

    The field ends in a paragraph of its own, which stays when Word writes the entries anew.
    """
    entries = [word.add_paragraph(style=f"toc {heading.level}") for heading in headings]
    last = add_gap(word)
    begin_field([*entries, last][0], f'TOC \\o "1-{LISTED_LEVELS}" \\h \\z \\u')
    for entry, heading in zip(entries, headings, strict=True):
        _write_entry(entry, heading)
    end_field(last)
    if word.settings.element.find(qn("w:updateFields")) is None:
        update = make_element("w:updateFields", {"w:val": "true"})
        # The schema wants it before the settings of compatibility.
        word.settings.element.find(qn("w:compat")).addprevious(update)


def _write_entry(entry: WordParagraph, heading: Heading) -> None:
    """The heading and its page, as a link to it."""
    before = len(entry._p)
    entry.add_run(f"{drop_controls(heading.text)}\t")
    write_field(entry, f"PAGEREF {name_bookmark(heading)} \\h", "")
    link = make_element("w:hyperlink", {"w:anchor": name_bookmark(heading), "w:history": "1"})
    for run in list(entry._p)[before:]:
        link.append(run)
    entry._p.append(link)
