"""Figures of measures that tie-outs compare: the denominator that a register gives, and what was entered by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from antidrug_kpi.measures.acceptance import accept_rows
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.evidence.entered_figures import read_figures
from antidrug_kpi.measures.measure_scope import Integers, Observer
from antidrug_kpi.measures.population import tabulate
from antidrug_kpi.measures.population_table import EXCLUDED
from antidrug_kpi.measures.results import Sum
from antidrug_kpi.measures.unread_registers import find_unread
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.duties.tie_out_figures import EnteredFigure, MeasureDenominator
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import find_columns_read

_Any = TypeVar("_Any")


@dataclass(frozen=True)
class Denominator:
    """A measure's denominator, and the positions of the deciding rows of who is in it."""

    denominator: Sum
    register: str
    rows: Integers


def find_denominator(figure: MeasureDenominator, terms: Terms, observe: Observer | None = None) -> Denominator | None:
    """The measure's denominator of its accepted rows; None where its register or a column of it is absent, unread or masked."""
    measure = restate(_find_measure(terms.plan, figure.denominator_of), figure.of_others)
    if not isinstance(measure, m.Ratio | m.Mean):
        raise TypeError(measure)
    acceptance = accept_rows(measure, terms.rows_by_measure, terms.periods, observe)
    if acceptance.missing or acceptance.emptied or acceptance.masked:
        return None
    if find_unread(find_columns_read(terms.plan, measure), terms.unread):
        return None
    table = tabulate(measure.population, acceptance.scope)
    return Denominator(table.denominator, table.register, table.rows[table.places != EXCLUDED])


def find_entered(figure: EnteredFigure, terms: Terms) -> int | None:
    """The figure as it was entered; None where it was not, or rows contradict each other, or the register was not read."""
    plan = terms.plan
    if plan.figures is None or plan.figures.register_ in terms.unread:
        return None
    entered = read_figures(plan, _find_measure(plan, figure.measure), terms.rows_by_measure.figures)
    return entered.numerator if figure.entered == "numerator" else entered.denominator


def restate(value: _Any, others: Mapping[str, tuple[str, ...]]) -> _Any:
    """A part of a spec in which every test of the words of these columns asks for other words."""
    changed: Any = value
    if isinstance(value, c.Is | c.In) and value.column in others:
        changed = c.In.model_construct(column=value.column, in_=others[value.column])
    elif isinstance(value, tuple):
        changed = tuple(restate(part, others) for part in value)
    elif isinstance(value, Part):
        changed = value.model_copy(update={name: restate(part, others) for name, part in value})
    found: _Any = changed
    return found


def _find_measure(plan: Plan, measure_id: str) -> m.Measure:
    return next(measure for _, measure in plan.measures if measure.id == measure_id)
