"""Records that look as if they were none: totals, keys in words among codes, and notes or signatures at the foot of a sheet. They
count, and every command says so: a total that counts doubles a figure, and a record taken for a total drops one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from antidrug_kpi.issues import Issue
from antidrug_kpi.plans.registers import Column, ColumnType
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.columns import DECIMAL_TYPES, Mask
from antidrug_kpi.registers.key_words import find_words
from antidrug_kpi.registers.register import ROW, SHEET, Register
from antidrug_kpi.registers.total_words import find_total, is_total

LAST_ROWS = 10
_FIGURES = DECIMAL_TYPES | {ColumnType.COUNT}
_DIGIT, _HAN = re.compile(r"\d"), re.compile(r"[\u3400-\u9fff]")


def find_totals(register: Register) -> list[Issue]:
    """An issue for each record whose own name or number is the word for a total, or ends in it beside a figure. Where words
    stand beside it, nothing is certain.
    """
    figures = _find_figures(register)
    issues = []
    for column in _list_names(register):
        words = register.frame[column.name].cat
        totals = {number: total for number, word in enumerate(words.categories) if (total := find_total(word)) is not None}
        sure = [number for number in totals if is_total(words.categories[number])]
        codes = words.codes.to_numpy()
        for row in np.flatnonzero(np.isin(codes, sure) | (np.isin(codes, list(totals)) & figures)) if totals else ():
            # What stands before the total may be somebody's number.
            name = totals[codes[row]] if column.private else words.categories[codes[row]]
            issues.append(register.report(kinds.TOTAL_SUSPECTED, int(row), column.name, facts={"name": name}))
    return issues


def find_keys_in_words(register: Register, said: Sequence[Issue]) -> list[Issue]:
    """An issue for each record whose key is in words where all others are codes, and that was not `said` to look like none."""
    rows_said = {(issue.address.file, issue.address.sheet, issue.address.row) for issue in said}
    issues = []
    for column in register.spec.columns:
        if not (column.key and column.type is ColumnType.IDENTIFIER):
            continue
        keys = register.frame[column.name].array
        if all(map(str.isascii, keys.categories)):
            continue
        words = find_words(keys.categories)
        in_words = _mark(keys, words.__contains__)
        count = int(in_words.sum())
        if not 0 < count <= int((keys.codes >= 0).sum()) - count:
            continue
        for row in np.flatnonzero(in_words).tolist():
            place, word = register.locate(row), keys.categories[keys.codes[row]]
            if (place.file, place.sheet, place.row) not in rows_said:
                issues.append(register.report(kinds.KEY_IN_WORDS, row, column.name, word, {"column": column.name}))
    return issues


def find_strays(register: Register) -> list[Issue]:
    """An issue for each of a sheet's last records whose number or name has another form than all others': a word for a label
    before a colon, or, where it stands alone in its row, words where the others have none, or no digit where they all have one.
    """
    issues = []
    last = _find_last(register)
    for column in _list_names(register):
        words = register.frame[column.name].array
        codes = words.codes
        others = [name for name in register.frame.columns if name not in {ROW, SHEET, column.name}]
        alone = register.frame[others].isna().all(axis=1).to_numpy()
        has_colon = _mark(words, _is_label if column.type is ColumnType.IDENTIFIER else _is_bare_label)
        suspects = last & (codes >= 0) & ~register.find_faulty_rows(others) & (alone | has_colon)
        rest = (codes >= 0) & ~suspects
        if not suspects.any() or not rest.any():
            continue
        has_digit, has_han = _mark(words, _DIGIT.search), _mark(words, _HAN.search)
        odd = has_colon & ~has_colon[rest].any() | has_han & ~has_han[rest].any() | ~has_digit & has_digit[rest].all()
        for row in np.flatnonzero(suspects & odd):
            word, facts = words.categories[codes[row]], {"column": column.name}
            issues.append(register.report(kinds.FOOTER_SUSPECTED, int(row), column.name, word, facts))
    return issues


def _list_names(register: Register) -> Iterator[Column]:
    """The columns that hold the records' own names and numbers."""
    for column in register.spec.columns:
        if column.key and column.type in {ColumnType.NAME, ColumnType.IDENTIFIER}:
            yield column


def _find_figures(register: Register) -> Mask:
    """The rows with a figure, beside which a word for a total is one; where codes of indicators say what a figure is, none."""
    columns = register.spec.columns
    if any(column.type is ColumnType.CODE for column in columns):
        return np.zeros(len(register), dtype=bool)
    names = [column.name for column in columns if column.type in _FIGURES]
    figures: Mask = register.frame[names].notna().any(axis=1).to_numpy()
    return figures


def _find_last(register: Register) -> Mask:
    """The last records of each sheet."""
    last = np.zeros(len(register), dtype=bool)
    sheets = register.frame[SHEET].to_numpy()
    for sheet in range(len(register.sources)):
        last[np.flatnonzero(sheets == sheet)[-LAST_ROWS:]] = True
    return last


def _mark(words: pd.Categorical, test: Callable[[str], object]) -> Mask:
    """The rows whose word passes a test, which each word is put to once."""
    passed = np.array([bool(test(word)) for word in words.categories] + [False])
    marked: Mask = passed[words.codes]
    return marked


def _is_label(word: str) -> bool:
    return ":" in word and find_total(word) is None


def _is_bare_label(word: str) -> bool:
    """Whether a name ends in a colon; the name of a project may well have one inside."""
    return word.endswith(":") and find_total(word) is None
