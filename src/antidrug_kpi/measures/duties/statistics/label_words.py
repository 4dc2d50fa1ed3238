"""The words under which subjects stand: of their columns, of ages, of rows of another register."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from antidrug_kpi.measures.condition_masks import filter_related
from antidrug_kpi.measures.duties.statistics.counted_subjects import CountedSubjects
from antidrug_kpi.measures.duties.statistics.written_names import list_written
from antidrug_kpi.measures.measure_scope import Integers, Mask, get_days, number_keys
from antidrug_kpi.plans.column_types import ColumnType
from antidrug_kpi.plans.duties import dimension_specs as d
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.cells.missing_marks import is_missing
from antidrug_kpi.registers.cells.squeezing import normalise, squeeze

NOTHING = "無"
_BETWEEN = re.compile(r"[、;,/]")
_NUMBER = re.compile(r"\((\d+)\)")
_END_OF_TITLE = re.compile(r"[(。]")


@dataclass(frozen=True)
class WordPairs:
    """Subject `owner` has the word `texts[word]`; -1 where it has none. A subject with several words stands several times."""

    texts: tuple[str, ...]
    owner: Integers
    word: Integers
    subjects: int


def join_words(several: Sequence[WordPairs]) -> WordPairs:
    """The words of several populations, their subjects numbered on."""
    texts: list[str] = []
    owners, words, subjects = [], [], 0
    for pairs in several:
        owners.append(pairs.owner + subjects)
        words.append(np.where(pairs.word < 0, -1, pairs.word + len(texts)))
        texts += pairs.texts
        subjects += pairs.subjects
    return WordPairs(tuple(texts), np.concatenate(owners), np.concatenate(words), subjects)


def read_column(dimension: d.ColumnLabels, plan: Plan, counted: CountedSubjects) -> WordPairs:
    """The words of a column; where it is blank or absent those of the other one."""
    codes = np.full(len(counted), -1, dtype=np.int64)
    texts: list[str] = []
    for name in (dimension.column, dimension.otherwise):
        if name is not None and counted.has_column(name):
            cells = counted.take(name).array
            codes = np.where(codes < 0, np.where(cells.codes < 0, -1, cells.codes + len(texts)), codes)
            texts += list_written(plan, counted, name)
    column = plan.find_register(counted.register).find_column(dimension.column)
    splits = column is not None and column.several
    is_free = column is None or column.type is not ColumnType.CATEGORY
    parts = [split_words(text) if splits else [text] for text in texts]
    if is_free:
        parts = [[word for word in words if squeeze(word) != NOTHING] for words in parts]
    if dimension.numbered:
        parts = [[find_numbered(word, dimension.first) for word in words] for words in parts]
    return _spread_words(parts, codes)


def split_words(text: str) -> list[str]:
    """The values of a cell of several, a repeated one once; what stands for a blank is none."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(normalise(text)):
        word = part.strip()
        if not is_missing(squeeze(word)):
            found.setdefault(squeeze(word), word)
    return list(found.values())


def find_numbered(text: str, official: Sequence[str]) -> str:
    """The official text that a cell means by its number or its beginning; the cell itself where it means none."""
    folded = squeeze(text)
    number = _NUMBER.match(folded)
    if number is not None and number.end() == len(folded):
        position = int(number.group(1))
        return official[position - 1] if 1 <= position <= len(official) else text
    rest = folded[number.end() :] if number is not None else folded
    return next((title for title in official if rest.startswith(_END_OF_TITLE.split(squeeze(title))[0])), text)


def _spread_words(parts: Sequence[Sequence[str]], codes: Integers) -> WordPairs:
    """Pairs of subject and word; `parts` are the words of each distinct cell, `codes` the cell of each subject."""
    lengths = np.array([*(max(1, len(words)) for words in parts), 1], dtype=np.int64)
    texts: list[str] = []
    flat: list[int] = []
    for words in parts:
        flat += range(len(texts), len(texts) + len(words)) if words else [-1]
        texts += words
    flat.append(-1)  # the cell of a subject without one, code -1
    starts = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    counts = lengths[codes]
    owner = np.repeat(np.arange(len(codes), dtype=np.int64), counts)
    within = np.arange(len(owner), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
    word = np.array(flat, dtype=np.int64)[starts[codes][owner] + within]
    return WordPairs(tuple(texts), owner, word, len(codes))


def place_before(words: WordPairs, label: str, mask: Mask) -> WordPairs:
    """The same words, with a label in their place for the subjects of the mask."""
    kept = ~mask[words.owner]
    chosen = np.flatnonzero(mask)
    owner = np.concatenate((words.owner[kept], chosen))
    word = np.concatenate((words.word[kept], np.full(len(chosen), len(words.texts), dtype=np.int64)))
    return WordPairs((*words.texts, label), owner, word, words.subjects)


def read_ages(births: pd.Series, ages: Sequence[int], as_of: dt.date, labels: Sequence[str]) -> WordPairs:
    """The age bands of subjects by their full years on the as-of date; a blank, and a birth after it, has none."""
    days = get_days(births)
    distinct, codes = np.unique(days, return_inverse=True)
    bands = []
    for day in distinct.tolist():
        if day is None or day > as_of:
            bands.append(-1)
            continue
        years = as_of.year - day.year - ((as_of.month, as_of.day) < (day.month, day.day))
        bands.append(bisect_right(ages, years))
    word = np.array([*bands, -1], dtype=np.int64)[codes.reshape(-1)]
    return WordPairs(tuple(labels), np.arange(len(days), dtype=np.int64), word, len(days))


def read_related(dimension: d.RelatedLabels, counted: CountedSubjects) -> WordPairs:
    """The words of the row with the latest day among each subject's related rows; of several that day, of the first."""
    related = filter_related(dimension.related, counted.scope)
    keys, others = number_keys(counted.subjects.frame[dimension.related.on], related[dimension.related.on])
    days = get_days(related[dimension.latest]).astype(np.int64)
    order = np.lexsort((-np.arange(len(related)), days, others))
    order = order[others[order] >= 0]
    row_of = np.full(int(keys.max(initial=-1)) + 2, -1, dtype=np.int64)
    row_of[others[order]] = order
    cells = related[dimension.column].array
    codes = np.append(cells.codes.astype(np.int64), -1)[row_of[keys]]
    return _spread_words([[str(text)] for text in cells.categories], codes)
