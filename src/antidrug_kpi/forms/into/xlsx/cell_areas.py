"""What a worksheet says of areas of its cells: which are merged, which have a list to choose from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.part_xml import OddFormError, show_odd

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# More than any form has; what a hostile sheet declares beyond is refused, or of lists to choose from not looked at.
_MOST_COVERED, _MOST_LISTS = 200_000, 20_000

Area = tuple[tuple[int, int], tuple[int, int]]


def read_reference(reference: str) -> tuple[int, int] | None:
    """Row and column of B5, counted from 0."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def list_covered(root: _Element, size: tuple[int, int]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place under a merged cell where that begins, within the rows and columns that hold anything. Raises OddFormError
    where an area is none, or they are more than any form has.
    """
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    left = _MOST_COVERED
    for merged in root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell"):
        first, end = _read_merged(merged.get("ref", ""))
        last = min(end[0], size[0] - 1), min(end[1], size[1] - 1)
        left -= max(0, last[0] - first[0] + 1) * max(0, last[1] - first[1] + 1)
        if left < 0:
            raise OddFormError(f"合併的儲存格共有 {_MOST_COVERED:,} 格以上")
        places = ((row, column) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1))
        covered |= dict.fromkeys((place for place in places if place != first), first)
    return covered


def _read_merged(reference: str) -> Area:
    area = _read_area(reference)
    if area is None:
        raise OddFormError(f"合併儲存格的範圍「{show_odd(reference)}」不合規格")
    return area


def read_lists(root: _Element) -> list[tuple[Area, tuple[str, ...]]]:
    """The areas whose cells have a drop-down list written into the sheet's rule, with its entries."""
    found: list[tuple[Area, tuple[str, ...]]] = []
    for rule in root.iterfind(f"{MAIN}dataValidations/{MAIN}dataValidation"):
        offered = (rule.findtext(f"{MAIN}formula1") or "").strip()
        if rule.get("type") != "list" or not offered.startswith('"'):
            continue
        choices = tuple(choice.strip() for choice in offered.strip('"').split(","))
        areas = rule.get("sqref", "").split(maxsplit=_MOST_LISTS)[:_MOST_LISTS]
        found += [(area, choices) for text in areas if (area := _read_area(text)) is not None]
        if len(found) > _MOST_LISTS:
            break
    return found


def find_choices(lists: Sequence[tuple[Area, tuple[str, ...]]], place: tuple[int, int]) -> tuple[str, ...]:
    """What the list of a cell offers; nothing where it has none."""
    for (first, last), choices in lists:
        if first[0] <= place[0] <= last[0] and first[1] <= place[1] <= last[1]:
            return choices
    return ()


def _read_area(text: str) -> Area | None:
    """The first and the last cell of B5:C9, or of B5 alone, whichever corner is named first."""
    first, _, last = text.partition(":")
    begin, end = read_reference(first), read_reference(last or first)
    if begin is None or end is None:
        return None
    (top, bottom), (left, right) = (sorted(pair) for pair in zip(begin, end, strict=True))
    return (top, left), (bottom, right)
