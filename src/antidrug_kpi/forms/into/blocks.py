"""The rows below the headers of an office's form, those that belong to one name together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.forms.into.grid import Grid, Place
from antidrug_kpi.forms.into.headers import Header, read_header
from antidrug_kpi.forms.into.headings import Headings


@dataclass(frozen=True)
class Block:
    """The rows of a name: that of the name itself, and those below that have none of their own; into the first `merged` of them
    its cell reaches. `is_continued` where the header stands in an earlier table.
    """

    grid: int
    header: Header
    name: Place
    text: str
    rows: tuple[int, ...]
    is_continued: bool
    merged: int


@dataclass(frozen=True)
class Listing:
    """The headers of a document with their tables, and the blocks below those that are the form's."""

    headers: tuple[tuple[int, Header], ...]
    blocks: tuple[Block, ...]


def list_blocks(grids: Sequence[Grid], headings: Headings) -> Listing:
    """Every header and block.

    A word processor breaks a long form into several tables: one without a header goes on with the columns of the last one, if
    it is as wide or its rows have as many cells. A header of another table ends that.
    """
    headers: list[tuple[int, Header]] = []
    blocks: list[Block] = []
    current: Header | None = None
    source = -1
    for number, grid in enumerate(grids):
        goes_on = current is not None and _fits(grid, current)
        for row in range(len(grid.rows)):
            header = read_header(grid, row, headings)
            if header is not None:
                headers.append((number, header))
                current, source, goes_on = (header if header.is_form else None), number, header.is_form
            elif current is not None and goes_on:
                _add_row(blocks, number, grid, row, current, is_continued=number != source)
    return Listing(tuple(headers), tuple(blocks))


def _fits(grid: Grid, header: Header) -> bool:
    return (
        grid.width == header.width or max((len(grid.list_cells(row)) for row in range(len(grid.rows))), default=0) == header.cells
    )


def _add_row(blocks: list[Block], number: int, grid: Grid, row: int, header: Header, *, is_continued: bool) -> None:
    """Begin a block with the row, or let the last one go on with it."""
    name = header.read_name(grid, row)
    last = blocks[-1] if blocks and blocks[-1].grid == number and blocks[-1].rows[-1] == row - 1 else None
    if name is None:
        return
    begin, text = name
    if begin[0] == row and text.strip():
        blocks.append(Block(number, header, Place(number, *begin), text, (row,), is_continued, 1))
    elif last is not None and last.header is header:
        is_merged = begin == (last.name.row, last.name.column)
        blocks[-1] = replace(last, rows=(*last.rows, row), merged=last.merged + is_merged)
