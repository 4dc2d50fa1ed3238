"""Names as they were written: they are read without blanks and in one width, while a label or a list shows them as they stand."""

from __future__ import annotations

import numpy as np

from antidrug_kpi.measures.duties.statistics.counted_subjects import CountedSubjects
from antidrug_kpi.plans.column_types import ColumnType
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.cells.typed_cells import TypedCells


def find_written(plan: Plan, counted: CountedSubjects, name: str) -> TypedCells | None:
    """The cells of a column of names as they stand in the files; None for other columns, which are read as they stand."""
    column = plan.find_register(counted.register).find_column(name)
    is_name = column is not None and column.type is ColumnType.NAME
    return counted.scope.typed.get(counted.register, {}).get(name) if is_name else None


def list_written(plan: Plan, counted: CountedSubjects, name: str) -> list[str]:
    """The distinct words of a column, names as the first of the subjects' rows in the file has them."""
    cells = counted.take(name).array
    texts = [str(text) for text in cells.categories]
    typed = find_written(plan, counted, name)
    if typed is None:
        return texts
    first = np.full(len(texts) + 1, -1, dtype=np.int64)
    backwards = np.argsort(-counted.places, kind="stable")
    # What is set last is the first in the file; the last place is that of blanks, whose code is -1.
    first[cells.codes[backwards]] = counted.places[backwards]
    return [text if place < 0 else typed.show(place).strip() for text, place in zip(texts, first.tolist(), strict=False)]
