"""Columns with masked identifiers: A12***89 stands for many persons, so that measures that count by it are `no_data`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from antidrug_kpi.issues import Issue, mask_identifier
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.identifier_text import holds_masked, is_masked, is_masked_name, show_mask
from antidrug_kpi.registers.register import TypedRegister


def find_masked(register: TypedRegister, columns: Sequence[Column]) -> tuple[frozenset[str], list[Issue]]:
    """The names of those of the `columns` that hold a masked identifier, and one issue for each.

    A column of names counts only where a masked name stands twice: 王○明 once merges nobody.
    """
    masked: set[str] = set()
    issues = []
    for column in columns:
        rows = list(_find_rows(register, column))
        if rows:
            masked.add(column.name)
            value = str(register.frame[column.name].iat[rows[0]])
            facts = {"count": f"{len(rows):,}", "what": _name_kind(column), "sample": _show(column, value)}
            issues.append(register.report(kinds.IDENTIFIER_MASKED, rows[0], column.name, value, facts))
    return frozenset(masked), issues


def _find_rows(register: TypedRegister, column: Column) -> Iterator[int]:
    words = register.frame[column.name].cat
    is_name = column.type is ColumnType.NAME
    if not holds_masked(words.categories, are_names=is_name):
        return
    test = is_masked_name if is_name else is_masked
    numbers = [number for number, text in enumerate(words.categories) if test(text)]
    if not numbers:
        return
    codes = words.codes.to_numpy()
    if is_name:
        counts = np.bincount(codes[codes >= 0], minlength=len(words.categories))
        numbers = numbers if any(counts[number] > 1 for number in numbers) else []
    yield from np.flatnonzero(np.isin(codes, numbers)).tolist()


def _name_kind(column: Column) -> str:
    return column.name if column.type is ColumnType.NAME else "編號"


def _show(column: Column, value: str) -> str:
    """The last three characters of an identifier if they show what covers it, else the cover alone; of a name nothing more."""
    end = value[-3:]
    has_mask_at_end = len(value) > 3 and not end.isalnum() and column.type is not ColumnType.NAME
    return mask_identifier(value) if has_mask_at_end else show_mask(value)
