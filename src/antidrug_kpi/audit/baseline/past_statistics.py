"""The statistics of a result file read again. Those of persons' names were masked when the file was written, and stay so."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from antidrug_kpi.audit.comparison.result_reading import WHAT, read_number
from antidrug_kpi.audit.json_files import refuse_content
from antidrug_kpi.measures.duties.duty_results import CrossTable, StatisticResult, StatisticStatus
from antidrug_kpi.measures.results import Number

_STATES = {status.value: status for status in StatisticStatus}


def read_statistics(path: Path, entries: Any) -> tuple[StatisticResult, ...]:
    """The statistics in the file's order; lists have no rows. Raises UserError where they are not as they were written."""
    if not isinstance(entries, list):
        raise refuse_content(path, WHAT, "statistics ", "統計的清單")
    return tuple(_read(path, number, entry) for number, entry in enumerate(entries, start=1))


def _read(path: Path, number: int, entry: Any) -> StatisticResult:
    place = f"第 {number} 個統計"
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or entry.get("status") not in _STATES:
        raise refuse_content(path, WHAT, place, "有 id 與 status 的物件")
    place = f"{entry['id']} 的 "
    parts = entry.get("parts")
    return StatisticResult(
        id=entry["id"],
        demand=str(entry.get("demand", "")),
        kind=str(entry.get("kind", "")),
        text="",
        status=_STATES[entry["status"]],
        value=read_number(path, f"{place}value ", entry.get("value")),
        numerator=_make(path, place, entry.get("numerator")),
        denominator=_make(path, place, entry.get("denominator")),
        parts={str(name): _make(path, place, part) for name, part in parts.items()} if isinstance(parts, dict) else None,
        table=_read_table(path, place, entry) if "cells" in entry and entry["cells"] is not None else None,
    )


def _read_table(path: Path, place: str, entry: Mapping[str, Any]) -> CrossTable:
    rows, columns = (_read_labels(path, place, entry, name) for name in ("rows", "columns"))
    cells = entry["cells"]
    if not isinstance(cells, list) or len(cells) != len(rows) or any(_is_odd(row, len(columns)) for row in cells):
        raise refuse_content(path, WHAT, f"{place}cells ", "與 rows、columns 相合的數字")
    numbers = tuple(tuple(_make(path, place, cell) for cell in row) for row in cells)
    shares = (name for place, name in enumerate(columns) if any(isinstance(row[place], str) for row in cells))
    return CrossTable(
        rows,
        columns,
        numbers,
        _read_totals(path, place, entry.get("row_totals"), len(rows)),
        _read_totals(path, place, entry.get("column_totals"), len(columns)),
        _make(path, place, entry.get("total")),
        frozenset(shares),
    )


def _read_labels(path: Path, place: str, entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    labels = entry.get(name)
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise refuse_content(path, WHAT, f"{place}{name} ", "文字的清單")
    return tuple(labels)


def _read_totals(path: Path, place: str, totals: Any, length: int) -> tuple[Number | None, ...] | None:
    if totals is None:
        return None
    if _is_odd(totals, length):
        raise refuse_content(path, WHAT, f"{place}totals ", "與表相合的數字")
    return tuple(_make(path, place, total) for total in totals)


def _is_odd(row: Any, length: int) -> bool:
    return not isinstance(row, list) or len(row) != length


def _make(path: Path, place: str, value: Any) -> Number | None:
    """A number; a whole one is an integer, since that is what it was."""
    number = read_number(path, place, value)
    return number.numerator if isinstance(number, Fraction) and number.denominator == 1 else number
