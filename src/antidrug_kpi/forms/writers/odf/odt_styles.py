"""The styles of an OpenDocument text: paragraphs, headings, contents, and the pages of both orientations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from odfdo import Document as OdfDocument
from odfdo import Element

from antidrug_kpi.forms.document import ParagraphStyle
from antidrug_kpi.forms.writers.document_headings import LISTED_LEVELS
from antidrug_kpi.forms.writers.document_looks import BLANK_SHADE, LANDSCAPE, LOOKS, PORTRAIT, Look
from antidrug_kpi.forms.writers.odf.odf_elements import get_holder, make_element, make_style, say_length
from antidrug_kpi.forms.writers.odf.odf_parts import (
    COVER_SUFFIX,
    add_styles,
    make_master,
    make_page_layout,
    make_page_number,
    make_paragraph_properties,
    make_text_properties,
)
from antidrug_kpi.forms.writers.odf.odt_text import BLANK, BOLD, BOLD_RAISED, ENTRY_LINK, RAISED

STYLE_NAMES: dict[ParagraphStyle, str] = {
    "cover": "Cover",
    "title": "Title",
    "heading1": "Heading_20_1",
    "heading2": "Heading_20_2",
    "heading3": "Heading_20_3",
    "body": "Standard",
    "note": "Note",
}

MASTERS = {"Portrait": PORTRAIT, "Landscape": LANDSCAPE}
_FOOTER = "Footer"


@dataclass(frozen=True)
class Beginning:
    """How a block begins a page: on a page of the named kind, or after a break; neither where it just follows."""

    master: str | None = None
    is_break: bool = False

    @property
    def named(self) -> dict[str, str]:
        """What the block's style says of its page."""
        return {"master_page_name": self.master} if self.master else {}

    @property
    def properties(self) -> dict[str, str]:
        """What the style's properties say."""
        return {"fo:break-before": "page"} if self.is_break else {}

    def __bool__(self) -> bool:
        return self.is_break or self.master is not None


def set_up_styles(document: OdfDocument) -> None:
    """Give an empty document the form's styles and pages."""
    add_styles(document, _make_styles())
    layouts = get_holder(document.styles, "office:automatic-styles")
    masters = get_holder(document.styles, "office:master-styles")
    line = {"text:style-name": _FOOTER}
    for name, page in MASTERS.items():
        layouts.append(make_page_layout(name, page))
        masters.append(make_master(name, name, make_page_number(line)))
        # A cover has no number; the pages that follow it do.
        masters.append(make_master(f"{name}{COVER_SUFFIX}", name, make_element("text:p", line), name))


def _make_styles() -> Iterator[Element]:
    yield make_element("style:default-style", {"style:family": "paragraph"}, make_text_properties(LOOKS["body"].size))
    rows = make_element("style:table-row-properties", {"fo:keep-together": "auto"})
    yield make_element("style:default-style", {"style:family": "table-row"}, rows)
    for kind, name in STYLE_NAMES.items():
        yield make_paragraph_style(name, LOOKS[kind])
    yield make_paragraph_style(_FOOTER, Look(10, align="center"))
    for level in range(1, LISTED_LEVELS + 1):
        yield _make_entry_style(level)
    bold = {"fo:font-weight": "bold", "style:font-weight-asian": "bold"}
    blank = {"fo:background-color": f"#{BLANK_SHADE}", "style:text-underline-style": "solid"}
    # Entries are links, but look like the rest of the page.
    link = {"fo:color": "#000000", "style:text-underline-style": "none"}
    raised = {"style:text-position": "super 58%"}
    looks = {BOLD: bold, BLANK: blank, RAISED: raised, BOLD_RAISED: bold | raised, ENTRY_LINK: link}
    for name, look in looks.items():
        properties = make_element("style:text-properties", look)
        yield make_style(name, "text", properties)


def make_paragraph_style(name: str, look: Look) -> Element:
    """A paragraph style; a heading's also says its level."""
    attributes = {"style:name": name, "style:display-name": name.replace("_20_", " "), "style:family": "paragraph"}
    if look.level is not None:
        attributes |= {"style:default-outline-level": str(look.level), "style:next-style-name": STYLE_NAMES["body"]}
    return make_element(
        "style:style", attributes, make_paragraph_properties(look), make_text_properties(look.size, is_bold=look.is_bold)
    )


def _make_entry_style(level: int) -> Element:
    """An entry of the contents: dots to the page number at the right margin."""
    look = Look(12, after=4)
    stop = {"style:type": "right", "style:leader-style": "dotted", "style:leader-text": "."}
    indent = 24.0 * (level - 1)
    # A stop's place is counted from the paragraph's own indent.
    tab = make_element("style:tab-stop", {**stop, "style:position": say_length(PORTRAIT.room - indent)})
    properties = make_paragraph_properties(look)
    properties.set_attribute("fo:margin-left", say_length(indent))
    properties.append(make_element("style:tab-stops", None, tab))
    return make_style(f"Contents_20_{level}", "paragraph", properties, make_text_properties(look.size))
