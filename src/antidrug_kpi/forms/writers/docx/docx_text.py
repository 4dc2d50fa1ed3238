"""Runs, fields and bookmarks of a Word document."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from antidrug_kpi.forms.document import TextRun
from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.writers.document_looks import BLANK_TEXT
from antidrug_kpi.forms.writers.docx.docx_blanks import put_in_control
from antidrug_kpi.forms.writers.docx.docx_elements import add_element, make_element


def write_runs(paragraph: CT_P, runs: Sequence[TextRun], size: float | None = None) -> None:
    """Append the runs to a paragraph; blanks are controls, shaded and underlined until they are filled.

    A form has hundreds of runs, which the library's own ways would take ten times as long to write.
    """
    for run in runs:
        written = add_element(paragraph, "w:r")
        _write_look(written, run, size)
        written.text = drop_controls(run.text) or (BLANK_TEXT if run.is_blank else "")
        if run.is_blank:
            put_in_control(written)


def _write_look(written: CT_R, run: TextRun, size: float | None) -> None:
    if not (run.is_bold or run.is_raised or size is not None):
        return
    look = add_element(written, "w:rPr")
    if run.is_bold:
        add_element(look, "w:b")
    if size is not None:
        add_element(look, "w:sz", {"w:val": str(round(size * 2))})
    if run.is_raised:
        add_element(look, "w:vertAlign", {"w:val": "superscript"})


def write_field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    """Append a field with what it shows until the office suite computes it."""
    _mark(paragraph.add_run(), "begin")
    code = make_element("w:instrText", {"xml:space": "preserve"})
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    _mark(paragraph.add_run(), "separate")
    paragraph.add_run(shown)
    _mark(paragraph.add_run(), "end")


def _mark(run: WordRun, kind: str) -> None:
    run._r.append(make_element("w:fldChar", {"w:fldCharType": kind}))


def add_gap(word: WordDocument) -> WordParagraph:
    """Append an empty paragraph that the format demands, so small that it never makes a page of its own."""
    paragraph = word.add_paragraph()
    layout = paragraph.paragraph_format
    layout.line_spacing, layout.space_before, layout.space_after = Pt(2), Pt(0), Pt(0)
    return paragraph


def add_bookmark(paragraph: WordParagraph, name: str, number: int) -> None:
    """Make the whole paragraph a place that contents and links point to."""
    start = make_element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(make_element("w:bookmarkEnd", {"w:id": str(number)}))
