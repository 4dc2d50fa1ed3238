"""Paragraphs of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Sequence

from odfdo import Element, Span

from antidrug_kpi.forms.document import Paragraph, TextRun
from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.writers.document_headings import Heading
from antidrug_kpi.forms.writers.document_looks import BLANK_STYLE, BLANK_TEXT, LOOKS
from antidrug_kpi.forms.writers.odf.odf_elements import make_element

BOLD, BLANK, RAISED, BOLD_RAISED, ENTRY_LINK = "Bold", BLANK_STYLE, "Raised", "Bold_20_Raised", "Index_20_Link"


def make_paragraph(paragraph: Paragraph, style: str, heading: Heading | None = None) -> Element:
    """A paragraph, or a heading of its level; a listed one is a bookmark that contents point to."""
    level = LOOKS[paragraph.style].level
    attributes = {"text:style-name": style}
    if level is not None:
        attributes["text:outline-level"] = str(level)
    element = make_element("text:p" if level is None else "text:h", attributes)
    if heading is not None:
        element.append(make_element("text:bookmark-start", {"text:name": name_bookmark(heading)}))
    write_runs(element, paragraph.runs)
    if heading is not None:
        element.append(make_element("text:bookmark-end", {"text:name": name_bookmark(heading)}))
    return element


def write_runs(element: Element, runs: Sequence[TextRun]) -> None:
    """Append the runs; blanks are shaded and underlined."""
    for run in runs:
        text = drop_controls(run.text) or (BLANK_TEXT if run.is_blank else "")
        span = Span(style=_choose_style(run))
        span.append_plain_text(text)
        element.append(span)


def _choose_style(run: TextRun) -> str | None:
    if run.is_blank:
        return BLANK
    if run.is_raised:
        return BOLD_RAISED if run.is_bold else RAISED
    return BOLD if run.is_bold else None


def name_bookmark(heading: Heading) -> str:
    """The bookmark of a heading."""
    return f"heading-{heading.number}"
