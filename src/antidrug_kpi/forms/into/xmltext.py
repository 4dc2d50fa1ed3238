"""The XML of a document's part, parsed without fetching or expanding anything, and written as office programs write it."""

from __future__ import annotations

from lxml import etree


def parse_part(content: bytes) -> etree._Element:
    """The root of a part that was checked before."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def write_part(root: etree._Element) -> bytes:
    """The part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
