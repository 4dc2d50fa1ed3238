"""A statistic's table and list as small tables and lines: totals in place, not wider than a cell can hold, nobody named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from antidrug_kpi import roc
from antidrug_kpi.forms.figure_words import say_number
from antidrug_kpi.forms.printed.column_shares import ROOM, measure_good, measure_least
from antidrug_kpi.forms.printed.told_parts import ToldTable
from antidrug_kpi.forms.spreadsheet_safety import drop_unseen
from antidrug_kpi.issues import mask_identifier
from antidrug_kpi.measures.duties.duty_results import CellValue, CrossTable, RowListing
from antidrug_kpi.measures.results import Number
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans.duties.work_items import ToldStatistic

TOTAL = "合計"
# What stands where a percentage has no denominator.
_NO_SHARE = "－"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_Grid = list[list[str | None]]


def tabulate(told: ToldStatistic, table: CrossTable, *, show_ids: bool = False) -> tuple[ToldTable, ...]:
    """The table with its totals; one that is too wide for an answer is turned, one that is still too wide is cut into several."""
    grid = _make_grid(told, table, show_ids=show_ids)
    has_labels = table.rows != (TOTAL,)
    grid = _turn(told, grid) if has_labels else [row[1:] for row in grid]
    return tuple(_cut(told.say, grid, has_labels=has_labels))


def _turn(told: ToldStatistic, grid: _Grid) -> _Grid:
    """The grid as it is where it fits or would not be narrower; else its columns as rows."""
    turned = [list(column) for column in zip(*grid, strict=True)]
    turned[0][0] = told.across
    width, other = (measure_good(_list_headings(each), each[1:]) for each in (grid, turned))
    return turned if width > ROOM and other < width else grid


def _list_headings(grid: _Grid) -> tuple[str, ...]:
    return tuple(text or "" for text in grid[0])


def _make_grid(told: ToldStatistic, table: CrossTable, *, show_ids: bool) -> _Grid:
    """Headings, rows and totals as texts; the first column holds the labels."""
    said = told.column_labels or told.labels
    columns = [
        mask_identifier(label) if table.is_column_private and not show_ids else _name(said, label) for label in table.columns
    ]
    rows = [
        f"{told.heads} {number}" if table.is_row_private and not show_ids else _name(told.labels, label)
        for number, label in enumerate(table.rows, start=1)
    ]
    grid: _Grid = [[told.heads, *columns]]
    grid += [[label, *_say_row(table, cells)] for label, cells in zip(rows, table.cells, strict=True)]
    if table.row_totals is not None:
        grid[0].append(TOTAL)
        for row, total in zip(grid[1:], table.row_totals, strict=True):
            row.append(_say_cell(total))
    if table.column_totals is not None:
        corner = [] if table.row_totals is None else [_say_cell(table.total)]
        grid.append([TOTAL, *_say_row(table, table.column_totals), *corner])
    return grid


def _name(labels: Mapping[str, str], label: str) -> str:
    return labels.get(label) or drop_unseen(label)


def _say_row(table: CrossTable, cells: Sequence[Number | None]) -> list[str | None]:
    return [
        _say_share(cell) if column in table.percent_columns else _say_cell(cell)
        for column, cell in zip(table.columns, cells, strict=True)
    ]


def _say_share(cell: Number | None) -> str:
    return _NO_SHARE if cell is None else f"{show_value(cell)}%"


def _say_cell(cell: Number | None) -> str | None:
    """A number without separators, which a spreadsheet takes as one."""
    if isinstance(cell, Fraction) and cell.denominator == 1:
        cell = cell.numerator
    return None if cell is None else say_number(cell).replace(",", "")


def _cut(caption: str, grid: _Grid, *, has_labels: bool) -> Iterator[ToldTable]:
    """The grid in parts of as many columns as fit, each with the labels."""
    first = int(has_labels)
    spans = list(_list_spans(grid, first))
    for number, (start, end) in enumerate(spans, start=1):
        parts = [(*row[:first], *row[start:end]) for row in grid]
        part = f"（{number}／{len(spans)}）" if len(spans) > 1 else ""
        yield ToldTable(f"{caption}{part}", _list_headings([list(parts[0])]), tuple(parts[1:]), has_labels)


def _list_spans(grid: _Grid, first: int) -> Iterator[tuple[int, int]]:
    """Where the parts begin and end: each has at least one column beside the labels."""
    widths = [measure_least([heading], [[row[place]] for row in grid[1:]]) for place, heading in enumerate(_list_headings(grid))]
    start, used = first, sum(widths[:first])
    for place in range(first, len(widths)):
        if place > start and used + widths[place] > ROOM:
            yield start, place
            start, used = place, sum(widths[:first])
        used += widths[place]
    yield start, len(widths)


def say_rows(told: ToldStatistic, listing: RowListing, *, hides_private: bool = False) -> Iterator[str]:
    """A numbered line for each row, with what it holds under each heading; identifiers and names are masked where asked for."""
    for number, row in enumerate(listing.rows, start=1):
        known = {name: value for name, value in zip(listing.columns, row, strict=True) if value is not None and value != ""}
        hidden = listing.private_columns if hides_private else frozenset()
        said = {name: mask_identifier(str(value)) if name in hidden else _say_value(told, value) for name, value in known.items()}
        yield f"{number}. {'；'.join(f'{name}：{value}' for name, value in said.items())}"


def _say_value(told: ToldStatistic, value: CellValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return roc.format_roc_date(dt.date.fromisoformat(value)) if _DAY.fullmatch(value) else _name(told.labels, value)
    return "" if value is None else say_number(value)
