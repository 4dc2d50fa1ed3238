"""Notes on blanks: a blank number adds nothing, a blank flag, date or number meets no condition, and somebody should know."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.duties.statistics.counted_subjects import CountedSubjects
from antidrug_kpi.measures.measure_scope import Scope, view_rows
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans.column_types import DATES, NUMBERS, ColumnType
from antidrug_kpi.plans.duties.figure_specs import CountFigure, LatestFigure, NamedFigure, SumFigure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.population_specs import Population

_COUNTED_TYPES = DATES | NUMBERS | {ColumnType.FLAG}


def note_blanks(plan: Plan, counted: CountedSubjects, figures: tuple[NamedFigure, ...] = ()) -> tuple[str, ...]:
    """A note for each column with blanks that a sum, a numerator, a figure or the selection of rows asks for its value."""
    population = counted.population
    blanks = dict(_find_selection_blanks(plan, population, counted.scope))
    names = [*population.numerator_sum, *population.denominator_sum, *_list_asked(population.numerator)]
    for figure in figures:
        if isinstance(figure, SumFigure | CountFigure):
            names += _list_asked(figure.when)
        if isinstance(figure, SumFigure):
            names.append(figure.sum)
        if isinstance(figure, LatestFigure):
            names.append(figure.latest)
    for name in dict.fromkeys(names):
        if _is_counted(plan, population.register_, name):
            rows = counted.subjects.rows if name in (*population.numerator_sum, *population.denominator_sum) else None
            cells = counted.take(name) if rows is None else rows[name]
            blanks[name] = int(cells.isna().sum()) + blanks.get(name, 0)
    return tuple(f"「{name}」空白 {count} 列" for name, count in blanks.items() if count)


def _is_counted(plan: Plan, register: str, name: str) -> bool:
    column = plan.find_register(register).find_column(name)
    return column is not None and column.type in _COUNTED_TYPES


def _list_asked(condition: c.Condition | None) -> Iterator[str]:
    """The columns of the subject or its deciding row that a condition asks for their value."""
    match condition:
        case c.All():
            for part in condition.all:
                yield from _list_asked(part)
        case c.AnyOf():
            for part in condition.any:
                yield from _list_asked(part)
        case c.Not():
            yield from _list_asked(condition.not_)
        case c.DecisiveRow():
            yield from _list_asked(condition.decisive_row)
        case c.NotAfter():
            yield from (condition.column, condition.not_after.column)
        case c.ColumnTest():
            yield condition.column
        case _:
            pass


def _find_selection_blanks(plan: Plan, population: Population, scope: Scope) -> Iterator[tuple[str, int]]:
    """Columns whose blank alone keeps rows from being selected, and of how many rows."""
    if not isinstance(population.rows, c.All):
        parts: tuple[c.Condition, ...] = () if population.rows is None else (population.rows,)
    else:
        parts = population.rows.all
    rows = view_rows(scope.rows[population.register_])
    silent = Scope(scope.rows, scope.periods)
    for number, part in enumerate(parts):
        if not isinstance(part, c.ColumnTest) or isinstance(part, c.Present):
            continue
        if isinstance(part, c.Happened) and not part.happened:
            continue
        if _is_counted(plan, population.register_, part.column):
            mask = rows.frame[part.column].isna().to_numpy()
            for position, other in enumerate(parts):
                if position != number and mask.any():
                    mask = mask & evaluate(other, rows, silent)
            yield part.column, int(np.count_nonzero(mask))
