"""Tables of subjects: by two dimensions, or named figures by one or none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from antidrug_kpi.measures.duties.duty_results import CrossTable
from antidrug_kpi.measures.duties.statistics.counted_subjects import CountedSubjects, count_subjects
from antidrug_kpi.measures.duties.statistics.figure_values import (
    Standing,
    count_masked,
    find_figures_by_label,
    find_latest_of,
    number_values,
    stand_together,
)
from antidrug_kpi.measures.duties.statistics.labelling import Labelling, label_subjects
from antidrug_kpi.measures.measure_scope import Integers, get_days
from antidrug_kpi.measures.results import Number
from antidrug_kpi.plans.duties.dimension_specs import Dimension
from antidrug_kpi.plans.duties.figure_specs import PercentFigure
from antidrug_kpi.plans.duties.statistic_specs import AddedSubjects, LatestOf, TableStatistic
from antidrug_kpi.plans.plan import Plan

TOGETHER = "合計"


def build_table(plan: Plan, statistic: TableStatistic, counted: CountedSubjects) -> CrossTable:
    """The table of a statistic over the subjects of its population."""
    if statistic.columns is not None and statistic.rows is not None:
        if statistic.latest_of is not None:
            counted = keep_latest(plan, statistic.rows, statistic.latest_of, counted)
        return cross(plan, statistic.rows, statistic.columns, counted)
    if statistic.latest_of is not None and statistic.rows is not None:
        counted = keep_latest(plan, statistic.rows, statistic.latest_of, counted)
    return _tell_figures(plan, statistic, counted)


def cross(plan: Plan, rows: Dimension, columns: Dimension, counted: CountedSubjects) -> CrossTable:
    """Subjects by two dimensions, with totals that count each subject once."""
    across, down = label_subjects(plan, columns, [counted]), label_subjects(plan, rows, [counted])
    rows_of_pairs, columns_of_pairs = _pair_labels(down, across, len(counted))
    width = len(across.labels)
    numbers = np.bincount(rows_of_pairs * width + columns_of_pairs, minlength=len(down.labels) * width)
    cells = numbers.reshape(len(down.labels), width).tolist()
    return CrossTable(
        down.labels,
        across.labels,
        tuple(map(tuple, cells)),
        tuple(_count_labels(down)),
        tuple(_count_labels(across)),
        len(counted),
        is_row_private=down.is_private,
        is_column_private=across.is_private,
    )


def _pair_labels(down: Labelling, across: Labelling, subjects: int) -> tuple[Integers, Integers]:
    """Each label down with each label across of the same subject: their numbers."""
    order = np.argsort(across.owner, kind="stable")
    often = np.bincount(across.owner, minlength=subjects)
    first = np.cumsum(often) - often
    times = often[down.owner]
    # Of a subject with several labels across, every label down stands once beside each of them.
    steps = np.arange(int(times.sum()), dtype=np.int64) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(down.code, times), across.code[order[np.repeat(first[down.owner], times) + steps]]


def _count_labels(labelling: Labelling) -> list[int]:
    counts: list[int] = np.bincount(labelling.code, minlength=len(labelling.labels)).tolist()
    return counts


def keep_latest(plan: Plan, rows: Dimension, terms: LatestOf, counted: CountedSubjects) -> CountedSubjects:
    """Under each label of the rows the latest of the subjects with the same values; a subject that has no day is none of them.

    Of subjects that stand under several labels none is lost that is the latest under one of them.
    """
    labelling = label_subjects(plan, rows, [counted])
    values = number_values(terms.each, counted)
    group, distinct = pd.factorize(labelling.code * (int(values.max(initial=0)) + 2) + values[labelling.owner] + 1)
    standing = Standing(labelling.owner, group.astype(np.int64), len(distinct))
    latest = find_latest_of(get_days(counted.take(terms.latest))[labelling.owner], standing, counted.places)
    mask = np.zeros(len(counted), dtype=bool)
    mask[latest[latest >= 0]] = True
    return counted.select(mask)


def _tell_figures(plan: Plan, statistic: TableStatistic, counted: CountedSubjects) -> CrossTable:
    """Named figures: a row for each label, or one for all subjects."""
    added = None if statistic.added is None else count_subjects(statistic.added.population, counted.scope)
    several = [counted] if added is None else [counted, added]
    labels = tuple(figure.label for figure in statistic.figures)
    percent = frozenset(figure.label for figure in statistic.figures if isinstance(figure, PercentFigure))
    everybody = stand_together(counted)
    total = find_figures_by_label(statistic.figures, counted, everybody)
    if statistic.added is not None and added is not None:
        total = _add_others(total, labels, statistic.added, added, stand_together(added))
    if statistic.rows is None:
        return CrossTable((TOGETHER,), labels, tuple(map(tuple, total)), percent_columns=percent)
    labelling = label_subjects(plan, statistic.rows, several)
    of_own = labelling.owner < len(counted)
    own = Standing(labelling.owner[of_own], labelling.code[of_own], len(labelling.labels))
    cells = find_figures_by_label(statistic.figures, counted, own)
    if statistic.added is not None and added is not None:
        others = Standing(labelling.owner[~of_own] - len(counted), labelling.code[~of_own], len(labelling.labels))
        cells = _add_others(cells, labels, statistic.added, added, others)
    return CrossTable(
        labelling.labels,
        labels,
        tuple(map(tuple, cells)),
        column_totals=tuple(total[0]),
        percent_columns=percent,
        is_row_private=labelling.is_private,
    )


def _add_others(
    cells: list[list[Number | None]],
    labels: Sequence[str],
    terms: AddedSubjects,
    added: CountedSubjects,
    standing: Standing,
) -> list[list[Number | None]]:
    """The cells with the added subjects in the figures in which they count."""
    summed = [list(row) for row in cells]
    for label, condition in terms.counted_in.items():
        column = labels.index(label)
        for row, count in enumerate(count_masked(added.fulfil(condition), standing)):
            summed[row][column] = (summed[row][column] or 0) + count
    return summed
