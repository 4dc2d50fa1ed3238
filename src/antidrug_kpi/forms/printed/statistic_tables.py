"""A statistic's table and list as small tables and lines: totals in place, not wider than a cell can hold, nobody named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from antidrug_kpi import roc
from antidrug_kpi.forms.figure_words import say_number
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
# More columns of figures cannot stand side by side in a cell of the report.
_MOST_COLUMNS = 9
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_Grid = list[list[str | None]]


def tabulate(told: ToldStatistic, table: CrossTable, *, show_ids: bool = False) -> tuple[ToldTable, ...]:
    """The table with its totals; one that is wider than long is turned, one that is still too wide is cut into several."""
    grid = _make_grid(told, table, show_ids=show_ids)
    has_labels = table.rows != (TOTAL,)
    if not has_labels:
        grid = [row[1:] for row in grid]
    elif len(grid[0]) - 1 > _MOST_COLUMNS and len(grid[0]) > len(grid):
        grid = [list(column) for column in zip(*grid, strict=True)]
    return tuple(_cut(told.say, grid, has_labels=has_labels))


def _make_grid(told: ToldStatistic, table: CrossTable, *, show_ids: bool) -> _Grid:
    """Headings, rows and totals as texts; the first column holds the labels."""
    columns = [
        mask_identifier(label) if table.is_column_private and not show_ids else _name(told, label) for label in table.columns
    ]
    rows = [
        f"{told.heads} {number}" if table.is_row_private and not show_ids else _name(told, label)
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


def _name(told: ToldStatistic, label: str) -> str:
    return told.labels.get(label) or drop_unseen(label)


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
    places = range(first, len(grid[0]), _MOST_COLUMNS)
    for number, start in enumerate(places, start=1):
        parts = [(*row[:first], *row[start : start + _MOST_COLUMNS]) for row in grid]
        headings = tuple(text or "" for text in parts[0])
        part = f"（{number}／{len(places)}）" if len(places) > 1 else ""
        yield ToldTable(f"{caption}{part}", headings, tuple(parts[1:]), has_labels)


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
        return roc.format_roc_date(dt.date.fromisoformat(value)) if _DAY.fullmatch(value) else _name(told, value)
    return "" if value is None else say_number(value)
