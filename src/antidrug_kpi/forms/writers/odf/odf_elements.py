"""Elements of OpenDocument files."""

from __future__ import annotations

from collections.abc import Mapping

from odfdo import Element, XmlPart

from antidrug_kpi.forms.spreadsheet_safety import drop_controls


def make_element(tag: str, attributes: Mapping[str, str] | None = None, *children: Element | str) -> Element:
    """An element with its attributes and what is in it; characters that no XML may hold are dropped."""
    element = Element.from_tag(tag)
    for name, value in (attributes or {}).items():
        element.set_attribute(name, drop_controls(value))
    for child in children:
        element.append(drop_controls(child) if isinstance(child, str) else child)
    return element


def make_style(name: str, family: str, *properties: Element, **attributes: str) -> Element:
    """A style; `parent_style_name="Title"` is written style:parent-style-name="Title"."""
    named = {f"style:{key.replace('_', '-')}": value for key, value in attributes.items()}
    return make_element("style:style", {"style:name": name, "style:family": family, **named}, *properties)


def get_holder(part: XmlPart, tag: str) -> Element:
    """The element of a part that holds others of a kind, such as its styles. Raises LookupError where there is none."""
    holder = part.root.get_element(tag)
    if holder is None:
        raise LookupError(tag)
    return holder


def say_length(points: float) -> str:
    """A length as the format writes it."""
    return f"{points:.1f}pt"
