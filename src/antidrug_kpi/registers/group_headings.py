"""Headings of groups among records (國中 above its schools): nothing but a key, in words where all others are codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from antidrug_kpi.files import Cell
from antidrug_kpi.plans.registers import ColumnType
from antidrug_kpi.plans.registers import Register as RegisterSpec
from antidrug_kpi.registers.key_words import are_codes, find_words
from antidrug_kpi.registers.passed_over import find_common, is_idle
from antidrug_kpi.registers.records import is_empty_cell

_CODES = {ColumnType.IDENTIFIER, ColumnType.CODE}


def find_headings(
    spec: RegisterSpec,
    columns: Mapping[str, Sequence[Cell]],
    distinct: Mapping[str, set[Cell]],
    kept: Sequence[int],
    unknown: Iterable[Sequence[Cell]],
) -> dict[int, str]:
    """The rows, of those `kept`, that are headings, with the column of the key; `unknown` are the columns under other headers.

    A running number, and what most rows of an unknown column hold, may stand beside the key.
    """
    types = {column.name: column.type for column in spec.columns}
    found: dict[int, str] = {}
    for column in spec.columns:
        if not (column.key and column.type in _CODES and column.name in columns):
            continue
        words, keys = find_words(distinct[column.name]), columns[column.name]
        if not words:
            continue
        others = [name for name in columns if name != column.name]
        alone = {
            row for row in kept if keys[row] in words and all(is_empty_cell(columns[name][row], types[name]) for name in others)
        }
        alone -= _find_filled(alone, unknown) if alone else set()
        if alone and are_codes([keys[row] for row in kept if row not in alone], words):
            found.update(dict.fromkeys(sorted(alone), column.name))
    return found


def _find_filled(rows: set[int], unknown: Iterable[Sequence[Cell]]) -> set[int]:
    """The rows that hold something of their own in one of the unknown columns."""
    filled: set[int] = set()
    for cells in unknown:
        telling = {row for row in rows if not is_idle(cells[row])}
        if telling:
            common = find_common(cells)
            filled |= {row for row in telling if cells[row] not in common}
    return filled
