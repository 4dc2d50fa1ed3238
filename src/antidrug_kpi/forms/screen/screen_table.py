"""A table for a terminal, as rich prints it and many times faster: a trace has a line for each of a county's cases.

Rich lays out a table of the widest cells alone; its last row, which is blank, is the pattern of all others. Each distinct cell
of a column is padded or folded once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.table import Table

from antidrug_kpi.forms.screen.fitting_columns import Fitting, choose_columns, measure_column
from antidrug_kpi.forms.terminal import is_piped, make_text, print_piped_rows
from antidrug_kpi.printable import escape_controls

_ROWS_AT_ONCE = 1_000
_BETWEEN = 3  # a border and a blank on either side of it
_SPARED = 1  # at both ends of a line together
_NARROWEST = 2  # of the room in a column: a wide character takes two places
_BORDER = re.compile(r"\S")

Lines = tuple[str, ...]
"""The lines of a cell, each as wide as its column."""


def print_fitted_table(console: Console, headers: Sequence[str], rows: Iterable[Sequence[str]], fitting: Fitting) -> list[str]:
    """A plain table of as many columns as the terminal has room for; gives the headers of the others, which the caller says."""
    if is_piped(console):
        print_piped_rows(console, headers, rows)
        return []
    rows = list(rows)
    needed, room = _measure_columns(headers, rows, fitting), console.width + _SPARED
    kept = choose_columns(headers, needed, room, fitting)
    shown = [headers[at] for at in kept]
    whole = frozenset(shown) - fitting.folding if sum(needed[at] for at in kept) <= room else frozenset()
    _print_columns(console, shown, [[row[at] for row in rows] for at in kept] if rows else [], whole)
    return [header for at, header in enumerate(headers) if at not in kept]


def fit_columns(console: Console, headers: Sequence[str], rows: Sequence[Sequence[str]], fitting: Fitting) -> list[int]:
    """The positions of the columns that the terminal has room for."""
    return choose_columns(headers, _measure_columns(headers, rows, fitting), console.width + _SPARED, fitting)


def _measure_columns(headers: Sequence[str], rows: Sequence[Sequence[str]], fitting: Fitting) -> list[int]:
    """The least room for each column with what stands between it and the next."""
    columns = zip(*rows, strict=True) if rows else [()] * len(headers)
    widths = (max(map(_measure, dict.fromkeys((header, *column)))) for header, column in zip(headers, columns, strict=True))
    return [measure_column(header, width, fitting) + _BETWEEN for header, width in zip(headers, widths, strict=True)]


def print_table(console: Console, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A plain table of texts; in a pipe nothing is aligned."""
    if is_piped(console):
        print_piped_rows(console, headers, rows)
        return
    _print_columns(console, headers, [list(column) for column in zip(*rows, strict=True)])


def _print_columns(
    console: Console, headers: Sequence[str], columns: Sequence[Sequence[str]], whole: frozenset[str] = frozenset()
) -> None:
    """The table, of which the columns under the `whole` headers are never folded: there must be room for them."""
    if not columns:
        console.print(_make_table(headers, (), whole))
        return
    widest = [max(dict.fromkeys(column), key=_measure) for column in columns]
    lines = console.render_lines(_make_table(headers, [widest, [""] * len(headers)], whole), pad=False)
    pattern = "".join(segment.text for segment in lines[-2])
    blanks, borders = _BORDER.split(pattern)[1:-1], _BORDER.findall(pattern)
    padding = [(int(at > 0), int(at < len(headers) - 1)) for at in range(len(headers))]
    rooms = [len(blank) - sum(sides) for blank, sides in zip(blanks, padding, strict=False)]
    if len(rooms) != len(columns) or min(rooms) < _NARROWEST:
        console.print(_make_table(headers, zip(*columns, strict=True), whole))
        return
    cells = [_lay_out(console, *column) for column in zip(columns, rooms, padding, strict=True)]
    height = max(len(column[cell]) for column, cell in zip(cells, widest, strict=True))
    _print_lines(console, lines[: -2 - height])
    laid_out = (map(column.__getitem__, texts) for column, texts in zip(cells, columns, strict=True))
    body = _join_cells(zip(*laid_out, strict=True), blanks, borders)
    while piece := "".join(islice(body, _ROWS_AT_ONCE)):
        console.print(Segments([Segment(piece)]), crop=len(pattern) > console.width)
    _print_lines(console, lines[-1:])


def _make_table(headers: Sequence[str], rows: Iterable[Sequence[str]], whole: frozenset[str]) -> Table:
    table = Table(pad_edge=False)
    for header in headers:
        table.add_column(make_text(header), overflow="fold", no_wrap=header in whole)
    for row in rows:
        table.add_row(*map(make_text, row))
    return table


def _measure(text: str) -> int:
    return cell_len(escape_controls(text))


def _lay_out(console: Console, column: Iterable[str], room: int, padding: tuple[int, int]) -> dict[str, Lines]:
    """The lines of each distinct text of a column that has so much room between its padding."""
    before, after = (" " * blanks for blanks in padding)
    options = console.options.update(width=room, justify="left", overflow="fold")
    cells: dict[str, Lines] = {}
    for cell in dict.fromkeys(column):
        text = escape_controls(cell)
        free = room - cell_len(text)
        if free >= 0:
            cells[cell] = (f"{before}{text}{' ' * free}{after}",)
        else:
            folded = console.render_lines(make_text(cell), options)
            cells[cell] = tuple(f"{before}{''.join(segment.text for segment in line)}{after}" for line in folded)
    return cells


def _join_cells(rows: Iterable[tuple[Lines, ...]], blanks: Sequence[str], borders: Sequence[str]) -> Iterator[str]:
    """Each row with its line breaks."""
    left, divider, right = borders[0], borders[1], f"{borders[-1]}\n"
    for row in rows:
        for line in zip_longest(*row):
            cells = line if None not in line else (cell or blank for cell, blank in zip(line, blanks, strict=True))
            yield f"{left}{divider.join(cells)}{right}"


def _print_lines(console: Console, lines: Iterable[Sequence[Segment]]) -> None:
    console.print(Segments([segment for line in lines for segment in (*line, Segment.line())]))
