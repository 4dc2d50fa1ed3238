"""For a sheet that is like no register by name and headers: its header row, and the registers whose columns its contents are
like.

Used for the draft of a mapping file only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidrug_kpi.files import Cell, Sheet
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.cell_values import squeeze_cell
from antidrug_kpi.registers.finding.filled_cells import count_filled_cells
from antidrug_kpi.registers.finding.header_variants import HeaderCandidate
from antidrug_kpi.registers.finding.likeness import suggest_columns

# Enough to tell dates from numbers; the contents of a hundred thousand rows would be read once for each register.
_ROWS_COMPARED = 200
_FIGURES = re.compile(r"^\d|\d{3}")


def is_table(sheet: Sheet) -> bool:
    """Whether at least two rows of a sheet have at least two cells: a letter or a list of chapters has none."""
    return int((count_filled_cells(sheet) > 1).sum()) > 1


def find_unknown_header(sheet: Sheet, candidates: Sequence[HeaderCandidate]) -> HeaderCandidate | None:
    """The row that is probably the header, though none of its words is known: the first row of words, if figures stand below it.

    None otherwise: without figures below, a row of words may be a record with a person's name, which no draft must show.
    """
    for candidate in candidates[: len(sheet.rows)]:
        words = [variants[0] for variants in candidate.columns.values()]
        if len(words) > 1 and not any(_FIGURES.search(word) for word in words):
            below = _list_below(sheet, candidate)
            return candidate if any(_FIGURES.search(squeeze_cell(cell)) for row in below for cell in row) else None
    return None


def rank_registers(sheet: Sheet, header: HeaderCandidate, registers: Sequence[RegisterSpec]) -> list[tuple[RegisterSpec, int]]:
    """Registers with the number of their columns that are like one of the sheet by name or contents, the highest first; registers
    without any are left out.
    """
    below = _list_below(sheet, header)
    cells = {variants[0]: [row[index] for row in below] for index, variants in header.columns.items()}
    counts = [(spec, len(suggest_columns(spec.columns, cells))) for spec in registers]
    return sorted((pair for pair in counts if pair[1]), key=lambda pair: (-pair[1], len(pair[0].columns)))


def _list_below(sheet: Sheet, header: HeaderCandidate) -> Sequence[Sequence[Cell]]:
    return sheet.rows[header.position + 1 :][:_ROWS_COMPARED]
