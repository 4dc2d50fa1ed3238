"""是/否 columns with a further answer: 前次建議追蹤 takes 首次訪查 too (mohw-113, 3.4)."""

from __future__ import annotations

from collections.abc import Callable

from antidrug_kpi.files import Cell, UnreadableCell
from antidrug_kpi.plans.register_specs import Column
from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.cells.squeezing import squeeze


class AnswerReader:
    """Parses one of the column's further answers or, failing that, 是 or 否. Raises FaultyCellError.

    An answer's words go before what they mean elsewhere: where N/A is listed as one, it is no missing mark.
    """

    def __init__(self, column: Column, read_flag: Callable[[Cell], str | None], squeeze_cell: Callable[[Cell], str]) -> None:
        self.answers = {squeeze(word).upper(): value.name for value in column.values for word in (value.name, *value.aliases)}
        self.names = "、".join(value.name for value in column.values)
        self.read_flag = read_flag
        self.squeeze_cell = squeeze_cell

    def __call__(self, cell: Cell) -> str | None:
        answer = None if isinstance(cell, UnreadableCell) else self.answers.get(self.squeeze_cell(cell).upper())
        if answer is not None:
            return answer
        try:
            return self.read_flag(cell)
        except FaultyCellError as error:
            reason = str(error)
        raise FaultyCellError(f"{reason}，或 {self.names}")
