"""Idle rows, which are blank though their cells are not: formulas that give 0 or nothing, and what a merged cell covers.

Offices fill formulas down for records to come. "A row whose known cells are all formulas that give 0 or nothing is blank"
(docs/registers.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.files import Mask, NumberedColumn, Positions, Sheet, group_runs, is_uncalculated, show_runs
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.rows.merged_cells import MergedColumn
from antidrug_kpi.registers.rows.records import mark_empty


@dataclass(frozen=True)
class IdleRows:
    """The positions of idle rows, from the row below the header.

    - `filled_down`: all filled cells are formulas that give 0 or an empty text;
    - `uncalculated`: some of them were never calculated, so that their results are unknown;
    - `covered`: nothing stands there but what a merged cell covers.
    """

    filled_down: frozenset[int] = frozenset()
    uncalculated: frozenset[int] = frozenset()
    covered: frozenset[int] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        return self.filled_down | self.uncalculated | self.covered


def find_idle_rows(
    sheet: Sheet,
    spec: RegisterSpec,
    columns: Mapping[str, NumberedColumn],
    indexes: Mapping[str, int],
    merged: Sequence[MergedColumn],
) -> IdleRows:
    """The idle rows of a sheet; `columns` are the register's, below the header, as they stand before merged cells are spread."""
    count = max(map(len, columns.values()), default=0)
    top = sheet.height - count
    covering = {column.name: column.covered for column in merged}
    if not covering and not any(index in sheet.idle_formulas for index in indexes.values()):
        return IdleRows()
    types = {column.name: column.type for column in spec.columns}
    empty = np.ones(count, dtype=bool)
    formulas, uncalculated, covered = (np.zeros(count, dtype=bool) for _ in range(3))
    for name, cells in columns.items():
        is_formula = _mark_positions(sheet.idle_formulas.get(indexes[name], ()), top, count)
        is_covered = _mark_positions(covering.get(name, ()), top, count)
        empty &= is_formula | is_covered | mark_empty(cells, types[name])
        formulas |= is_formula
        covered |= is_covered
        # `empty` only to look no further at rows that hold a content already; it is asked again below, for all columns.
        uncalculated |= is_formula & empty & cells.mark(is_uncalculated)
    rows = (formulas & ~uncalculated, uncalculated, covered & ~formulas)
    return IdleRows(*(frozenset(np.flatnonzero(mask & empty).tolist()) for mask in rows))


def _mark_positions(rows: Sequence[int], top: int, count: int) -> Mask:
    """Positions in a sheet as a mask of the `count` rows from `top`."""
    placed = np.zeros(count, dtype=bool)
    positions = np.asarray(rows, dtype=np.int64) - top
    placed[positions[positions >= 0]] = True
    return placed


def confirm_idle_rows(idle: IdleRows, kept: Positions) -> IdleRows:
    """The idle rows that are certainly no records; `kept` are the positions of all rows that may be records.

    A formula that was never calculated may belong to a record. So such rows are idle only below the last other record; above it
    they stay records, and their cells are faulty.
    """
    if not idle.uncalculated:
        return idle
    last = max((row for row in kept.tolist() if row not in idle.all), default=None)
    below = frozenset(row for row in idle.uncalculated if last is not None and row > last)
    return IdleRows(idle.filled_down, below, idle.covered)


def report_idle_rows(sheet: Sheet, spec: RegisterSpec, idle: IdleRows, top: int) -> list[Issue]:
    """The issues about rows of formulas that were taken for blank; `top` is the position of the row below the header."""
    issues = []
    for kind, rows in ((kinds.FORMULAS_FILLED_DOWN, idle.filled_down), (kinds.FORMULAS_UNCALCULATED, idle.uncalculated)):
        if rows:
            shown = show_runs(group_runs(sheet.numbers[top + row] for row in sorted(rows)), str)
            facts = {"count": f"{len(rows):,}", "rows": shown}
            issues.append(report_issue(kind, sheet.address(), register=spec.id, facts=facts))
    return issues
