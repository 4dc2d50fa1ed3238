"""The subjects that a statistic is about, with the rows that decide their values."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Integers, Mask, Scope, Subjects
from antidrug_kpi.measures.population import tabulate
from antidrug_kpi.measures.population_table import EXCLUDED, PopulationTable
from antidrug_kpi.measures.results import Number
from antidrug_kpi.plans.conditions import Condition
from antidrug_kpi.plans.duties.taken_populations import Amount
from antidrug_kpi.plans.population_specs import Population


@dataclass(frozen=True)
class CountedSubjects:
    """The subjects of a population that no reason excludes, in `table` with all others."""

    population: Population
    table: PopulationTable
    subjects: Subjects
    scope: Scope

    @property
    def register(self) -> str:
        """The id of the population's register."""
        return self.population.register_

    def __len__(self) -> int:
        return len(self.subjects)

    @property
    def places(self) -> Integers:
        """The position in the register of each subject's deciding row: the order in which they are first seen."""
        places: Integers = self.subjects.rows.index[self.subjects.decisive]
        return places

    def take(self, name: str) -> pd.Series:
        """A column of the subjects, derived or of their deciding rows."""
        if name in self.subjects.frame.columns:
            return self.subjects.frame[name]
        return self.subjects.rows.take(self.subjects.decisive)[name]

    def has_column(self, name: str) -> bool:
        """Whether the register came with the column, or it is derived."""
        return name in self.subjects.frame.columns or name in self.subjects.rows.columns

    def fulfil(self, condition: Condition | None) -> Mask:
        """Who fulfils the condition; everybody where there is none."""
        if condition is None:
            return np.ones(len(self), dtype=bool)
        return evaluate(condition, self.subjects, self.scope)

    def select(self, mask: Mask) -> CountedSubjects:
        """Those for whom the mask holds."""
        return replace(self, subjects=self.subjects.select(mask))


def count_subjects(population: Population, scope: Scope) -> CountedSubjects:
    """The subjects that a population counts."""
    table = tabulate(population, scope)
    if table.subjects is None:
        raise TypeError(population)
    return CountedSubjects(population, table, table.subjects.select(table.places != EXCLUDED), scope)


def count_amount(amount: Amount, scope: Scope) -> tuple[Number, CountedSubjects]:
    """How many subjects a population has, or what they add up to; and the subjects."""
    if amount.as_of is not None:
        periods = replace(scope.periods, as_of=scope.periods.spans[amount.as_of][1])
        scope = replace(scope, periods=periods)
    counted = count_subjects(amount.population, scope)
    return amount.times * find_count(amount.population, counted), counted


def find_count(population: Population, counted: CountedSubjects) -> int | Number:
    """The numerator where the population has one, else all subjects that it counts."""
    if population.numerator is not None or population.numerator_sum:
        return counted.table.numerator
    return counted.table.denominator
