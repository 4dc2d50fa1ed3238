"""Paragraphs of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Sequence

from odfdo import Element, Span

from antidrug_kpi.forms.document import Paragraph, Run
from antidrug_kpi.forms.safety import drop_controls
from antidrug_kpi.forms.writers.headings import Heading
from antidrug_kpi.forms.writers.looks import BLANK_TEXT, LOOKS
from antidrug_kpi.forms.writers.odf_elements import make_element

BOLD, BLANK, ENTRY_LINK = "Bold", "Blank", "Index_20_Link"


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


def write_runs(element: Element, runs: Sequence[Run]) -> None:
    """Append the runs; blanks are shaded and underlined."""
    for run in runs:
        style = BLANK if run.is_blank else BOLD if run.is_bold else None
        text = drop_controls(run.text) or (BLANK_TEXT if run.is_blank else "")
        span = Span(style=style)
        span.append_plain_text(text)
        element.append(span)


def name_bookmark(heading: Heading) -> str:
    """The bookmark of a heading."""
    return f"heading-{heading.number}"
