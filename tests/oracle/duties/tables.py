"""How a table of the report is laid out: closed lists whole, free texts by falling count, 未填 last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..cells import squeeze
from ..results import as_json
from .duty_reading import Record

UNFILLED = "未填"
Shape = dict[str, object]
Number = int | Fraction | str | None
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Axis:
    """Under which labels a row or person stands (none: 未填); what is listed stands whole and first."""

    of: Callable[[Record], Pairs]
    listed: tuple[str, ...] = ()
    is_whole: bool = True  # what is listed stands there without a row, too


def free(column: str) -> Axis:
    return Axis(lambda row: row.pairs(column))


def closed(column: str, values: Sequence[str]) -> Axis:
    def find(row: Record) -> Pairs:
        if column in row.several:
            return row.several[column]
        return [(squeeze(value), value) for value in values if value == row.text(column)]

    return Axis(find, tuple(values))


def flag(column: str) -> Axis:
    def find(row: Record) -> Pairs:
        value = row.values.get(column)
        return [] if value is None else [("是", "是") if value else ("否", "否")]

    return Axis(find, ("是", "否"))


SEX = closed("性別", ("男", "女"))
BANDS = ((18, "未滿18歲"), (30, "18–29"), (40, "30–39"), (50, "40–49"), (60, "50–59"), (999, "60歲以上"))


def age_band(as_of: date) -> Axis:
    def find(row: Record) -> Pairs:
        born = row.when("出生日期")
        if born > as_of:
            return []
        age = as_of.year - born.year - ((as_of.month, as_of.day) < (born.month, born.day))
        label = next(name for limit, name in BANDS if age < limit)
        return [(label, label)]

    return Axis(find, tuple(name for _, name in BANDS))


def keys_of(item: Record, axis: Axis) -> list[str]:
    return [squeeze(key) for key, _ in axis.of(item)] or [UNFILLED]


def order_labels(items: Sequence[Record], axis: Axis) -> list[tuple[str, str]]:
    """Key and label of everything on the axis, in the contract's order."""
    counted: dict[str, int] = {squeeze(name): 0 for name in axis.listed}
    labels = {squeeze(name): name for name in axis.listed}
    for item in items:
        for key, label in axis.of(item):
            counted[squeeze(key)] = counted.get(squeeze(key), 0) + 1
            labels.setdefault(squeeze(key), label)
    known = [squeeze(name) for name in axis.listed if axis.is_whole or counted[squeeze(name)]]
    whole = {squeeze(name) for name in axis.listed}
    others = sorted((key for key in counted if key not in whole), key=lambda key: -counted[key])
    found = [(key, labels[key]) for key in (*known, *others)]
    if any(not axis.of(item) for item in items):
        found.append((UNFILLED, UNFILLED))
    return found


def cross(items: Sequence[Record], rows: Axis, columns: Axis) -> Shape:
    """Each row or person counted once under each pair of labels, and once in the totals."""
    down, across = order_labels(items, rows), order_labels(items, columns)
    placed = [(set(keys_of(item, rows)), set(keys_of(item, columns))) for item in items]
    return {
        "rows": [label for _, label in down],
        "columns": [label for _, label in across],
        "cells": [[sum(key in own and name in also for own, also in placed) for name, _ in across] for key, _ in down],
        "row_totals": [sum(key in own for own, _ in placed) for key, _ in down],
        "column_totals": [sum(name in also for _, also in placed) for name, _ in across],
        "total": len(items),
    }


Figures = Sequence[tuple[str, Callable[[Sequence[Record]], Number]]]


def show(number: Number) -> object:
    return number if number is None or isinstance(number, str) else as_json(Fraction(number))


def numbers(items: Sequence[Record], rows: Axis, figures: Figures) -> Shape:
    """A table of columns of numbers; its last line the same figures of all rows."""
    down = order_labels(items, rows)
    groups = [[item for item in items if key in keys_of(item, rows)] for key, _ in down]
    return {
        "rows": [label for _, label in down],
        "columns": [label for label, _ in figures],
        "cells": [[show(figure(group)) for _, figure in figures] for group in groups],
        "row_totals": None,
        "column_totals": [show(figure(items)) for _, figure in figures],
        "total": None,
    }


def single_row(figures: Sequence[tuple[str, Number]]) -> Shape:
    return {
        "rows": ["合計"],
        "columns": [label for label, _ in figures],
        "cells": [[show(number) for _, number in figures]],
        "row_totals": None,
        "column_totals": None,
        "total": None,
    }


def count(items: Sequence[Record]) -> int:
    return len(items)


def total_of(column: str) -> Callable[[Sequence[Record]], Fraction]:
    return lambda items: sum((item.amount(column) for item in items), Fraction(0))


def distinct(column: str) -> Callable[[Sequence[Record]], int]:
    return lambda items: len({item.text(column) for item in items} - {""})
