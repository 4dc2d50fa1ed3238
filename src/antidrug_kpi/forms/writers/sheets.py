"""A document as spreadsheets hold it: a sheet per section, on one grid that the columns of all its tables fit into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from antidrug_kpi.forms.document import (
    Alignment,
    Contents,
    Document,
    PageBreak,
    Paragraph,
    Section,
    Table,
    TableCell,
    write_plainly,
)
from antidrug_kpi.forms.widths import count_lines
from antidrug_kpi.forms.writers.grid import place_cells
from antidrug_kpi.forms.writers.headings import Heading, is_listed, list_headings
from antidrug_kpi.forms.writers.looks import BLANK_TEXT, LOOKS

# What a page holds without shrinking; a narrower table is stretched to it, a wider one shrinks in print.
_PORTRAIT_WIDTH, _LANDSCAPE_WIDTH = 90, 140
_COLUMNS_WITHOUT_TABLE = 10
_LINE_HEIGHT = 1.5
_ROW_PADDING = 4.0
# A row cannot be higher in a spreadsheet.
_HIGHEST = 409.0
_NAME_LENGTH = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class SheetCell:
    """A cell at row and column (from 0) over some rows and columns; `target` is the heading that it links to."""

    row: int
    column: int
    lines: tuple[Paragraph, ...]
    rows: int = 1
    columns: int = 1
    align: Alignment = "left"
    is_boxed: bool = False
    is_shaded: bool = False
    target: int | None = None

    @property
    def text(self) -> str:
        """The cell's words, a line each; a blank without words is a rule to write on."""
        return "\n".join("".join(run.text or (BLANK_TEXT if run.is_blank else "") for run in line.runs) for line in self.lines)

    @property
    def size(self) -> float:
        """The size of the largest line."""
        return max(LOOKS[line.style].size for line in self.lines)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold; a spreadsheet's cell has one look."""
        runs = [(line, run) for line in self.lines for run in line.runs]
        return bool(runs) and all(run.is_bold or LOOKS[line.style].is_bold for line, run in runs)

    @property
    def has_blank(self) -> bool:
        """Whether something is left for a person to fill."""
        return any(run.is_blank for line in self.lines for run in line.runs)


@dataclass
class Sheet:
    """A section on a grid: widths in characters, heights in points, the rows that repeat on every page, where pages break."""

    name: str
    is_landscape: bool
    widths: tuple[int, ...]
    cells: list[SheetCell] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    header: range | None = None
    breaks: list[int] = field(default_factory=list)
    headings: dict[int, int] = field(default_factory=dict)


def lay_out(document: Document) -> tuple[Sheet, ...]:
    """A sheet per section. `headings` of a sheet gives the row of each listed heading in it by the heading's number."""
    headings = list_headings(document)
    waiting = iter(headings)
    sheets: list[Sheet] = []
    for section in document.sections:
        name = _name_sheet(section.name, {sheet.name for sheet in sheets})
        sheet = Sheet(name, section.is_landscape, _list_widths(section))
        for block in section.blocks:
            if isinstance(block, Paragraph):
                if is_listed(block):
                    sheet.headings[next(waiting).number] = len(sheet.heights)
                _add_line(sheet, block)
            elif isinstance(block, PageBreak):
                sheet.breaks.append(len(sheet.heights))
            elif isinstance(block, Contents):
                _add_contents(sheet, block, headings)
            else:
                _add_table(sheet, block, is_only=sum(isinstance(other, Table) for other in section.blocks) == 1)
        sheets.append(sheet)
    return tuple(sheets)


def _name_sheet(name: str, taken: set[str]) -> str:
    """A name that every spreadsheet takes: short, without some signs, and once in a workbook."""
    plain = _FORBIDDEN_IN_NAMES.sub("", name)[:_NAME_LENGTH] or "表"
    number = 2
    unique = plain
    while unique.lower() in {other.lower() for other in taken}:
        unique = f"{plain[: _NAME_LENGTH - 4]}({number})"
        number += 1
    return unique


def _list_bounds(table: Table, total: int) -> tuple[int, ...]:
    """Where the table's columns begin and end when it is as wide as the sheet."""
    own = sum(table.widths)
    return tuple(round(sum(table.widths[:end]) * total / own) for end in range(len(table.widths) + 1))


def _list_widths(section: Section) -> tuple[int, ...]:
    """The widths of the grid: every column of every table ends where one of the grid does."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    width = _LANDSCAPE_WIDTH if section.is_landscape else _PORTRAIT_WIDTH
    if not tables:
        return (width // _COLUMNS_WITHOUT_TABLE,) * _COLUMNS_WITHOUT_TABLE
    total = max(width, *(sum(table.widths) for table in tables))
    bounds = sorted({0, total}.union(*(_list_bounds(table, total) for table in tables)))
    return tuple(end - start for start, end in pairwise(bounds))


def _add_line(sheet: Sheet, paragraph: Paragraph, target: int | None = None) -> None:
    """A paragraph over the sheet's whole width."""
    look = LOOKS[paragraph.style]
    cell = SheetCell(len(sheet.heights), 0, (paragraph,), columns=len(sheet.widths), align=look.align, target=target)
    sheet.cells.append(cell)
    space = min(look.before + look.after, look.size) if target is None else 0.0
    sheet.heights.append(min(_HIGHEST, _measure(sheet, cell) + space))


def _add_contents(sheet: Sheet, contents: Contents, headings: Sequence[Heading]) -> None:
    _add_line(sheet, write_plainly(contents.title, "title"))
    for heading in headings:
        _add_line(sheet, write_plainly("　　" * (heading.level - 1) + heading.text), heading.number)


def _add_table(sheet: Sheet, table: Table, *, is_only: bool) -> None:
    """The table's rows. Only where it is the sheet's only one can its header repeat on every page."""
    first = len(sheet.heights)
    if is_only and table.header_rows:
        sheet.header = range(first, first + table.header_rows)
    ends = [sum(sheet.widths[:end]) for end in range(len(sheet.widths) + 1)]
    bounds = [ends.index(bound) for bound in _list_bounds(table, ends[-1])]
    for row, places in enumerate(place_cells(table), start=first):
        cells = [
            _make_cell(row, bounds[place.column], bounds[place.column + place.cell.columns], place.cell)
            for place in places
            if not place.is_continued
        ]
        sheet.cells += cells
        height = max((_measure(sheet, cell) for cell in cells if cell.rows == 1), default=0.0)
        sheet.heights.append(min(_HIGHEST, max(height, LOOKS["body"].size * _LINE_HEIGHT + _ROW_PADDING)))
    for cell in sheet.cells:
        if cell.row >= first and cell.rows > 1:
            missing = _measure(sheet, cell) - sum(sheet.heights[cell.row : cell.row + cell.rows])
            last = cell.row + cell.rows - 1
            sheet.heights[last] = min(_HIGHEST, sheet.heights[last] + max(0.0, missing))


def _make_cell(row: int, start: int, end: int, cell: TableCell) -> SheetCell:
    return SheetCell(
        row,
        start,
        cell.lines,
        rows=cell.rows,
        columns=end - start,
        align=cell.align,
        is_boxed=True,
        is_shaded=cell.is_shaded,
    )


def _measure(sheet: Sheet, cell: SheetCell) -> float:
    """The height that the cell's text needs."""
    width = sum(sheet.widths[cell.column : cell.column + cell.columns])
    heights = (
        count_lines([line.text], width, LOOKS[line.style].size) * LOOKS[line.style].size * _LINE_HEIGHT for line in cell.lines
    )
    return sum(heights) + _ROW_PADDING
