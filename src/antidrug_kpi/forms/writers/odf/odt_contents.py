"""The contents of an OpenDocument text: a real index, holding its entries already."""

from __future__ import annotations

from collections.abc import Sequence

from odfdo import Element

from antidrug_kpi.forms.writers.document_headings import LISTED_LEVELS, Heading
from antidrug_kpi.forms.writers.odf.odf_elements import make_element
from antidrug_kpi.forms.writers.odf.odt_text import ENTRY_LINK, name_bookmark

_NAME = "Contents"


def make_contents(headings: Sequence[Heading]) -> Element:
    """The index with an entry per heading. The pages are references, which an office suite computes when it opens the file
    without being asked to update the index.
    """
    source = make_element("text:table-of-content-source", {"text:outline-level": str(LISTED_LEVELS)})
    for level in range(1, LISTED_LEVELS + 1):
        source.append(_make_template(level))
    body = make_element("text:index-body", None, *(_make_entry(heading) for heading in headings))
    return make_element("text:table-of-content", {"text:name": _NAME, "text:protected": "true"}, source, body)


def _make_template(level: int) -> Element:
    parts = (
        make_element("text:index-entry-link-start"),
        make_element("text:index-entry-text"),
        make_element("text:index-entry-tab-stop", {"style:type": "right", "style:leader-char": "."}),
        make_element("text:index-entry-page-number"),
        make_element("text:index-entry-link-end"),
    )
    attributes = {"text:outline-level": str(level), "text:style-name": f"Contents_20_{level}"}
    return make_element("text:table-of-content-entry-template", attributes, *parts)


def _make_entry(heading: Heading) -> Element:
    name = name_bookmark(heading)
    page = make_element("text:bookmark-ref", {"text:reference-format": "page", "text:ref-name": name})
    link = make_element(
        "text:a",
        {
            "xlink:type": "simple",
            "xlink:href": f"#{name}",
            "text:style-name": ENTRY_LINK,
            "text:visited-style-name": ENTRY_LINK,
        },
        heading.text,
        make_element("text:tab"),
        page,
    )
    return make_element("text:p", {"text:style-name": f"Contents_20_{heading.level}"}, link)
