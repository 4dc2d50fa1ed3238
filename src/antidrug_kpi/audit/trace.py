"""The trace: every subject of a measure with its address, where it falls and why, and its derived values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from antidrug_kpi.forms.spreadsheet_safety import write_field
from antidrug_kpi.issues import mask_identifier
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.measures.population_table import ADDED, DENOMINATOR, EXCLUDED, NUMERATOR, PLACE_NAMES, PopulationTable
from antidrug_kpi.registers.register import Register

PLACES = {PLACE_NAMES[EXCLUDED]: "排除", PLACE_NAMES[DENOMINATOR]: "分母", PLACE_NAMES[NUMERATOR]: "分子"}
HEADERS = ("衡量項目", "組別", "對象", "檔案", "工作表", "列", "歸屬", "排除原因")


def list_trace(
    computations: Sequence[Computation], registers: Mapping[str, Register], *, show_ids: bool = False
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and rows of the trace, in the order of the registers' rows; identifiers of persons masked unless asked for."""
    derived = list(dict.fromkeys(name for computation in computations for table in computation.tables for name in table.derived))
    rows = [
        row
        for computation in computations
        for table in computation.tables
        for row in _list_rows(computation.result.id, table, registers[table.register], derived, show_ids)
    ]
    return (*HEADERS, *derived), rows


def _list_rows(
    measure_id: str, table: PopulationTable, register: Register, derived: Sequence[str], show_ids: bool
) -> Iterator[tuple[str, ...]]:
    is_private = any(column.private for column in register.spec.columns if column.key)
    label = "" if table.label == ADDED else table.label
    shown = [_show_column(table, name) for name in derived]
    columns = zip(table.frame["subject"], table.frame["row"], table.frame["population"], table.frame["reason"], strict=True)
    for index, (subject, row, population, reason) in enumerate(columns):
        address = register.locate(int(row))
        name = str(subject) if isinstance(subject, str) else ""
        yield (
            measure_id,
            label,
            mask_identifier(name) if is_private and name and not show_ids else name,
            address.file,
            address.sheet or "",
            str(address.row),
            PLACES[population],
            reason if isinstance(reason, str) else "",
            *(values[index] for values in shown),
        )


def _show_column(table: PopulationTable, name: str) -> list[str]:
    if name not in table.frame.columns:
        return [""] * len(table.frame)
    values = table.frame[name]
    if values.dtype.kind == "M":
        return ["" if pd.isna(day) else day.date().isoformat() for day in values]
    return ["" if pd.isna(value) else str(value) for value in values]


def write_trace_csv(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The trace as .csv with a UTF-8 mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([write_field(cell) for cell in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode("utf-8")
