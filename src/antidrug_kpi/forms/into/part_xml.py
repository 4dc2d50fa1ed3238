"""The XML of a document's part, parsed without fetching or expanding anything, and written as office programs write it."""

from __future__ import annotations

import re

from lxml import etree

from antidrug_kpi.files.package import Package
from antidrug_kpi.issues import escape_controls

# As XML Schema writes a whole number; no table has more rows or columns than seven digits say.
_WHOLE = re.compile(r"[ \t\r\n]*\+?0*([0-9]{1,10})[ \t\r\n]*")
_SHOWN = 20
# What a cell can hold in a spreadsheet; of a longer text no more is read.
LONGEST_TEXT = 32_767


class OddFormError(Exception):
    """A form whose tables hold what no office program writes, so that the places of its cells are uncertain."""


def parse_part(package: Package, name: str) -> etree._Element:
    """The root of a part, without comments. Raises UserError as `Package.read_part` says."""
    content = package.read_part(name)
    # Without huge_tree nothing is nested deeper than 256 elements, which no document is.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise OddFormError(f"「{escape_controls(name)}」的 XML 無法解讀") from None


def write_part(root: etree._Element) -> bytes:
    """The part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def find_whole(text: str | None) -> int | None:
    """The whole number that an attribute holds, none where it holds none."""
    found = _WHOLE.fullmatch(text or "")
    return int(found[1]) if found is not None else None


def read_whole(text: str | None, otherwise: int, what: str, least: int = 0) -> int:
    """The number in an attribute of a table, `otherwise` where it is not there. Raises OddFormError where it is no number."""
    if text is None:
        return otherwise
    number = find_whole(text)
    if number is None or number < least:
        raise OddFormError(f"表格的「{what}」應為 {least} 以上的整數，卻是「{show_odd(text)}」")
    return number


def show_odd(text: str) -> str:
    """An attribute as a message shows it."""
    return escape_controls(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
