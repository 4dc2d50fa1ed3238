"""Under which labels of a dimension each subject stands: pairs of a subject and a label, in arrays.

Each distinct text is split, folded and looked up once, and spread over the subjects by its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from itertools import pairwise

import numpy as np

from antidrug_kpi.measures.duties.statistics.counted_subjects import CountedSubjects
from antidrug_kpi.measures.duties.statistics.label_words import (
    WordPairs,
    join_words,
    place_before,
    read_ages,
    read_column,
    read_related,
)
from antidrug_kpi.measures.measure_scope import Integers
from antidrug_kpi.plans.checking.scopes import YES_OR_NO
from antidrug_kpi.plans.column_types import ColumnType
from antidrug_kpi.plans.duties import dimension_specs as d
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.cells.squeezing import squeeze

UNFILLED = "未填"


@dataclass(frozen=True)
class Labelling:
    """`labels` in the order of the table; subject `owner` stands under label `code`, once under each of several."""

    labels: tuple[str, ...]
    owner: Integers
    code: Integers
    is_private: bool = False


def label_subjects(plan: Plan, dimension: d.Dimension, several: Sequence[CountedSubjects]) -> Labelling:
    """The labels of the subjects of one population or, numbered on, of several."""
    words = join_words([read_words(dimension, plan, counted) for counted in several])
    places = np.concatenate([counted.places for counted in several])
    closed = list_closed(dimension, plan, several[0].register)
    first = [*_list_before(dimension), *(closed or ())]
    keys = {squeeze(text): text for text in first}
    folded = [squeeze(text) for text in words.texts]
    # What was first written stands for all that is equal but for widths and blanks.
    order = np.lexsort((np.arange(len(words.owner)), places[words.owner]))
    if closed is None:
        firsts = _list_first(dimension)
        keys |= {squeeze(text): text for text in firsts}
        for text in _list_by_first_seen(words, order):
            keys.setdefault(squeeze(text), text)
    numbers = {key: number for number, key in enumerate(keys)}
    code = np.array([*(numbers.get(key, -1) for key in folded), -1], dtype=np.int64)[words.word]
    always = len(first) + (len(_list_first(dimension)) if _stands_whole(dimension) else 0)
    labels, code = _order_labels(list(keys.values()), code, (_count_standing(dimension, closed), always), order)
    return Labelling(labels, words.owner, code, _is_private(dimension, plan, several[0].register))


def _order_labels(
    labels: list[str], code: Integers, standing: tuple[int, int], order: Integers
) -> tuple[tuple[str, ...], Integers]:
    """The labels in their order: so many as they are, of which so many also where nobody stands under them; then the others by
    falling number; blanks last.
    """
    counts = np.bincount(code[code >= 0], minlength=len(labels))
    in_order, always = standing
    fixed = [number for number in range(in_order) if number < always or counts[number]]
    free = [number for number in range(in_order, len(labels)) if counts[number]]
    is_first = _rank_first_seen(code, order, len(labels))
    free.sort(key=lambda number: (-int(counts[number]), int(is_first[number])))
    kept = [*fixed, *free]
    moved = np.full(len(labels) + 1, -1, dtype=np.int64)
    moved[kept] = np.arange(len(kept))
    moved[-1] = len(kept)
    has_blank = bool((code < 0).any())
    return (*(labels[number] for number in kept), *((UNFILLED,) if has_blank else ())), moved[code]


def _rank_first_seen(code: Integers, order: Integers, count: int) -> Integers:
    rank = np.full(count + 1, len(code), dtype=np.int64)
    np.minimum.at(rank, code[order], np.arange(len(code)))
    return rank


def _list_by_first_seen(words: WordPairs, order: Integers) -> list[str]:
    seen = words.word[order]
    found, first = np.unique(seen[seen >= 0], return_index=True)
    return [words.texts[number] for number in found[np.argsort(first)]]


def _count_standing(dimension: d.Dimension, closed: Sequence[str] | None) -> int:
    """How many labels stand before those that go by their number."""
    before = len(_list_before(dimension))
    if closed is not None:
        return before + len(closed)
    return before + len(_list_first(dimension))


def _stands_whole(dimension: d.Dimension) -> bool:
    return isinstance(dimension, d.ColumnLabels) and dimension.whole


def _list_before(dimension: d.Dimension) -> tuple[str, ...]:
    has_one = isinstance(dimension, d.ColumnLabels) and dimension.before is not None
    return (dimension.before.label,) if has_one else ()  # type: ignore[union-attr]


def _list_first(dimension: d.Dimension) -> tuple[str, ...]:
    return dimension.first if isinstance(dimension, d.ColumnLabels) else ()


@singledispatch
def read_words(dimension: object, plan: Plan, counted: CountedSubjects) -> WordPairs:
    """The words of the dimension, those of each subject."""
    raise TypeError(dimension)


@read_words.register
def read_column_words(dimension: d.ColumnLabels, plan: Plan, counted: CountedSubjects) -> WordPairs:
    words = read_column(dimension, plan, counted)
    return (
        words if dimension.before is None else place_before(words, dimension.before.label, counted.fulfil(dimension.before.when))
    )


@read_words.register
def read_age_words(dimension: d.AgeBands, _plan: Plan, counted: CountedSubjects) -> WordPairs:
    return read_ages(counted.take(dimension.age), dimension.from_, counted.scope.periods.as_of, list_bands(dimension.from_))


@read_words.register
def read_related_words(dimension: d.RelatedLabels, _plan: Plan, counted: CountedSubjects) -> WordPairs:
    return read_related(dimension, counted)


def list_bands(ages: Sequence[int]) -> list[str]:
    """The labels of the age bands: 未滿18歲, 18–29 …, 60歲以上."""
    middle = [f"{first}–{after - 1}" for first, after in pairwise(ages)]
    return [f"未滿{ages[0]}歲", *middle, f"{ages[-1]}歲以上"]


def list_closed(dimension: d.Dimension, plan: Plan, register: str) -> tuple[str, ...] | None:
    """The labels of a closed list, in its order; None where the texts are free."""
    if isinstance(dimension, d.AgeBands):
        return tuple(list_bands(dimension.from_))
    name = dimension.related.register_ if isinstance(dimension, d.RelatedLabels) else register
    column = plan.find_register(name).find_column(dimension.column)
    if column is None or (isinstance(dimension, d.ColumnLabels) and (dimension.first or dimension.otherwise)):
        return None
    values = tuple(value.name for value in column.values)
    if column.type is ColumnType.FLAG:
        return (*YES_OR_NO, *values)
    return values if column.type is ColumnType.CATEGORY else None


def _is_private(dimension: d.Dimension, plan: Plan, register: str) -> bool:
    if isinstance(dimension, d.AgeBands):
        return False
    name = dimension.related.register_ if isinstance(dimension, d.RelatedLabels) else register
    column = plan.find_register(name).find_column(dimension.column)
    return column is not None and column.private
