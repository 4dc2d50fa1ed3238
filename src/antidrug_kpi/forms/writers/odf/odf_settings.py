"""What an OpenDocument file asks of the office suite that opens it, beyond what the library's template asks already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from odfdo import Document as OdfDocument
from odfdo import Element

from antidrug_kpi.forms.writers.odf.odf_elements import get_holder, make_element

_SET, _ITEM, _ENTRY = "config:config-item-set", "config:config-item", "config:config-item-map-entry"
_VIEW = "ooo:view-settings"
# The printer of the template's author, and marks of its editing.
_TRACES = {"PrinterName", "PrinterSetup", "Rsid", "RsidRoot"}
_FROZEN = "2"


def drop_traces(document: OdfDocument) -> None:
    """Remove what the library's template says about the office suite of its author."""
    settings = get_holder(document.settings, "office:settings")
    for part in _list_sets(settings):
        if part.get_attribute("config:name") == _VIEW:
            settings.delete(part)
    for item in settings.get_elements(f"descendant::{_ITEM}"):
        if item.get_attribute("config:name") in _TRACES and item.parent is not None:
            item.parent.delete(item)


def keep_rows_with_next(document: OdfDocument) -> None:
    """Have the rows of a text's tables stand on one page with the next row where their paragraphs say so."""
    for item in get_holder(document.settings, "office:settings").get_elements(f"descendant::{_ITEM}"):
        if item.get_attribute("config:name") == "TableRowKeep":
            item.text = "true"


def freeze_headers(document: OdfDocument, rows: Mapping[str, int]) -> None:
    """Keep the first rows of each named sheet in view while the others move."""
    tables = make_element("config:config-item-map-named", {"config:name": "Tables"})
    for name, count in rows.items():
        items = (
            _make_item("VerticalSplitMode", "short", _FROZEN),
            _make_item("VerticalSplitPosition", "int", str(count)),
            _make_item("ActiveSplitRange", "short", _FROZEN),
            _make_item("PositionBottom", "int", str(count)),
        )
        tables.append(make_element(_ENTRY, {"config:name": name}, *items))
    view = make_element(_ENTRY, None, _make_item("ViewId", "string", "view1"), tables)
    views = make_element("config:config-item-map-indexed", {"config:name": "Views"}, view)
    settings = get_holder(document.settings, "office:settings")
    settings.insert(make_element(_SET, {"config:name": _VIEW}, views), position=0)


def _list_sets(settings: Element) -> Iterator[Element]:
    return (child for child in settings.children if child.tag == _SET)


def _make_item(name: str, kind: str, value: str) -> Element:
    return make_element(_ITEM, {"config:name": name, "config:type": kind}, value)
