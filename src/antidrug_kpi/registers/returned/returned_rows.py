"""Whether two workbooks say the same of a register: by what its cells mean, so that 113/1/5 and 2024-01-05 are equal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.files import FileReading
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import TypedRegister

Row = tuple[str, ...]


@dataclass(frozen=True)
class RowComparison:
    """How many rows two workbooks have of a register, and how many of them are the same."""

    first: int
    second: int
    shared: int

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return self.first == self.second == self.shared


def compare_rows(first: FileReading, second: FileReading, plan: Plan, register: str) -> RowComparison:
    """The rows of a register (its id) in two workbooks side by side, in whatever order."""
    rows = [_count_rows(file, plan, register) for file in (first, second)]
    return RowComparison(rows[0].total(), rows[1].total(), (rows[0] & rows[1]).total())


def _count_rows(file: FileReading, plan: Plan, register: str) -> Counter[Row]:
    found = read_registers((file,), plan, needed=frozenset({register}), keeps_cells=True, with_duties=True)
    if register not in found.registers:
        return Counter()
    typed = found.registers[register]
    spec = typed.spec
    columns = [_list_cells(typed, column.name) for column in (*spec.columns, *spec.further_columns)]
    return Counter(zip(*columns, strict=True))


def _list_cells(register: TypedRegister, name: str) -> list[str]:
    """What each cell of a column means, or what stands there where it could not be read."""
    if name not in register.typed:
        return [""] * len(register)
    values = register.frame[name]
    cells = register.typed[name]
    shown = np.array([squeeze(text) for text in cells.list_shown()], dtype=object)[cells.codes]
    meant: list[str] = np.where(values.isna().to_numpy(), shown, values.astype(str).to_numpy(dtype=object)).tolist()
    return meant
