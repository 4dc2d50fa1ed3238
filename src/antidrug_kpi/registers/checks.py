"""Oddities across rows and registers, for which no row is rejected: duplicates, repeated keys, unknown parents, and
those of strays, episodes and identifiers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from antidrug_kpi.issues import Issue
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.episodes import find_days_outside, find_overlaps
from antidrug_kpi.registers.identifiers import find_wrong_check_digits
from antidrug_kpi.registers.register import ROW, SHEET, Register, show_value
from antidrug_kpi.registers.row_numbers import number_rows
from antidrug_kpi.registers.strays import find_keys_in_words, find_strays, find_totals


def check_registers(registers: Mapping[str, Register], plan: Plan) -> list[Issue]:
    """The warnings of all registers, in the plan's order."""
    issues: list[Issue] = []
    for register in registers.values():
        duplicates = _find_duplicates(register)
        issues += [
            register.report(kinds.ROW_DUPLICATE, row, None, facts={"first": register.point(first, row)})
            for row, first in duplicates.items()
        ]
        suspects = find_totals(register) + find_strays(register)
        issues += suspects + find_keys_in_words(register, suspects)
        for columns in register.spec.unique:
            issues += _find_repeats(register, columns, duplicates)
        for parent in register.spec.parents:
            other = registers.get(parent.register_)
            column = parent.parent_column or parent.column
            if other is not None and other.has_column(column) and register.has_column(parent.column):
                issues += _find_orphans(register, parent.column, other, column, plan.find_register(parent.register_).title)
                issues += find_days_outside(register, parent, other)
        issues += find_overlaps(register)
    return issues + find_wrong_check_digits(registers)


def _find_duplicates(register: Register) -> dict[int, int]:
    """Rows equal in every column of the register, with the first row of their kind; rows with a faulty cell are left out, since
    that cell is unknown.
    """
    frame = register.frame
    columns = [name for name in frame.columns if name not in {ROW, SHEET}]
    clean = np.flatnonzero(~register.find_faulty_rows(columns))
    first = _find_first(number_rows(frame.iloc[clean], columns))
    return {int(clean[row]): int(clean[first[row]]) for row in np.flatnonzero(first != np.arange(len(clean)))}


def _find_first(numbers: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each row the position of the first row with its number."""
    first = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return first[numbers]


def _find_repeats(register: Register, columns: Sequence[str], duplicates: Collection[int]) -> list[Issue]:
    """Rows whose key stands in an earlier row; a row that is a duplicate as a whole is said once, as a duplicate."""
    if not all(register.has_column(name) for name in columns):
        return []
    frame = register.frame
    filled = np.flatnonzero(frame[list(columns)].notna().all(axis=1).to_numpy())
    first = _find_first(number_rows(frame.iloc[filled], columns))
    issues = []
    for position in np.flatnonzero(first != np.arange(len(filled))):
        row = int(filled[position])
        if row not in duplicates:
            name = columns[0]
            is_day = name in register.typed
            facts = {
                "columns": "＋".join(columns),
                "read": register.say_read(row, name) if is_day else "",
                "first": register.point(int(filled[first[position]]), row),
            }
            value = register.show_typed(row, name) if is_day else show_value(frame[name].iat[row])
            issues.append(register.report(kinds.KEY_REPEATED, row, name, value, facts))
    return issues


def _find_orphans(register: Register, column: str, parent: Register, parent_column: str, title: str) -> list[Issue]:
    series = register.frame[column]
    known = series.cat.categories.isin(parent.frame[parent_column].dropna().unique())
    codes = series.cat.codes.to_numpy()
    orphans = np.flatnonzero((codes >= 0) & ~np.append(known, True)[codes])
    return [
        register.report(kinds.PARENT_UNKNOWN, int(row), column, show_value(series.iat[int(row)]), {"parent": title})
        for row in orphans
    ]
