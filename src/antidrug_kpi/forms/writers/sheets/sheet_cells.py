"""What a spreadsheet's sheet consists of: cells on a grid of points, rows that are as high as their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from antidrug_kpi.forms.document import Alignment, Paragraph
from antidrug_kpi.forms.writers.document_looks import BLANK_TEXT, LOOKS, Page
from antidrug_kpi.forms.writers.text_heights import BODY_SIZE, choose_line_size

# A row cannot be higher in a spreadsheet.
HIGHEST = 409.0
_NUMBER = re.compile(r"-?[0-9]+(?:\.([0-9]+))?")
_MOST_DIGITS = 15


@dataclass(frozen=True)
class SheetCell:
    """A cell at row and column (from 0) over some rows and columns; `target` is the heading that it links to.

    One that is a part of a cell that is too high for a row `continues` in the row below, or is continued from the row above.
    """

    row: int
    column: int
    lines: tuple[Paragraph, ...]
    rows: int = 1
    columns: int = 1
    body_size: float = BODY_SIZE
    align: Alignment = "left"
    is_boxed: bool = False
    is_shaded: bool = False
    is_number: bool = False
    continues: bool = False
    is_continued: bool = False
    target: int | None = None

    @property
    def text(self) -> str:
        """The cell's words, a line each; a blank without words is a rule to write on."""
        return "\n".join("".join(run.text or (BLANK_TEXT if run.is_blank else "") for run in line.runs) for line in self.lines)

    @property
    def decimals(self) -> int | None:
        """How many decimals the number has that the cell is; none of a text, and of a number that no spreadsheet keeps."""
        plain = _NUMBER.fullmatch(self.text) if self.is_number else None
        return None if plain is None or len(self.text) > _MOST_DIGITS else len(plain[1] or "")

    @property
    def size(self) -> float:
        """The size of the largest line."""
        return max(choose_line_size(line, self.body_size) for line in self.lines)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold; a spreadsheet's cell has one look."""
        runs = [(line, run) for line in self.lines for run in line.runs]
        return bool(runs) and all(run.is_bold or LOOKS[line.style].is_bold for line, run in runs)

    @property
    def has_blank(self) -> bool:
        """Whether something is left for a person to fill."""
        return bool(self.blanks)

    @property
    def blanks(self) -> tuple[str, ...]:
        """The texts that stand where something is left for a person to fill, each once."""
        return tuple(dict.fromkeys(run.text or BLANK_TEXT for line in self.lines for run in line.runs if run.is_blank))


@dataclass
class WrittenSheet:
    """A section on a grid of widths and heights in points: the rows that repeat on every page, where pages break, the rows that
    must not be the last of a page, and the row of each listed heading by its number.
    """

    name: str
    page: Page
    widths: tuple[int, ...]
    is_landscape: bool = False
    has_cover: bool = False
    cells: list[SheetCell] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    header: range | None = None
    breaks: list[int] = field(default_factory=list)
    banners: list[int] = field(default_factory=list)
    headings: dict[int, int] = field(default_factory=dict)


def find_stranded(sheet: WrittenSheet) -> tuple[int, ...]:
    """The banners that would be the last row of a page of the sheet printed in its own size, and so must begin the next."""
    room = sheet.page.length
    repeated = sum(sheet.heights[row] for row in sheet.header) if sheet.header else 0.0
    used = 0.0
    found: list[int] = []
    for row, height in enumerate(sheet.heights):
        needed = height + (sheet.heights[row + 1] if row in sheet.banners and row + 1 < len(sheet.heights) else 0.0)
        is_body = sheet.header is not None and row >= sheet.header.stop
        if used and (used + needed > room or row in sheet.breaks):
            used = repeated if is_body else 0.0
            if row in sheet.banners and row not in sheet.breaks:
                found.append(row)
        used += height
    return tuple(found)
