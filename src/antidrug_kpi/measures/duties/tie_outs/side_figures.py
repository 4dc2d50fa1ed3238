"""The figures of a tie-out's sides: one of each subject, or one of the whole, with the rows that they are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce, singledispatch

import numpy as np
import pandas as pd

from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.condition_masks import filter_related
from antidrug_kpi.measures.duties.tie_outs.annex_figures import find_annex_row, make_plain
from antidrug_kpi.measures.duties.tie_outs.measure_denominators import find_denominator, find_entered
from antidrug_kpi.measures.exact_sums import fill_blanks
from antidrug_kpi.measures.measure_scope import Integers, Scope, Subjects, number_keys
from antidrug_kpi.measures.population import build_subjects
from antidrug_kpi.measures.results import Sum
from antidrug_kpi.plans.duties import tie_out_figures as f


@dataclass(frozen=True)
class OwnedRows:
    """Rows of a register by their positions there, and the number of the subject that each belongs to."""

    register: str
    positions: Integers
    owners: Integers


@dataclass(frozen=True)
class SideFigures:
    """A number for each subject (None for a blank), and the rows behind them."""

    amounts: tuple[Sum | None, ...]
    rows: tuple[OwnedRows, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What sides are computed on: the accepted rows, the columns read of the annexes' tables, and the subjects with their key
    column, where there are any.
    """

    terms: Terms
    scope: Scope
    annexes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    register: str | None = None
    subjects: Subjects | None = None
    key: str | None = None

    def __len__(self) -> int:
        return 1 if self.subjects is None else len(self.subjects)

    def repeat(self, amount: Sum, rows: OwnedRows | None = None) -> SideFigures:
        """The same number for every subject."""
        return SideFigures((amount,) * len(self), () if rows is None else (rows,))


@singledispatch
def find_side(figure: object, _ground: Ground) -> SideFigures | None:
    """The numbers of a figure; None where what it needs is absent."""
    raise TypeError(figure)


@find_side.register
def find_own_cell(figure: f.OwnCell, ground: Ground) -> SideFigures | None:
    register, subjects = _require_subjects(ground, figure)
    cells = subjects.rows[figure.own].iloc[subjects.decisive]
    filled = cells.notna().to_numpy()
    owners = np.flatnonzero(filled)
    positions = subjects.rows.index[subjects.decisive][filled]
    amounts = (make_plain(cell) if is_filled else None for cell, is_filled in zip(cells.tolist(), filled, strict=True))
    return SideFigures(tuple(amounts), (OwnedRows(register, positions, owners),))


@find_side.register
def find_own_sum(figure: f.OwnSum, ground: Ground) -> SideFigures | None:
    register, subjects = _require_subjects(ground, figure)
    cells = subjects.rows[figure.own_sum]
    filled = cells.notna().to_numpy()
    rows = OwnedRows(register, subjects.rows.index[filled], subjects.owner[filled])
    counts = np.bincount(rows.owners, minlength=len(subjects))
    sums = _sum_by_owner(cells[filled], rows.owners, len(subjects))
    return SideFigures(tuple(total if count else None for total, count in zip(sums, counts, strict=True)), (rows,))


@find_side.register
def find_rows_sum(figure: f.RowsSum, ground: Ground) -> SideFigures | None:
    rows = filter_related(figure.over, ground.scope)
    cells = rows[figure.sum]
    filled = cells.notna().to_numpy()
    owners = np.zeros(int(filled.sum()), dtype=np.int64)
    total = _sum_by_owner(cells[filled], owners, 1)[0]
    return ground.repeat(total, OwnedRows(figure.over.register_, rows.index[filled], owners))


