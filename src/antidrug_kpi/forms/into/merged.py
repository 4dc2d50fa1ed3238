"""The cells of a worksheet by their references, and the places that its merged cells cover."""

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
        ends = [read_reference(each) for each in merged.get("ref", "").split(":")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            continue
        first, last = ends[0], (min(ends[1][0], size[0] - 1), min(ends[1][1], size[1] - 1))
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) + len(covered) > _MOST_COVERED:
            break
        places = ((row, column) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1))
        covered |= dict.fromkeys((place for place in places if place != first), first)
    return covered
