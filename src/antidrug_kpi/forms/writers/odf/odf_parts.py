"""What text documents and spreadsheets of the OpenDocument format have in common: elements, fonts, parts, properties."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from typing import Literal

from odfdo import Document as OdfDocument
from odfdo import Element

from antidrug_kpi.files.own_outputs import OUTPUT_MARK
from antidrug_kpi.forms.output.freezing import freeze_archive
from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.writers.document_looks import COUNTRY, FALLBACKS, FONT, LANGUAGE, Look, Page
from antidrug_kpi.forms.writers.odf.odf_elements import get_holder, make_element, say_length
from antidrug_kpi.forms.writers.odf.odf_settings import drop_traces

_PARTS = ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml", "manifest.rdf")
_ALIGNMENTS = {"left": "start", "center": "center", "right": "end"}
# What is added to the name of the pages of a cover, which have no number.
COVER_SUFFIX = "_20_Cover"
_BEGINNING = dt.datetime(1980, 1, 1)


def open_odf(kind: Literal["text", "spreadsheet"], title: str) -> OdfDocument:
    """An empty document of the library's, without the styles and previews of its template, and without traces of its author."""
    document = OdfDocument(kind)
    for name in document.get_parts():
        if name not in _PARTS:
            document.del_part(name)
    for path in set(document.manifest.get_paths()) - {*_PARTS, "/"}:
        document.manifest.del_full_path(path)
    for part in (document.content, document.styles):
        for holder in part.root.children:
            if holder.tag != "office:body":
                holder.clear()
    document.body.clear()
    drop_traces(document)
    for part in (document.content, document.styles):
        get_holder(part, "office:font-face-decls").append(_make_font_face())
    meta = document.meta
    meta.title = drop_controls(title)
    meta.subject = OUTPUT_MARK
    meta.language = f"{LANGUAGE}-{COUNTRY}"
    meta.creation_date = meta.date = _BEGINNING
    return document


def _make_font_face() -> Element:
    names = ", ".join(f"'{name}'" if " " in name or not name.isascii() else name for name in (FONT, *FALLBACKS))
    return make_element(
        "style:font-face",
        {"style:name": FONT, "svg:font-family": names, "style:font-family-generic": "script", "style:font-pitch": "variable"},
    )


def save_odf(document: OdfDocument) -> bytes:
    """The document's bytes; the same document gives the same bytes."""
    content = io.BytesIO()
    document.save(content)
    return freeze_archive(content.getvalue())


def add_styles(document: OdfDocument, styles: Iterable[Element]) -> None:
    """Add styles that users see and may change."""
    holder = get_holder(document.styles, "office:styles")
    for style in styles:
        holder.append(style)


def add_automatic_styles(document: OdfDocument, styles: Iterable[Element]) -> None:
    """Add styles of single places in the content."""
    holder = get_holder(document.content, "office:automatic-styles")
    for style in styles:
        holder.append(style)


def make_text_properties(size: float, *, is_bold: bool = False) -> Element:
    """The office's font in every script, and the language."""
    attributes = {"fo:color": "#000000"}
    for script in ("", "-asian", "-complex"):
        prefix = "style:" if script else "fo:"
        attributes |= {
            f"style:font-name{script}": FONT,
            f"{prefix}font-size{script}": say_length(size),
            f"{prefix}font-weight{script}": "bold" if is_bold else "normal",
        }
    attributes |= {"fo:language": "en", "fo:country": "US", "style:language-asian": LANGUAGE, "style:country-asian": COUNTRY}
    return make_element("style:text-properties", attributes)


def make_paragraph_properties(look: Look) -> Element:
    """Alignment, the space around, and whether the next paragraph must stand on the same page."""
    attributes = {
        "fo:text-align": _ALIGNMENTS[look.align],
        "fo:margin-top": say_length(look.before),
        "fo:margin-bottom": say_length(look.after),
    }
    if look.level is not None:
        attributes["fo:keep-with-next"] = "always"
    return make_element("style:paragraph-properties", attributes)


def make_page_number(attributes: Mapping[str, str] | None = None) -> Element:
    """The footer's line 第 X 頁，共 Y 頁."""
    number = make_element("text:page-number", {"text:select-page": "current"}, "1")
    return make_element("text:p", attributes, "第 ", number, " 頁，共 ", make_element("text:page-count", None, "1"), " 頁")


def make_footer_style(page: Page) -> Element:
    """The room of the footer: half of the bottom margin."""
    properties = make_element(
        "style:header-footer-properties", {"fo:min-height": say_length(page.bottom / 2), "fo:margin-top": say_length(6)}
    )
    return make_element("style:footer-style", None, properties)


def make_page_layout(name: str, page: Page, scaling: Mapping[str, str] | None = None) -> Element:
    """A4 with its margins and room for the footer."""
    is_landscape = page.width > page.height
    properties = make_element(
        "style:page-layout-properties",
        {
            "fo:page-width": say_length(page.width),
            "fo:page-height": say_length(page.height),
            "style:print-orientation": "landscape" if is_landscape else "portrait",
            "fo:margin-top": say_length(page.top),
            "fo:margin-bottom": say_length(page.bottom / 2),
            "fo:margin-left": say_length(page.side),
            "fo:margin-right": say_length(page.side),
            **(scaling or {}),
        },
    )
    return make_element("style:page-layout", {"style:name": name}, properties, make_footer_style(page))


def make_master(name: str, layout: str, line: Element, following: str | None = None) -> Element:
    """Pages of a layout with a line at their foot; `following` names those that come after the first."""
    attributes = {
        "style:name": name,
        "style:display-name": name.replace("_20_", " "),
        "style:page-layout-name": layout,
    }
    if following is not None:
        attributes["style:next-style-name"] = following
    return make_element("style:master-page", attributes, make_element("style:footer", None, line))
