"""Records with an odd key: blank, in words where all others are codes, or the word of a total. They may be subtotals."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from antidrug_kpi.files import Mask, NumberedColumn, Positions
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.rows.records import mark_empty
from antidrug_kpi.registers.vocabulary.key_words import are_codes, list_keys_in_words
from antidrug_kpi.registers.vocabulary.total_words import TOTAL_PREFILTER, classify_total

_NAMING = frozenset({ColumnType.IDENTIFIER, ColumnType.NAME})


def find_odd_keys(spec: RegisterSpec, columns: Mapping[str, NumberedColumn], kept: Positions) -> tuple[Mask, Mask]:
    """Two masks over the records `kept`: which have an odd key, and of which of them it is the word of a total.

    Blank or in words counts in the first key column that names a record only: T901 without its month is a record that lacks
    something, and no subtotal of T901. The word of a total counts in every key column.
    """
    is_odd, is_total_word = np.zeros(len(kept), dtype=bool), np.zeros(len(kept), dtype=bool)
    naming = next((column.name for column in spec.columns if column.key and column.type in _NAMING), None)
    for column in spec.columns:
        if column.key and column.name in columns:
            keys = columns[column.name].take(kept)
            is_total = keys.mark(lambda cell: isinstance(cell, str) and classify_total(cell) is not None, TOTAL_PREFILTER)
            is_odd |= is_total
            if column.name == naming:
                is_odd |= _mark_odd(column, columns[column.name], keys)
            is_total_word |= is_total
    return is_odd, is_total_word


def _mark_odd(column: Column, cells: NumberedColumn, keys: NumberedColumn) -> Mask:
    """The records whose key is blank, or in words where the others are codes; `cells` are the whole column below the header."""
    blank = mark_empty(keys, column.type)
    words = list_keys_in_words(cells) if column.type is ColumnType.IDENTIFIER else set()
    return blank | keys.mark_cells(words) if words and are_codes(keys, words) else blank
