"""Rows that are group headings among records (國中 above its schools): nothing but a key, in words where all others are codes.

Such a row is skipped, and said (docs/registers.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from antidrug_kpi.files import Mask, NumberedColumn, Positions
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.rows.filler_rows import find_common, is_filler
from antidrug_kpi.registers.rows.records import mark_empty
from antidrug_kpi.registers.vocabulary.key_words import are_codes, list_keys_in_words

_CODES = {ColumnType.IDENTIFIER, ColumnType.CODE}


def find_headings(
    spec: RegisterSpec,
    columns: Mapping[str, NumberedColumn],
    kept: Positions,
    unknown: Iterable[NumberedColumn],
) -> dict[int, str]:
    """Position of a heading among the rows below the header → the official header of its key column.

    `columns` are the register's columns, `kept` the positions of the rows that may be records, `unknown` the columns under other
    headers: there a running number, and what most rows hold, may stand beside the key.
    """
    types = {column.name: column.type for column in spec.columns}
    found: dict[int, str] = {}
    for column in spec.columns:
        if not (column.key and column.type in _CODES and column.name in columns):
            continue
        keys = columns[column.name]
        words = list_keys_in_words(keys)
        if not words:
            continue
        alone = np.zeros(len(keys), dtype=bool)
        alone[kept] = keys.mark_cells(words)[kept]
        for name in columns.keys() - {column.name}:
            alone &= mark_empty(columns[name], types[name]) if alone.any() else alone
        alone &= ~_mark_filled(alone, unknown) if alone.any() else alone
        if alone.any() and are_codes(keys.take(kept[~alone[kept]]), words):
            found.update(dict.fromkeys(np.flatnonzero(alone).tolist(), column.name))
    return found


def _mark_filled(rows: Mask, unknown: Iterable[NumberedColumn]) -> Mask:
    """Of the marked rows those with a content of their own in one of the unknown columns."""
    filled = np.zeros(len(rows), dtype=bool)
    for column in unknown:
        cells = column.take(rows)
        has_content = cells.mark(lambda cell: not is_filler(cell))
        if has_content.any():
            filled[rows] |= has_content & ~cells.mark_cells(find_common(column))
    return filled
