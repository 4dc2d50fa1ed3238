"""The negative serials of an .xlsx worksheet under a date's format, of which calamine makes midnight.

Hardly any sheet holds a negative number, and to find none is many times faster than reading.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from antidrug_kpi.files.cells.ancient_dates import make_negative_cell
from antidrug_kpi.files.cells.cell_types import Cell
from antidrug_kpi.files.cells.number_formats import NumberFormat
from antidrug_kpi.files.cells.serial_dates import EPOCH_1900, EPOCH_1904
from antidrug_kpi.files.xlsx.sheet_extent import REFERENCE, read_position

_SIGN = b">-"
_NEGATIVE = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>(?:<(?:\w+:)?f[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>(-\d{1,400}(?:\.\d{0,400})?(?:[eE][+-]?\d{1,9})?)<"
)
_STYLE = re.compile(rb"""(?:^|\s)s\s*=\s*["'](\d{1,9})["']""")


@dataclass(frozen=True)
class NegativeSearch:
    """The negative numbers of a sheet that have a style, as they are met: row and column from 0, style, number."""

    part: str
    found: list[tuple[int, int, int, float]] = field(default_factory=list)

    def scan(self, texts: Iterable[bytes]) -> Iterator[bytes]:
        """The same texts, cut at rows, looked through on their way."""
        for text in texts:
            if b"-" in text and _SIGN in text:  # a single character is looked for ten times faster
                self._take(text)
            yield text

    def _take(self, text: bytes) -> None:
        for attributes, number in _NEGATIVE.findall(text):
            place, style = REFERENCE.search(attributes), _STYLE.search(attributes)
            if place and style and math.isfinite(float(number)):
                self.found.append((*read_position(place[1], self.part), int(style[1]), float(number)))

    def put_dates(
        self, grid: list[list[Cell]], start: tuple[int, int], formats: Mapping[int, NumberFormat], *, is_date1904: bool
    ) -> None:
        """Set the cells under one of the formats, which are those of dates, in a grid that begins at `start`."""
        epoch: datetime.date = (EPOCH_1904 if is_date1904 else EPOCH_1900).date()
        for row, column, style, number in self.found:
            at, across = row - start[0], column - start[1]
            if style in formats and 0 <= at < len(grid) and 0 <= across < len(grid[0]):
                cell = make_negative_cell(number, epoch, formats[style].code)
                grid[at][across] = number if cell is None else cell