@find_side.register
def find_subject_count(figure: f.SubjectCount, ground: Ground) -> SideFigures | None:
    counted, _ = build_subjects(figure.count, ground.scope)
    if figure.on is None:
        owners = np.zeros(len(counted.rows), dtype=np.int64)
        return ground.repeat(len(counted), OwnedRows(figure.register_, counted.rows.index, owners))
    whose = _find_whose(figure.on, counted, ground, figure)
    known = whose >= 0
    amounts = np.bincount(whose[known], minlength=len(ground))
    of_rows = whose[counted.owner]
    rows = OwnedRows(figure.register_, counted.rows.index[of_rows >= 0], of_rows[of_rows >= 0])
    return SideFigures(tuple(int(amount) for amount in amounts), (rows,))


@find_side.register
def find_measure_denominator(figure: f.MeasureDenominator, ground: Ground) -> SideFigures | None:
    found = find_denominator(figure, ground.terms, ground.scope.observe)
    if found is None:
        return None
    rows = OwnedRows(found.register, found.rows, np.zeros(len(found.rows), dtype=np.int64))
    return ground.repeat(found.denominator, rows)


@find_side.register
def find_entered_figure(figure: f.EnteredFigure, ground: Ground) -> SideFigures | None:
    entered = find_entered(figure, ground.terms)
    return None if entered is None else ground.repeat(entered)


@find_side.register
def find_annex_figure(figure: f.AnnexFigure, ground: Ground) -> SideFigures | None:
    row = find_annex_row(ground.terms, figure.annex, figure.county, ground.annexes[figure.annex])
    return None if row is None else ground.repeat(row.get(figure.figure, 0))


@find_side.register
def find_fixed_number(figure: f.FixedNumber, ground: Ground) -> SideFigures | None:
    return ground.repeat(make_plain(figure.number))


@find_side.register
def find_added(figure: f.Added, ground: Ground) -> SideFigures | None:
    return _join_sides(figure.added, ground, _add)


@find_side.register
def find_greatest(figure: f.Greatest, ground: Ground) -> SideFigures | None:
    return _join_sides(figure.greatest, ground, max)


def _join_sides(parts: Sequence[f.Figure], ground: Ground, join: Callable[[Sum, Sum], Sum]) -> SideFigures | None:
    """Figures joined subject by subject; nothing where one of them is absent."""
    sides = [side for side in (find_side(part, ground) for part in parts) if side is not None]
    if len(sides) < len(parts):
        return None
    amounts = tuple(_join(numbers, join) for numbers in zip(*(side.amounts for side in sides), strict=True))
    return SideFigures(amounts, tuple(rows for side in sides for rows in side.rows))


def _join(numbers: Sequence[Sum | None], join: Callable[[Sum, Sum], Sum]) -> Sum | None:
    known = [number for number in numbers if number is not None]
    return reduce(join, known) if len(known) == len(numbers) else None


def _add(one: Sum, other: Sum) -> Sum:
    return make_plain(one + other)


def _require_subjects(ground: Ground, figure: object) -> tuple[str, Subjects]:
    if ground.subjects is None or ground.register is None:  # the plan's checks refuse such a figure
        raise TypeError(figure)
    return ground.register, ground.subjects


def _find_whose(column: str, counted: Subjects, ground: Ground, figure: object) -> Integers:
    """For each subject counted the number of the tie-out's subject with the same key, -1 where there is none."""
    _, subjects = _require_subjects(ground, figure)
    if ground.key is None:
        raise TypeError(figure)
    is_own = column in counted.frame.columns
    cells = counted.frame[column] if is_own else counted.rows[column].iloc[counted.decisive]
    numbers, others = number_keys(subjects.frame[ground.key], cells)
    places = np.full(int(numbers.max(initial=-1)) + 2, -1, dtype=np.int64)
    places[numbers] = np.arange(len(subjects))
    places[-1] = -1  # of a blank, number -1
    whose: Integers = places[others]
    return whose


def _sum_by_owner(cells: pd.Series, owners: Integers, count: int) -> list[Sum]:
    amounts = fill_blanks(cells)
    sums = np.zeros(count, dtype=amounts.dtype)
    np.add.at(sums, owners, amounts)
    return [make_plain(total) for total in sums.tolist()]
