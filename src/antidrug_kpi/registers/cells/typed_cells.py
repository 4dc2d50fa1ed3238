"""The cells of a column as they were typed, kept beside the values that were read from them, to quote them in messages.

As a numbered column: a million dates cost a number each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files import Cell
from antidrug_kpi.registers.cells.cell_values import show_cell


@dataclass(frozen=True)
class TypedCells:
    """The distinct cells of a column, and for each row the position of its cell among them."""

    codes: npt.NDArray[np.int32]
    distinct: Sequence[Cell]

    def show(self, row: int) -> str:
        """A row's cell as a person sees it in the sheet."""
        return show_cell(self.distinct[int(self.codes[row])])

    def list_shown(self) -> list[str]:
        """The distinct cells as a person sees them, in the order in which `codes` number them."""
        return list(map(show_cell, self.distinct))


def say_read(typed: str, read: str) -> str:
    """What a cell was read as, where it is written otherwise: 「113/1/5」 is followed by （讀作 2024-01-05）."""
    return "" if typed.strip() == read else f"（讀作 {read}）"
