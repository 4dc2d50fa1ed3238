"""What a worksheet says of areas of its cells: which are merged, which have a list to choose from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# More than any form has; what a hostile sheet declares beyond is not looked at.
_MOST_COVERED = 200_000


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
    """For each place under a merged cell where that begins, within the rows and columns that hold anything."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for merged in root.iter(f"{MAIN}mergeCell"):
        ends = _read_area(merged.get("ref", ""))
        if ends is None:
            continue
        first, last = ends[0], (min(ends[1][0], size[0] - 1), min(ends[1][1], size[1] - 1))
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) + len(covered) > _MOST_COVERED:
            break
        places = ((row, column) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1))
        covered |= dict.fromkeys((place for place in places if place != first), first)
    return covered


def list_choices(root: _Element, place: tuple[int, int]) -> tuple[str, ...]:
    """What the list of a cell offers; nothing where it has none that stands in the cell itself."""
    for rule in root.iter(f"{MAIN}dataValidation"):
        offered = (rule.findtext(f"{MAIN}formula1") or "").strip()
        if rule.get("type") != "list" or not offered.startswith('"'):
            continue
        for area in rule.get("sqref", "").split():
            ends = _read_area(area)
            if ends is not None and ends[0][0] <= place[0] <= ends[1][0] and ends[0][1] <= place[1] <= ends[1][1]:
                return tuple(each.strip() for each in offered.strip('"').split(","))
    return ()


def _read_area(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first and the last cell of B5:C9, or of B5 alone."""
    first, _, last = text.partition(":")
    begin, end = read_reference(first), read_reference(last or first)
    return None if begin is None or end is None else (begin, end)
