"""Whether what a plan says can still be done about a register is possible: which acts fit which columns."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans.column_types import DATES, NUMBERS
from antidrug_kpi.plans.register_specs import Column, ColumnType

_FITS = {
    "date": DATES,
    "again": DATES,
    "flag": frozenset({ColumnType.FLAG, ColumnType.CATEGORY}),
    "more": NUMBERS,
    "fill": frozenset(ColumnType),
}


def check_still(column: Column) -> Iterator[str]:
    """That the act fits the column's type, and that what belongs to flags stands beside one."""
    if column.still is not None and column.type not in _FITS[column.still]:
        yield f"欄位「{column.name}」的型別是 {column.type}，不能寫 still: {column.still}；請換一個，或刪去 still"
    beside = {"from": column.from_, "to": column.to, "until": column.until}
    if column.still != "flag":
        yield from (
            f"「{key}」只能與 still: flag 並用（欄位「{column.name}」）；請加上，或刪去 {key}"
            for key, value in beside.items()
            if value is not None
        )
    elif column.type is ColumnType.CATEGORY and None in {column.from_, column.to}:
        yield f"類別欄位「{column.name}」仍可由哪個值變成哪個值，請以 from 與 to 寫出"
