"""Lists: the rows of a population as they stand, and who lacks what for the rules of the annexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from antidrug_kpi.measures.derived.quotas import find_reached_quotas
from antidrug_kpi.measures.duties.duty_results import CellValue, RowListing
from antidrug_kpi.measures.duties.statistics.counted_subjects import CountedSubjects
from antidrug_kpi.measures.duties.statistics.written_names import find_written
from antidrug_kpi.measures.measure_scope import Integers, Scope, Subjects, get_days
from antidrug_kpi.measures.population import tabulate
from antidrug_kpi.measures.population_table import DENOMINATOR
from antidrug_kpi.plans.column_types import DATES, TEXTS
from antidrug_kpi.plans.duties.statistic_specs import LackingColumns
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.population_specs import Population, Quotas

RULE, PERSON, HOURS, TOPICS, REPORTS = LACKING_COLUMNS = ("規定", "姓名", "缺時數", "缺主題", "缺個案報告")


def list_rows(plan: Plan, counted: CountedSubjects, columns: Sequence[str]) -> RowListing:
    """The rows with these columns, by their first date, then as in the file."""
    spec = plan.find_register(counted.register)
    kinds = {name: column.type for name in columns if (column := spec.find_column(name)) is not None}
    dates = [name for name, kind in kinds.items() if kind in DATES]
    order = np.arange(len(counted))
    if dates:
        order = np.argsort(get_days(counted.take(dates[0])), kind="stable")  # a blank day stands last
    cells = [_list_cells(plan, counted, name, order) for name in columns]
    private = frozenset(
        name for name, kind in kinds.items() if kind in TEXTS or ((found := spec.find_column(name)) is not None and found.private)
    )
    return RowListing(tuple(columns), tuple(zip(*cells, strict=True)), private)


def _list_cells(plan: Plan, counted: CountedSubjects, name: str, order: Integers) -> list[CellValue]:
    """The cells of a column in this order, a name as it was written."""
    cells = [show_cell(value) for value in counted.take(name).iloc[order].tolist()]
    typed = find_written(plan, counted, name)
    if typed is None:
        return cells
    places = counted.places[order].tolist()
    return [None if cell is None else typed.show(place).strip() for cell, place in zip(cells, places, strict=True)]


def show_cell(value: object) -> CellValue:
    """A cell of a frame as plain data: a day as 2024-01-05."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124  # not a number
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, int | Decimal | str):
        return value
    return str(value)


def list_lacking(terms: LackingColumns, population: Population, scope: Scope) -> Iterator[tuple[CellValue, ...]]:
    """A row for each person who does not fulfil the rule: how many hours, which topics, how many case reports are lacking."""
    table = tabulate(population, scope)
    if table.subjects is None:
        raise TypeError(population)
    lacking = table.subjects.select(table.places == DENOMINATOR)
    names = lacking.frame[population.each[0]].tolist()
    topics = [[] for _ in names] if terms.topics is None else _list_topics(terms.topics, population, lacking, scope)
    hours, reports = (_list_differences(needed, lacking) for needed in (terms.hours, terms.reports))
    for name, of_hours, of_topics, of_reports in zip(names, hours, topics, reports, strict=True):
        yield (
            terms.rule,
            str(name),
            show_cell(_as_number(sum(of_hours))) if of_hours else None,
            "、".join(of_topics) or None,
            int(sum(of_reports)) if of_reports else None,
        )


def _list_differences(needed: Mapping[str, int], lacking: Subjects) -> list[tuple[Any, ...]]:
    """For each person how much is lacking of each of these columns, 0 where it is reached."""
    columns = [[max(0, least - value) for value in lacking.frame[column].tolist()] for column, least in needed.items()]
    return list(zip(*columns, strict=True)) if columns else [()] * len(lacking)


def _as_number(value: object) -> object:
    return value if isinstance(value, Decimal) else int(value)  # type: ignore[call-overload]


def _list_topics(column: str, population: Population, lacking: Subjects, scope: Scope) -> list[list[str]]:
    """For each person the topics of the quotas that are not reached."""
    found: list[list[str]] = [[] for _ in range(len(lacking))]
    for part in population.derive:
        if isinstance(part, Quotas) and part.name == column:
            for topic, reached in find_reached_quotas(part.quotas, lacking, scope).items():
                for number in np.flatnonzero(~reached).tolist():
                    found[number].append(topic)
    return found
