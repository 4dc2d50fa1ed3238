"""Figures entered by hand (填報數據): the source of measures whose records another agency holds, and a check on the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from antidrug_kpi.measures.evidence.rows_by_measure import FigureRows
from antidrug_kpi.measures.measure_scope import Mask
from antidrug_kpi.measures.results import Number
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.plan import FigureColumns, Plan
from antidrug_kpi.registers.cells.squeezing import squeeze


@dataclass(frozen=True)
class EnteredFigures:
    """The numerator and denominator entered for a measure, None where not entered; a count has no denominator."""

    numerator: int | None
    denominator: int | None
    has_denominator: bool = True

    @property
    def is_complete(self) -> bool:
        return self.numerator is not None and (self.denominator is not None or not self.has_denominator)


def read_figures(plan: Plan, measure: m.Measure, rows: FigureRows | None) -> EnteredFigures:
    """The figures entered for a measure; None for one without a readable row, or with rows that contradict each other."""
    if rows is None or plan.figures is None:
        return EnteredFigures(None, None)
    given = _gather_figures(plan.figures, measure, rows)
    found = {role: int(next(iter(values))) for role, values in given.items() if len(values) == 1}
    return EnteredFigures(found.get("numerator"), found.get("denominator"), not isinstance(measure, m.Count))


def list_figure_questions(entered: EnteredFigures) -> tuple[str, ...]:
    """A question where the entered numerator is larger than the denominator."""
    if entered.numerator is None or entered.denominator is None or entered.numerator <= entered.denominator:
        return ()
    return ("請確認：「填報數據」的分子大於分母",)


def find_rejected_figures(plan: Plan, measure: m.Measure, rows: FigureRows) -> Mask:
    """The mask of rows rejected for the measure: faulty ones with its code or an unreadable code, and contradicting ones."""
    about_measure = rows.find_rows(measure)
    return (rows.faulty & (about_measure | rows.unreadable)) | find_contradicting_rows(plan, measure, rows)


def find_contradicting_rows(plan: Plan, measure: m.Measure, rows: FigureRows) -> Mask:
    """Readable rows that give one of the measure's figures with different values."""
    contradicting = np.zeros(len(rows.faulty), dtype=bool)
    if plan.figures is not None:
        for values in _gather_figures(plan.figures, measure, rows).values():
            if len(values) > 1:
                contradicting[[row for rows_of_value in values.values() for row in rows_of_value]] = True
    return contradicting


def _gather_figures(columns: FigureColumns, measure: m.Measure, rows: FigureRows) -> dict[str, dict[Number, list[int]]]:
    """Role (numerator, denominator) → each value that readable rows give → the positions of those rows."""
    roles = {squeeze(name): role for name, role in list_figure_names(columns, measure).items()}
    given: dict[str, dict[Number, list[int]]] = {}
    for figure in rows.readable.get(measure.id, ()):
        role = roles.get(figure.name)
        if role is not None:
            given.setdefault(role, {}).setdefault(figure.value, []).append(figure.row)
    return given


def list_figure_names(columns: FigureColumns, measure: m.Measure) -> dict[str, str]:
    """The names under which a figure of the measure may be entered → its role, numerator or denominator."""
    if isinstance(measure, m.Count):
        return {measure.numerator_text: "numerator", columns.numerator: "numerator"}
    names = {}
    if isinstance(measure, m.Figure):
        names = {measure.figures.numerator: "numerator", measure.figures.denominator: "denominator"}
    return {**names, columns.numerator: "numerator", columns.denominator: "denominator"}
