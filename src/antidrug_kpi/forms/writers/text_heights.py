"""How high the text of a cell is; an estimate on the safe side, for no font is at hand."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.forms.document import Paragraph, Table, TableRow
from antidrug_kpi.forms.text_widths import POINTS_PER_UNIT, count_lines
from antidrug_kpi.forms.writers.document_looks import LOOKS, Page, choose_size, share_widths
from antidrug_kpi.forms.writers.table_grid import GridPlace

BODY_SIZE = LOOKS["body"].size
_LINE_HEIGHT = 1.5
_ROW_PADDING = 4.0
# Lines that end before their edge, because a number or a mark does not fit there, take a spare line for so many of them.
_LINES_PER_SPARE = 8
LEAST_HEIGHT = BODY_SIZE * _LINE_HEIGHT + _ROW_PADDING
# How much of a page a row may fill and still be kept whole; office suites print a higher one over the foot of the page.
_KEPT_WHOLE = 0.75


def choose_line_size(line: Paragraph, body_size: float) -> float:
    """The size of a line: a cell's own for body text, the style's for others."""
    return body_size if line.style == "body" else LOOKS[line.style].size


def measure(lines: Sequence[Paragraph], width: float, body_size: float = BODY_SIZE) -> float:
    """The height that a cell's text needs in a width of points."""
    sizes = [choose_line_size(line, body_size) for line in lines]
    counts = [count_lines([line.text], width / POINTS_PER_UNIT, size) for line, size in zip(lines, sizes, strict=True)]
    lines_high = (count + count // _LINES_PER_SPARE for count in counts)
    return sum(count * size * _LINE_HEIGHT for count, size in zip(lines_high, sizes, strict=True)) + _ROW_PADDING


def stays_whole(table: Table, row: TableRow, places: Sequence[GridPlace], page: Page) -> bool:
    """Whether a row of a table in a text stays on one page: unless it may break, or is so high that it must be allowed to."""
    if row.may_break:
        return False
    widths, size = share_widths(table, page), choose_size(table, page)
    heights = [
        measure(place.cell.lines, sum(widths[place.column : place.column + place.cell.columns]), size)
        for place in places
        if place.cell.rows == 1
    ]
    return max(heights, default=0.0) <= page.length * _KEPT_WHOLE
