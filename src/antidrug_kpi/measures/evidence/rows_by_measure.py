"""Finds once per run which rows of the evidence and of the figures entered by hand are about which measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from antidrug_kpi.measures.measure_scope import Mask, RowFrame
from antidrug_kpi.measures.results import Number
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import EvidenceColumns, FigureColumns, Plan
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.codes import find_evidence_measures
from antidrug_kpi.registers.oddities.row_numbers import number_equal_rows
from antidrug_kpi.registers.register import TypedRegister


@dataclass(frozen=True)
class FigureRow:
    """A readable row of the figures: its position in the register, its squeezed name, and its value, which is not blank."""

    row: int
    name: str
    value: Number


@dataclass(frozen=True)
class FigureRows:
    """The figures entered by hand: `rows` maps a measure's code to all its rows, `readable` to those that can be read.

    `faulty` marks the rows with a cell that cannot be read; `unreadable` marks those whose code is that cell, so that they
    might be about any measure.
    """

    faulty: Mask
    unreadable: Mask
    rows: Mapping[str, Mask]
    readable: Mapping[str, Sequence[FigureRow]]

    def find_rows(self, measure: Measure) -> Mask:
        """The mask of the rows about a measure."""
        return self.rows.get(measure.id, np.zeros(len(self.faulty), dtype=bool))


@dataclass(frozen=True)
class RowsByMeasure:
    """The rows of the evidence and of the figures entered by hand, by the measure that they are about."""

    plan: Plan
    registers: Mapping[str, TypedRegister]

    @cached_property
    def figures(self) -> FigureRows | None:
        """The figures; None where the plan has no such register, or the office's lacks its columns."""
        columns = self.plan.figures
        register = self.registers.get(columns.register_) if columns is not None else None
        if columns is None or register is None or not has_figure_columns(columns, register):
            return None
        return _group_figures(columns, register)

    def find_evidence(self, measure: Measure) -> Mask:
        """The rows of the evidence about a measure: by code, and by element where the code is that of an indicator with several
        measures. KeyError where the evidence is not there.
        """
        columns = self.plan.evidence
        if columns is None:
            raise TypeError(measure)
        none = np.zeros(len(self.registers[columns.register_]), dtype=bool)
        return self._evidence.get(measure.id, none)

    def select_evidence(self, measure: Measure, rows: RowFrame) -> RowFrame:
        """Of some rows of the evidence those about a measure; the index is their position in the register."""
        return rows.select(self.find_evidence(measure)[rows.index])

    @cached_property
    def _evidence(self) -> Mapping[str, Mask]:
        columns = self.plan.evidence
        if columns is None or columns.register_ not in self.registers:
            return {}
        return _group_evidence(self.plan, columns, self.registers[columns.register_].frame)


def has_figure_columns(columns: FigureColumns, register: TypedRegister) -> bool:
    """Whether the register has the three columns that figures are read from."""
    return all(register.has_column(name) for name in (columns.code, columns.name, columns.value))


def _group_figures(columns: FigureColumns, register: TypedRegister) -> FigureRows:
    names = (columns.code, columns.name, columns.value)
    faulty, unreadable = register.find_faulty_rows(names), register.find_faulty_rows((columns.code,))
    codes = register.frame[columns.code].array  # categorical: each distinct code is looked at once
    rows = {str(code): codes.codes == number for number, code in enumerate(codes.categories)}
    readable: dict[str, list[FigureRow]] = {}
    cells = zip(*(register.frame[name].tolist() for name in names), strict=True)
    for row, (code, name, value) in enumerate(cells):
        if not faulty[row] and isinstance(code, str) and not pd.isna(value):
            readable.setdefault(code, []).append(FigureRow(row, squeeze(str(name)), value))
    return FigureRows(faulty, unreadable, rows, readable)


def _group_evidence(plan: Plan, columns: EvidenceColumns, frame: pd.DataFrame) -> dict[str, Mask]:
    """Measure id → its rows; each distinct pair of code and element is looked at once."""
    _, first, pairs = np.unique(number_equal_rows(frame, (columns.code, columns.element)), return_index=True, return_inverse=True)
    codes, elements = (frame[name].iloc[first].tolist() for name in (columns.code, columns.element))
    pairs_of: dict[str, list[int]] = {}
    for pair, (code, element) in enumerate(zip(codes, elements, strict=True)):
        word = element if isinstance(element, str) else None
        for measure in find_evidence_measures(plan, code, word) if isinstance(code, str) else ():
            pairs_of.setdefault(measure, []).append(pair)
    return {measure: np.isin(pairs, numbers) for measure, numbers in pairs_of.items()}
