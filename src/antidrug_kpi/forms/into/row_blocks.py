"""The rows below the headers of an office's form, those that belong to one name together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.forms.into.form_grid import CellPlace, Grid
from antidrug_kpi.forms.into.form_headers import Header, read_header
from antidrug_kpi.forms.into.form_headings import Headings
from antidrug_kpi.forms.into.form_times import FormTime, WantedTime, read_grid_times, read_header_time

_NOWHERE = CellPlace(-1, -1, -1)
# In place of a name: that of the row above.
_DITTO = re.compile(r"\s*[(（]?(?:[〃″”\"]|同上|同前|'')[)）]?\s*")
MOST_COLUMNS = 200  # no page and no form has more


@dataclass(frozen=True)
class Block:
    """A name in the column of indicators with its rows: the row of the name, and those below without a name of their own.

    The name's cell is merged over the first `merged` rows. `source` is the number of the table with the header; `is_annex` says
    that the header has the annex's own words.
    """

    grid: int
    header: Header
    name: CellPlace
    text: str
    rows: range
    source: int
    merged: int
    is_annex: bool

    @property
    def is_continued(self) -> bool:
        """Whether the header stands in an earlier table."""
        return self.grid != self.source


@dataclass(frozen=True)
class Listing:
    """The headers of a document, each with the number of its table, and the blocks below those of the table of attainment.

    `left` are headers of another year or report, whose tables are not filled; `other` is set where all of them are, to the
    year and report that the form is for.
    """

    headers: tuple[tuple[int, Header], ...]
    blocks: tuple[Block, ...]
    left: tuple[tuple[int, Header], ...] = ()
    other: FormTime | None = None


def list_blocks(grids: Sequence[Grid], headings: Headings, wanted: WantedTime) -> Listing:
    """Every header and block.

    A word processor breaks a long form into several tables: one without a header goes on with the columns of the last one, if
    it is as wide or its rows have as many cells. A header of another table ends that; a heading's word elsewhere does not.
    """
    headers: list[tuple[int, Header]] = []
    blocks: list[Block] = []
    current: Header | None = None
    source = -1
    for number, grid in enumerate(grids):
        if grid.width > MOST_COLUMNS:
            continue
        goes_on = current is not None and _fits(grid, current)
        for row in range(len(grid.rows)):
            header = read_header(grid, row, headings)
            if header is not None and (header.is_attainment_table or not goes_on or current is None or header.begins_as(current)):
                headers.append((number, header))
                current, source, goes_on = (header if header.is_attainment_table else None), number, header.is_attainment_table
            elif current is not None and goes_on:
                written = current.columns.get("attainment")
                is_annex = written is not None and headings.read_exact(written.text) == "attainment"
                _add_row(blocks, grid, row, Block(number, current, _NOWHERE, "", range(row, row + 1), source, 1, is_annex))
    return _leave_other_times(Listing(tuple(headers), tuple(blocks)), grids, headings, wanted)


def _leave_other_times(listing: Listing, grids: Sequence[Grid], headings: Headings, wanted: WantedTime) -> Listing:
    """The listing without the tables of another year or report, where there is one that is not; otherwise it says what all are
    for.
    """
    above = read_grid_times(grids, wanted)
    forms = {
        (number, header.row): read_header_time(grids[number], header.row, above[number], wanted)
        for number, header in listing.headers
        if header.is_attainment_table
    }
    other = {place for place, time in forms.items() if wanted.is_other(time)}
    if forms and len(other) == len(forms):
        return replace(listing, other=next(iter(forms.values())))
    other |= {place for place in forms if headings.is_other_time(grids[place[0]].title)}
    if not other or len(other) == len(forms):
        return listing
    return Listing(
        tuple((number, header) for number, header in listing.headers if (number, header.row) not in other),
        tuple(block for block in listing.blocks if (block.source, block.header.row) not in other),
        tuple((number, header) for number, header in listing.headers if (number, header.row) in other),
    )


def _fits(grid: Grid, header: Header) -> bool:
    return (
        grid.width == header.width or max((len(grid.list_cells(row)) for row in range(len(grid.rows))), default=0) == header.cells
    )


def _add_row(blocks: list[Block], grid: Grid, row: int, made: Block) -> None:
    """Begin a block with the row, which `made` is but for its name, or let the last one go on with it."""
    name = made.header.read_name(grid, row)
    last = blocks[-1] if blocks and blocks[-1].grid == made.grid and blocks[-1].rows[-1] == row - 1 else None
    if name is None:
        return
    begin, text = name
    if begin[0] == row and text.strip() and not _DITTO.fullmatch(text):
        blocks.append(replace(made, name=CellPlace(made.grid, *begin), text=text))
    elif last is not None and last.header is made.header:
        is_merged = begin == (last.name.row, last.name.column)
        blocks[-1] = replace(last, rows=range(last.rows[0], row + 1), merged=last.merged + is_merged)
