"""Records whose key is none: blank, in words where all others are codes, or a total's word."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from antidrug_kpi.files import Mask, NumberedColumn, Positions
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.rows.records import mark_empty
from antidrug_kpi.registers.vocabulary.key_words import are_codes, list_keys_in_words
from antidrug_kpi.registers.vocabulary.total_words import SIGN_OF_TOTAL, weigh_total

_NAMING = frozenset({ColumnType.IDENTIFIER, ColumnType.NAME})


def find_odd_keys(spec: RegisterSpec, columns: Mapping[str, NumberedColumn], kept: Positions) -> tuple[Mask, Mask]:
    """Which of the records `kept` have a key that is none, and of which of them it is a total's word.

    The key is the first column that names a record; a total's word stands in place of any other too. T901 without its month is
    a record that lacks something, and no subtotal of T901.
    """
    odd, worded = np.zeros(len(kept), dtype=bool), np.zeros(len(kept), dtype=bool)
    names = next((column.name for column in spec.columns if column.key and column.type in _NAMING), None)
    for column in spec.columns:
        if column.key and column.name in columns:
            own = columns[column.name].take(kept)
            is_total = own.mark(lambda cell: isinstance(cell, str) and weigh_total(cell) is not None, SIGN_OF_TOTAL)
            odd |= is_total
            if column.name == names:
                odd |= _mark_odd(column, columns[column.name], own)
            worded |= is_total
    return odd, worded


def _mark_odd(column: Column, cells: NumberedColumn, keys: NumberedColumn) -> Mask:
    """The records whose key is blank, or in words where the others are codes; `cells` are all that stands below the header."""
    blank = mark_empty(keys, column.type)
    words = list_keys_in_words(cells) if column.type is ColumnType.IDENTIFIER else set()
    return blank | keys.mark_cells(words) if words and are_codes(keys, words) else blank
