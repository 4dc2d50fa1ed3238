"""Figures entered by hand: the source of a measure whose records another agency holds, and a check on every ratio of counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from antidrug_kpi.measures.results import Number
from antidrug_kpi.measures.scope import Mask
from antidrug_kpi.plans import measures as m
from antidrug_kpi.plans.plan import FigureColumns, Plan
from antidrug_kpi.registers.register import Register
from antidrug_kpi.registers.words import squeeze


@dataclass(frozen=True)
class Entered:
    """The figures of a measure, where they were entered; a count has no denominator."""

    numerator: int | None
    denominator: int | None
    has_denominator: bool = True

    @property
    def is_complete(self) -> bool:
        return self.numerator is not None and (self.denominator is not None or not self.has_denominator)


def read_figures(plan: Plan, measure: m.Measure, register: Register | None) -> Entered:
    """The measure's figures in the register; none where a row is rejected or there is no such row."""
    if register is None or plan.figures is None or not has_figure_columns(plan.figures, register):
        return Entered(None, None)
    given = _gather_figures(plan.figures, measure, register)
    found = {role: int(next(iter(values))) for role, values in given.items() if len(values) == 1}
    return Entered(found.get("numerator"), found.get("denominator"), not isinstance(measure, m.Count))


def question_figures(entered: Entered) -> tuple[str, ...]:
    """A part that is larger than its whole, as entered."""
    if entered.numerator is None or entered.denominator is None or entered.numerator <= entered.denominator:
        return ()
    return ("請確認：「填報數據」的分子大於分母",)


def has_figure_columns(columns: FigureColumns, register: Register) -> bool:
    """Whether the register has the three columns that figures are read from."""
    return all(register.has_column(name) for name in (columns.code, columns.name, columns.value))


def find_rejected_figures(plan: Plan, measure: m.Measure, register: Register) -> Mask:
    """Rows of the register that are rejected for the measure: faulty ones of its own code or of an unreadable one, and
    contradictions.
    """
    columns = plan.figures
    if columns is None or not has_figure_columns(columns, register):
        return np.zeros(len(register), dtype=bool)
    faulty = register.find_faulty_rows((columns.code, columns.name, columns.value))
    own = _find_own_rows(columns, measure, register)
    unreadable = register.find_faulty_rows((columns.code,))
    return (faulty & (own | unreadable)) | find_contradicting_rows(plan, measure, register)


def find_contradicting_rows(plan: Plan, measure: m.Measure, register: Register) -> Mask:
    """Readable rows that give one of the measure's figures with different values."""
    contradicting = np.zeros(len(register), dtype=bool)
    if plan.figures is not None and has_figure_columns(plan.figures, register):
        for values in _gather_figures(plan.figures, measure, register).values():
            if len(values) > 1:
                contradicting[[row for rows in values.values() for row in rows]] = True
    return contradicting


def _find_own_rows(columns: FigureColumns, measure: m.Measure, register: Register) -> Mask:
    return register.frame[columns.code].isin([measure.id]).to_numpy()


def _gather_figures(columns: FigureColumns, measure: m.Measure, register: Register) -> dict[str, dict[Number, list[int]]]:
    """Numerator and denominator → each value that readable rows give it → those rows."""
    roles = {squeeze(name): role for name, role in list_figure_names(columns, measure).items()}
    readable = ~register.find_faulty_rows((columns.code, columns.name, columns.value))
    rows = np.flatnonzero(_find_own_rows(columns, measure, register) & readable)
    names, values = (register.frame[column].iloc[rows] for column in (columns.name, columns.value))
    given: dict[str, dict[Number, list[int]]] = {}
    for row, name, value in zip(rows.tolist(), names, values, strict=True):
        role = roles.get(squeeze(str(name)))
        if role is not None and not pd.isna(value):
            given.setdefault(role, {}).setdefault(value, []).append(row)
    return given


def list_figure_names(columns: FigureColumns, measure: m.Measure) -> dict[str, str]:
    """What an entered figure of the measure may be called → numerator or denominator."""
    if isinstance(measure, m.Count):
        return {measure.numerator_text: "numerator", columns.numerator: "numerator"}
    own = {}
    if isinstance(measure, m.Figure):
        own = {measure.figures.numerator: "numerator", measure.figures.denominator: "denominator"}
    return {**own, columns.numerator: "numerator", columns.denominator: "denominator"}
