"""Strays: records that look like a total, a note or a signature. They count, and every command says so (level file).

Nothing tells them from records for certain: a total that counts doubles a figure, and a record taken for a total drops one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from antidrug_kpi.files import Mask
from antidrug_kpi.issues import Issue
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.column_values import DECIMAL_TYPES
from antidrug_kpi.registers.oddities.row_numbers import Numbers
from antidrug_kpi.registers.register import SHEET, TypedRegister
from antidrug_kpi.registers.vocabulary.key_words import pick_keys_in_words
from antidrug_kpi.registers.vocabulary.total_words import find_total, is_total, list_totals

LAST_ROWS = 10
_FIGURES = DECIMAL_TYPES | {ColumnType.COUNT}
_DIGIT, _HAN = re.compile(r"\d"), re.compile(r"[\u3400-\u9fff]")


def find_totals(register: TypedRegister) -> list[Issue]:
    """An issue for each record whose name or number is the word of a total, or ends in one while a number stands in the row."""
    issues = []
    for column in _list_names(register):
        words = register.frame[column.name].array
        totals = list_totals(words.categories.tolist())
        if not totals:
            continue
        sure = [number for number in totals if is_total(words.categories[number])]
        codes = words.codes
        for row in np.flatnonzero(np.isin(codes, sure) | (np.isin(codes, list(totals)) & _find_figures(register))):
            # What stands before the total may be somebody's number.
            name = totals[codes[row]] if column.private else words.categories[codes[row]]
            issues.append(register.report(kinds.TOTAL_SUSPECTED, int(row), column.name, facts={"name": name}))
    return issues


def find_keys_in_words(register: TypedRegister, said: Sequence[Issue]) -> list[Issue]:
    """An issue for each record whose key is in words where all others are codes; none where `said` has one about its row."""
    rows_said = {(issue.address.file, issue.address.sheet, issue.address.row) for issue in said}
    issues = []
    for column in register.spec.columns:
        if not (column.key and column.type is ColumnType.IDENTIFIER):
            continue
        keys = register.frame[column.name].array
        if all(map(str.isascii, keys.categories)):
            continue
        words = pick_keys_in_words(keys.categories)
        in_words = _mark(keys, words.__contains__)
        count = int(in_words.sum())
        if not 0 < count <= int((keys.codes >= 0).sum()) - count:
            continue
        for row in np.flatnonzero(in_words).tolist():
            place, word = register.locate(row), keys.categories[keys.codes[row]]
            if (place.file, place.sheet, place.row) not in rows_said:
                issues.append(register.report(kinds.KEY_IN_WORDS, row, column.name, word, {"column": column.name}))
    return issues


def find_strays(register: TypedRegister) -> list[Issue]:
    """An issue for each of a sheet's last records that looks like a note or a signature, by its name or number:

    - it is a label with a colon (校長：), and no other record's is;
    - it stands alone in its row, and has Chinese characters where the others have none, or no digit where all others have one.
    """
    issues = []
    last = _find_last(register)
    for column in _list_names(register):
        words = register.frame[column.name].array
        others = [other.name for other in register.spec.columns if other is not column]
        is_label = _is_label if column.type is ColumnType.IDENTIFIER else _is_bare_label
        suspects = _find_suspects(register, words, others, last, is_label)
        rest = np.ones(len(register), dtype=bool)
        rest[suspects] = False
        # The names of the records that are no suspects: those that all others are compared with.
        counted = words.categories[np.unique(words.codes[rest & (words.codes >= 0)])] if len(suspects) else ()
        if not len(counted):
            continue
        has_colon, has_han = any(map(is_label, counted)), any(map(_HAN.search, counted))
        have_digits = all(map(_DIGIT.search, counted))
        for row in suspects.tolist():
            word, facts = words.categories[words.codes[row]], {"column": column.name}
            is_odd_word = (not has_han and _HAN.search(word)) or (have_digits and not _DIGIT.search(word))
            if is_odd_word or (not has_colon and is_label(word)):
                issues.append(register.report(kinds.FOOTER_SUSPECTED, row, column.name, word, facts))
    return issues


def _find_suspects(
    register: TypedRegister, words: pd.Categorical, others: Sequence[str], last: Numbers, is_label: Callable[[str], bool]
) -> Numbers:
    """The suspects among the last records: their name or number is a label, or the only filled cell of the row."""
    named = last[(words.codes[last] >= 0) & ~register.find_faulty_rows(others)[last]]
    alone = np.ones(len(named), dtype=bool)
    for name in others:
        if alone.any():
            alone &= register.frame[name].array.take(named).isna()
    labelled = np.array([is_label(word) for word in words.categories[words.codes[named]]], dtype=bool)
    suspects: Numbers = named[alone | labelled]
    return suspects


def _list_names(register: TypedRegister) -> Iterator[Column]:
    """The key columns that hold the names or numbers of records."""
    for column in register.spec.columns:
        if column.key and column.type in {ColumnType.NAME, ColumnType.IDENTIFIER}:
            yield column


def _find_figures(register: TypedRegister) -> Mask:
    """The rows with a number, which makes a total of a word for one; none in a register by indicator code, where 合計 may be an
    item.
    """
    columns = register.spec.columns
    if any(column.type is ColumnType.CODE for column in columns):
        return np.zeros(len(register), dtype=bool)
    names = [column.name for column in columns if column.type in _FIGURES]
    figures: Mask = register.frame[names].notna().any(axis=1).to_numpy()
    return figures


def _find_last(register: TypedRegister) -> Numbers:
    """The rows of the last records of each sheet; the records stand in the order of their sheets."""
    sheets = register.frame[SHEET].to_numpy()
    starts, ends = (np.searchsorted(sheets, np.arange(len(register.sources)), side=side) for side in ("left", "right"))
    runs = [np.arange(max(start, end - LAST_ROWS), end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return np.concatenate(runs) if runs else np.array([], dtype=np.int64)


def _mark(words: pd.Categorical, test: Callable[[str], object]) -> Mask:
    """The rows whose word passes a test, which each word is put to once."""
    # False behind them for the code -1 of a blank cell, which indexes the last element.
    passed = np.array([bool(test(word)) for word in words.categories] + [False])
    marked: Mask = passed[words.codes]
    return marked


def _is_label(word: str) -> bool:
    return ":" in word and find_total(word) is None


def _is_bare_label(word: str) -> bool:
    """Whether a name ends in a colon; the name of a project may well have one inside."""
    return word.endswith(":") and find_total(word) is None
