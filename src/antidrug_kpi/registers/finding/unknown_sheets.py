"""What a sheet may be whose name and headers are like those of no register: any that the office still lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidrug_kpi.files import Cell, Sheet
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.cell_values import squeeze_cell
from antidrug_kpi.registers.finding.filled_cells import count_filled_cells
from antidrug_kpi.registers.finding.header_forms import Candidate
from antidrug_kpi.registers.finding.likeness import suggest_columns

# Enough to tell dates from numbers; the contents of a hundred thousand rows would be read once for each register.
_ROWS_COMPARED = 200
_FIGURES = re.compile(r"^\d|\d{3}")


def is_table(sheet: Sheet) -> bool:
    """Whether at least two rows of a sheet have at least two cells: a letter or a list of chapters has none."""
    return int((count_filled_cells(sheet) > 1).sum()) > 1


def find_words(sheet: Sheet, candidates: Sequence[Candidate]) -> Candidate | None:
    """The first row of nothing but words that has figures below it: a header, though nobody knows its words.

    None where there is no such row, since a row of words without figures below may as well be about persons.
    """
    for candidate in candidates[: len(sheet.rows)]:
        words = [forms[0] for forms in candidate.columns.values()]
        if len(words) > 1 and not any(_FIGURES.search(word) for word in words):
            below = _list_below(sheet, candidate)
            return candidate if any(_FIGURES.search(squeeze_cell(cell)) for row in below for cell in row) else None
    return None


def rank_registers(sheet: Sheet, header: Candidate, registers: Sequence[RegisterSpec]) -> list[tuple[RegisterSpec, int]]:
    """The registers with a column whose name or contents are like a column of the sheet, those with most such columns first."""
    below = _list_below(sheet, header)
    cells = {forms[0]: [row[index] for row in below] for index, forms in header.columns.items()}
    counts = [(spec, len(suggest_columns(spec.columns, cells))) for spec in registers]
    return sorted((pair for pair in counts if pair[1]), key=lambda pair: (-pair[1], len(pair[0].columns)))


def _list_below(sheet: Sheet, header: Candidate) -> Sequence[Sequence[Cell]]:
    return sheet.rows[header.position + 1 :][:_ROWS_COMPARED]
