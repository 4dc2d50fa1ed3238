"""The tables and lists of statistics as JSON, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from antidrug_kpi.issues import mask_identifier
from antidrug_kpi.measures.duties.duty_results import CellValue, CrossTable, RowListing
from antidrug_kpi.measures.results import Number
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.registers.redaction import NO_REDACTION, Redaction

_TABLE_KEYS = ("rows", "columns", "cells", "row_totals", "column_totals", "total")


def write_exact(number: Number | None) -> int | str | None:
    """A whole number as such, any other as a text of two decimals, which no reader turns into a float."""
    if number is None:
        return None
    exact = Fraction(number)
    return exact.numerator if exact.denominator == 1 else show_value(exact)


def describe_table(table: CrossTable | None, redaction: Redaction = NO_REDACTION, *, show_ids: bool = False) -> dict[str, Any]:
    """A table with its labels and totals; percentages are texts of two decimals. Nulls for none."""
    if table is None:
        return dict.fromkeys(_TABLE_KEYS)
    return {
        "rows": _write_labels(table.rows, redaction, is_masked=table.is_row_private and not show_ids),
        "columns": _write_labels(table.columns, redaction, is_masked=table.is_column_private and not show_ids),
        "cells": [_write_row(table, row) for row in table.cells],
        "row_totals": None if table.row_totals is None else list(map(write_exact, table.row_totals)),
        "column_totals": None if table.column_totals is None else _write_row(table, table.column_totals),
        "total": write_exact(table.total),
    }


def _write_labels(labels: Iterable[str], redaction: Redaction, *, is_masked: bool) -> list[str]:
    return [mask_identifier(label) if is_masked else redaction.redact(label) for label in labels]


def _write_row(table: CrossTable, numbers: Sequence[Number | None]) -> list[int | str | None]:
    """A row of cells or of totals, a number for each column."""
    return [
        _write_percentage(number) if column in table.percent_columns else write_exact(number)
        for column, number in zip(table.columns, numbers, strict=True)
    ]


def _write_percentage(number: Number | None) -> str | None:
    return None if number is None else show_value(number)


def describe_listing(listing: RowListing | None, *, show_ids: bool = False) -> dict[str, Any]:
    """Rows as they stand, identifiers, names and texts masked unless `show_ids`. Nulls for none."""
    if listing is None:
        return {"columns": None, "rows": None}
    masked = frozenset() if show_ids else listing.private_columns
    rows = [
        [_write_cell(cell, is_masked=name in masked) for name, cell in zip(listing.columns, row, strict=True)]
        for row in listing.rows
    ]
    return {"columns": list(listing.columns), "rows": rows}


def _write_cell(cell: CellValue, *, is_masked: bool) -> int | str | None:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, str):
        return mask_identifier(cell) if is_masked else cell
    return write_exact(cell)
