"""Rows that hold nothing of their own: all known cells are blank, formulas that give 0 or nothing, or covered by merged cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.files import Mask, NumberedColumn, Positions, Sheet, is_uncalculated, join_numbers, show_runs
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.rows.merged_cells import MergedColumn
from antidrug_kpi.registers.rows.records import mark_empty


@dataclass(frozen=True)
class IdleRows:
    """Positions below the header: rows of formulas that give 0 or nothing, rows of formulas that were never calculated, and rows
    that hold nothing but what a merged cell covers.
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
    """The idle rows of a sheet whose columns below the header are given as they stand."""
    count = max(map(len, columns.values()), default=0)
    top = sheet.height - count
    covering = {column.name: column.covered for column in merged}
    if not covering and not any(index in sheet.idle_formulas for index in indexes.values()):
        return IdleRows()
    types = {column.name: column.type for column in spec.columns}
    empty = np.ones(count, dtype=bool)
    formulas, unsure, covered = (np.zeros(count, dtype=bool) for _ in range(3))
    for name, cells in columns.items():
        own = _place(sheet.idle_formulas.get(indexes[name], ()), top, count)
        hidden = _place(covering.get(name, ()), top, count)
        empty &= own | hidden | mark_empty(cells, types[name])
        formulas |= own
        covered |= hidden
        unsure |= own & empty & cells.mark(is_uncalculated)
    rows = (formulas & ~unsure, unsure, covered & ~formulas)
    return IdleRows(*(frozenset(np.flatnonzero(mask & empty).tolist()) for mask in rows))


def _place(rows: Sequence[int], top: int, count: int) -> Mask:
    """Positions in a sheet as a mask of the rows below its header."""
    placed = np.zeros(count, dtype=bool)
    positions = np.asarray(rows, dtype=np.int64) - top
    placed[positions[positions >= 0]] = True
    return placed


def settle_idle_rows(idle: IdleRows, kept: Positions) -> IdleRows:
    """The idle rows that are blank beyond doubt. `kept` are all positions that could be records.

    Formulas that give 0 are filled down for records to come. Where they were never calculated they may stand for records, so that
    only rows below the last other record are taken for such; elsewhere they stay, and are faulty.
    """
    if not idle.uncalculated:
        return idle
    last = max((row for row in kept.tolist() if row not in idle.all), default=None)
    below = frozenset(row for row in idle.uncalculated if last is not None and row > last)
    return IdleRows(idle.filled_down, below, idle.covered)


def report_idle_rows(sheet: Sheet, spec: RegisterSpec, idle: IdleRows, top: int) -> list[Issue]:
    """What is said of rows of formulas that were passed over; `top` is the position of the first row below the header."""
    issues = []
    for kind, rows in ((kinds.FORMULAS_FILLED_DOWN, idle.filled_down), (kinds.FORMULAS_UNCALCULATED, idle.uncalculated)):
        if rows:
            shown = show_runs(join_numbers(sheet.numbers[top + row] for row in sorted(rows)), str)
            facts = {"count": f"{len(rows):,}", "rows": shown}
            issues.append(report_issue(kind, sheet.address(), register=spec.id, facts=facts))
    return issues
