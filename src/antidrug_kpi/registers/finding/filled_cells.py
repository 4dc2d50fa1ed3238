"""How many cells of each row are filled: a table has rows of several, a letter or a list of chapters has none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files import Sheet
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell


def count_filled_cells(sheet: Sheet) -> npt.NDArray[np.int64]:
    """For each row of a sheet the number of its cells that are not blank."""
    counts = np.zeros(sheet.height, dtype=np.int64)
    for column in sheet.columns:
        counts += ~column.mark(is_blank_cell)
    return counts
