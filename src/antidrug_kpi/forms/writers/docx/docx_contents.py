"""The contents of a Word document: an entry a heading, whose page number is a reference that every office program computes.

A field TOC would be shorter, but only Word fills in its page numbers: LibreOffice keeps what stands in one.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.writers.document_headings import Heading
from antidrug_kpi.forms.writers.docx.docx_elements import make_element
from antidrug_kpi.forms.writers.docx.docx_text import write_field


def name_bookmark(heading: Heading) -> str:
    """The bookmark of a heading; Word keeps names that begin so for contents."""
    return f"_Toc{heading.number:08d}"


def write_contents(word: WordDocument, headings: Sequence[Heading]) -> None:
    """Append an entry per heading, and have Word offer to fill in the page numbers when it opens the file."""
    for heading in headings:
        _write_entry(word.add_paragraph(style=f"toc {heading.level}"), heading)
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
