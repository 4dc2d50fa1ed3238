"""The named figures of subjects, label by label: counted, added up, distinct, in percent, the latest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch

import numpy as np
import pandas as pd

from antidrug_kpi.measures.duties.statistics.counted_subjects import CountedSubjects
from antidrug_kpi.measures.exact_sums import sum_columns
from antidrug_kpi.measures.measure_scope import Integers, Mask, get_days
from antidrug_kpi.measures.population import number_groups
from antidrug_kpi.measures.results import Number
from antidrug_kpi.plans.duties import figure_specs as f
from antidrug_kpi.registers.cells.squeezing import squeeze


@dataclass(frozen=True)
class Standing:
    """Which subject (`owner`) stands under which of `count` labels (`code`)."""

    owner: Integers
    code: Integers
    count: int


def stand_together(counted: CountedSubjects) -> Standing:
    """All subjects under one label."""
    everybody = np.arange(len(counted), dtype=np.int64)
    return Standing(everybody, np.zeros(len(counted), dtype=np.int64), 1)


def find_figures_by_label(
    figures: Sequence[f.NamedFigure], counted: CountedSubjects, standing: Standing
) -> list[list[Number | None]]:
    """For each label its figures, in their order."""
    values: dict[str, list[Number | None]] = {}
    for figure in figures:
        if isinstance(figure, f.PercentFigure):
            values[figure.label] = find_percents(figure, values)
        else:
            values[figure.label] = find_values(figure, counted, standing)
    return [[values[figure.label][number] for figure in figures] for number in range(standing.count)]


def find_percents(figure: f.PercentFigure, values: Mapping[str, Sequence[Number | None]]) -> list[Number | None]:
    """One figure as a share of another, 0 to 100; None without a denominator."""
    pairs = zip(values[figure.percent], values[figure.of], strict=True)
    return [None if part is None or not whole else Fraction(part) / Fraction(whole) * 100 for part, whole in pairs]


@singledispatch
def find_values(figure: object, counted: CountedSubjects, standing: Standing) -> list[Number | None]:
    """A figure for each label."""
    raise TypeError(figure)


@find_values.register
def count_under_labels(figure: f.CountFigure, counted: CountedSubjects, standing: Standing) -> list[Number | None]:
    if figure.added_only:
        return [0] * standing.count
    return list(count_masked(counted.fulfil(figure.when), standing))


def count_masked(mask: Mask, standing: Standing) -> list[int]:
    """How many subjects of the mask stand under each label."""
    numbers: list[int] = np.bincount(standing.code[mask[standing.owner]], minlength=standing.count).tolist()
    return numbers


@find_values.register
def sum_under_labels(figure: f.SumFigure, counted: CountedSubjects, standing: Standing) -> list[Number | None]:
    amounts = sum_columns([figure.sum], counted.subjects)
    wanted = counted.fulfil(figure.when)[standing.owner]
    sums = np.full(standing.count, Decimal(0) if amounts.dtype == object else 0, dtype=amounts.dtype)
    np.add.at(sums, standing.code[wanted], amounts[standing.owner[wanted]])
    return list(sums.tolist())


@find_values.register
def count_distinct(figure: f.DistinctFigure, counted: CountedSubjects, standing: Standing) -> list[Number | None]:
    numbers = number_values(figure.distinct, counted)[standing.owner]
    known = numbers >= 0
    span = int(numbers.max(initial=0)) + 1
    pairs = np.unique(standing.code[known] * span + numbers[known])
    return list(np.bincount(pairs // span, minlength=standing.count).tolist())


@find_values.register
def find_latest(figure: f.LatestFigure, counted: CountedSubjects, standing: Standing) -> list[Number | None]:
    numbers = counted.take(figure.latest)
    latest = find_latest_of(get_days(counted.take(figure.by))[standing.owner], standing, counted.places)
    found: list[Number | None] = []
    for row in latest:
        value = None if row < 0 else numbers.iloc[int(row)]
        found.append(None if value is None or pd.isna(value) else value if isinstance(value, Decimal) else int(value))
    return found


def find_latest_of(days: np.ndarray, standing: Standing, places: Integers) -> Integers:
    """For each label the subject with the latest day, of one day the first in the file; -1 where nobody has a day."""
    known = ~np.isnat(days)
    owner, code = standing.owner[known], standing.code[known]
    order = np.lexsort((-places[owner], days[known].astype(np.int64), code))
    latest = np.full(standing.count, -1, dtype=np.int64)
    latest[code[order]] = owner[order]
    return latest


def number_values(columns: Sequence[str], counted: CountedSubjects) -> Integers:
    """A number for each subject, the same for the same values of the columns; -1 where one of them is blank."""
    blank = np.zeros(len(counted), dtype=bool)
    keys = {}
    for name in columns:
        cells = counted.take(name)
        blank |= cells.isna().to_numpy()
        keys[name] = _fold_words(cells)
    numbers = number_groups(pd.DataFrame(keys), columns)  # type: ignore[arg-type]  # it takes columns by name alone
    return np.where(blank, -1, numbers)


def _fold_words(cells: pd.Series) -> pd.Series:
    """Words by their squeezed texts; other cells as they are."""
    if not isinstance(cells.dtype, pd.CategoricalDtype):
        return cells
    folded = [squeeze(str(text)) for text in cells.cat.categories]
    return pd.Series(pd.factorize(np.array([*folded, ""], dtype=object))[0][cells.cat.codes.to_numpy()])
