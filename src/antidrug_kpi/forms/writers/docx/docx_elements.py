"""Elements of Word documents that the library has no words for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import SubElement, _Element

from antidrug_kpi.forms.writers.document_looks import FONT


def make_element(tag: str, attributes: Mapping[str, str] | None = None) -> _Element:
    """An element with its attributes, all named with their prefixes."""
    element: _Element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    return element


def add_element(parent: _Element, tag: str, attributes: Mapping[str, str] | None = None) -> Any:
    """Append an element to its parent, as `make_element` makes it, and return it."""
    element = SubElement(parent, qn(tag))
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    return element


def make_fonts() -> _Element:
    """The form's font for every script."""
    return make_element("w:rFonts", dict.fromkeys(("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"), FONT))


def make_shading(colour: str) -> _Element:
    """A plain background of one colour."""
    return make_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour})
