"""The text boxes of Word, each of which a document holds twice: as Word draws it now, and as programs before 2010 did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

BOX = qn("w:txbxContent")
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOTH, _COPY = f"{_CHOICES}AlternateContent", f"{_CHOICES}Fallback"


class TwinBoxes:
    """The boxes of a document and their copies for old programs, which are kept alike where they were."""

    def __init__(self, root: _Element) -> None:
        self._pairs = [
            (box, copy)
            for both in root.iter(_BOTH)
            if next(both.iterancestors(_BOTH), None) is None  # its boxes are among those of the one around it
            for box, copy in zip(_list_boxes(both, "Choice"), _list_boxes(both, "Fallback"), strict=False)
            if _read(box) == _read(copy)
        ]

    @staticmethod
    def is_copy(element: _Element) -> bool:
        """Whether an element stands in what is only for old programs."""
        return next(element.iterancestors(_COPY), None) is not None

    def copy_changes(self) -> None:
        """Give each copy what its box holds now."""
        for box, copy in self._pairs:
            if _read(box) != _read(copy):
                copy[:] = [deepcopy(child) for child in box]


def list_copied(root: _Element, tags: Sequence[str]) -> Iterator[_Element]:
    """The texts of boxes that a document holds for old programs too."""
    for copy in root.iter(_COPY):
        both = copy.getparent()
        if both is None or next(copy.iterancestors(_COPY), None) is not None:  # is among those of the one around it
            continue
        if any(next(choice.iter(*tags), None) is not None for choice in both.findall(f"{_CHOICES}Choice")):
            yield from copy.iter(*tags)


def _list_boxes(both: _Element, name: str) -> list[_Element]:
    boxes = (box for side in both.findall(f"{_CHOICES}{name}") for box in side.iter(BOX))
    return [box for box in boxes if next(box.iterancestors(BOX), None) is None]


def _read(box: _Element) -> str:
    return "\n".join("".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in box.iter(qn("w:p")))
