"""How a form looks in every format: the office's font, sizes by style, the page. Lengths are points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from antidrug_kpi.forms.document import Alignment, ParagraphStyle, Section, Table

FONT = "標楷體"
# The same face under its other names, then free faces that stand in for it where it is not installed.
FALLBACKS = ("DFKai-SB", "BiauKai", "TW-Kai", "AR PL UKai TW", "Noto Serif CJK TC", "serif")
LANGUAGE, COUNTRY = "zh", "TW"
SHADE = "E7E6E6"
BLANK_SHADE = "FFF2CC"
BLANK_TEXT = "＿＿＿＿"
# The style of characters by which a blank is told in a text document.
BLANK_STYLE = "Blank"

A4 = (595.3, 841.9)
BORDER = 0.5
# Beside and above the text of a cell.
CELL_PADDING, CELL_GAP = 4.0, 1.5
_SMALLEST, _LARGEST = 8.0, 12.0


@dataclass(frozen=True)
class Look:
    """Size, weight, alignment and the space before and after; a heading has a level."""

    size: float
    is_bold: bool = False
    align: Alignment = "left"
    before: float = 0.0
    after: float = 0.0
    level: int | None = None


LOOKS: Mapping[ParagraphStyle, Look] = {
    "cover": Look(24, is_bold=True, align="center", before=18, after=18),
    "title": Look(16, is_bold=True, align="center", after=4),
    "heading1": Look(16, is_bold=True, before=12, after=6, level=1),
    "heading2": Look(14, is_bold=True, before=10, after=4, level=2),
    "heading3": Look(12, is_bold=True, before=8, after=4, level=3),
    "body": Look(12, after=6),
    "note": Look(10, before=3, after=3),
}


@dataclass(frozen=True)
class Page:
    """A page's size and margins, and the room between them."""

    width: float
    height: float
    top: float
    bottom: float
    side: float

    @property
    def room(self) -> float:
        """The width of the text."""
        return self.width - 2 * self.side

    @property
    def length(self) -> float:
        """The height of the text."""
        return self.height - self.top - self.bottom


PORTRAIT = Page(A4[0], A4[1], top=62.0, bottom=62.0, side=62.0)
LANDSCAPE = Page(A4[1], A4[0], top=45.0, bottom=48.0, side=42.5)


def choose_page(section: Section) -> Page:
    """The page of a section."""
    return LANDSCAPE if section.is_landscape else PORTRAIT


def has_cover(section: Section) -> bool:
    """Whether a section begins with a cover, whose page bears no number."""
    first = next(iter(section.blocks), None)
    return getattr(first, "style", None) == "cover"


def share_widths(table: Table, page: Page) -> tuple[float, ...]:
    """The columns' widths, in the proportions of the table, that fill the page."""
    total = sum(table.widths)
    return tuple(page.room * width / total for width in table.widths)


def choose_size(table: Table, page: Page) -> float:
    """The largest size, in half points, at which the columns hold the characters that their widths promise (12 at most); or the
    table's own.

    A Latin character is half as wide as its size.
    """
    if table.text_size is not None:
        return table.text_size
    room = page.room - 2 * CELL_PADDING * len(table.widths)
    size = int(4 * room / sum(table.widths)) / 2
    return min(_LARGEST, max(_SMALLEST, size))
