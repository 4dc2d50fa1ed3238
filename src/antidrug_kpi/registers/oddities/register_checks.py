"""All checks across rows and registers, for which no row is rejected: duplicates, repeated keys, unknown parents, and those of
the other modules of this folder.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from antidrug_kpi.files import Mask
from antidrug_kpi.issues import Issue
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.column_values import QUOTED_TYPES
from antidrug_kpi.registers.oddities.episodes import find_days_outside, find_overlaps
from antidrug_kpi.registers.oddities.row_numbers import find_repeated_rows, number_equal_rows
from antidrug_kpi.registers.oddities.strays import find_keys_in_words, find_strays, find_totals
from antidrug_kpi.registers.oddities.suspect_identifiers import find_wrong_check_digits
from antidrug_kpi.registers.register import TypedRegister, show_value


def check_registers(registers: Mapping[str, TypedRegister], plan: Plan) -> list[Issue]:
    """The issues of all registers, in the order of `registers`; none of them changes a figure."""
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


def _find_duplicates(register: TypedRegister) -> dict[int, int]:
    """Row → the first row that is equal to it in every column but further ones. Rows with a faulty cell are left out: what it
    means is unknown.
    """
    columns = [column.name for column in register.spec.columns]
    rows, firsts = _find_repeated_among(register, columns, ~register.find_faulty_rows(columns))
    return dict(zip(rows, firsts, strict=True))


def _find_repeated_among(register: TypedRegister, columns: Sequence[str], wanted: Mask) -> tuple[list[int], list[int]]:
    """Of the wanted rows those that equal an earlier wanted one in the columns, and for each of them the first such row."""
    numbers = number_equal_rows(register.frame, columns)
    if wanted.all():
        rows, firsts = find_repeated_rows(numbers)
    else:
        places = np.flatnonzero(wanted)
        rows, firsts = (places[found] for found in find_repeated_rows(numbers[places]))
    return rows.tolist(), firsts.tolist()


def _find_repeats(register: TypedRegister, columns: Sequence[str], duplicates: Collection[int]) -> list[Issue]:
    """An issue for each row whose key stands in an earlier row, without those that are duplicates as a whole."""
    if not all(register.has_column(name) for name in columns):
        return []
    frame = register.frame
    filled = np.logical_and.reduce([frame[name].notna().to_numpy() for name in columns])
    issues = []
    for row, first in zip(*_find_repeated_among(register, columns, filled), strict=True):
        if row not in duplicates:
            name = columns[0]
            is_day = _is_quoted(register, name)
            facts = {
                "columns": "＋".join(columns),
                "read": register.say_read(row, name) if is_day else "",
                "first": register.point(first, row),
            }
            value = register.show_typed(row, name) if is_day else show_value(frame[name].iat[row])
            issues.append(register.report(kinds.KEY_REPEATED, row, name, value, facts))
    return issues


def _is_quoted(register: TypedRegister, name: str) -> bool:
    """Whether messages tell of the column as it was typed, and of what it was read as."""
    column = register.spec.find_column(name)
    return column is not None and column.type in QUOTED_TYPES and name in register.typed


def _find_orphans(register: TypedRegister, column: str, parent: TypedRegister, parent_column: str, title: str) -> list[Issue]:
    """An issue for each record whose word in a column stands nowhere in the parent's column; `title` is the parent's."""
    words, theirs = register.frame[column].array, parent.frame[parent_column].array
    counts = np.bincount(theirs.codes[theirs.codes >= 0], minlength=len(theirs.categories))
    # A word that the parent does not have has the place -1, which indexes the 0 that is appended; so has a blank cell its True.
    is_known = np.append(counts, 0)[theirs.categories.get_indexer(words.categories)] > 0
    orphans = np.flatnonzero(~np.append(is_known, True)[words.codes]).tolist()
    names = words.categories[words.codes[orphans]]
    return [
        register.report(kinds.PARENT_UNKNOWN, row, column, show_value(name), {"parent": title})
        for row, name in zip(orphans, names, strict=True)
    ]
